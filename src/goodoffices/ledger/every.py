"""All that a view has, one fact at a time, as one moment has it: for tables that are taken away whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, groupby, islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, func, select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering, report_fact
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
from goodoffices.ledger.fates import commitment_facts
from goodoffices.ledger.opening import reading
from goodoffices.ledger.standing import positions
from goodoffices.ledger.views import View

T = TypeVar("T")
LOT = 1000
"""Facts that are in memory together, where not those of whole reports are."""
REPORTS = 100
"""Reports whose statements, moves or dates are in memory together."""


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
        for lot in self._lots(self.view.by_day(select(r), r.c.day).order_by(r.c.id)):
            yield from map(report_fact, lot)

    def parties(self) -> Iterator[PartyFact]:
        """By number; those that were merged into another are in that one. On a day, those of whom reports had spoken."""
        counted = self.view.reports_counted().subquery()
        query = select(counted).order_by(counted.c.id)
        for lot in self._lots(query if self.view.day is None else query.where(counted.c.reports > 0)):
            yield from self._asked().parties(lot)

    def steps(self) -> Iterator[StepFact]:
        """By number; those that were merged into another are left out."""
        t = tables.steps
        for lot in self._lots(select(t.c.id).where(t.c.merged_into.is_(None)).order_by(t.c.id)):
            facts = self._asked().steps(step for (step,) in lot)
            yield from (facts[step] for (step,) in lot)

    def statements(self) -> Iterator[StatementFact]:
        """By report, in the order of its text."""
        s, r = tables.statements, tables.reports
        query = select(s, r.c.day).join(r, r.c.id == s.c.report).where(s.c.status != Status.REJECTED.value)
        for asked, rows in self._by_report(query, s.c.report, s.c.n):
            yield from asked.statements(rows)

    def moves(self) -> Iterator[MoveFact]:
        """By report, in the order of its text."""
        m = tables.moves
        for asked, rows in self._by_report(select(m).where(m.c.status != Status.REJECTED.value), m.c.report, m.c.n):
            yield from asked.moves(rows)

    def dates(self) -> Iterator[DateFact]:
        """By report, in the order of its text."""
        d = tables.dates
        for asked, rows in self._by_report(select(d), d.c.report, d.c.start):
            yield from asked.dates(rows)

    def commitments(self) -> Iterator[CommitmentFact]:
        """By number: those of which a report tells; what has become a part of another is in that one."""
        c = tables.commitments
        for lot in self._lots(select(c).where(c.c.merged_into.is_(None)).order_by(c.c.id)):
            yield from commitment_facts(self._asked(), lot)

    def positions(self) -> Iterator[PositionFact]:
        """By party and step: where it stands by its moves of the latest day on which it made one."""
        for lot in batched(self._latest(), LOT):
            yield from positions(self._asked(), lot)

    def _latest(self) -> Iterator[list[Any]]:
        """The moves of the latest day of each party on each step."""
        m, p, t = tables.moves, tables.parties, tables.steps
        party, step = func.coalesce(p.c.merged_into, p.c.id).label("one"), func.coalesce(t.c.merged_into, t.c.id).label("what")
        made = select(m, party, step).join(p, p.c.id == m.c.party).join(t, t.c.id == m.c.step)
        made = self.view.by_day(made.where(m.c.status != Status.REJECTED.value), m.c.day)
        rows = chain.from_iterable(self._lots(made.order_by(party, step, m.c.day.desc(), m.c.report, m.c.n)))
        for _, group in groupby(rows, key=lambda row: (row.one, row.what)):
            _, moves = next(groupby(group, key=lambda row: row.day))
            yield list(moves)

    def _asked(self) -> Answering:
        return Answering(self.connection, self.view)

    def _lots(self, query: Select[Any], size: int | None = None) -> Iterator[Sequence[Any]]:
        """The rows of a query, a lot after the other as they come from the database."""
        return self.connection.execute(query, execution_options={"yield_per": size or LOT}).partitions()

    def _by_report(self, query: Select[Any], report: Any, place: Any) -> Iterator[tuple[Answering, Sequence[Any]]]:
        """The rows of a lot of the reports that the view knows after the other."""
        r = tables.reports
        for lot in self._lots(self.view.by_day(select(r.c.id), r.c.day).order_by(r.c.id), REPORTS):
            these = query.where(report.in_([number for (number,) in lot])).order_by(report, place)
            yield self._asked(), self.connection.execute(these).all()


def batched(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things, so many at a time; the last may be fewer."""
    waiting = iter(things)
    while lot := list(islice(waiting, size)):
        yield lot
