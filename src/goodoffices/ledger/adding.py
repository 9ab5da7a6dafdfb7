"""A reading comes in: which report it is, who its parties are, and whether the story is known already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from sqlalchemy import Connection, func, select

from goodoffices.ledger import tables
from goodoffices.ledger.events import Added, ReadAgain, compact
from goodoffices.ledger.history import document, keep_document, now, record
from goodoffices.ledger.likeness import SAME_STORY, likeness, shingles, signature
from goodoffices.ledger.naming import named, step_numbers
from goodoffices.ledger.state import State
from goodoffices.ledger.storable import storable
from goodoffices.model import ReaderName, Reading

MOST = 20
"""Reports alike that are compared word for word, at most."""


class Outcome(StrEnum):
    """What became of a reading that was added."""

    NEW = "new"
    SAME_STORY = "the same story"
    KNOWN = "known"
    READ_AGAIN = "read again"


@dataclass(frozen=True)
class Addition:
    """What became of it, the number of its report, and that of the first report of the same story."""

    outcome: Outcome
    report: int
    story: int


def add(connection: Connection, reading: Reading, who: str) -> Addition:
    """Add a reading, in the transaction of the connection.

    A report that is there already is left alone if the same version of the same reader has read it; else it is read again.
    """
    reading = storable(reading)
    report = reading.report
    there = _there(connection, report.sha256)
    if there is not None:
        if (there.reader, there.version) == (reading.reader.name, reading.reader.version):
            return Addition(Outcome.KNOWN, there.id, there.story)
        _read_again(connection, there.id, reading, who)
        return Addition(Outcome.READ_AGAIN, there.id, there.story)
    number = (connection.scalar(select(func.max(tables.reports.c.id))) or 0) + 1
    found = shingles(report.text)
    bands = signature(found)
    story = _story(connection, bands, found) or number
    who_is_who = named(connection, reading, number)
    steps, step_keys = step_numbers(connection, reading, who_is_who.keys)
    keep_document(connection, report.sha256, report.text)
    event = Added(
        at=now(), who=who, report=number, reading=compact(reading), parties=who_is_who.keys, names=who_is_who.names,
        steps=steps, step_keys=step_keys, signature=bands, story=story,
    )  # fmt: skip
    _happen(connection, event, report.text)
    return Addition(Outcome.NEW if story == number else Outcome.SAME_STORY, number, story)


def known(connection: Connection, sha256: str, reader: ReaderName) -> Addition | None:
    """What adding a reading of that report by that version of a reader comes to where nothing would happen, else None."""
    there = _there(connection, sha256)
    if there is None or (there.reader, there.version) != (reader.name, reader.version):
        return None
    return Addition(Outcome.KNOWN, there.id, there.story)


def _there(connection: Connection, sha256: str) -> Any:
    t = tables.reports
    return connection.execute(select(t.c.id, t.c.story, t.c.reader, t.c.version).where(t.c.sha256 == sha256)).first()


def _read_again(connection: Connection, number: int, reading: Reading, who: str) -> None:
    who_is_who = named(connection, reading, number)
    steps, step_keys = step_numbers(connection, reading, who_is_who.keys)
    event = ReadAgain(
        at=now(), who=who, report=number, reading=compact(reading), parties=who_is_who.keys, names=who_is_who.names,
        steps=steps, step_keys=step_keys,
    )  # fmt: skip
    _happen(connection, event, "")


def _happen(connection: Connection, event: Added | ReadAgain, text: str) -> None:
    state = State(connection)
    state.apply(record(connection, event), event, text)
    state.flush()


def _story(connection: Connection, bands: Sequence[int], found: np.ndarray) -> int | None:
    """The first report of the story that a text of these shingles tells; None if no report known tells it."""
    b, r = tables.bands, tables.reports
    alike = (
        select(b.c.report, func.count().label("shared")).where(b.c.band.in_(bands)).group_by(b.c.report)
        .order_by(func.count().desc(), b.c.report).limit(MOST).subquery()
    )  # fmt: skip
    rows = connection.execute(select(r.c.story, r.c.sha256).join(alike, alike.c.report == r.c.id).order_by(r.c.id)).all()
    for story, sha256 in rows:
        if likeness(found, shingles(document(connection, sha256))) >= SAME_STORY:
            return int(story)
    return None
