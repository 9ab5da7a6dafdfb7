"""A conflict made ready for analysis: its states, what everybody would rather have, and who can bring about what."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.errors import StabilityError
from goodoffices.stability.conflict import Conflict
from goodoffices.stability.moves.by_cells import CellMoves, Moves
from goodoffices.stability.moves.cells import cells_of
from goodoffices.stability.moves.listed import barred_by, listed
from goodoffices.stability.preferences import ranks
from goodoffices.stability.states import Numbers, States, feasible_states

MOST_GROUPS = 1 << 26
"""With more groups of states than this their numbers alone would fill the memory; moves are listed then."""

MOST_RANKS = 1 << 28
"""So many ranks of states by decision makers are worked out, four for each of the most states."""


@dataclass(frozen=True)
class Game:
    """`ranks` (decision makers, states): of two states the one of the higher rank is preferred."""

    conflict: Conflict
    states: States
    ranks: Numbers
    moves: Moves

    @property
    def players(self) -> range:
        """The numbers of the decision makers."""
        return range(len(self.conflict.decision_makers))


def game_of(conflict: Conflict, *, once: bool = False) -> Game:
    """A conflict ready for analysis. Joint moves are sequences in which nobody moves twice in a row.

    With `once`, each opponent moves once at most, as in GMCR+. StabilityError where the conflict makes no sense.
    """
    states = feasible_states(conflict)
    people = len(conflict.decision_makers)
    if people * len(states) > MOST_RANKS:
        raise StabilityError(
            f"{people:,} decision makers who rank {len(states):,} states are too many (at most {MOST_RANKS:,} ranks): leave out"
            " those who decide nothing, or options"
        )
    liked = ranks(conflict, states)
    cells = tuple(cells_of(conflict, states, d.id) for d in conflict.decision_makers)
    moves: Moves = CellMoves(liked, cells)
    if once or conflict.irreversible or any(c.groups > MOST_GROUPS for c in cells):
        moves = listed(states, cells, liked, barred_by(conflict.irreversible, states), once)
    return Game(conflict, states, liked, moves)
