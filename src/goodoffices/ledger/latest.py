"""The latest moves first, of a party, on a step, of a report or of all: never many more of them than an answer needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import exists, select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering, party_number, step_number
from goodoffices.ledger.events import Status

MORE = 3
"""How many times as many rows are fetched where those that were are not enough."""


class Latest:
    """The moves that a view knows and nobody has rejected: the latest day first, then the latest report, in the order of its text.

    `party` is a key or name, `step` one such as t4, `report` a number; `binding` are the moves that tell of a commitment.
    Raises LedgerError where there is no such party or step.
    """

    def __init__(
        self,
        asked: Answering,
        *,
        party: str | None = None,
        step: str | None = None,
        report: int | None = None,
        binding: bool = False,
    ):
        m, r, t = tables.moves, tables.reports, tables.testimonies
        self.connection = asked.connection
        day, number, these = m.c.day, m.c.report, select(m).where(m.c.status != Status.REJECTED.value)
        if binding:
            these = these.where(exists().where(t.c.report == m.c.report, t.c.n == m.c.n))
        parties = [] if party is None else asked.all_of(party_number(self.connection, party))
        steps = [] if step is None else asked.same_steps(step_number(self.connection, step))
        if report is not None:
            these = these.where(m.c.report == report)
        if party is not None:  # each part for itself: so its moves come in the order of the index
            queries = [(these if step is None else these.where(m.c.step.in_(steps))).where(m.c.party == one) for one in parties]
        elif step is not None:
            queries = [these.where(m.c.step == one) for one in steps]
        elif report is not None:
            queries = [these]
        else:  # the days of reports have an index, those of all moves together have none
            day, number, queries = r.c.day, r.c.id, [these.join(r, r.c.id == m.c.report)]
        self.queries = [asked.view.by_day(query, day).order_by(day.desc(), number.desc(), m.c.n) for query in queries]

    def rows(self, most: int) -> list[Any]:
        """The first rows."""
        found = [row for query in self.queries for row in self.connection.execute(query.limit(most))]
        if len(self.queries) > 1:
            found.sort(key=lambda row: row.n)
            found.sort(key=lambda row: (row.day, row.report), reverse=True)
        return found[:most]

    def more_and_more(self, most: int) -> Iterator[tuple[list[Any], bool]]:
        """Some more than the first rows, then ever more, each time with whether these are all; all of them come last."""
        complete = False
        while not complete:
            most = MORE * most or 1
            rows = self.rows(most)
            complete = len(rows) < most
            yield rows, complete
