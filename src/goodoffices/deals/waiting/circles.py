"""Circles: parties that wait for each other, and the smallest packages with which they could move at once."""

from __future__ import annotations

import datetime
import heapq
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from goodoffices.deals.problem import Problem
from goodoffices.deals.starting.reach import Reach
from goodoffices.deals.starting.support import NEVER, Promised, grounds, open_part, promised, ways_for_all
from goodoffices.deals.waiting.graphs import strongly_connected
from goodoffices.model import Condition, holds, steps_in

Waiting = Mapping[str, Mapping[str, Mapping[str, Condition]]]
"""For each step, each of its agents and each commitment (its id) of his to it that can still hold: what it waits for."""


@dataclass(frozen=True)
class Promise:
    """What a party gives in a package, and for which other steps of the package it waits: what a mediator would announce for it."""

    party: str
    gives: str
    waits_for: frozenset[str]
    commitment: str


@dataclass(frozen=True)
class Circle:
    """Steps that wait for one another once all that could start without them has: a strongly connected part."""

    steps: frozenset[str]
    waiting: Waiting

    def packages(self) -> Iterator[frozenset[str]]:
        """All inclusion-minimal sets of its steps that support themselves, smallest first.

        Best-first over which commitment supports which step; the next is worked out only when it is asked for.
        """
        found: list[frozenset[str]] = []
        seen = {frozenset({s}) for s in self.steps}
        heap = [(len(s), sorted(s), s) for s in seen]
        heapq.heapify(heap)
        while heap:
            package = heapq.heappop(heap)[-1]
            if any(f <= package for f in found):
                continue
            lacking = next((s for s in sorted(package) if not self._is_supported(s, package)), None)
            if lacking is None:
                found.append(package)
                yield package
                continue
            for chosen in product(*(commitments.values() for commitments in self.waiting[lacking].values())):
                for way in ways_for_all(chosen, package):
                    if (more := package | way) not in seen:
                        seen.add(more)
                        heapq.heappush(heap, (len(more), sorted(more), more))

    def promises(self, package: frozenset[str]) -> list[Promise]:
        """For each step of a package of this circle and each of its agents, the promise that carries it."""
        taken = dict.fromkeys(package, 0)
        found = []
        for step in sorted(package):
            for agent, commitments in self.waiting[step].items():
                held = [(g[1], c) for c, condition in commitments.items() if (g := grounds(condition, taken, None))]
                waits_for, commitment = min(held, key=lambda h: (len(h[0]), sorted(h[0]), h[1]))
                found.append(Promise(agent, step, waits_for, commitment))
        return found

    def _is_supported(self, step: str, package: frozenset[str]) -> bool:
        return all(any(holds(c, package) for c in commitments.values()) for commitments in self.waiting[step].values())


def circles(problem: Problem, reached: Reach, *, firm_only: bool = False) -> list[Circle]:
    """The circles among the steps that could start only together, each after those for which it waits."""
    promises = promised(problem, firm_only=firm_only)
    graph = waits_for(still_waiting(promises, reached.on_trust, reached.now, problem.day))
    parts = [p for p in strongly_connected(graph) if len(p) > 1 or any(s in graph[s] for s in p)]
    return [Circle(part, still_waiting(promises, part, reached.together - part, problem.day)) for part in parts]


def rounds(problem: Problem, reached: Reach, *, firm_only: bool = False) -> dict[str, int]:
    """The round of every step in reach.

    First comes what starts with nobody moving on trust, then the circles, each in one round, and after each what waits for it.
    """
    graph = waits_for(still_waiting(promised(problem, firm_only=firm_only), reached.on_trust, reached.now, problem.day))
    found = dict(reached.now)
    first = max(found.values(), default=0)
    for part in strongly_connected(graph):
        before = {found[s] for step in part for s in graph[step] - part}
        found |= dict.fromkeys(part, max(before, default=first) + 1)
    return found


def still_waiting(promises: Promised, part: Collection[str], taken: Collection[str], day: datetime.date | None) -> Waiting:
    """What the steps of a part wait for among themselves, once others are taken."""
    waiting: dict[str, dict[str, dict[str, Condition]]] = {}
    for step in sorted(part):
        waiting[step] = {}
        for agent, commitments in promises[step].items():
            opened = {c.id: open_part(c.antecedent, taken, part, day) for c in commitments}
            waiting[step][agent] = {c: condition for c, condition in opened.items() if condition != NEVER}
    return waiting


def waits_for(waiting: Waiting) -> dict[str, set[str]]:
    """Who waits for whom: for each step the steps that its open antecedents name."""
    return {
        step: {s for commitments in agents.values() for condition in commitments.values() for s in steps_in(condition)}
        for step, agents in waiting.items()
    }
