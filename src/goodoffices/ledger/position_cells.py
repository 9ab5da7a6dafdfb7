"""Where parties stood on some steps, day after day, with who tells of it in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering
from goodoffices.ledger.briefing import Telling
from goodoffices.ledger.facts import MoveFact
from goodoffices.ledger.position_facts import Cell, Counted, Issue, Standing
from goodoffices.ledger.position_latest import LatestStances, Where
from goodoffices.ledger.red_lines import marks
from goodoffices.ledger.sources import Said, Source, said_in, sources
from goodoffices.ledger.standing import position_fact

EARLIER = 4
"""So many earlier positions of a party on a step are told beside the one in force."""


class Cells:
    """The cells of the steps that are shown; everything that they quote is looked up together."""

    def __init__(self, asked: Answering, counted: Counted, stand: LatestStances, shown: Collection[int]):
        m, t = tables.moves, tables.steps
        self.asked = asked
        parts = select(t.c.id).where(t.c.id.in_(shown) | t.c.merged_into.in_(shown))
        query = asked.view.by_day(counted.of(select(m).where(m.c.step.in_(parts))), m.c.day)
        query = query.order_by(m.c.day.desc(), m.c.report, m.c.n)
        rows = asked.connection.execute(query.where(m.c.party.in_(stand.numbers))).all()
        wholes = asked.wholes(row.step for row in rows)
        lots: dict[Where, list[list[Any]]] = defaultdict(list)
        for (party, step, _), of_day in groupby(
            sorted(rows, key=lambda row: (stand.numbers[row.party], wholes[row.step])),
            key=lambda row: (stand.numbers[row.party], wholes[row.step], row.day),
        ):
            lots[party, step].append(list(of_day))
        self.left_out = {where: max(0, len(days) - 1 - EARLIER) for where, days in lots.items()}
        lots = {where: days[: 1 + EARLIER] for where, days in lots.items()}
        demands = asked.connection.execute(query.where(*stand.demanding())).all()
        wholes |= asked.wholes(row.step for row in demands)
        asking: dict[Where, list[Any]] = defaultdict(list)
        for row in demands:
            if (where := (stand.numbers[row.agent], wholes[row.step])) in stand.asked_for:
                asking[where].append(row)
        rows = [row for lot in (*(d for days in lots.values() for d in days), *asking.values()) for row in lot]
        moves = {(row.report, row.n): move for row, move in zip(rows, asked.moves(rows), strict=True)}
        told = sources(asked, map(said_in, moves.values()))
        self.facts = asked.steps(shown)
        self.marks = marks(asked.connection, {row.report for row in rows})
        self.keys = self._keys_in_reports(rows)
        self.standings = {
            where: tuple(self._standing([(row, moves[row.report, row.n]) for row in of_day], told) for of_day in days)
            for where, days in lots.items()
        }
        self.demands = {where: tuple(_telling(moves[row.report, row.n], told) for row in of) for where, of in asking.items()}

    def issue(self, step: int, columns: Collection[int]) -> Issue:
        """The row of a step."""
        fact = self.facts[step]
        cells = (
            Cell(
                party=self.asked.people[party][0], standings=self.standings.get((party, step), ()),
                left_out=self.left_out.get((party, step), 0), asked=self.demands.get((party, step), ()),
            )
            for party in columns
        )  # fmt: skip
        agent = f"{next(name for key, name in self.asked.people.values() if key == fact.agent)}: " if fact.agent else ""
        return Issue(step=fact, words=f"{agent}{fact.object or fact.measure.value}", cells=tuple(cells))

    def _standing(self, made: Sequence[tuple[Any, MoveFact]], told: Mapping[Said, Source]) -> Standing:
        found = [self.marks.get((row.report, self.keys[row.party], row.step)) for row, _ in made]
        return Standing(
            position=position_fact([move for _, move in made]),
            red_line=any(of is not None and of.red_line for of in found),
            precondition=any(of is not None and of.precondition for of in found),
            told=tuple(_telling(move, told) for _, move in made),
        )

    def _keys_in_reports(self, rows: Sequence[Any]) -> dict[int, str]:
        """The keys of parties under which reports know them, before they were merged."""
        p = tables.parties
        these = select(p.c.id, p.c.key).where(p.c.id.in_({row.party for row in rows}))
        return dict(self.asked.connection.execute(these).tuples().all())


def _telling(move: MoveFact, told: Mapping[Said, Source]) -> Telling:
    return Telling(move=move, source=told[said_in(move)])
