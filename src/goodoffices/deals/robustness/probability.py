"""How likely a target stands when each promise is kept only with some probability, and which promise to insure first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from goodoffices.deals.checking import no_such
from goodoffices.deals.problem import Problem
from goodoffices.deals.robustness.bearing import bearing_on
from goodoffices.deals.robustness.cases import Cases
from goodoffices.deals.robustness.diagrams import MOST_NODES, Diagrams, TooLargeError
from goodoffices.deals.robustness.fixed_points import FixedPoint
from goodoffices.deals.robustness.possible import SomePackage
from goodoffices.deals.robustness.proportions import Estimate, difference, proportion
from goodoffices.errors import DealsError
from goodoffices.model import has_not

SAMPLES = 20_000
"""With so many random cases a probability is known to 0.7 percentage points or better."""


@dataclass(frozen=True)
class Importance:
    """How much more likely the target stands where a commitment is kept than where it is not (Birnbaum 1969).

    `kept` is the probability that it is kept.
    """

    commitment: str
    kept: float
    birnbaum: Estimate

    @property
    def gain(self) -> float:
        """By how much the probability of the target would rise if it were certain that the commitment is kept."""
        return self.birnbaum.value * (1 - self.kept)


@dataclass(frozen=True)
class Robustness:
    """The probability that all target steps stand, and the commitments on which that depends, the most important first.

    Where it was too large to be worked out exactly, `samples` random cases were tried, and every figure has its interval.
    """

    target: frozenset[str]
    probability: Estimate
    importance: tuple[Importance, ...]
    samples: int | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the figures were worked out and not estimated."""
        return self.samples is None


class Question(Protocol):
    """Whether the target stands, as a function of which commitments are kept."""

    commitments: list[str]

    def diagram(self, most_nodes: int) -> tuple[Diagrams, int, Mapping[str, int]]:
        """The diagrams, the function in them, and the variable of each commitment; raises TooLargeError."""
        ...

    def in_cases(self, kept: Mapping[str, int], cases: Cases) -> int:
        """The cases in which the target stands, when these are the cases in which each commitment is kept."""
        ...


def robustness(
    problem: Problem,
    target: Collection[str],
    *,
    now: bool = False,
    within: Collection[str] | None = None,
    firm_only: bool = False,
    most_nodes: int = MOST_NODES,
    samples: int = SAMPLES,
    seed: int = 0,
) -> Robustness:
    """How likely the target steps stand when each commitment in force is kept with its own probability, independently.

    They stand if some package of the commitments kept contains them all; with `now`, if they can be reached with nobody moving on
    trust. `within` restricts that to one deal: no other steps are taken, and each "not" is judged by it. It is worked out exactly
    by decision diagrams of up to `most_nodes` nodes, and beyond that estimated from random cases drawn with the `seed`.

    Raises DealsError for a step that the problem does not have, for less than one sample, and for `now` where a condition holds a
    "not" and no deal is given.
    """
    wanted = frozenset(target)
    for step in sorted({*wanted, *(within or ())} - problem.by_id.keys()):
        raise DealsError(f"robustness: {no_such('step', step, problem.by_id)}")
    if samples < 1:
        raise DealsError(f"robustness: {samples} samples are too few: take at least 1")
    question = _question(problem, wanted, now, within, firm_only)
    likely = {c: problem.likely(problem.commitment_of[c]) for c in question.commitments}
    try:
        probability, birnbaum = _exact(question, likely, most_nodes)
        drawn = None
    except TooLargeError:
        probability, birnbaum = _estimated(question, likely, Cases(samples), seed)
        drawn = samples
    importance = sorted((Importance(c, likely[c], b) for c, b in birnbaum.items()), key=lambda i: (-i.birnbaum.value, i.commitment))
    return Robustness(wanted, probability, tuple(importance), drawn)


def _question(problem: Problem, target: frozenset[str], now: bool, within: Collection[str] | None, firm_only: bool) -> Question:
    bearing = bearing_on(problem, target, firm_only=firm_only)
    if within is not None or not any(has_not(c.antecedent) for c in bearing.commitments.values()):
        return FixedPoint(problem, target, now=now, within=within, firm_only=firm_only)
    if now:
        raise DealsError(
            'robustness: what can start now depends on the deal where a condition holds a "not": name the deal (within)'
        )
    return SomePackage(problem, target, bearing, firm_only=firm_only)


def _exact(question: Question, likely: Mapping[str, float], most_nodes: int) -> tuple[Estimate, dict[str, Estimate]]:
    diagrams, function, variables = question.diagram(most_nodes)
    chances = [0.0] * diagrams.variables
    for c, variable in variables.items():
        chances[variable] = likely[c]
    found = diagrams.importance(function, chances)
    probability = diagrams.probability(function, chances)
    return Estimate.exact(probability), {c: Estimate.exact(found[variable]) for c, variable in variables.items()}


def _estimated(question: Question, likely: Mapping[str, float], cases: Cases, seed: int) -> tuple[Estimate, dict[str, Estimate]]:
    kept = cases.drawn(likely, seed)
    stands = question.in_cases(kept, cases)
    birnbaum = {}
    for c, with_it in kept.items():
        without_it = cases.true & ~with_it
        if with_it and without_it:
            likely_with, likely_without = (
                proportion((stands & some).bit_count(), some.bit_count()) for some in (with_it, without_it)
            )
        else:  # The cases say nothing of what they all have, or all lack: both are tried.
            likely_with, likely_without = (
                proportion(question.in_cases({**kept, c: some}, cases).bit_count(), cases.count)
                for some in (cases.true, cases.false)
            )
        birnbaum[c] = difference(likely_with, likely_without)
    return proportion(stands.bit_count(), cases.count), birnbaum
