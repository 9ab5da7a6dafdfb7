"""The course of a package: which steps are taken in which round at the earliest, and why each of their agents takes them."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from goodoffices.deals.conditions import NEVER, grounds, open_part
from goodoffices.deals.problem import Problem
from goodoffices.deals.starting.reach import Reach
from goodoffices.deals.starting.support import promised
from goodoffices.deals.waiting.circles import Circle, Waiting, still_waiting, waits_for
from goodoffices.deals.waiting.graphs import strongly_connected
from goodoffices.model import Condition

LATER = 1 << 60
"""The round, while it is not known, of a circle's steps: of several grounds those come first that need none of them."""


@dataclass(frozen=True)
class Reason:
    """Why an agent takes a step: the commitment that fires first, and the steps on which its antecedent rests.

    `done` are those of them that are facts, `after` those of earlier rounds, `together_with` those of the same circle.
    """

    step: str
    agent: str
    commitment: str
    done: frozenset[str]
    after: frozenset[str]
    together_with: frozenset[str]

    @property
    def rests_on(self) -> frozenset[str]:
        """The steps, not done, on which the antecedent rests."""
        return self.after | self.together_with


Reasons = Mapping[str, tuple[Reason, ...]]
"""For each step of a package that is not done, why each of its agents takes it."""


@dataclass(frozen=True)
class Course:
    """The round of each step of a package, 0 where it is done, and the reasons: each rests on what comes before or at once.

    First comes what starts with nobody moving on trust. Where nothing more can start by itself, a circle comes next, in one round:
    the smallest (where that is not hard to find) of those that wait for no other.
    """

    rounds: Mapping[str, int]
    reasons: Reasons


def course(problem: Problem, reached: Reach, *, firm_only: bool = False) -> Course:
    """The course of what could be reached, or of a package within which that was worked out; it judges conditions with "not"."""
    return _Course(problem, reached, firm_only).taken()


def rests_on(reasons: Reasons) -> dict[str, frozenset[str]]:
    """For each step those, not done, on which it rests."""
    return {step: frozenset().union(*(r.rests_on for r in why)) for step, why in reasons.items()}


class _Course:
    def __init__(self, problem: Problem, reached: Reach, firm_only: bool):
        self.problem = problem
        self.package = reached.together
        self.promises = promised(problem, firm_only=firm_only)
        self.waiting = still_waiting(self.promises, reached.on_trust, reached.now, problem.day)
        self.named_by: dict[str, list[str]] = defaultdict(list)
        for step, awaited in waits_for(self.waiting).items():
            for s in sorted(awaited):
                self.named_by[s].append(step)
        self.rounds = dict(reached.now)
        self.reasons = {step: self._reasons(step) or () for step in reached.now if step not in problem.done}

    def taken(self) -> Course:
        """Part by part, each after those for which it waits; what is left of a part once a circle has moved falls apart again."""
        parts = [frozenset(self.waiting)]
        while parts:
            left = self._start(parts.pop())
            still = self._still_waiting(left)
            within = strongly_connected({step: sorted(awaited) for step, awaited in waits_for(still).items()})
            if len(within) == 1:
                circle = Circle(left, still).one_package()
                self._move_together(circle)
                within = [left - circle]
            parts += reversed([part for part in within if part])
        return Course(self.rounds, self.reasons)

    def _start(self, steps: frozenset[str]) -> frozenset[str]:
        """Takes the steps that start by themselves, the earliest first (Knuth 1977); returns the others."""
        left = set(steps)
        ready: list[tuple[int, str]] = []
        known: set[str] = set()
        walk = sorted(steps)
        while walk or ready:
            for step in walk:
                if step in left and step not in known and (why := self._reasons(step)) is not None:
                    known.add(step)
                    self.reasons[step] = why
                    heapq.heappush(ready, (1 + self._latest(why), step))
            walk = []
            if ready:
                turn, step = heapq.heappop(ready)
                self.rounds[step] = turn
                left.remove(step)
                walk = self.named_by[step]
        return frozenset(left)

    def _move_together(self, circle: frozenset[str]) -> None:
        self.rounds |= dict.fromkeys(circle, LATER)
        for step in sorted(circle):
            self.reasons[step] = self._reasons(step, circle) or ()
        before = [r.after for step in circle for r in self.reasons[step]]
        self.rounds |= dict.fromkeys(circle, 1 + max((self.rounds[s] for after in before for s in after), default=0))

    def _reasons(self, step: str, circle: Collection[str] = frozenset()) -> tuple[Reason, ...] | None:
        """For each agent of a step why he takes it when the steps with a round are taken; None where one is not yet willing."""
        found = []
        for agent, commitments in self.promises[step].items():
            held = [
                (*g, c.id)
                for c in commitments
                if (g := grounds(c.antecedent, self.rounds, self.package, self.problem.day)) is not None
            ]
            if not held:
                return None
            _, steps, commitment = min(held, key=lambda h: (h[0], len(h[1]), sorted(h[1]), h[2]))
            done = steps & self.problem.done
            together = steps & frozenset(circle)
            found.append(Reason(step, agent, commitment, done, steps - done - together, together))
        return tuple(found)

    def _latest(self, why: tuple[Reason, ...]) -> int:
        return max((self.rounds[s] for r in why for s in r.after), default=0)

    def _still_waiting(self, left: Collection[str]) -> Waiting:
        return {
            step: {agent: self._open(commitments, left) for agent, commitments in self.waiting[step].items()}
            for step in sorted(left)
        }

    def _open(self, commitments: Mapping[str, Condition], left: Collection[str]) -> dict[str, Condition]:
        opened = {c: open_part(condition, self.rounds, left, None) for c, condition in commitments.items()}
        return {c: condition for c, condition in opened.items() if condition is not NEVER}
