"""Attitudes: who wants others to fare well or badly (Inohara, Hipel and Walker 2007).

A decision maker i has an attitude towards everybody, itself among them. For those towards whom it is positive it wants no worse a
state (as they see it), for those towards whom it is negative no better one; towards whom it is neutral, it does not mind. A state t
is acceptable to i from s (the total relational preference) when all of this holds for t against s. The total reply of i at s are
the acceptable states to which it can move, s itself left out; it is made even where nobody is better off.

The relational concepts are the usual ones with replies for improvements, and with states that are not acceptable from s for
sanctions. With everybody positive towards itself and neutral towards others they are the usual ones, where nobody is
indifferent between states and every option has one owner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from goodoffices.errors import StabilityError
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.conflict import Attitude, Conflict
from goodoffices.stability.game import Game
from goodoffices.stability.moves.by_cells import CellMoves
from goodoffices.stability.moves.listed import Listed, listed
from goodoffices.stability.states import Flags, Numbers

MOST_ESCAPES = 1 << 31
"""So many pairs of states are looked at by symmetric metarationality of one who minds several."""


@dataclass(frozen=True)
class Relational:
    """Relational stability by a concept: RNASH, RGMR, RSMR or RSEQ."""

    concept: Concept

    def __str__(self) -> str:
        return f"relational {self.concept}"


def relationally_stable(game: Game, concept: Concept) -> Flags:
    """Whether each state is stable for each decision maker by RNASH, RGMR, RSMR or RSEQ (decision makers, states).

    RNASH: no reply. RGMR: after each reply the others can bring about what is not acceptable. RSMR: and from there i cannot move to
    what is. RSEQ: they can by replies of their own.

    StabilityError for simultaneous stability, where moves are too many to list, and for RSMR of more than MOST_ESCAPES pairs.
    """
    if concept is Concept.SIM:
        raise StabilityError("there is no relational simultaneous stability: ask for nash, gmr, smr or seq")
    people = [d.id for d in game.conflict.decision_makers]
    minded = [_minded(game.ranks, [game.conflict.attitude(of, towards) for towards in people]) for of in people]
    replies = _replies(game, minded)
    return np.stack([_stable_for(i, game, minded[i], replies, concept) for i in game.players])


def minds_several(conflict: Conflict) -> bool:
    """Whether somebody is not neutral towards several, itself among them."""
    people = [d.id for d in conflict.decision_makers]
    return any(sum(conflict.attitude(of, towards) is not Attitude.NEUTRAL for towards in people) > 1 for of in people)


def _minded(ranks: Numbers, towards: Sequence[Attitude]) -> Numbers:
    """What one minds, as ranks of which none may fall (those minded, states)."""
    worst = ranks.max(axis=1, keepdims=True) - ranks
    rows = [ranks[j] if a > 0 else worst[j] for j, a in enumerate(towards) if a]
    return np.stack(rows) if rows else np.zeros((0, ranks.shape[1]), np.int32)


def _replies(game: Game, minded: Sequence[Numbers]) -> Listed:
    """The replies of everybody, as moves."""
    moves = game.moves
    every = listed(game.states, moves.cells, game.ranks, (), False) if isinstance(moves, CellMoves) else moves
    if not isinstance(every, Listed):
        raise TypeError(f"moves of an unknown kind: {type(moves).__name__}")
    starts, targets = [], []
    for i in game.players:
        source = np.repeat(np.arange(len(game.states)), np.diff(every.starts[i]))
        kept = _nowhere_less(minded[i], every.targets[i], minded[i], source)
        starts.append(np.concatenate([[0], np.cumsum(np.bincount(source[kept], minlength=len(game.states)))]))
        targets.append(every.targets[i][kept])
    return Listed(game.ranks, tuple(starts), tuple(targets), every.once)


def _nowhere_less(
    values: Numbers, at: npt.NDArray[np.integer], least: Numbers, of: npt.NDArray[np.integer]
) -> Flags:  # fmt: skip
    """For each pair of states whether no value at the first is below the least of the second."""
    kept = np.ones(len(at), np.bool_)
    for value, bound in zip(values, least, strict=True):
        kept &= value[at] >= bound[of]
    return kept


def _stable_for(i: int, game: Game, minded: Numbers, replies: Listed, concept: Concept) -> Flags:
    n, targets = len(game.states), replies.targets[i]
    source = np.repeat(np.arange(n), np.diff(replies.starts[i]))

    def left(pairs: Flags) -> Flags:
        """The states with some undeterred reply."""
        return np.bincount(source[pairs], minlength=n) > 0

    if concept is Concept.NASH:
        return ~left(np.ones(len(source), np.bool_))
    answering = replies if concept is Concept.SEQ else game.moves
    escaping = concept is Concept.SMR and len(minded) == 1
    foreseen: list[Numbers] = [game.moves.greatest_after(i, value) if escaping else value for value in list(minded)]
    worst = np.array([answering.least_reachable(i, value, improving=False) for value in foreseen]).reshape(minded.shape)
    found = left(_nowhere_less(worst, targets, minded, source))
    if concept is Concept.SMR and len(minded) > 1:
        doubtful = np.flatnonzero(left(np.ones(len(source), np.bool_)) & ~found)
        _limit(len(doubtful), n)
        for s in doubtful:
            acceptable = np.logical_and.reduce(minded >= minded[:, s, None]).astype(np.int32)
            safe = game.moves.least_reachable(i, game.moves.greatest_after(i, acceptable), improving=False)
            found[s] = safe[targets[replies.starts[i][s] : replies.starts[i][s + 1]]].any()
    return ~found


def _limit(asked: int, states: int) -> None:
    if asked * states > MOST_ESCAPES:
        raise StabilityError(
            f"relational symmetric metarationality of one who minds several would look at {asked:,} times {states:,} states"
            f" (at most {MOST_ESCAPES:,} pairs): ask for gmr or seq, or leave out options"
        )
