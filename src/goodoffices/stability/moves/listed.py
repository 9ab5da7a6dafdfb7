"""Moves one by one, where cells do not tell all: some cannot be made though the options would allow them, opponents move once at
most, or somebody has very many one-way options."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from goodoffices.stability.conflict import Irreversible
from goodoffices.stability.moves.by_cells import limit_listed
from goodoffices.stability.moves.cells import Cells
from goodoffices.stability.moves.kernels import Places, loop, sorted_by
from goodoffices.stability.states import Flags, Numbers, Patterns, States


@dataclass(frozen=True)
class Listed:
    """All unilateral moves, for each decision maker: state s can become any of `targets[i][starts[i][s]:starts[i][s + 1]]`.

    Joint moves are sequences in which nobody moves twice in a row; with `once`, each opponent moves once at most.
    """

    ranks: Numbers
    starts: tuple[Places, ...]
    targets: tuple[Numbers, ...]
    once: bool

    def greatest_after(self, i: int, values: Numbers) -> Numbers:
        """See Moves."""
        found: Numbers = loop(_greatest, len(values))(values, self.starts[i], self.targets[i])
        return found

    def least_reachable(self, i: int, values: Numbers, improving: bool) -> Numbers:
        """See Moves."""
        starts, targets = self._better if improving else (self.starts, self.targets)
        others = [h for h in range(len(starts)) if h != i]
        step = loop(_least_after, len(values))
        if self.once:
            left: dict[frozenset[int], Numbers] = {frozenset(): values}
            for who in _subsets(others):
                left[who] = np.minimum.reduce([values, *(step(left[who - {h}], starts[h], targets[h]) for h in who)])
            return left[frozenset(others)]
        after = dict.fromkeys(others, values)
        while True:
            moved = {h: step(after[h], starts[h], targets[h]) for h in others}
            following = {h: np.minimum.reduce([values, *(moved[j] for j in others if j != h)]) for h in others}
            if all((following[h] == after[h]).all() for h in others):
                least: Numbers = np.minimum.reduce([values, *moved.values()])
                return least
            after = following

    def improvements(self, i: int) -> tuple[Places, Numbers]:
        """See Moves."""
        return self._better[0][i], self._better[1][i]

    @cached_property
    def _better(self) -> tuple[tuple[Places, ...], tuple[Numbers, ...]]:
        kept = [_better(*x) for x in zip(self.ranks, self.starts, self.targets, strict=True)]
        return tuple(s for s, _ in kept), tuple(t for _, t in kept)


def listed(states: States, cells: tuple[Cells, ...], ranks: Numbers, barred: tuple[tuple[Flags, Flags], ...], once: bool) -> Listed:
    """The moves within cells but for those from a state with the first flag to one with the second of any pair of `barred`.

    StabilityError where they are more than MOST_LISTED.
    """
    of_each = [_within(states, c, barred) for c in cells]
    return Listed(ranks, tuple(s for s, _ in of_each), tuple(t for _, t in of_each), once)


def barred_by(irreversible: tuple[Irreversible, ...], states: States) -> tuple[tuple[Flags, Flags], ...]:
    """The states before and after the moves that cannot be made."""
    return tuple((states.where(x.before), states.where(x.after)) for x in irreversible)


def _within(states: States, cells: Cells, barred: tuple[tuple[Flags, Flags], ...]) -> tuple[Places, Numbers]:
    n = len(states)
    first, members = loop(sorted_by, n)(cells.cell, np.arange(n, dtype=np.int32), cells.cells)
    limit_listed(int((np.diff(first).astype(np.int64) ** 2).sum()) - n)
    starts, targets = loop(_listed, n)(cells.cell, cells.gone, first, members)
    if not barred:
        return starts, targets
    source = np.repeat(np.arange(n, dtype=np.int32), np.diff(starts))
    kept = ~np.logical_or.reduce([before[source] & after[targets] for before, after in barred])
    return _counted(source[kept], n), targets[kept]


def _counted(source: Numbers, n: int) -> Places:
    return np.concatenate([[0], np.cumsum(np.bincount(source, minlength=n))])


def _subsets(of: list[int]) -> list[frozenset[int]]:
    """All sets of them but the empty one, the smaller ones first."""
    found = [frozenset(h for k, h in enumerate(of) if bits >> k & 1) for bits in range(1, 1 << len(of))]
    return sorted(found, key=len)


def _better(ranks: Numbers, starts: Places, targets: Numbers) -> tuple[Places, Numbers]:
    source = np.repeat(np.arange(len(ranks), dtype=np.int32), np.diff(starts))
    kept = ranks[targets] > ranks[source]
    return _counted(source[kept], len(ranks)), targets[kept]


def _listed(cell: Numbers, gone: Patterns, first: Numbers, members: Numbers) -> tuple[Places, Numbers]:
    """Where each state leads: the other states of its cell in which everything is changed for good that is in it."""
    n = len(cell)
    starts = np.zeros(n + 1, np.int64)
    targets = np.empty(0, np.int32)
    for fill in range(2):
        count = 0
        for s in range(n):
            for p in range(first[cell[s]], first[cell[s] + 1]):
                other = members[p]
                if other != s and not gone[s] & ~gone[other]:
                    if fill:
                        targets[count] = other
                    count += 1
            starts[s + 1] = count
        if not fill:
            targets = np.empty(count, np.int32)
    return starts, targets


def _greatest(values: Numbers, starts: Places, targets: Numbers) -> Numbers:
    found = values.copy()
    for s in range(len(values)):
        for e in range(starts[s], starts[s + 1]):
            found[s] = max(found[s], values[targets[e]])
    return found


def _least_after(values: Numbers, starts: Places, targets: Numbers) -> Numbers:
    """For each state the least value of those that one move reaches; a very great one where there is no move."""
    found = np.full(len(values), np.iinfo(np.int32).max, np.int32)
    for s in range(len(values)):
        for e in range(starts[s], starts[s + 1]):
            found[s] = min(found[s], values[targets[e]])
    return found
