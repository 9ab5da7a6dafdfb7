"""Circles: parties that wait for each other, and the smallest packages with which they could move at once."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from goodoffices.deals.conditions import NEVER, grounds, open_part
from goodoffices.deals.problem import Problem
from goodoffices.deals.starting.reach import Reach
from goodoffices.deals.starting.support import Promised, promised
from goodoffices.deals.waiting.graphs import strongly_connected
from goodoffices.deals.waiting.minimal import Minimal, TooManyError
from goodoffices.model import Condition, all_of, any_of, steps_in

TRIES = 500
"""So many choices are looked at where not all packages are asked for."""

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

    @cached_property
    def _minimal(self) -> Minimal:
        return Minimal(
            {
                step: all_of(*(any_of(*commitments.values()) for commitments in self.waiting[step].values()))
                for step in sorted(self.steps)
            }
        )

    def packages(self) -> Iterator[frozenset[str]]:
        """All inclusion-minimal sets of its steps that support themselves, smallest first, each made only when it is asked for."""
        return self._minimal.smallest_first()

    def some_packages(self, most: int) -> tuple[list[frozenset[str]], bool]:
        """So many of its packages at most, the smallest first, and whether there may be more.

        Of a circle with more than TRIES choices there may be fewer; one there always is, but then it need not be the smallest.
        """
        found: list[frozenset[str]] = []
        try:
            for package in self._minimal.smallest_first(TRIES):
                if len(found) == most:
                    return found, True
                found.append(package)
        except TooManyError:
            return found or [self._minimal.some()], True
        return found, False

    def one_package(self) -> frozenset[str]:
        """The smallest of its packages, the first of several; of a circle with more than TRIES choices perhaps not the smallest."""
        try:
            return next(self._minimal.smallest_first(TRIES))
        except TooManyError:
            return self._minimal.some()

    def promises(self, package: frozenset[str]) -> list[Promise]:
        """For each step of a package of this circle and each of its agents, the promise that carries it."""
        taken = dict.fromkeys(package, 0)
        found = []
        for step in sorted(package):
            for agent, commitments in self.waiting[step].items():
                held = [(g[1], c) for c, condition in commitments.items() if (g := grounds(condition, taken, taken, None))]
                waits_for, commitment = min(held, key=lambda h: (len(h[0]), sorted(h[0]), h[1]))
                found.append(Promise(agent, step, waits_for, commitment))
        return found


def circles(problem: Problem, reached: Reach, *, firm_only: bool = False) -> list[Circle]:
    """The circles among the steps that could start only together, each after those for which it waits."""
    promises = promised(problem, firm_only=firm_only)
    graph = waits_for(still_waiting(promises, reached.on_trust, reached.now, problem.day))
    parts = [p for p in strongly_connected(graph) if len(p) > 1 or any(s in graph[s] for s in p)]
    return [Circle(part, still_waiting(promises, part, reached.together - part, problem.day)) for part in parts]


def still_waiting(promises: Promised, part: Collection[str], taken: Collection[str], day: datetime.date | None) -> Waiting:
    """What the steps of a part wait for among themselves, once others are taken."""
    waiting: dict[str, dict[str, dict[str, Condition]]] = {}
    for step in sorted(part):
        waiting[step] = {}
        for agent, commitments in promises[step].items():
            opened = {c.id: open_part(c.antecedent, taken, part, day) for c in commitments}
            waiting[step][agent] = {c: condition for c, condition in opened.items() if condition is not NEVER}
    return waiting


def waits_for(waiting: Waiting) -> dict[str, set[str]]:
    """Who waits for whom: for each step the steps that its open antecedents name."""
    return {
        step: {s for commitments in agents.values() for condition in commitments.values() for s in steps_in(condition)}
        for step, agents in waiting.items()
    }
