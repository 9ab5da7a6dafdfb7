"""Where parties stand on every step by their latest moves on it, and on which they were asked for something; without the words."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering
from goodoffices.ledger.position_facts import Counted, Tally
from goodoffices.ledger.standing import stance_of
from goodoffices.model import Measure, MoveKind, Stance

Where = tuple[int, int]
"""A party and a step, by their numbers."""


@dataclass
class _Latest:
    """The moves of the latest day of a party on a step: report, number and kind of each, and whether it has a condition."""

    day: str = ""
    moves: list[tuple[int, int, str, bool]] = field(default_factory=list)

    def see(self, day: str, *move: Any) -> None:
        """One more move."""
        if day > self.day:
            self.day, self.moves = day, []
        if day == self.day:
            self.moves.append(move)

    def stance(self) -> tuple[Stance, bool]:
        """The stance that they show, and whether it is disputed."""
        return stance_of([(MoveKind(kind), has_condition) for _, _, kind, has_condition in sorted(self.moves)])


class LatestStances:
    """Where each of some parties stands on every step, without the words; `asked_for` has the days of demands without an answer."""

    def __init__(self, asked: Answering, counted: Counted, columns: Mapping[int, int]):
        m, t = tables.moves, tables.steps
        whole = t.alias()
        self.numbers = {part: one for one in columns for part in asked.all_of(one)}
        self.latest: dict[Where, _Latest] = defaultdict(_Latest)
        self.asked_for: dict[Where, str] = {}
        self.measures: dict[int, str] = {}
        light: Select[Any] = select(
            m.c.party, m.c.agent, whole.c.id, whole.c.measure, m.c.day, m.c.report, m.c.n, m.c.kind, m.c.spans
        )
        light = light.join(t, t.c.id == m.c.step).join(whole, whole.c.id == func.coalesce(t.c.merged_into, t.c.id))
        light = asked.view.by_day(counted.of(light), m.c.day)
        made: Any = asked.connection.execute(light.where(m.c.party.in_(self.numbers)))
        for party, _, step, measure, day, report, n, kind, spans in made:
            self.measures[step] = measure
            self.latest[self.numbers[party], step].see(day, report, n, kind, not spans.endswith(";"))
        demands: Any = asked.connection.execute(light.where(*self.demanding()))
        for party, agent, step, measure, day, *_ in demands:
            where = self.numbers[agent], step
            if where not in self.latest and self.numbers.get(party) != where[0]:
                self.measures[step] = measure
                self.asked_for[where] = max(day, self.asked_for.get(where, ""))

    def demanding(self) -> Sequence[Any]:
        """Which moves demand something of one of the parties."""
        m = tables.moves
        return m.c.kind == MoveKind.DEMAND.value, m.c.agent.in_(self.numbers), m.c.agent != m.c.party

    def by_measure(self) -> dict[Measure, list[int]]:
        """The steps of each measure, the one with the latest move first; the measures with the most steps first."""
        last: dict[int, str] = defaultdict(str)
        for (_, step), latest in self.latest.items():
            last[step] = max(last[step], latest.day)
        for (_, step), day in self.asked_for.items():
            last[step] = max(last[step], day)
        found: dict[Measure, list[int]] = defaultdict(list)
        for step in sorted(sorted(last), key=last.__getitem__, reverse=True):
            found[Measure(self.measures[step])].append(step)
        order = list(Measure)
        return {m: found[m] for m in sorted(found, key=lambda m: (-len(found[m]), order.index(m)))}

    def tally(self, key: str, party: int, steps: Sequence[int]) -> Tally:
        """How a party stands on steps."""
        stances: Counter[Stance] = Counter()
        disputed, last = 0, ""
        for step in steps:
            if (latest := self.latest.get((party, step))) is not None:
                stance, is_disputed = latest.stance()
                disputed += is_disputed
                stances[stance] += not is_disputed
                last = max(last, latest.day)
            elif (party, step) in self.asked_for:
                stances[Stance.UNDECLARED] += 1
        counted = {stance: n for stance in Stance if (n := stances[stance])}
        return Tally(party=key, stances=counted, disputed=disputed, last=datetime.date.fromisoformat(last) if last else None)
