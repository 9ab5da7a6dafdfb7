"""Exposure: what a party has given and not yet received, round by round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from goodoffices.deals.problem import Problem
from goodoffices.deals.sequence.course import Reasons


@dataclass(frozen=True)
class Turn:
    """A step taken, or a part of it: the tranche of that number (from 1) `of` so many equal ones."""

    step: str
    tranche: int = 1
    of: int = 1


@dataclass(frozen=True)
class Stake:
    """What a party gives in a package, and what it is owed by others.

    It gives the steps of which it is an agent. It is owed the steps, of which it is none, on which the antecedents of the
    commitments rest by which it gives, and those that it demands; only what is not done counts. Every step weighs the same.
    """

    party: str
    gives: frozenset[str]
    owed: frozenset[str]

    def among(self, steps: Collection[str]) -> Stake:
        """Its stake in some of the steps."""
        return Stake(self.party, self.gives & frozenset(steps), self.owed & frozenset(steps))


@dataclass(frozen=True)
class Exposure:
    """The rounds after which a party has given something and is still owed something, and the greatest share (0 to 1) exposed.

    That is by how much the share that it has given of what it gives exceeds the share that it has received of what it is owed.
    """

    party: str
    rounds: tuple[int, ...]
    share: float


def stakes(problem: Problem, reasons: Reasons) -> list[Stake]:
    """The stake of each party that gives something in a package."""
    gives: dict[str, set[str]] = {}
    owed: dict[str, set[str]] = {}
    for step, why in reasons.items():
        for reason in why:
            gives.setdefault(reason.agent, set()).add(step)
            owed.setdefault(reason.agent, set()).update(reason.rests_on)
    for demand in problem.demands:
        if demand.party in owed and demand.step in reasons:
            owed[demand.party].add(demand.step)
    return [Stake(party, frozenset(gives[party]), frozenset(owed[party] - gives[party])) for party in sorted(gives)]


def exposures(parties: Iterable[Stake], rounds: Sequence[Collection[Turn]]) -> tuple[Exposure, ...]:
    """The exposure of each party when these turns are taken round by round; the most exposed first."""
    taken: dict[str, list[tuple[int, Fraction]]] = defaultdict(list)
    for n, turns in enumerate(rounds, 1):
        for turn in turns:
            taken[turn.step].append((n, Fraction(1, turn.of)))
    found = [_exposure(party, taken, len(rounds)) for party in parties]
    return tuple(sorted(found, key=lambda e: (-len(e.rounds), -e.share, e.party)))


def _exposure(stake: Stake, taken: Mapping[str, Sequence[tuple[int, Fraction]]], last: int) -> Exposure:
    changes: dict[int, list[Fraction]] = defaultdict(lambda: [Fraction(0), Fraction(0)])
    for i, steps in enumerate((stake.gives, stake.owed)):
        for step in steps:
            for n, share in taken.get(step, ()):
                changes[n][i] += share
    given = received = Fraction(0)
    rounds: list[int] = []
    greatest = Fraction(0)
    for n, until in pairwise([*sorted(changes), last + 1]):
        given, received = given + changes[n][0], received + changes[n][1]
        if given and received < len(stake.owed):
            rounds += range(n, until)
            greatest = max(greatest, given / len(stake.gives) - received / len(stake.owed))
    return Exposure(stake.party, tuple(rounds), float(greatest))
