"""Steps that exclude each other: each is in some package, both are in none; and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from goodoffices.deals.alternatives.solving import Deadline, Solver
from goodoffices.deals.conditions import opposed
from goodoffices.deals.problem import Problem
from goodoffices.deals.starting.support import Promised, promised
from goodoffices.model import AtLeast, Condition, Not

MOST = 50
"""So many pairs are told when no other number is asked for."""


@dataclass(frozen=True)
class Unwilling:
    """That a step needs its agent ("" where it has none) to be willing: a part of why two steps exclude each other.

    `commitments` (their ids) are all by which he promises it, none where he promises nothing or refuses; `nots` are the "not"s in
    their antecedents.
    """

    step: str
    agent: str
    commitments: tuple[str, ...]
    nots: tuple[Not, ...]


@dataclass(frozen=True)
class Exclusion:
    """Two steps that no package has both of.

    The `reasons` are enough to exclude them, and none of them can be left out: were any one agent willing without a condition,
    the others would not exclude the pair.
    """

    steps: tuple[str, str]
    reasons: tuple[Unwilling, ...]


@dataclass(frozen=True)
class Exclusions:
    """The pairs found, first those in which one step's promise opposes the other; `is_complete` where there are no others."""

    pairs: tuple[Exclusion, ...]
    is_complete: bool


def exclusions(problem: Problem, *, most: int = MOST, firm_only: bool = False, time_limit: float | None = None) -> Exclusions:
    """Pairs of possible steps that exclude each other, at most so many; within a time limit in seconds, if there is one."""
    found: list[Exclusion] = []
    try:
        for exclusion in _exclusions(problem, firm_only, Deadline(time_limit)):
            if len(found) == most:
                return Exclusions(tuple(found), False)
            found.append(exclusion)
    except TimeoutError:
        return Exclusions(tuple(found), False)
    return Exclusions(tuple(found), True)


def _exclusions(problem: Problem, firm_only: bool, deadline: Deadline) -> Iterator[Exclusion]:
    solver = Solver(problem, "reasons", firm_only=firm_only, deadline=deadline)
    all_must_be_willing = [-literal for literal in solver.relaxed.values()]
    beside: dict[str, set[str]] = {}

    def is_in_a_package(*steps: str) -> bool:
        package = solver.package([*(solver.take[s] for s in steps), *all_must_be_willing])
        for step in package or ():
            beside.setdefault(step, set()).update(package or ())
        return package is not None

    possible = [s for s in sorted(problem.by_id) if s in beside or is_in_a_package(s)]
    promises = promised(problem, firm_only=firm_only)
    for one, other in _opposed_first(combinations(possible, 2), promises):
        if other not in beside[one] and not is_in_a_package(one, other):
            needed = solver.conflict([solver.take[one], solver.take[other]], all_must_be_willing) or ()
            who = [(agent, step) for (agent, step), literal in solver.relaxed.items() if -literal in needed]
            yield Exclusion((one, other), tuple(_unwilling(agent, step, promises) for agent, step in who))


def _opposed_first(pairs: Iterable[tuple[str, str]], promises: Promised) -> list[tuple[str, str]]:
    against = {
        step: {s for commitments in agents.values() for c in commitments for s in opposed(c.antecedent)}
        for step, agents in promises.items()
    }
    return sorted(pairs, key=lambda pair: pair[0] not in against[pair[1]] and pair[1] not in against[pair[0]])


def _unwilling(agent: str, step: str, promises: Promised) -> Unwilling:
    commitments = promises[step].get(agent, ())
    nots = dict.fromkeys(n for c in commitments for n in _nots_in(c.antecedent))
    return Unwilling(step, agent, tuple(c.id for c in commitments), tuple(nots))


def _nots_in(condition: Condition) -> Iterator[Not]:
    """The "not"s of a condition, but none that stands within another."""
    match condition:
        case AtLeast(parts=parts):
            for part in parts:
                yield from _nots_in(part)
        case Not():
            yield condition
