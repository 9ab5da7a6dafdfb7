"""A reading comes in: which report it is, who its parties are, and whether the story is known already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from sqlalchemy import Connection, bindparam, select

from goodoffices.ledger import tables
from goodoffices.ledger.events import Added, ReadAgain, Reprinted
from goodoffices.ledger.history import document, keep_document, now, record
from goodoffices.ledger.likeness import SAME_STORY, likeness, shingles, signature
from goodoffices.ledger.memory import Memory
from goodoffices.ledger.naming import met_before, named, step_numbers
from goodoffices.ledger.printings import elsewhere
from goodoffices.ledger.signatures import packed
from goodoffices.ledger.state import State
from goodoffices.ledger.storable import storable
from goodoffices.model import ReaderName, Reading, Report

MOST = 20
"""Reports alike that are compared word for word, at most."""
_r = tables.reports.c
SAME_TEXT = select(tables.reports).where(_r.sha256 == bindparam("sha256"))
STORIES = select(_r.story, _r.sha256).where(_r.id.in_(bindparam("reports", expanding=True))).order_by(_r.id)


class Outcome(StrEnum):
    """What became of a reading that was added."""

    NEW = "new"
    SAME_STORY = "the same story"
    REPRINTED = "the same text in one more place"
    KNOWN = "known"
    READ_AGAIN = "read again"


@dataclass(frozen=True)
class Addition:
    """What became of it, the number of its report, and that of the first report of the same story."""

    outcome: Outcome
    report: int
    story: int


def add(connection: Connection, reading: Reading, who: str, memory: Memory) -> Addition:
    """Add a reading, in the transaction of the connection; the memory is of the ledger as it is, and is kept up to date.

    A report that is there already is left alone if the same version of the same reader has read it; else it is read again. One
    that has its text, but another publisher or origin, is recorded as one more place where it was printed.
    """
    reading, kept = storable(reading)
    report = reading.report
    there = _there(connection, report.sha256)
    if there is not None:
        if reprinted := elsewhere(connection, there, report):
            _happen(connection, memory, _printing(there.id, report, who), "")
        if (there.reader, there.version) == (reading.reader.name, reading.reader.version):
            return Addition(Outcome.REPRINTED if reprinted else Outcome.KNOWN, there.id, there.story)
        _read_again(connection, memory, there.id, reading, kept, who)
        return Addition(Outcome.READ_AGAIN, there.id, there.story)
    number = memory.next(connection, tables.reports)
    found = shingles(report.text)
    bands = signature(found)
    story = _story(connection, memory, bands, found) or number
    memory.signatures.meet([(number, packed(bands))])
    who_is_who = named(connection, memory, reading, number)
    steps, step_keys = step_numbers(connection, memory, reading, who_is_who.keys)
    keep_document(connection, report.sha256, report.text)
    event = Added(
        at=now(), who=who, report=number, reading=kept, parties=who_is_who.keys, names=who_is_who.names,
        steps=steps, step_keys=step_keys, signature=bands, story=story,
    )  # fmt: skip
    _happen(connection, memory, event, report.text)
    return Addition(Outcome.NEW if story == number else Outcome.SAME_STORY, number, story)


def known(connection: Connection, report: Report, reader: ReaderName) -> Addition | None:
    """What adding a reading of that report by that version of a reader comes to where nothing would happen, else None."""
    there = _there(connection, report.sha256)
    if there is None or (there.reader, there.version) != (reader.name, reader.version) or elsewhere(connection, there, report):
        return None
    return Addition(Outcome.KNOWN, there.id, there.story)


def _there(connection: Connection, sha256: str) -> Any:
    return connection.execute(SAME_TEXT, {"sha256": sha256}).first()


def _printing(number: int, report: Report, who: str) -> Reprinted:
    return Reprinted(
        at=now(), who=who, report=number, title=report.title, published=report.published, publisher=report.publisher,
        origin=report.origin,
    )  # fmt: skip


def _read_again(  # noqa: PLR0917
    connection: Connection, memory: Memory, number: int, reading: Reading, kept: dict[str, Any], who: str
) -> None:
    who_is_who = named(connection, memory, reading, number, met_before(connection, number))
    steps, step_keys = step_numbers(connection, memory, reading, who_is_who.keys)
    event = ReadAgain(
        at=now(), who=who, report=number, reading=kept, parties=who_is_who.keys, names=who_is_who.names,
        steps=steps, step_keys=step_keys,
    )  # fmt: skip
    _happen(connection, memory, event, "")


def _happen(connection: Connection, memory: Memory, event: Added | ReadAgain | Reprinted, text: str) -> None:
    state = State(connection, memory)
    memory.after = record(connection, event)
    state.apply(memory.after, event, text)
    state.flush()


def _story(connection: Connection, memory: Memory, bands: Sequence[int], found: np.ndarray) -> int | None:
    """The first report of the story that a text of these shingles tells; None if no report known tells it."""
    alike = memory.told_by(connection).sharing(bands, MOST)
    if not alike:
        return None
    for story, sha256 in connection.execute(STORIES, {"reports": alike}):
        if likeness(found, shingles(document(connection, sha256))) >= SAME_STORY:
            return int(story)
    return None
