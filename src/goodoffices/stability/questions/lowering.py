"""Which of the states above a wanted one to bring below it, by the fewest adjacent swaps.

The states above are numbered from 0 (m of them), each with its level; a set D of them costs |D| swaps with the wanted state and one
for each pair of a state of D and a state left above that is liked less. In positions from the bottom, the states of D lowest within
a level, that is the sum of the positions of D less |D| (|D| - 1) / 2: for a given size the lowest positions are cheapest.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import numpy as np

from goodoffices.stability.states import Flags, Numbers

MOST_SETS = 20_000
"""So many sets are looked at before the search stops at what it has."""

Demand = Sequence[int]
"""Sets of states as bit masks, at least one of which must be below."""


@dataclass(frozen=True)
class Lowered:
    """The states to bring below (m), how many swaps that takes, and how many it takes at least, whatever is chosen."""

    below: Flags
    swaps: int
    at_least: int


def with_all(levels: Numbers, forced: Flags) -> Lowered:
    """The cheapest set that has all forced states: exact, in the time of sorting. Others go too where that saves swaps."""
    order = np.lexsort((~forced, levels))
    is_forced = forced[order]
    place = np.arange(1, len(levels) + 1)
    sums = place[is_forced].sum() + np.concatenate([[0], np.cumsum(place[~is_forced])])
    size = is_forced.sum() + np.arange(len(sums))
    swaps = sums - size * (size - 1) // 2
    more = int(swaps.argmin())
    below = forced.copy()
    below[order[~is_forced][:more]] = True
    return Lowered(below, int(swaps[more]), int(swaps[more]))


def with_any(levels: Numbers, demands: Sequence[Demand]) -> Lowered:
    """The cheapest set that meets all demands, each by one of its sets.

    What is forced only grows along a branch, so that the cheapest set with all that is forced bounds what follows (best first).
    In general this is a weighted set cover, for which no polynomial method is known: after MOST_SETS the cheapest set found is
    given, with what is proved (`at_least`).
    """
    wanted = _without_dominated([list(dict.fromkeys(d)) for d in demands], levels)
    best = with_all(levels, _flags(_union(d[0] for d in wanted), len(levels)))
    first = _union(d[0] for d in wanted if len(d) == 1)
    start = with_all(levels, _flags(first, len(levels)))
    waiting = [(start.swaps, 0, first, start)]
    seen = {first}
    bound = start.swaps
    while waiting:
        bound, _, forced, here = heapq.heappop(waiting)
        if bound >= best.swaps:
            break
        if len(seen) > MOST_SETS:
            return Lowered(best.below, best.swaps, bound)
        below = _mask(here.below)
        unmet = [d for d in wanted if all(part & ~below for part in d)]
        if not unmet:
            return here
        for part in min(unmet, key=len):
            after = forced | part
            if after in seen:
                continue
            seen.add(after)
            there = with_all(levels, _flags(after, len(levels)))
            if there.swaps < best.swaps:
                heapq.heappush(waiting, (there.swaps, len(seen), after, there))
    return Lowered(best.below, best.swaps, best.swaps)


def _without_dominated(demands: list[list[int]], levels: Numbers) -> list[list[int]]:
    """Without single states that are liked no less than another which meets the same demands and perhaps more, unless they are in
    larger sets too: exchanging one for the other costs nothing. And without sets that have a single state of the demand in them.
    """
    meets: dict[int, int] = {}
    for number, demand in enumerate(demands):
        for part in demand:
            if _is_single(part):
                meets[part] = meets.get(part, 0) | 1 << number
    lowest: dict[int, tuple[int, int]] = {}
    for part, which in meets.items():
        level = int(levels[part.bit_length() - 1])
        lowest[which] = min(lowest.get(which, (level, part)), (level, part))
    kept = {
        part
        for which, (level, part) in lowest.items()
        if not any(which & ~more == 0 and which != more and low <= level for more, (low, _) in lowest.items())
    }
    in_sets = _union(part for demand in demands for part in demand if not _is_single(part))
    left = []
    for demand in demands:
        single = _union(part for part in demand if _is_single(part))
        left.append([p for p in demand if (p in kept or p & in_sets if _is_single(p) else not p & single)])
    return left


def _is_single(part: int) -> bool:
    return part.bit_count() == 1


def _union(parts: Iterable[int]) -> int:
    return reduce(or_, parts, 0)


def _flags(mask: int, size: int) -> Flags:
    packed = np.frombuffer(mask.to_bytes((size + 7) // 8, "little"), np.uint8)
    return np.unpackbits(packed, count=size, bitorder="little").astype(np.bool_)


def _mask(flags: Flags) -> int:
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")
