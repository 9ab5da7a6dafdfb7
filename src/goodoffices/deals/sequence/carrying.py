"""What carries each step of a package: for each agent the commitment that fires first, and the steps on which that rests."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from goodoffices.deals.checking import no_such, shown
from goodoffices.deals.problem import Problem
from goodoffices.deals.starting.support import NEVER, Promised, grounds, is_supported, open_part, promised
from goodoffices.deals.waiting.circles import Circle, Waiting, still_waiting
from goodoffices.deals.waiting.circles import waits_for as awaited_in
from goodoffices.deals.waiting.graphs import strongly_connected
from goodoffices.errors import DealsError
from goodoffices.model import Condition


@dataclass(frozen=True)
class Carrier:
    """A commitment that carries an agent's part of a step, and the steps, not done, on which its antecedent rests."""

    commitment: str
    rests_on: frozenset[str]


Carried = Mapping[str, Mapping[str, Carrier]]
"""For each step of a package that is not done, and each of its agents, what carries it."""


def carried(problem: Problem, package: Collection[str], *, firm_only: bool = False) -> Carried:
    """What carries the steps of a package, of several commitments the one that fires first; conditions with "not" are judged by it.

    Where nothing more can start by itself, the smallest circle comes next. Raises DealsError for what is no package.
    """
    whole = frozenset(package) | problem.done
    promises = promised(problem, firm_only=firm_only)
    _check(problem, whole, promises)
    waiting = still_waiting(promises, whole - problem.done, problem.done, problem.day)
    found: dict[str, Mapping[str, Carrier]] = {}
    rounds: dict[str, int] = {}
    while left := waiting.keys() - rounds.keys():
        ready = {s: c for s in sorted(left) if (c := _carriers(waiting[s], rounds)) is not None}
        if ready:
            rounds |= {step: _after(carriers, rounds) for step, carriers in ready.items()}
        else:
            circle = _smallest_circle(waiting, left)
            taken = rounds | dict.fromkeys(circle, len(waiting))
            ready = {s: c for s in sorted(circle) if (c := _carriers(waiting[s], taken)) is not None}
            together = max(_after(carriers, rounds) for carriers in ready.values())
            rounds |= dict.fromkeys(circle, together)
        found |= ready
    return found


def waits_for(carried: Carried) -> dict[str, frozenset[str]]:
    """For each step those on which it rests."""
    return {s: frozenset().union(*(c.rests_on for c in agents.values())) for s, agents in carried.items()}


def _check(problem: Problem, package: frozenset[str], promises: Promised) -> None:
    for step in sorted(package - problem.by_id.keys()):
        raise DealsError(f"sequence: {no_such('step', step, problem.by_id)}")
    for step in sorted(package - problem.done):
        if not is_supported(step, promises, package, problem.day):
            what = f"{shown(step)} is not promised by all its agents on conditions that the steps given meet"
            raise DealsError(f"sequence: {what}: leave it out, or add what it waits for")


def _carriers(agents: Mapping[str, Mapping[str, Condition]], rounds: Mapping[str, int]) -> dict[str, Carrier] | None:
    """For each agent of a step what carries it when the steps with a round are taken; None where one is not yet willing."""
    found = {}
    for agent, commitments in agents.items():
        held = [(*g, c) for c, condition in commitments.items() if (g := grounds(condition, rounds, None)) is not None]
        if not held:
            return None
        _, steps, commitment = min(held, key=lambda h: (h[0], len(h[1]), sorted(h[1]), h[2]))
        found[agent] = Carrier(commitment, steps)
    return found


def _after(carriers: Mapping[str, Carrier], rounds: Mapping[str, int]) -> int:
    return 1 + max((rounds.get(s, 0) for c in carriers.values() for s in c.rests_on), default=0)


def _smallest_circle(waiting: Waiting, left: Collection[str]) -> frozenset[str]:
    """The smallest package of a part that waits for no other, all steps but those left being taken."""
    taken = waiting.keys() - left
    still = {
        step: {agent: _open(commitments, taken, left) for agent, commitments in waiting[step].items()} for step in sorted(left)
    }
    first = strongly_connected({step: sorted(awaited) for step, awaited in awaited_in(still).items()})[0]
    return next(Circle(first, {step: still[step] for step in first}).packages())


def _open(commitments: Mapping[str, Condition], taken: Collection[str], left: Collection[str]) -> dict[str, Condition]:
    opened = {c: open_part(condition, taken, left, None) for c, condition in commitments.items()}
    return {c: condition for c, condition in opened.items() if condition != NEVER}
