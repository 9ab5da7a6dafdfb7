"""The alternative deals of a problem with "not": its largest packages, what some have and what all have."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from goodoffices.deals.alternatives.solving import Deadline, Solver
from goodoffices.deals.conditions import opposed, surely
from goodoffices.deals.problem import Problem
from goodoffices.deals.starting.support import promised
from goodoffices.model import holds

MOST = 20
"""So many alternatives are told when no other number is asked for."""
TRIES = 10
"""So many packages without a step are looked at before it is left open whether every alternative has it."""


@dataclass(frozen=True)
class Untaken:
    """A promise that a package does not take up: its antecedent holds, and these of its steps are outside."""

    commitment: str
    steps: frozenset[str]


@dataclass(frozen=True)
class Alternative:
    """A package that no other contains. It may leave out what somebody would do: the promises not taken up."""

    steps: frozenset[str]
    untaken: tuple[Untaken, ...]


@dataclass(frozen=True)
class Alternatives:
    """The alternative deals, those of most steps first.

    `possible` are the steps that some package has, `certain` those that every alternative has; of the `open` steps it is not known
    whether they are certain. `is_complete` where there are no further alternatives than those told. After a time limit has passed,
    `possible` has only the steps seen so far.
    """

    packages: tuple[Alternative, ...]
    possible: frozenset[str]
    certain: frozenset[str]
    open: frozenset[str]
    is_complete: bool


def largest_packages(problem: Problem, *, firm_only: bool = False) -> Iterator[frozenset[str]]:
    """All packages that no other contains, in no order, each worked out only when it is asked for."""
    yield from Solver(problem, firm_only=firm_only).largest()


def alternatives(problem: Problem, *, most: int = MOST, firm_only: bool = False, time_limit: float | None = None) -> Alternatives:
    """The alternative deals, at most so many; within a time limit in seconds, if there is one."""
    return _Search(problem, most, firm_only, time_limit).run()


def untaken(problem: Problem, package: Collection[str], *, firm_only: bool = False) -> tuple[Untaken, ...]:
    """The promises that a package does not take up, in the order of the problem's commitments.

    A step that its agent refuses or is unable to take is not promised.
    """
    left_out = {s: agents for s, agents in promised(problem, firm_only=firm_only).items() if s not in package}
    found = []
    for c in problem.in_force(firm_only=firm_only):
        steps = frozenset(s for s in c.consequent if s in left_out and c in left_out[s].get(c.debtor, ()))
        if steps and holds(c.antecedent, package, problem.day):
            found.append(Untaken(c.id, steps))
    return tuple(found)


def unopposed(problem: Problem, possible: Collection[str], *, firm_only: bool = False) -> frozenset[str]:
    """Steps that every largest package has because nothing speaks against them; there may be other such steps.

    Their promises hold whatever else of the possible steps is taken, and no "not" of a possible step is opposed to them, so that
    they can be added to any package.
    """
    promises = {s: p for s, p in promised(problem, firm_only=firm_only).items() if s in possible and s not in problem.done}
    commitments = [c for agents in promises.values() for cs in agents.values() for c in cs]
    kept = problem.done | (promises.keys() - frozenset().union(*(opposed(c.antecedent) for c in commitments)))
    while True:
        fewer = problem.done | {
            step
            for step in kept - problem.done
            if all(any(surely(c.antecedent, kept, possible, problem.day) for c in cs) for cs in promises[step].values())
        }
        if fewer == kept:
            return kept
        kept = fewer


class _Search:
    def __init__(self, problem: Problem, most: int, firm_only: bool, time_limit: float | None):
        self.problem = problem
        self.most = most
        self.firm_only = firm_only
        self.deadline = Deadline(time_limit)
        self.solver = Solver(problem, firm_only=firm_only, deadline=self.deadline)
        self.found: list[frozenset[str]] = []
        self.is_complete = False
        self.possible = problem.done
        self.shared = frozenset(problem.by_id)
        """What no package looked at has shown to be left out of some alternative."""
        self.certain = problem.done

    def run(self) -> Alternatives:
        try:
            self._find()
            self._find_possible()
            self._find_certain()
        except TimeoutError:
            pass
        self.found.sort(key=lambda package: (-len(package), sorted(package)))
        told = tuple(Alternative(p, untaken(self.problem, p, firm_only=self.firm_only)) for p in self.found)
        return Alternatives(told, self.possible, self.certain, self.shared - self.certain, self.is_complete)

    def _find(self) -> None:
        with closing(self.solver.largest()) as packages:
            for package in packages:
                if len(self.found) == self.most:
                    return
                self.found.append(package)
                self.possible |= package
                self.shared &= package
        self.is_complete = True

    def _find_possible(self) -> None:
        if not self.is_complete:
            for part in self.solver.union():
                self.possible |= part

    def _find_certain(self) -> None:
        if self.is_complete:
            self.certain = self.shared
            return
        self.shared &= self.possible
        self.certain = unopposed(self.problem, self.possible, firm_only=self.firm_only)
        beside = Solver(self.problem, firm_only=self.firm_only, deadline=self.deadline)
        for step in sorted(self.shared - self.certain):
            if step in self.shared and self._is_in_every(step, beside):
                self.certain |= {step}

    def _is_in_every(self, step: str, beside: Solver) -> bool:
        """Whether it is known that every alternative has a step; one that has not is kept in mind.

        A package that is largest among those without the step is an alternative unless it can be extended by the step.
        """
        with closing(self.solver.largest([-self.solver.take[step]])) as packages:
            for package in islice(packages, TRIES):
                if beside.package([beside.take[s] for s in (*package, step)]) is None:
                    self.shared &= package
                    return False
            return next(packages, None) is None
