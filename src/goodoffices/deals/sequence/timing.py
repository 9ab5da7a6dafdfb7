"""When each of several events takes place at the earliest, given how long at least after others, and after whom not too long."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

Lag = tuple[int, int, int]
"""(i, j, gap): event j is no earlier than `gap` rounds after event i; a gap below 0 says that j is not much earlier than i."""


@dataclass(frozen=True)
class Spell:
    """What should not last long: from the first of some events to the last of others."""

    first_of: frozenset[int]
    last_of: frozenset[int]


def earliest(count: int, lags: Sequence[Lag]) -> list[int] | None:
    """The earliest round (from 1) of each event 0..count-1 that respects all lags of gap 1 or less; None where none does.

    Longest paths by Bellman (1958) and Ford; no event need ever wait beyond round `count`.
    """
    following: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for i, j, gap in lags:
        following[i].append((j, gap))
    rounds = [1] * count
    waiting = deque(range(count))
    is_waiting = [True] * count
    while waiting:
        i = waiting.popleft()
        is_waiting[i] = False
        for j, gap in following[i]:
            if rounds[i] + gap > rounds[j]:
                rounds[j] = rounds[i] + gap
                if rounds[j] > count:
                    return None
                if not is_waiting[j]:
                    is_waiting[j] = True
                    waiting.append(j)
    return rounds


def shortest_spells(count: int, lags: Sequence[Lag], spells: Sequence[Spell]) -> list[int]:
    """The earliest rounds for which the longest of the spells is as short as can be; the lags alone must be possible.

    Exact: whether no spell need be longer than some length is again a question of lags, and the length is found by halving.
    """
    ends = range(count, count + len(spells))  # An event of its own is the end of each spell.
    fixed = [*lags, *((i, end, 0) for end, spell in zip(ends, spells, strict=True) for i in spell.last_of)]

    def within(longest: int) -> list[int] | None:
        bounds = [(end, i, -longest) for end, spell in zip(ends, spells, strict=True) for i in spell.first_of]
        return earliest(count + len(spells), [*fixed, *bounds])

    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if within(middle) is not None else (middle + 1, high)
    rounds = within(low)
    if rounds is None:
        raise ValueError("the lags contradict each other")
    return rounds[:count]
