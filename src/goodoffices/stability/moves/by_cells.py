"""The moves of everybody over all states, by cells: what one move reaches, and to what joint moves of the others can lead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from goodoffices.errors import StabilityError
from goodoffices.stability.moves.cells import Cells
from goodoffices.stability.moves.kernels import (
    MOST_LISTED,
    Grouped,
    Places,
    greatest_in_reach,
    improvements_of,
    least_reachable,
    loop,
    sorted_by,
)
from goodoffices.stability.states import Numbers


class Moves(Protocol):
    """What the solution concepts ask of moves; decision makers by their numbers."""

    def greatest_after(self, i: int, values: Numbers) -> Numbers:
        """For each state the greatest value (states) of those that one move of i reaches, its own included."""

    def least_reachable(self, i: int, values: Numbers, improving: bool) -> Numbers:
        """For each state the least value, from 0, to which the others can bring things from it, its own included.

        With `improving` everybody moves only to what it likes better.
        """

    def improvements(self, i: int) -> tuple[Places, Numbers]:
        """Where the improvements of i from each state start (states + 1), and the states that they lead to.

        StabilityError where they are more than MOST_LISTED.
        """


def limit_listed(moves: int) -> None:
    """StabilityError where so many moves of one decision maker would be listed one by one that memory might not do."""
    if moves > MOST_LISTED:
        raise StabilityError(
            f"{moves:,} moves of one decision maker are too many to list (at most {MOST_LISTED:,}): leave out options, or"
            " what needs such a list: simultaneous stability, moves without a way back between states, opponents who move once"
        )


@dataclass(frozen=True)
class CellMoves:
    """Moves as cells: in memory and time linear in the states."""

    ranks: Numbers
    cells: tuple[Cells, ...]

    def greatest_after(self, i: int, values: Numbers) -> Numbers:
        """See Moves."""
        c = self.cells[i]
        found: Numbers = loop(greatest_in_reach, len(values))(values, c.group, c.groups, c.one_way)
        return found

    def least_reachable(self, i: int, values: Numbers, improving: bool) -> Numbers:
        """See Moves. Sequences in which somebody moves twice in a row lead nowhere else: two moves of one are one move."""
        n = len(values)
        _, ascending = loop(sorted_by, n)(values, np.arange(n, dtype=np.int32), int(values.max()) + 1)
        others = np.array([h for h in range(len(self.cells)) if h != i], np.int32)
        found: Numbers = loop(least_reachable, n)(values, ascending, others, improving, self.grouped)
        return found

    def improvements(self, i: int) -> tuple[Places, Numbers]:
        """See Moves."""
        g, find = self.grouped, loop(improvements_of, len(self.ranks[i]))
        begins, targets = find(g.ranks[i], g.groups[i], g.ordered[i], g.starts[g.first[i] :], self.cells[i].one_way)
        limit_listed(int(begins[-1]))
        return begins, targets

    @cached_property
    def grouped(self) -> Grouped:
        """The states by who can move between them, and how well they are liked."""
        starts, ordered = [], []
        for ranks, c in zip(self.ranks, self.cells, strict=True):
            sort = loop(sorted_by, len(ranks))
            _, by_rank = sort(ranks, np.arange(len(ranks), dtype=np.int32), int(ranks.max()) + 1)
            start, states = sort(c.group, by_rank, c.groups)
            starts.append(start)
            ordered.append(states)
        return Grouped(
            self.ranks, np.stack([c.group for c in self.cells]), np.stack(ordered), np.concatenate(starts),
            np.cumsum([0, *(len(s) for s in starts[:-1])]).astype(np.int32), np.array([c.one_way for c in self.cells], np.int32),
        )  # fmt: skip
