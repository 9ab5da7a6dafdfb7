"""All dates that reports name, for a calendar: with what they bound, the sentence around them, and according to whom."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, String, Table, cast, func, literal, select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import MoveFact, Quote
from goodoffices.ledger.opening import reading
from goodoffices.ledger.sources import Source, moves_called, sources
from goodoffices.ledger.views import View
from goodoffices.model.base import Value
from goodoffices.model.reading import first_day, last_day

CHUNK = 200
"""Reports that are looked at together."""
BREAK = re.compile(r"\n\s*\n|(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[^\W\d_a-z])")
"""What stands between sentences or paragraphs."""
FAR = 600
"""Characters on either side of a date in which its sentence is looked for."""


class DatedFact(Value):
    """A date of a report: an ISO 8601 day, month or year. With a `move` it is the deadline of what that party's move is about.

    `mark` tells it from all other dates, in this ledger and any other: the SHA-256 of the report's text, and where in it.
    """

    mark: str
    date: str
    words: Quote
    sentence: str
    move: MoveFact | None
    party: str | None
    source: Source

    @property
    def first(self) -> datetime.date:
        """The first day of it."""
        return first_day(self.date)

    @property
    def last(self) -> datetime.date:
        """The last day of it."""
        return last_day(self.date)


def dated(view: View) -> Iterator[DatedFact]:
    """The dates of all reports, in the order of the reports; none that bounds a move or statement which a person has rejected."""
    with reading(view.engine) as connection:
        last = connection.scalar(select(func.max(tables.reports.c.id))) or 0
        for first in range(1, last + 1, CHUNK):
            asked = Answering(connection, view)
            rows = connection.execute(view.by_day(_dates(first, first + CHUNK - 1), tables.reports.c.day)).all()
            moves = moves_called(asked, [f"r{row.report}.m{row.move}" for row in rows if row.move is not None])
            asked.open(row.report for row in rows)
            told = sources(asked, ((row.report, row.statement) for row in rows))
            asked.meet(row.party for row in rows)
            for row in rows:
                yield DatedFact(
                    mark=f"{row.sha256}-{row.start}", date=row.date, words=asked.quote(row.report, [(row.start, row.end)]),
                    sentence=sentence_around(asked.texts[row.report], row.start, row.end),
                    move=moves.get(f"r{row.report}.m{row.move}"), party=asked.people[row.party][1] if row.party else None,
                    source=told[row.report, row.statement],
                )  # fmt: skip


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds some characters of a text, as far as stops and capitals tell; in one line."""
    before = [m.end() for m in BREAK.finditer(text, max(0, start - FAR), start)]
    after = BREAK.search(text, end, end + FAR)
    return " ".join(text[max(before, default=max(0, start - FAR)) : after.start() if after else end + FAR].split())


def _dates(first: int, last: int) -> Select[Any]:
    """The dates of some reports, each with the move or statement that it bounds."""
    d, r, m, s = tables.dates, tables.reports, tables.moves, tables.statements
    judged = func.coalesce(m.c.status, s.c.status, Status.DRAFT.value)
    return (
        select(d, r.c.sha256, m.c.n.label("move"), m.c.party.label("party"), func.coalesce(s.c.n, m.c.statement).label("statement"))
        .join(r, r.c.id == d.c.report)
        .outerjoin(m, _bounds(m, "m"))
        .outerjoin(s, _bounds(s, "s"))
        .where(d.c.report.between(first, last), judged != Status.REJECTED.value)
        .order_by(d.c.report, d.c.start)
    )


def _bounds(table: Table, letter: str) -> ColumnElement[bool]:
    """Whether a date bounds a move or statement of its report."""
    d = tables.dates
    return (table.c.report == d.c.report) & (d.c.of == literal(letter).concat(cast(table.c.n, String)))
