"""According to whom a move, a date or a tie is: the statement that it stands in, and the report."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from goodoffices.ledger import tables
from goodoffices.ledger.facts import MoveFact
from goodoffices.ledger.rows import spans_in
from goodoffices.ledger.subjects import row_of
from goodoffices.model.base import Value

if TYPE_CHECKING:
    from goodoffices.ledger.answering import Answering

Said = tuple[int, int | None]
"""A report, and one of its statements; none for what the report says of itself."""


class Source(Value):
    """According to whom: a speaker (`named`: the report's words for him), through whom (outermost first), and in which report.

    Without a speaker and words for one, the report itself says it. `story` is the first report that tells the same story.
    """

    report: str
    title: str | None
    publisher: str | None
    origin: str
    day: datetime.date
    story: str
    speaker: str | None = None
    named: str | None = None
    via: tuple[str, ...] = ()


def sources(asked: Answering, said: Iterable[Said]) -> dict[Said, Source]:
    """The source of each of a few hundred statements, or of the report where no statement is named."""
    wanted = set(said)
    r, s = tables.reports, tables.statements
    connection: Connection = asked.connection
    reports = {row.id: row for row in connection.execute(select(r).where(r.c.id.in_({report for report, _ in wanted})))}
    quoted = connection.execute(select(s).where(s.c.report.in_({report for report, n in wanted if n is not None})))
    rows = [row for row in quoted if (row.report, row.n) in wanted]
    statements = {(row.report, row.n): row for row in rows}
    via = {key: [int(v) for v in (row.via or "").split()] for key, row in statements.items()}
    asked.meet([*(row.speaker for row in rows), *(v for ids in via.values() for v in ids)])
    found: dict[Said, Source] = {}
    for key in wanted:
        report, n = key
        row = reports[report]
        source = Source(
            report=f"r{report}", title=row.title, publisher=row.publisher, origin=row.origin, day=row.day, story=f"r{row.story}"
        )
        if n is not None and (statement := statements.get((report, n))) is not None:
            spans = spans_in(statement.spans)[0]
            source = source.model_copy(
                update={
                    "speaker": asked.people[statement.speaker][1] if statement.speaker else None,
                    "named": asked.quote(report, spans).text if spans else None,
                    "via": tuple(asked.people[v][1] for v in via[report, n]),
                }
            )
        found[key] = source
    return found


def moves_called(asked: Answering, ids: Collection[str]) -> dict[str, MoveFact]:
    """A few hundred moves by their names (r3.m4)."""
    m = tables.moves
    wanted = {(row.report, row.n) for row in map(row_of, ids)}
    rows = asked.connection.execute(select(m).where(m.c.report.in_({report for report, _ in wanted})))
    return {move.id: move for move in asked.moves([row for row in rows if (row.report, row.n) in wanted])}


def said_in(move: MoveFact) -> Said:
    """The report of a move, and the number of the statement in which it stands."""
    return row_of(move.id).report, row_of(move.statement).n if move.statement else None
