"""Loops over all states, linear in their number. `compiling.compiled` makes machine code of them for large conflicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from goodoffices.compiling import compiled
from goodoffices.stability.states import Numbers

Places = npt.NDArray[np.int64]

MOST_LISTED = 1 << 27
"""So many moves of one decision maker are listed at most; each takes 4 bytes."""
COMPILE_FROM = 50_000
"""Once a loop has gone over so many states in this process, compiling it pays; before that the plain one has answered first."""
_gone_over: Counter[Callable[..., Any]] = Counter()


def loop(plain: Callable[..., Any], states: int) -> Callable[..., Any]:
    """A loop over so many states, compiled where that pays."""
    _gone_over[plain] += states
    return compiled(plain) if _gone_over[plain] >= COMPILE_FROM else plain


def sorted_by(keys: Numbers, order: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """Where each of `size` keys starts (size + 1), and the items of `order` by their keys, else as they were: counting sort."""
    starts = np.zeros(size + 1, np.int32)
    for i in range(len(order)):
        starts[keys[order[i]] + 1] += 1
    for i in range(size):
        starts[i + 1] += starts[i]
    place = starts[:-1].copy()
    placed = np.empty(len(order), np.int32)
    for i in range(len(order)):
        item = order[i]
        placed[place[keys[item]]] = item
        place[keys[item]] += 1
    return starts, placed


def greatest_in_reach(values: Numbers, group: Numbers, groups: int, one_way: int) -> Numbers:
    """For each state the greatest value of those that one move reaches, its own included."""
    greatest = np.full(groups, np.iinfo(np.int32).min, np.int32)
    for s in range(len(values)):
        greatest[group[s]] = max(greatest[group[s]], values[s])
    for bit in range(one_way):
        step = 1 << bit
        for g in range(groups):
            if not g & step and greatest[g | step] > greatest[g]:
                greatest[g] = greatest[g | step]
    found = np.empty(len(values), np.int32)
    for s in range(len(values)):
        found[s] = greatest[group[s]]
    return found


class Grouped(NamedTuple):
    """Who can move where, for all decision makers: their arrays stacked, and their groups behind one another."""

    ranks: Numbers
    """(decision makers, states)"""
    groups: Numbers
    """The group of each state, among its decision maker's (decision makers, states)."""
    ordered: Numbers
    """The states by group, and by rank within a group (decision makers, states)."""
    starts: Numbers
    """Where each group starts in `ordered`; those of decision maker h from first[h] on, and where the last of them ends."""
    first: Numbers
    one_way: Numbers
    """How many one-way options each has: the lowest bits of its group numbers."""


def least_reachable(values: Numbers, ascending: Numbers, movers: Numbers, improving: bool, of: Grouped) -> Numbers:
    """For each state the least value to which the movers can bring things from it by joint moves, its own value included.

    `ascending` has the states by their values. Backwards from the least value: whatever reaches a state is met once, because a
    pointer for each group remembers how far it has been taken. Linear in the states, for each mover times the subsets of its
    one-way options.
    """
    ranks, ordered, starts = of.ranks, of.ordered, of.starts
    n = len(values)
    found = np.full(n, -1, np.int32)
    next_in = starts.copy()
    waiting = np.empty(n, np.int32)
    for k in range(n):
        if found[ascending[k]] >= 0:
            continue
        value = values[ascending[k]]
        found[ascending[k]] = value
        waiting[0] = ascending[k]
        count = 1
        while count:
            count -= 1
            s = waiting[count]
            for h in movers:
                rank = ranks[h, s]
                pattern = of.groups[h, s] & ((1 << of.one_way[h]) - 1)
                base = of.first[h] + of.groups[h, s] - pattern
                part = pattern
                while True:
                    g = base + part
                    p = next_in[g]
                    while p < starts[g + 1]:
                        before = ordered[h, p]
                        if improving and ranks[h, before] >= rank:
                            break
                        if found[before] < 0:
                            found[before] = value
                            waiting[count] = before
                            count += 1
                        p += 1
                    next_in[g] = p
                    if not part:
                        break
                    part = (part - 1) & pattern
    return found


def improvements_of(
    ranks: Numbers, group: Numbers, ordered: Numbers, starts: Numbers, one_way: int
) -> tuple[Places, Numbers]:  # fmt: skip
    """Where the improvements of each state start (states + 1), and the states they lead to, the best of a group first.

    Where they are more than MOST_LISTED they are only counted.
    """
    n = len(ranks)
    begins = np.zeros(n + 1, np.int64)
    targets = np.empty(0, np.int32)
    pattern = (1 << one_way) - 1
    for fill in range(2):
        count = 0
        for s in range(n):
            free = pattern & ~group[s]
            added = free
            while True:
                g = group[s] | added
                p = starts[g + 1] - 1
                while p >= starts[g] and ranks[ordered[p]] > ranks[s]:
                    if fill:
                        targets[count] = ordered[p]
                    count += 1
                    p -= 1
                if not added:
                    break
                added = (added - 1) & free
            begins[s + 1] = count
        if not fill:
            if count > MOST_LISTED:
                break
            targets = np.empty(count, np.int32)
    return begins, targets
