"""How far ahead a decision maker looks: limited moves of a horizon, and non-myopic stability.

With horizon h a decision maker at state s may stay or move; then, with horizon h - 1, another may stay or move, and so on; whoever
stays ends it (Zagare 1984; Kilgour 1985; Fang, Hipel and Kilgour 1993, section 3.2). Worked out backwards: it moves to where the
final state is best for it, and only where that is better than s.

Where the sources say nothing, everybody is cautious. Of several best moves, equally good for the mover, and of several others who
would move next (with more than two decision makers), each decision maker expects what is worst for itself. Where none of the
others would move, things stay. With two decision makers and no ties this is the definition of the sources, word by word.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from goodoffices.errors import StabilityError
from goodoffices.stability.game import Game
from goodoffices.stability.moves.elsewhere import Values, greatest_elsewhere
from goodoffices.stability.states import Flags, Numbers

MOST_HORIZONS = 10_000
"""So far ahead is looked at most."""


@dataclass(frozen=True)
class Horizon:
    """Stability by limited moves of a horizon; without `moves`, non-myopic stability."""

    moves: int | None

    def __str__(self) -> str:
        return f"limited {self.moves}" if self.moves is not None else "non-myopic"


def by_horizon(game: Game, horizon: Horizon) -> Flags:
    """Whether each state is stable for each decision maker (decision makers, states).

    StabilityError as for `limited` and `non_myopic`.
    """
    return non_myopic(game) if horizon.moves is None else limited(game, horizon.moves)


def limited(game: Game, horizon: int) -> Flags:
    """Whether each state is stable for each decision maker by limited moves of a horizon, L_h (decision makers, states).

    With horizon 1 it is Nash stability. StabilityError for a horizon below 1 or beyond MOST_HORIZONS.
    """
    if not 1 <= horizon <= MOST_HORIZONS:
        raise StabilityError(f"a horizon of {horizon} cannot be looked at: say how many moves ahead, from 1 to {MOST_HORIZONS:,}")
    after = _nothing_follows(game)
    for _ in range(horizon - 1):
        after, _ = _one_more(game, after)
    return ~_one_more(game, after)[1]


def non_myopic(game: Game) -> Flags:
    """Whether each state is stable by limited moves of every horizon from some one on (Brams and Wittman 1981; Kilgour 1984).

    What is foreseen with one more move depends only on what was foreseen before, so that sooner or later it comes back: a state
    is stable where it is so in all of that round. StabilityError where it does not come back within MOST_HORIZONS.
    """
    after = _nothing_follows(game)
    seen: dict[bytes, int] = {}
    left: list[npt.NDArray[np.uint8]] = []
    while (what := blake2b(after.tobytes()).digest()) not in seen:
        if len(left) == MOST_HORIZONS:
            raise StabilityError(f"what is foreseen does not settle within {MOST_HORIZONS:,} moves: ask for a limited horizon")
        seen[what] = len(left)
        after, moving = _one_more(game, after)
        left.append(np.packbits(moving, axis=1))
    ever = np.bitwise_or.reduce(left[seen[what] :])
    return ~np.unpackbits(ever, axis=1, count=len(game.states)).astype(np.bool_)


def _nothing_follows(game: Game) -> Numbers:
    """What is foreseen without any further move: the state stays as it is."""
    return np.stack([game.ranks] * len(game.players))


def _one_more(game: Game, after: Numbers) -> tuple[Numbers, Flags]:
    """`after[i, j, s]`: the rank for j of what it expects once i has come to s. The same with one more move, and who moves then."""
    levels = int(game.ranks.max()) + 1
    moving = np.empty(game.ranks.shape, np.bool_)
    final = np.empty_like(after)
    for i in game.players:
        best = greatest_elsewhere(game.moves, i, after[i, i].astype(np.int64))
        moving[i] = best > game.ranks[i]
        for j in game.players:
            final[i, j] = np.where(moving[i], _worst_of_the_best(game, i, after[i, j], after[i, i], levels), game.ranks[j])
    following = np.empty_like(after)
    for i in game.players:
        others = [h for h in game.players if h != i]
        nobody = ~np.logical_or.reduce([np.zeros(len(game.states), np.bool_), *moving[others]])
        for j in game.players:
            worst = np.minimum.reduce([np.where(moving[h], final[h, j], levels) for h in others], initial=levels)
            following[i, j] = np.where(nobody, game.ranks[j], worst)
    return following, moving


def _worst_of_the_best(game: Game, i: int, for_j: Numbers, for_i: Numbers, levels: int) -> Values:
    """For each state the least value for j after those moves of i that are best for i; something where i has no move."""
    both = for_i.astype(np.int64) * levels + (levels - 1 - for_j)
    worst: Values = levels - 1 - greatest_elsewhere(game.moves, i, both) % levels
    return worst
