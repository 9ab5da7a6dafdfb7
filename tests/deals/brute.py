"""The definitions of DESIGN.md, section 4, written out and tried on every set of steps: slow, and right by inspection."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, combinations

from goodoffices.deals.problem import Problem
from goodoffices.model import CommitmentKind, CommitmentState, Strength, holds


def subsets(of: Iterable[str]) -> Iterator[frozenset[str]]:
    """All subsets, the smallest first."""
    members = sorted(of)
    return (frozenset(c) for c in chain.from_iterable(combinations(members, n) for n in range(len(members) + 1)))


def supports(problem: Problem, taken: Collection[str], step: str, *, firm_only: bool = False) -> bool:
    """Whether every agent of a step is willing when these steps are taken."""
    agents = problem.by_id[step].agents
    return bool(agents) and all(_is_willing(problem, taken, agent, step, firm_only) for agent in agents)


def _is_willing(problem: Problem, taken: Collection[str], agent: str, step: str, firm_only: bool) -> bool:
    if any((s.party, s.step) == (agent, step) for s in (*problem.refusals, *problem.unable)):
        return False
    return any(
        c.debtor == agent
        and step in c.consequent
        and c.kind is not CommitmentKind.THREAT
        and c.state in (CommitmentState.CONDITIONAL, CommitmentState.DETACHED, CommitmentState.LIFTED)
        and (c.deadline is None or problem.day is None or c.deadline >= problem.day)
        and not (firm_only and (c.strength is Strength.TENTATIVE or c.kind is CommitmentKind.NECESSARY))
        and holds(c.antecedent, taken, problem.day)
        for c in problem.commitments
    )


def is_package(problem: Problem, taken: frozenset[str], *, firm_only: bool = False) -> bool:
    """Whether a set of steps supports itself."""
    return problem.done <= taken and all(supports(problem, taken, s, firm_only=firm_only) for s in taken - problem.done)


def packages(problem: Problem, *, firm_only: bool = False) -> list[frozenset[str]]:
    """All packages."""
    return [x for x in subsets(problem.by_id) if is_package(problem, x, firm_only=firm_only)]


def largest(sets: Collection[frozenset[str]]) -> set[frozenset[str]]:
    """Those that no other contains."""
    return {x for x in sets if not any(x < y for y in sets)}


def smallest(sets: Collection[frozenset[str]]) -> set[frozenset[str]]:
    """Those that contain no other."""
    return {x for x in sets if not any(y < x for y in sets)}


def start_now(problem: Problem, *, firm_only: bool = False) -> frozenset[str]:
    """The least fixed point, by applying the operator until nothing is added; for problems without "not"."""
    taken = problem.done
    while True:
        more = taken | {s for s in problem.by_id if supports(problem, taken, s, firm_only=firm_only)}
        if more == taken:
            return taken
        taken = more
