"""What can happen to a ledger: every change is one of these events, with who made it, when and why."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, Field, TypeAdapter

from goodoffices.model import Measure, PartyKind, Reading
from goodoffices.model.base import Value

Number = Annotated[int, Field(ge=1, lt=2**31)]
"""The number of a report, step or commitment."""
SPANS = {
    "parties": ("mentions",), "statements": ("source", "cue", "content"), "moves": ("step", "condition"),
    "interpretations": ("clause", "meaning"),
}  # fmt: skip
"""Where a reading has spans."""
SEVERAL = frozenset({"mentions", "content"})
"""Where it has any number of them."""


def _in_order(fields: dict[Any, Any]) -> dict[Any, Any]:
    return dict(sorted(fields.items()))


InOrder = AfterValidator(_in_order)
"""What makes two objects that are equal the same as JSON."""


class Status(StrEnum):
    """What a person has said of a row that a machine drafted."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class Ending(StrEnum):
    """How a commitment ends before it is kept or broken: its debtor cancels it, or its creditor releases the debtor."""

    CANCELLED = "cancelled"
    RELEASED = "released"


class NewStep(Value):
    """A step that the ledger did not know, under its key (`naming`)."""

    key: str
    agent: str | None = None
    measure: Measure
    object: str | None = None
    place: str | None = None


class Happened(Value):
    """What all events have: who made them and why; `at`, in UTC, when they were recorded."""

    at: AwareDatetime
    who: str = Field(min_length=1)
    why: str | None = None


class Read(Happened):
    """What a reader made of a report, and who and what its ids are in the ledger.

    `reading` is as of `compact`: without the text, which is kept under its SHA-256. `parties` has the keys of the reading's
    parties, `steps` the numbers of its steps. New to the ledger with it are `names` (a party's key, a name, what it is compared
    by) and `step_keys`.
    """

    report: Number
    reading: dict[str, Any]
    parties: Annotated[dict[str, str], InOrder]
    names: tuple[tuple[str, str, str], ...] = ()
    steps: Annotated[dict[str, Number], InOrder]
    step_keys: Annotated[dict[Number, str], InOrder] = Field(default_factory=dict)

    @property
    def day(self) -> str:
        """The day from which the report counts: of its publication, else that on which it was added (ISO 8601)."""
        return self.reading["report"].get("published") or self.at.date().isoformat()


class Added(Read):
    """A report comes in. `signature` tells which others may be alike, `story` is the first one that tells the same story."""

    kind: Literal["added"] = "added"
    signature: tuple[Annotated[int, Field(ge=0, lt=2**31)], ...]
    story: Number


class ReadAgain(Read):
    """A later reading of a report that is there already. What a person has judged stays; where they differ is proposed."""

    kind: Literal["read again"] = "read again"


class Reprinted(Happened):
    """The text of a report is found in one more place, such as another paper: the same testimony, which this tells of."""

    kind: Literal["reprinted"] = "reprinted"
    report: Number
    title: str | None
    published: datetime.date | None
    publisher: str | None
    origin: str

    @property
    def day(self) -> str:
        """The day from which it counts, as for a report."""
        return (self.published or self.at.date()).isoformat()


Fields = Annotated[dict[str, str | int | None], InOrder]
"""Fields of a statement or move: spans as "start-end", parties by key, steps by number."""


class Touched(Happened):
    """A person says something of a row.

    `was` has the status and fields that it had before, `proposed` what was proposed in its place (the number of the event, what),
    so that it can be taken back. Both are empty in ledgers from before there was a way back.
    """

    subject: str
    was: Fields = Field(default_factory=dict)
    proposed: tuple[tuple[int, str], ...] = ()


class Judged(Touched):
    """A person confirms or rejects a statement, a move or a link."""

    kind: Literal["judged"] = "judged"
    verdict: Literal[Status.CONFIRMED, Status.REJECTED]


class Corrected(Touched):
    """A person gives fields of a statement or move other values."""

    kind: Literal["corrected"] = "corrected"
    changes: Fields


class Linked(Touched):
    """A person says for which step the condition of a move waits (r12.m3>t4)."""

    kind: Literal["linked"] = "linked"


class Marked(Happened):
    """A person adds a statement or a move that the reader missed; its step may be new, with a key of its own."""

    kind: Literal["marked"] = "marked"
    subject: str
    fields: Fields
    new_step: NewStep | None = None


class Introduced(Happened):
    """A person names a party that the ledger did not know; `names` are what it is called, with what these are compared by."""

    kind: Literal["introduced"] = "introduced"
    party: str
    name: str
    party_kind: PartyKind
    names: tuple[tuple[str, str], ...] = ()


class Undone(Happened):
    """A change to a row, a step or a commitment is taken back: `values` are those from before; a link without any is gone."""

    kind: Literal["undone"] = "undone"
    subject: str
    undoes: Number
    values: Fields = Field(default_factory=dict)
    proposed: tuple[tuple[int, str], ...] = ()


class Merged(Happened):
    """Two parties (their keys), or two steps ("t3", "t9"), are one: from now on `kept`."""

    kind: Literal["merged"] = "merged"
    kept: str
    merged: str


class Split(Happened):
    """A merge is undone: `part`, which was one of `whole` (unknown in older ledgers), is again a party or step of its own."""

    kind: Literal["split"] = "split"
    part: str
    whole: str | None = None


class Done(Happened):
    """A step was done on a day, according to a report or to whoever records it; without a day, it was not done after all."""

    kind: Literal["done"] = "done"
    step: Number
    day: datetime.date | None


class Ended(Happened):
    """A commitment is cancelled by its debtor or released by its creditor on a day.

    `was` tells of it and of those that are one with it how they had ended before ("cancelled 2031-03-04"), if they had.
    """

    kind: Literal["ended"] = "ended"
    commitment: Number
    ending: Ending
    day: datetime.date
    was: Fields = Field(default_factory=dict)


Event = Annotated[
    Added | ReadAgain | Reprinted | Judged | Corrected | Linked | Marked | Introduced | Undone | Merged | Split | Done | Ended,
    Field(discriminator="kind"),
]
EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def subject_of(event: Event) -> str:
    """What the event is about, as people write it: r12, r12.m3, t4, c7, a party's key."""
    match event:
        case Added() | ReadAgain() | Reprinted():
            return f"r{event.report}"
        case Touched() | Marked() | Undone():
            return event.subject
        case Introduced():
            return event.party
        case Merged():
            return event.kept
        case Split():
            return event.part
        case Done():
            return f"t{event.step}"
        case Ended():
            return f"c{event.commitment}"


def compact(reading: Reading) -> dict[str, Any]:
    """A reading as it is kept in an event: spans as pairs of offsets, the text left out.

    `whole` gives it back, given the text.
    """
    dumped = _with_spans(reading.model_dump(mode="json", exclude_defaults=True), lambda span: [span["start"], span["end"]])
    del dumped["report"]["text"]
    for position, kept in zip(reading.positions, dumped.get("positions", ()), strict=False):
        if position.condition is not None:  # its kinds are defaults, and tell one condition from another
            kept["condition"] = position.condition.model_dump(mode="json")
    return dumped


def whole(reading: dict[str, Any], text: str) -> Reading:
    """The reading that `compact` made smaller. Raises ValueError where its spans are not in the text."""
    full = _with_spans(reading, lambda pair: {"start": pair[0], "end": pair[1], "text": text[pair[0] : pair[1]]})
    return Reading.model_validate(full | {"report": full["report"] | {"text": text}})


def _with_spans(reading: dict[str, Any], form: Callable[[Any], Any]) -> dict[str, Any]:
    """The reading with its spans in another form."""
    return reading | {
        what: [_in_form(one, fields, form) for one in reading[what]] for what, fields in SPANS.items() if what in reading
    }


def _in_form(one: dict[str, Any], fields: tuple[str, ...], form: Callable[[Any], Any]) -> dict[str, Any]:
    changed = dict(one)
    for field in fields:
        if (found := one.get(field)) is not None:
            changed[field] = [form(span) for span in found] if field in SEVERAL else form(found)
    return changed
