"""Unlocking: the smallest sets of concessions with which a target could start, cheapest first."""

from __future__ import annotations

import heapq
import math
import time
from bisect import insort
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from goodoffices.deals.checking import no_such
from goodoffices.deals.concessions import Concession
from goodoffices.deals.problem import Problem
from goodoffices.deals.starting.wiring import wire
from goodoffices.deals.unlocking.lacking import NetworkOracle, Oracle, When
from goodoffices.errors import DealsError

Costs = Mapping[Concession, float]
"""What a concession costs where it does not cost 1; infinite for one that cannot be had."""


@dataclass(frozen=True)
class Unlocking:
    """Concessions that make the target stand, no fewer of which do, and what they cost together."""

    concessions: frozenset[Concession]
    cost: float


@dataclass(frozen=True)
class Unlockings:
    """The sets that were found, cheapest first.

    `is_complete` where there are no others within the limits asked for. Else every set cheaper than `bound` has been found, and the
    last of those found may be no more than the best so far: the cheapest there is costs `bound` or more.
    """

    found: tuple[Unlocking, ...]
    is_complete: bool
    bound: float

    @property
    def gap(self) -> float:
        """By how much the cheapest set found may exceed the cheapest there is; infinite while nothing is found."""
        return max(0.0, self.found[0].cost - self.bound) if self.found else math.inf


def unlock(
    problem: Problem,
    targets: Collection[str],
    *,
    when: When = When.TOGETHER,
    costs: Costs | None = None,
    firm_only: bool = False,
    largest: int | None = None,
    most: int | None = None,
    seconds: float | None = None,
    oracle: Oracle | None = None,
) -> Unlockings:
    """All inclusion-minimal sets of concessions that let the target steps start, cheapest first.

    At most `most` sets of at most `largest` concessions each; after `seconds` it stops with what it has. `oracle` is asked instead
    of the network of the problem, as it must be where an antecedent holds a "not"; when its own time is up, so is this. Raises
    DealsError for an unknown target, for a cost that is not above 0, and for one of a concession that this problem does not have.
    """
    if unknown := sorted(set(targets) - problem.by_id.keys()):
        raise DealsError(no_such("step", unknown[0], problem.by_id))
    oracle = oracle or NetworkOracle(wire(problem, firm_only=firm_only, switches=True), targets, when)
    search = _Search(oracle, prices(oracle.concessions, costs or {}))
    return search.run(
        math.inf if largest is None else largest,
        math.inf if most is None else most,
        math.inf if seconds is None else time.monotonic() + seconds,
    )


def prices(concessions: Collection[Concession], costs: Costs) -> dict[Concession, float]:
    """What each concession that can be had costs, the cheapest first."""
    for concession, cost in costs.items():
        if concession not in concessions:
            raise DealsError(f"nobody could concede this: {concession!r}; take it from the costs")
        if not cost > 0:
            raise DealsError(f"a concession must cost more than 0, not {cost:g}: {concession!r}")
    priced = {c: costs.get(c, 1.0) for c in concessions}
    return {c: priced[c] for c in sorted(priced, key=lambda c: (priced[c], repr(c))) if priced[c] < math.inf}


Start = tuple[float, int, int]
"""What a set costs at least, what it has so far, and which of its last concessions have not been tried yet."""
EVERY = -1


class _Search:
    """Best-first search for hitting sets: every set that unlocks meets each cut, the concessions of which one more is needed.

    Reiter (1987), "A theory of diagnosis from first principles", with the cuts made as they are needed, and a bound from cuts that
    have nothing in common, each of which needs a concession of its own. Sets of concessions are bits of a number.
    """

    def __init__(self, oracle: Oracle, price: Mapping[Concession, float]):
        self.oracle = oracle
        self.concessions = list(price)
        self.price = list(price.values())
        self.bit = {c: 1 << i for i, c in enumerate(self.concessions)}
        self.cuts: list[int] = []
        self.found: dict[int, float] = {}

    def run(self, largest: float, most: float, until: float) -> Unlockings:
        """All sets within these limits; what there is of them when the time is up, for this search or for the oracle."""
        heap: list[Start] = [(0.0, 0, EVERY)]
        try:
            self._search(heap, largest, most, until)
        except TimeoutError:
            if not self.found:
                self._find_some_set(largest)
            return Unlockings(self._sets(), False, heap[0][0])
        return Unlockings(self._sets(), not heap, heap[0][0] if heap else math.inf)

    def _search(self, heap: list[Start], largest: float, most: float, until: float) -> None:
        """Work off the heap. Raises TimeoutError."""
        seen = {0}
        while heap and len(self.found) < most:
            least, conceded, untried = heap[0]
            left = largest - conceded.bit_count()
            if self._has_found_part_of(conceded):
                heapq.heappop(heap)
            elif left == 1 and (common := self._common(conceded)) is not None:
                untried = self._complete(least, conceded, common & untried, most, until)
                heapq.heappop(heap)
                if untried:
                    heapq.heappush(heap, (self._cost(conceded | (untried & -untried)), conceded, untried))
            else:
                bound, branch = self._branch(least, conceded, left, until)
                heapq.heappop(heap)
                if bound > least:
                    heapq.heappush(heap, (bound, conceded, EVERY))
                    continue
                for more in (conceded | bit for bit in _bits(branch)):
                    if more not in seen:
                        seen.add(more)
                        heapq.heappush(heap, (max(least, self._cost(more)), more, EVERY))

    def _branch(self, least: float, conceded: int, left: float, until: float) -> tuple[float, int]:
        """What a set with so many concessions more must cost at least, and of which it must have one; 0 where none would do."""
        open_cuts = [c for c in self.cuts if not c & conceded]
        if not open_cuts:
            cut = self._cut(conceded, until)
            if cut is None:
                self.found[conceded] = self._cost(conceded)
                return least, 0
            open_cuts = [cut]
        apart = self._apart(open_cuts)
        if len(apart) > left or not open_cuts[0]:
            return least, 0
        return self._cost(conceded) + sum(self._cheapest(c) for c in apart), open_cuts[0]

    def _complete(self, least: float, conceded: int, last: int, most: float, until: float) -> int:
        """Try which one concession completes a set, the cheapest first; those left that would cost more than `least`, or too many.

        A cut that is found on the way is one of the set without its last concession too.
        """
        while last and len(self.found) < most:
            bit = last & -last
            if (cost := self._cost(conceded | bit)) > least:
                break
            if not self._has_found_part_of(conceded | bit):
                cut = self._cut(conceded | bit, until)
                if cut is None:
                    self.found[conceded | bit] = cost
                else:
                    last &= cut
            last &= ~bit
        return last

    def _common(self, conceded: int) -> int | None:
        """What every cut has that is still open, one of which must be the last concession; None where no cut is open."""
        common: int | None = None
        for cut in self.cuts:
            if not cut & conceded:
                common = cut if common is None else common & cut
                if not common:
                    break
        return common

    def _find_some_set(self, largest: float) -> None:
        with suppress(TimeoutError):
            some = self._some_set()
            if some is not None and some.bit_count() <= largest:
                self.found[some] = self._cost(some)

    def _some_set(self) -> int | None:
        """A set that unlocks, and no part of which does: by taking the cheapest of each cut, then leaving out what can be."""
        conceded = 0
        while (cut := self._cut(conceded)) is not None:
            if not cut:
                return None
            conceded |= cut & -cut
        for bit in reversed(list(_bits(conceded))):
            if self._cut(conceded ^ bit) is None:
                conceded ^= bit
        return conceded

    def _has_found_part_of(self, conceded: int) -> bool:
        if 1 << conceded.bit_count() > len(self.found):
            return any(f & conceded == f for f in self.found)
        part = conceded
        while part and part not in self.found:
            part = (part - 1) & conceded
        return part in self.found

    def _cut(self, conceded: int, until: float = math.inf) -> int | None:
        """The concessions of which one more is needed, kept for later, the smallest first; None where the target stands.

        Raises TimeoutError.
        """
        if time.monotonic() > until:
            raise TimeoutError
        lacking = self.oracle.lacking(self._named(conceded))
        if lacking is None:
            return None
        cut = sum(self.bit.get(c, 0) for c in lacking)
        insort(self.cuts, cut, key=int.bit_count)
        return cut

    @staticmethod
    def _apart(cuts: list[int]) -> list[int]:
        apart, together = [], 0
        for cut in cuts:
            if not cut & together:
                apart.append(cut)
                together |= cut
        return apart

    def _cheapest(self, cut: int) -> float:
        return self.price[(cut & -cut).bit_length() - 1] if cut else math.inf

    def _cost(self, conceded: int) -> float:
        return math.fsum(self.price[b.bit_length() - 1] for b in _bits(conceded))

    def _named(self, conceded: int) -> frozenset[Concession]:
        return frozenset(self.concessions[b.bit_length() - 1] for b in _bits(conceded))

    def _sets(self) -> tuple[Unlocking, ...]:
        return tuple(Unlocking(self._named(conceded), cost) for conceded, cost in self.found.items())


def _bits(number: int) -> Iterator[int]:
    while number:
        yield number & -number
        number &= number - 1
