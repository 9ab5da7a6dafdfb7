"""Sets of steps that support themselves and cannot do without any of their steps: all of them, the smallest first, or just one."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from goodoffices.model import AtLeast, Condition, Done, holds, steps_in

Needs = Mapping[str, Condition]
"""For each step what it needs of the others; no condition holds a "not", and all together support themselves."""


class TooManyError(Exception):
    """There are more choices than were to be looked at."""


class Minimal:
    """The inclusion-minimal sets among some steps that are not empty and meet the needs of all their members."""

    def __init__(self, needs: Needs):
        self.needs = needs
        self._named_by: dict[str, list[str]] = {step: [] for step in needs}
        for step, need in needs.items():
            for named in sorted(steps_in(need)):
                self._named_by[named].append(step)

    def smallest_first(self, tries: float = math.inf) -> Iterator[frozenset[str]]:
        """All of them, smallest first, each worked out only when it is asked for.

        Best-first over which steps are in and which are out: the step that is taken next is one that some step taken lacks. Raises
        TooManyError once so many choices between the two have been looked at.
        """
        found: list[frozenset[str]] = []
        # How many steps it takes at least, the fewest to come first; the steps taken, the steps that still can be, and how many of
        # those taken have what they need.
        heap: list[tuple[float, int, int, tuple[str, ...], frozenset[str], int]] = [(1, 0, 0, (), frozenset(self.needs), 0)]
        pushed = 0
        while heap:
            if tries < 0:
                raise TooManyError
            least, _, _, taken, possible, met = heapq.heappop(heap)
            chosen = frozenset(taken)
            if any(f <= chosen for f in found):
                continue
            while met < len(taken) and holds(self.needs[taken[met]], chosen):
                met += 1
            if taken and met == len(taken):
                found.append(chosen)
                yield chosen
                continue
            step = _next(self.needs[taken[met]], chosen, possible) if taken else min(possible)
            fewer = self.without(step, possible, chosen)
            ways = [((*taken, step), possible)] + ([(taken, fewer)] if fewer else [])
            tries -= len(ways) - 1
            for steps, left in ways:
                missing = _missing(self.needs[steps[met]], frozenset(steps), left) if steps else 1
                if missing < math.inf:
                    pushed += 1
                    heapq.heappush(heap, (max(least, len(steps) + missing), -len(steps), pushed, steps, left, met))

    def some(self) -> frozenset[str]:
        """One of them, in a time that grows no faster than the square of the size; there may be smaller ones."""
        left = frozenset(self.needs)
        needed: set[str] = set()
        """Steps that every such set has of those left."""
        for step in sorted(self.needs):
            if step not in left or step in needed:
                continue
            if fewer := self.without(step, left, needed):
                left = fewer
                continue
            walk = [step]
            while walk:
                one = walk.pop()
                if one not in needed:
                    needed.add(one)
                    walk += [s for s in steps_in(self.needs[one]) & left if not holds(self.needs[one], left - {s})]
        return left

    def without(self, step: str, possible: frozenset[str], wanted: Collection[str]) -> frozenset[str]:
        """What of the possible steps still supports itself without a step; nothing where a wanted step does not."""
        left = set(possible)
        walk = [step]
        while walk:
            one = walk.pop()
            if one in left:
                if one in wanted:
                    return frozenset()
                left.remove(one)
                walk += [s for s in self._named_by[one] if s in left and not holds(self.needs[s], left)]
        return frozenset(left)


def _missing(condition: Condition, taken: Collection[str], possible: Collection[str]) -> float:
    """So many further steps it takes at least until a condition holds; infinite where the possible ones are not enough."""
    match condition:
        case Done(step=step):
            return 0 if step in taken else 1 if step in possible else math.inf
        case AtLeast(count=count, parts=parts):
            each = [(p, m) for p in parts if (m := _missing(p, taken, possible)) < math.inf]
            if len(each) < count:
                return math.inf
            # The parts that lack most are needed least; but a step that is named several times helps as often.
            named = Counter(p.step for p, m in each if m and isinstance(p, Done))
            left = count - (len(each) - named.total())
            steps = 0
            for _, times in named.most_common():
                if left <= 0:
                    break
                left, steps = left - times, steps + 1
            return max([steps, *sorted(m for _, m in each)[:count]])
        case _:
            raise ValueError(f"steps alone cannot make it hold: {condition}")


def _next(condition: Condition, taken: Collection[str], possible: Collection[str]) -> str:
    """A step that is on the shortest way to make a condition hold, which it does not yet."""
    while isinstance(condition, AtLeast):
        lacking = ((m, i) for i, p in enumerate(condition.parts) if 0 < (m := _missing(p, taken, possible)) < math.inf)
        condition = condition.parts[min(lacking)[1]]
    if not isinstance(condition, Done):
        raise ValueError(f"steps alone cannot make it hold: {condition}")
    return condition.step
