"""What `uncertain` asks, in linear time: where each preference is known or not known at all, and moves go by cells."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from goodoffices.stability.concepts.classic import Concept, stable
from goodoffices.stability.game import Game
from goodoffices.stability.moves.by_cells import CellMoves
from goodoffices.stability.states import Flags, Numbers


def stable_for_known(game: Game, concept: Concept, unknown: Sequence[int]) -> Flags:
    """Whether each state is stable for each decision maker (decision makers, states), so far as its preference is known.

    Nobody else's preference counts, but in SEQ: there the unknown may answer with any move, which might be an improvement. The
    rows of the unknown mean nothing.
    """
    if concept is not Concept.SEQ or not isinstance(game.moves, CellMoves):
        return stable(game, concept)
    anybody = _as_improvements(game.moves, unknown)
    foreseen = (anybody.least_reachable(i, game.ranks[i], improving=True) for i in game.players)
    return np.stack([game.moves.greatest_after(i, f) <= game.ranks[i] for i, f in enumerate(foreseen)])


def can_move(game: Game, i: int) -> Flags:
    """From which states (n) a decision maker can move at all."""
    return _some_other(game, i, np.ones(len(game.states), np.bool_))


def is_always_answered(game: Game, i: int, concept: Concept, unknown: Sequence[int]) -> Flags:
    """From which states (n) every move of i, whatever it is for, can be followed by a move of another.

    In SEQ that must be an improvement, which every move of the unknown may be.
    """
    answered = np.zeros(len(game.states), np.bool_)
    for h in game.players:
        if h != i:
            improving = concept is Concept.SEQ and h not in unknown
            answered |= game.moves.greatest_after(h, game.ranks[h]) > game.ranks[h] if improving else can_move(game, h)
    return ~_some_other(game, i, ~answered)


def _some_other(game: Game, i: int, wanted: Flags) -> Flags:
    """From which states (n) i can move to a wanted one: of those in reach the last and the first are not both the state itself."""
    forth = np.arange(1, len(wanted) + 1, dtype=np.int32)
    found = np.zeros(len(wanted), np.bool_)
    for place in (forth, forth[::-1].copy()):
        reached = game.moves.greatest_after(i, np.where(wanted, place, 0).astype(np.int32))
        found |= (reached > 0) & (reached != place)
    return found


def _as_improvements(moves: CellMoves, unknown: Sequence[int]) -> CellMoves:
    """The same, with all moves of the unknown as improvements: each stands for two, who like the states in opposite orders."""
    n = moves.ranks.shape[1]
    forth: Numbers = np.arange(n, dtype=np.int32)
    ranks = moves.ranks.copy()
    ranks[list(unknown)] = forth
    back = np.tile(forth[::-1], (len(unknown), 1))
    return CellMoves(np.concatenate([ranks, back]), (*moves.cells, *(moves.cells[h] for h in unknown)))
