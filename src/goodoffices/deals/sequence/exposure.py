"""Exposure: what a party has given and not yet received, round by round."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.deals.problem import Problem
from goodoffices.deals.sequence.carrying import Carried


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
    commitments rest by which it gives, and those that it demands; only what is not done counts.
    """

    party: str
    gives: frozenset[str]
    owed: frozenset[str]

    def given(self, shares: Mapping[str, Fraction]) -> Fraction:
        """The share that it has given when these shares (0 to 1) of steps have been taken; every step weighs the same."""
        return _mean(self.gives, shares)

    def received(self, shares: Mapping[str, Fraction]) -> Fraction:
        """The share that it has received of what it is owed; all where it is owed nothing."""
        return _mean(self.owed, shares)

    def exposed_share(self, shares: Mapping[str, Fraction]) -> Fraction:
        """By how much the share given exceeds the share received; 0 where it does not."""
        return max(Fraction(0), self.given(shares) - self.received(shares))

    def is_exposed(self, shares: Mapping[str, Fraction]) -> bool:
        """Whether it has given something and is still owed something."""
        return self.given(shares) > 0 and self.received(shares) < 1

    def among(self, steps: Collection[str]) -> Stake:
        """Its stake in some of the steps."""
        return Stake(self.party, self.gives & frozenset(steps), self.owed & frozenset(steps))


@dataclass(frozen=True)
class Exposure:
    """The rounds after which a party has given something and is still owed something, and the greatest share (0 to 1) exposed."""

    party: str
    rounds: tuple[int, ...]
    share: float


def stakes(problem: Problem, carried: Carried) -> list[Stake]:
    """The stake of each party that gives something in a package."""
    gives: dict[str, set[str]] = {}
    owed: dict[str, set[str]] = {}
    for step, agents in carried.items():
        for agent, carrier in agents.items():
            gives.setdefault(agent, set()).add(step)
            owed.setdefault(agent, set()).update(carrier.rests_on)
    for demand in problem.demands:
        if demand.party in owed and demand.step in carried:
            owed[demand.party].add(demand.step)
    return [Stake(party, frozenset(gives[party]), frozenset(owed[party] - gives[party])) for party in sorted(gives)]


def exposures(parties: Iterable[Stake], rounds: Sequence[Collection[Turn]]) -> tuple[Exposure, ...]:
    """The exposure of each party when these turns are taken round by round; the most exposed first."""
    shares: dict[str, Fraction] = {}
    after = []
    for turns in rounds:
        for turn in turns:
            shares[turn.step] = shares.get(turn.step, Fraction(0)) + Fraction(1, turn.of)
        after.append(dict(shares))
    found = [
        Exposure(
            p.party,
            tuple(i for i, taken in enumerate(after, 1) if p.is_exposed(taken)),
            float(max((p.exposed_share(taken) for taken in after), default=0)),
        )
        for p in parties
    ]
    return tuple(sorted(found, key=lambda e: (-len(e.rounds), -e.share, e.party)))


def _mean(steps: Collection[str], shares: Mapping[str, Fraction]) -> Fraction:
    return sum((shares.get(s, Fraction(0)) for s in steps), Fraction(0)) / len(steps) if steps else Fraction(1)
