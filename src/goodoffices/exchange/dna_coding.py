"""How what a ledger has stands in a DNA file: a step as a concept, a kind of move as agreement, a day as seconds."""

from __future__ import annotations

import datetime

from goodoffices.model import Measure, MoveKind

PASSWORD = "admin"  # noqa: S105 - no secret: it keeps nobody from the file, which is not encrypted, but DNA asks for one
"""What the coder Admin of a file that we write signs in with."""
AGREES = {
    MoveKind.OFFER: True, MoveKind.DEMAND: True, MoveKind.SUPPORT: True, MoveKind.THREAT: True,
    MoveKind.REFUSAL: False, MoveKind.OPPOSITION: False,
}  # fmt: skip
"""Whether a move agrees with its step; a conditional one agrees as well, as DNA has no conditions."""
UNDATED = "No date of publication: dated by the day on which it was added to the ledger."
"""The note on a document whose date DNA must have and nobody knows."""
NAMES_APART = "; "
"""Between the names of an attribute "Alias"."""
_EPOCH = datetime.datetime(1970, 1, 1)
_DAY = 86_400
_APART = ": "


def concept(measure: Measure, object: str | None, place: str | None) -> str:
    """A step as DNA knows it: "ceasefire: a truce of three months, Halven". Who would take it is not told."""
    words = [w for w in (object, place) if w]
    if place and object and place in object:
        words = [object]
    return _APART.join([measure.value, ", ".join(words)] if words else [measure.value]).strip()


def step_of(concept: str) -> tuple[Measure, str | None]:
    """The measure and object of a concept; one that names no measure is an object, of the measure "other"."""
    head, _, rest = concept.partition(_APART)
    if head in set(Measure) and (rest or head == concept):
        return Measure(head), rest or None
    return Measure.OTHER, concept


def seconds(day: datetime.date) -> int:
    """The first second of a day, UTC, counted from 1970."""
    return (day - _EPOCH.date()).days * _DAY


def day_of(seconds: int) -> datetime.date | None:
    """The day of a second counted from 1970, UTC; None where the calendar has none."""
    try:
        return (_EPOCH + datetime.timedelta(seconds=seconds)).date()
    except OverflowError:
        return None
