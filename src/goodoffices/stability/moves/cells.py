"""The unilateral moves of a decision maker, without a list of them: the states that differ only in its own options are one cell.

Within a cell every state reaches every other, but for one-way options, which are taken (or given up) for good. States of a cell
that agree in its one-way options are a group; from a group those groups are reached in which everything is changed that is in it.
Moves are transitive, and so are improvements.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from goodoffices.stability.conflict import Conflict, Direction
from goodoffices.stability.states import Numbers, Patterns, States

ROOM = 4
"""Cells are numbered by their patterns while there are at most so many times as many of them as states."""


@dataclass(frozen=True)
class Cells:
    """Between which states one decision maker can move.

    `cell` (states) is the cell of each state, out of `cells`; `gone` (states) has the bits of those of its `one_way` options that
    are changed.
    """

    cell: Numbers
    cells: int
    gone: Patterns
    one_way: int

    @property
    def groups(self) -> int:
        """How many group numbers there are."""
        return self.cells << self.one_way

    @cached_property
    def group(self) -> Numbers:
        """The group of each state: the number of its cell, behind it the bits of the one-way options."""
        numbers: Numbers = self.cell << np.int32(self.one_way) | self.gone.astype(np.int32)
        return numbers


def cells_of(conflict: Conflict, states: States, decision_maker: str) -> Cells:
    """The cells of a decision maker; one without options has a cell for every state."""
    own = [o for o in conflict.options if decision_maker in o.owners]
    back = states.mask(o.id for o in own if o.direction is Direction.BACK)
    one_way = states.mask(o.id for o in own if o.direction is not Direction.BOTH)
    others = states.mask(states.options) & ~states.mask(o.id for o in own)
    cell, cells = compressed(states.patterns, others), 1 << int(others).bit_count()
    if cells > ROOM * len(states):
        known, places = np.unique(cell, return_inverse=True)
        cell, cells = places.astype(np.uint64), len(known)
    gone = compressed(states.patterns ^ back, one_way)
    return Cells(cell.astype(np.int32), cells, gone, int(one_way).bit_count())


def compressed(patterns: Patterns, mask: np.uint64) -> Patterns:
    """The bits of the patterns that the mask has, side by side from the lowest."""
    found = np.zeros(len(patterns), np.uint64)
    rest, place = int(mask), 0
    while rest:
        low = (rest & -rest).bit_length() - 1
        width = (~(rest >> low) & (rest >> low) + 1).bit_length() - 1
        run = ((1 << width) - 1) << low
        found |= (patterns & np.uint64(run)) >> np.uint64(low) << np.uint64(place)
        rest, place = rest & ~run, place + width
    return found
