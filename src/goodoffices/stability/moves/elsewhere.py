"""The best of what one move reaches, when staying is not among it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from goodoffices.stability.moves.by_cells import CellMoves, Moves
from goodoffices.stability.moves.kernels import Places, loop
from goodoffices.stability.moves.listed import Listed
from goodoffices.stability.states import Numbers

Values = npt.NDArray[np.int64]

NOWHERE = -1
"""The value where there is no move."""


def greatest_elsewhere(moves: Moves, i: int, values: Values) -> Values:
    """For each state the greatest value, from 0, of the other states that one move of i reaches; NOWHERE where there is none."""
    match moves:
        case CellMoves(cells=cells):
            c = cells[i]
            found: Values = loop(_by_cells, len(values))(values, c.group, c.groups, c.one_way)
        case Listed(starts=starts, targets=targets):
            found = loop(_by_list, len(values))(values, starts[i], targets[i])
        case _:
            raise TypeError(f"moves of an unknown kind: {type(moves).__name__}")
    return found


def _by_cells(values: Values, group: Numbers, groups: int, one_way: int) -> Values:
    """The two greatest values of each group tell the greatest without any one of its states; then those of the groups above it."""
    first = np.full(groups, NOWHERE, np.int64)
    second = np.full(groups, NOWHERE, np.int64)
    at = np.full(groups, NOWHERE, np.int32)
    for s in range(len(values)):
        g = group[s]
        if values[s] > first[g]:
            second[g] = first[g]
            first[g] = values[s]
            at[g] = s
        elif values[s] > second[g]:
            second[g] = values[s]
    reached = first.copy()
    for bit in range(one_way):
        for g in range(groups):
            if not g >> bit & 1:
                reached[g] = max(reached[g], reached[g | 1 << bit])
    above = np.full(groups, NOWHERE, np.int64)
    for bit in range(one_way):
        for g in range(groups):
            if not g >> bit & 1:
                above[g] = max(above[g], reached[g | 1 << bit])
    found = np.empty(len(values), np.int64)
    for s in range(len(values)):
        g = group[s]
        found[s] = max(above[g], second[g] if at[g] == s else first[g])
    return found


def _by_list(values: Values, starts: Places, targets: Numbers) -> Values:
    found = np.full(len(values), NOWHERE, np.int64)
    for s in range(len(values)):
        for e in range(starts[s], starts[s + 1]):
            found[s] = max(found[s], values[targets[e]])
    return found
