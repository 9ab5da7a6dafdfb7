"""The whole answer: the deals there are, what blocks the rest, what would unlock a target and how sure it would be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goodoffices.deals.alternatives.exclusions import Exclusion, exclusions
from goodoffices.deals.alternatives.largest import Untaken, alternatives
from goodoffices.deals.alternatives.standing import Standing
from goodoffices.deals.conditions import with_nots_inwards
from goodoffices.deals.problem import Problem
from goodoffices.deals.robustness.probability import Robustness, robustness
from goodoffices.deals.sequence.course import Reasons, course
from goodoffices.deals.starting.reach import Reach, reach
from goodoffices.deals.unlocking.lacking import When
from goodoffices.deals.unlocking.unlocking import Costs, Unlockings, unlock
from goodoffices.deals.unlocking.what_if import Changes, changed
from goodoffices.deals.waiting.circles import Circle, Promise, circles
from goodoffices.deals.waiting.roots import OutOfReach, out_of_reach
from goodoffices.model import Commitment, CommitmentKind, has_not

MOST = 5
"""So many packages of a circle, alternatives and unlocking sets are told where no other number is asked for."""
SECONDS = 5.0
"""So long each search goes on where no other limit is asked for."""


UNCHANGED = Changes()


@dataclass(frozen=True)
class Question:
    """What is asked beyond what could start: a target, what to suppose, and how far to look."""

    target: tuple[str, ...] = ()
    changes: Changes = UNCHANGED
    costs: Costs = field(default_factory=dict)
    firm_only: bool = False
    most: int = MOST
    seconds: float = SECONDS


@dataclass(frozen=True)
class Moving:
    """A circle, and the smallest packages with which its parties could move at once; `has_more` where not all are told."""

    circle: Circle
    packages: tuple[tuple[Promise, ...], ...]
    has_more: bool


@dataclass(frozen=True)
class Deal:
    """A package: the round of each of its steps, of which `now` are those that start with nobody moving on trust.

    `reasons` tells for each step not done yet why each of its agents takes it, `untaken` which promises it does not take up.
    """

    rounds: Mapping[str, int]
    now: frozenset[str]
    reasons: Reasons
    circles: tuple[Moving, ...]
    untaken: tuple[Untaken, ...] = ()


@dataclass(frozen=True)
class Answer:
    """All that was asked, over the problem as the changes have it.

    One deal where no antecedent holds a "not" (the greatest package), else the alternatives, those of most steps first; what is
    `excluded`, and by what, is told then. `dangers` are the threats that stand. With a target: what unlocks it, and how likely it
    stands as things are. `is_complete` where nothing was left out for the sake of number or time.
    """

    problem: Problem
    question: Question
    deals: tuple[Deal, ...]
    out_of_reach: OutOfReach
    excluded: tuple[Exclusion, ...]
    dangers: tuple[Commitment, ...]
    unlocked: Mapping[When, Unlockings]
    robustness: Robustness | None
    is_complete: bool


def answer(problem: Problem, question: Question | None = None) -> Answer:
    """The answer to a question about a problem. Raises DealsError for a step or commitment that the problem does not have."""
    question = question or Question()
    problem = changed(problem, question.changes)
    with_not = any(has_not(c.antecedent) for c in problem.in_force(firm_only=question.firm_only))
    at_best = reach(with_nots_inwards(problem) if with_not else problem, firm_only=question.firm_only)
    found = _packages(problem, question) if with_not else None
    deals, untaken, excluded, is_complete = found or ([at_best], [()], (), True)
    unlocked = _unlocked(problem, question, with_not) if question.target else {}
    return Answer(
        problem=problem,
        question=question,
        deals=tuple(_deal(problem, question, d, u) for d, u in zip(deals, untaken, strict=True)),
        out_of_reach=out_of_reach(problem, at_best, firm_only=question.firm_only),
        excluded=excluded,
        dangers=tuple(c for c in problem.commitments if c.kind is CommitmentKind.THREAT),
        unlocked=unlocked,
        robustness=robustness(problem, question.target, firm_only=question.firm_only) if question.target else None,
        is_complete=is_complete and all(u.is_complete for u in unlocked.values()),
    )


def _deal(problem: Problem, question: Question, reached: Reach, untaken: tuple[Untaken, ...]) -> Deal:
    taken = course(problem, reached, firm_only=question.firm_only)
    moving = tuple(_moving(c, question.most) for c in circles(problem, reached, firm_only=question.firm_only))
    return Deal(taken.rounds, frozenset(reached.now), taken.reasons, moving, untaken)


def _moving(circle: Circle, most: int) -> Moving:
    packages, has_more = circle.some_packages(most)
    return Moving(circle, tuple(tuple(circle.promises(p)) for p in packages), has_more)


def _packages(problem: Problem, question: Question) -> tuple[list[Reach], list[tuple[Untaken, ...]], tuple[Exclusion, ...], bool]:
    """The alternatives, what each does not take up, the pairs that exclude each other, and whether these are all."""
    most, firm_only, seconds = question.most, question.firm_only, question.seconds
    found = alternatives(problem, most=most, firm_only=firm_only, time_limit=seconds)
    excluded = exclusions(problem, most=most, firm_only=firm_only, time_limit=seconds)
    within = [reach(problem, firm_only=firm_only, within=a.steps) for a in found.packages]
    return within, [a.untaken for a in found.packages], excluded.pairs, found.is_complete and excluded.is_complete


def _unlocked(problem: Problem, question: Question, with_not: bool) -> dict[When, Unlockings]:
    """What unlocks the target; with a "not" in some antecedent only for several moving at once."""
    if with_not:
        standing = Standing(problem, question.target, firm_only=question.firm_only, time_limit=question.seconds)
    asked = {When.TOGETHER: standing} if with_not else dict.fromkeys(When)
    return {
        when: unlock(
            problem, question.target, when=when, costs=question.costs, firm_only=question.firm_only, most=question.most,
            seconds=question.seconds, oracle=oracle,
        )
        for when, oracle in asked.items()
    }  # fmt: skip
