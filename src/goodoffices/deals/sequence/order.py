"""Sequence: in which rounds the steps of a package are taken, what must be taken at once, and how exposed each party is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from goodoffices.deals.checking import no_such, shown
from goodoffices.deals.problem import Problem
from goodoffices.deals.sequence.course import Reasons, course, rests_on
from goodoffices.deals.sequence.exposure import Exposure, Stake, Turn, exposures, stakes
from goodoffices.deals.sequence.timing import Following, Spell, earliest, shortest_spells
from goodoffices.deals.sequence.turns import in_turns
from goodoffices.deals.starting.reach import reach
from goodoffices.deals.starting.support import is_supported, promised
from goodoffices.deals.waiting.graphs import strongly_connected
from goodoffices.errors import DealsError


@dataclass(frozen=True)
class Plan:
    """The rounds of a package, from the first: what is done already has none.

    `reasons` says for each step why its agents take it, and on what that rests. `circles` are the steps that wait for one another:
    each is one simultaneous block or, one at a time, taken on trust. `exposures` has each party that gives something, the most
    exposed first.
    """

    rounds: tuple[frozenset[Turn], ...]
    reasons: Reasons
    circles: tuple[frozenset[str], ...]
    exposures: tuple[Exposure, ...]

    def round_of(self, step: str) -> int:
        """The round in which a step is completed, 0 where it was done already."""
        return max((i for i, turns in enumerate(self.rounds, 1) for turn in turns if turn.step == step), default=0)

    @property
    def greatest_exposure(self) -> int:
        """For how many rounds the most exposed party has given something and is still owed something."""
        return max((len(e.rounds) for e in self.exposures), default=0)


def sequence(
    problem: Problem,
    package: Collection[str],
    *,
    firm_only: bool = False,
    one_at_a_time: bool = False,
    early: bool = False,
) -> Plan:
    """In which rounds to take the steps of a package.

    A step comes after those on which it rests; a circle is taken in one round, and what rests on it comes later. Within that the
    greatest exposure is as short as can be, and then each step as early as can be; with `early`, each step is as early as can be,
    whoever that exposes. `one_at_a_time` is for parties that cannot move at once: the steps of each circle are put in the order,
    and split into the tranches, that expose its parties least (see `in_turns`).

    Raises DealsError for what is no package.
    """
    whole = _checked(problem, frozenset(package) | problem.done, firm_only)
    reasons = course(problem, reach(problem, firm_only=firm_only, within=whole), firm_only=firm_only).reasons
    parties = stakes(problem, reasons)
    graph = rests_on(reasons)
    parts = strongly_connected({step: sorted(before) for step, before in graph.items()})
    events: list[frozenset[Turn]] = []
    following: list[Following] = []
    for part in parts:
        of_part = _events(problem, part, parties, one_at_a_time)
        following += [(i, i + 1) for i in range(len(events), len(events) + len(of_part) - 1)]
        events += of_part
    first = {turn.step: i for i, event in enumerate(events) for turn in event if turn.tranche == 1}
    last = {turn.step: i for i, event in enumerate(events) for turn in event if turn.tranche == turn.of}
    following += [(last[b], first[step]) for part in parts for step in part for b in graph[step] - part]
    spells = [Spell(frozenset(first[s] for s in p.gives), frozenset(last[s] for s in p.owed)) for p in parties]
    times = earliest(len(events), following) if early else shortest_spells(len(events), following, spells)
    rounds = _by_round(events, times)
    circles = tuple(part for part in parts if len(part) > 1 or any(step in graph[step] for step in part))
    return Plan(rounds, reasons, circles, exposures(parties, rounds))


def _checked(problem: Problem, package: frozenset[str], firm_only: bool) -> frozenset[str]:
    for step in sorted(package - problem.by_id.keys()):
        raise DealsError(f"sequence: {no_such('step', step, problem.by_id)}")
    promises = promised(problem, firm_only=firm_only)
    for step in sorted(package - problem.done):
        if not is_supported(step, promises, package, problem.day):
            what = f"{shown(step)} is not promised by all its agents on conditions that the steps given meet"
            raise DealsError(f"sequence: {what}: leave it out, or add what it waits for")
    return package


def _events(problem: Problem, part: frozenset[str], parties: Sequence[Stake], one_at_a_time: bool) -> list[frozenset[Turn]]:
    """The turns of a part that are taken at once, in their order."""
    if len(part) == 1 or not one_at_a_time:
        return [frozenset(Turn(step) for step in part)]
    concerned = [stake for p in parties if (stake := p.among(part)).gives and stake.owed]
    return [frozenset({turn}) for turn in in_turns(concerned, {step: problem.by_id[step].tranches for step in part})]


def _by_round(events: Sequence[frozenset[Turn]], times: Sequence[int]) -> tuple[frozenset[Turn], ...]:
    found: list[set[Turn]] = [set() for _ in range(max(times, default=0))]
    for event, time in zip(events, times, strict=True):
        found[time - 1] |= event
    return tuple(frozenset(turns) for turns in found)
