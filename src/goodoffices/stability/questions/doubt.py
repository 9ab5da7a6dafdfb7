"""Where it could end when somebody's preference is known in part or not at all: by the four extensions of each concept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goodoffices.stability.concepts.classic import Concept, equilibria
from goodoffices.stability.concepts.uncertain import Extension, stable_in_doubt
from goodoffices.stability.conflict import Uncertain, shares_options
from goodoffices.stability.game import Game
from goodoffices.stability.moves.by_cells import CellMoves
from goodoffices.stability.states import Flags

CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)
"""The concepts that have extensions."""
MOST_STATES = 1_024
"""Of so many states at most it is told where pairs of them have to be compared: some seconds; the time grows with their square."""


@dataclass(frozen=True)
class Doubt:
    """Who is in doubt (their numbers), and for each concept and extension the equilibria (n); else why they cannot be told."""

    several: tuple[int, ...]
    unknown: tuple[int, ...]
    equilibria: Mapping[tuple[Concept, Extension], Flags]
    refused: str | None = None


def doubt_in(game: Game) -> Doubt | None:
    """What the doubts about preferences leave open; None where there are none."""
    preferences = [d.preference for d in game.conflict.decision_makers]
    several = tuple(i for i, p in enumerate(preferences) if isinstance(p, Uncertain) and len(p.orders) > 1)
    unknown = tuple(i for i, p in enumerate(preferences) if p is None)
    if not several and not unknown:
        return None
    in_pairs = bool(several) or not isinstance(game.moves, CellMoves) or any(shares_options(game.conflict, i) for i in unknown)
    if in_pairs and len(game.states) > MOST_STATES:
        what = f"{len(game.states):,} states are too many (at most {MOST_STATES:,})"
        return Doubt(several, unknown, {}, f"{what}: leave out options, or choose one order for everybody")
    found = {(c, e): equilibria(stable_in_doubt(game, c, e)) for c in CONCEPTS for e in Extension}
    return Doubt(several, unknown, found)
