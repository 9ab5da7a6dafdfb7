"""When a state holds for a decision maker, by what it foresees: the solution concepts, and the equilibria."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum

import numpy as np

from goodoffices.stability.concepts.simultaneous import simultaneously_stable
from goodoffices.stability.game import Game
from goodoffices.stability.moves.kernels import COMPILE_FROM
from goodoffices.stability.states import Flags

TOGETHER = 2
"""So many decision makers are looked at at the same time; each takes memory of its own."""


class Concept(StrEnum):
    """Whom a decision maker expects to answer, and how (Fang, Hipel and Kilgour 1993, chapter 3)."""

    NASH = "nash"
    """Nobody answers: a state holds where no move is an improvement (Nash 1951)."""
    GMR = "gmr"
    """General metarationality: others answer with anything that leaves the mover no better off (Howard 1971)."""
    SMR = "smr"
    """Symmetric metarationality: and the mover cannot escape from the answer either (Howard 1971)."""
    SEQ = "seq"
    """Sequential stability: others answer only with improvements of their own (Fraser and Hipel 1979)."""
    SIM = "sim"
    """Simultaneous stability: others improve at the same time (Fraser and Hipel 1984)."""


def stable(game: Game, concept: Concept) -> Flags:
    """Whether each state is stable for each decision maker (decision makers, states)."""
    if concept is Concept.SIM:
        improvements = [game.moves.improvements(i) for i in game.players]
        own = [game.states.mask(game.conflict.options_of(d.id)) for d in game.conflict.decision_makers]
        return _for_each(game, lambda i: simultaneously_stable(i, game.states, game.ranks, improvements, own))
    return _for_each(game, lambda i: _stable_for(i, game, concept))


def equilibria(stable_for: Flags) -> Flags:
    """The states (n) that are stable for everybody."""
    held: Flags = np.logical_and.reduce(stable_for)
    return held


def _stable_for(i: int, game: Game, concept: Concept) -> Flags:
    """A state is left where some improvement is better than it in the worst case that the concept foresees."""
    liked, moves = game.ranks[i], game.moves
    match concept:
        case Concept.NASH:
            foreseen = liked
        case Concept.SMR:
            escaped = moves.greatest_after(i, liked)
            foreseen = np.minimum(liked, moves.least_reachable(i, escaped, improving=False))
        case _:
            foreseen = moves.least_reachable(i, liked, improving=concept is Concept.SEQ)
    held: Flags = moves.greatest_after(i, foreseen) <= liked
    return held


def _for_each(game: Game, ask: Callable[[int], Flags]) -> Flags:
    if len(game.states) < COMPILE_FROM:  # plain loops do not let other threads run
        return np.stack([ask(i) for i in game.players])
    with ThreadPoolExecutor(TOGETHER) as several:
        return np.stack(list(several.map(ask, game.players)))
