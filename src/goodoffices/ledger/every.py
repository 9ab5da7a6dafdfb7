"""All that a view has, one fact at a time, as one moment has it: for tables that are taken away whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby, islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, func, select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering, position_fact, report_fact
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import (
    CommitmentFact,
    DateFact,
    MoveFact,
    PartyFact,
    PositionFact,
    ReportFact,
    StatementFact,
    StepFact,
)
from goodoffices.ledger.opening import reading
from goodoffices.ledger.views import View

T = TypeVar("T")
LOT = 100
"""Reports, parties or commitments whose facts are in memory together."""


@contextmanager
def everything(view: View) -> Iterator[Every]:
    """All facts of a view, in one transaction: what others add meanwhile is not seen."""
    with reading(view.engine) as connection:
        yield Every(connection, view)


class Every:
    """The facts of a view in a fixed order, streamed. What has been rejected is left out."""

    def __init__(self, connection: Connection, view: View):
        self.connection = connection
        self.view = view

    def reports(self) -> Iterator[ReportFact]:
        """By number."""
        r = tables.reports
        for lot in self._report_lots():
            for row in self.connection.execute(select(r).where(r.c.id.in_(lot)).order_by(r.c.id)):
                yield report_fact(row)

    def parties(self) -> Iterator[PartyFact]:
        """By number; those that were merged into another are in that one. On a day, those of whom reports had spoken."""
        p, a, r = tables.parties, tables.appearances, tables.reports
        one = func.coalesce(p.c.merged_into, p.c.id)
        query: Any = select(one, func.count(func.distinct(a.c.report))).outerjoin(a, a.c.party == p.c.id)
        query = self.view.by_day(query.outerjoin(r, r.c.id == a.c.report), r.c.day).group_by(one).order_by(one)
        for lot in _lots(list(self.connection.execute(query)), LOT):
            asked = self._asked()
            for party, count in lot:
                yield asked.party(party, count)

    def steps(self) -> Iterator[StepFact]:
        """By number; those that were merged into another are left out."""
        t = tables.steps
        for lot in _lots(self._ids(select(t.c.id).where(t.c.merged_into.is_(None)).order_by(t.c.id)), LOT):
            asked = self._asked()
            for step in lot:
                yield asked.step(step)

    def statements(self) -> Iterator[StatementFact]:
        """By report, in the order of its text."""
        s, r = tables.statements, tables.reports
        query = select(s, r.c.day).join(r, r.c.id == s.c.report).where(s.c.status != Status.REJECTED.value)
        for asked, rows in self._by_report(query, s.c.report, s.c.n):
            for row in rows:
                yield asked.statement(row)

    def moves(self) -> Iterator[MoveFact]:
        """By report, in the order of its text."""
        m = tables.moves
        for asked, rows in self._by_report(select(m).where(m.c.status != Status.REJECTED.value), m.c.report, m.c.n):
            yield from asked.moves(rows)

    def dates(self) -> Iterator[DateFact]:
        """By report, in the order of its text."""
        d, r = tables.dates, tables.reports
        query = select(d, r.c.day).join(r, r.c.id == d.c.report)
        for asked, rows in self._by_report(query, d.c.report, d.c.start):
            for row in rows:
                quote = asked.quote(row.report, [(row.start, row.end)])
                yield DateFact(date=row.date, quote=quote, of=f"r{row.report}.{row.of}" if row.of else None)

    def commitments(self) -> Iterator[CommitmentFact]:
        """By number: those of which a report tells."""
        c = tables.commitments
        for lot in _lots(self._ids(select(c.c.id).order_by(c.c.id)), LOT):
            yield from self._asked().commitments(self.connection.execute(select(c).where(c.c.id.in_(lot)).order_by(c.c.id)).all())

    def positions(self) -> Iterator[PositionFact]:
        """By party and step: where it stands by its moves of the latest day on which it made one."""
        m, p, t = tables.moves, tables.parties, tables.steps
        party, step = func.coalesce(p.c.merged_into, p.c.id), func.coalesce(t.c.merged_into, t.c.id)
        made = select(m).join(p, p.c.id == m.c.party).join(t, t.c.id == m.c.step).where(m.c.status != Status.REJECTED.value)
        for lot in _lots(self._ids(select(party).join(m, m.c.party == p.c.id).distinct().order_by(party)), LOT):
            query = self.view.by_day(made.where(party.in_(lot)), m.c.day).order_by(party, step, m.c.day, m.c.report, m.c.n)
            rows = self.connection.execute(query.add_columns(party.label("one"), step.label("what"))).all()
            groups = [list(group) for _, group in groupby(rows, key=lambda row: (row.one, row.what))]
            latest = [[row for row in group if row.day == group[-1].day] for group in groups]
            for some in _lots(latest, LOT):
                moves = iter(self._asked().moves([row for group in some for row in group]))
                for group in some:
                    yield position_fact(list(islice(moves, len(group))))

    def _asked(self) -> Answering:
        return Answering(self.connection, self.view)

    def _ids(self, query: Select[Any]) -> list[int]:
        return list(self.connection.scalars(query))

    def _report_lots(self) -> Iterator[list[int]]:
        """The numbers of the reports that the view knows."""
        r = tables.reports
        return _lots(self._ids(self.view.by_day(select(r.c.id), r.c.day).order_by(r.c.id)), LOT)

    def _by_report(self, query: Select[Any], report: Any, place: Any) -> Iterator[tuple[Answering, Sequence[Any]]]:
        """The rows of a lot of reports after the other."""
        for lot in self._report_lots():
            yield self._asked(), self.connection.execute(query.where(report.in_(lot)).order_by(report, place)).all()


def _lots(things: list[T], size: int) -> Iterator[list[T]]:
    for start in range(0, len(things), size):
        yield things[start : start + size]
