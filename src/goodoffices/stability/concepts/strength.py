"""How strongly: a state is the more secure, the worse the sanctions are that keep everybody in it.

Two degrees, mild and strong: Hamouda, Kilgour and Hipel 2004 (two decision makers) and 2006 (several); more degrees: Xu, Hipel and
Kilgour 2009, *Multiple levels of preference in interactive strategic decisions*. Written from memory of both.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import numpy as np

from goodoffices.errors import StabilityError
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.conflict import State
from goodoffices.stability.game import Game
from goodoffices.stability.preferences import dense
from goodoffices.stability.states import Flags, Numbers

UNSTABLE = -1

Gaps = Mapping[str, Mapping[State, int]]
"""By decision maker: below which states the order has a gap, and of which degree from 2 on.

A state is preferred by degree k to another where a gap of degree k or more is between them, and by degree 1 where it is only
better: "a > b >> c = d >>> e" has a gap of degree 2 below b, and one of degree 3 below c (or d).
"""


class Security(StrEnum):
    """The words for two degrees (Hamouda, Kilgour and Hipel): a stable state is strongly so or weakly so."""

    STRONG = "strong"
    """Each improvement may be answered by what is strongly less preferred than the state."""
    WEAK = "weak"
    """Stable, but some improvement only by what is mildly less preferred, or as good."""


def tiers(game: Game, gaps: Gaps) -> Numbers:
    """For each degree (from 1), decision maker and state its tier: a state is preferred by that degree to those of lower tiers.

    StabilityError for an unknown decision maker, a state that is not feasible, and a degree below 2.
    """
    people = [d.id for d in game.conflict.decision_makers]
    if unknown := sorted(set(gaps) - set(people)):
        raise StabilityError(f"strength of preference: unknown decision maker “{unknown[0]}” (there are {', '.join(people)})")
    degrees = [degree for of_one in gaps.values() for degree in of_one.values()]
    if wrong := [degree for degree in degrees if degree < 2]:
        raise StabilityError(f"a gap of degree {wrong[0]} is none: 2 stands for strongly preferred, 3 for very strongly, and so on")
    found = np.zeros((max(degrees, default=2), *game.ranks.shape), np.int32)
    found[0] = game.ranks
    for i, who in enumerate(people):
        below = {(degree, game.ranks[i, game.states.number(state)]) for state, degree in gaps.get(who, {}).items()}
        for k in range(2, len(found) + 1):
            for rank in {rank for degree, rank in below if degree >= k}:
                found[k - 1, i] += game.ranks[i] >= rank
    return found


def degrees_of(game: Game, of: Numbers, concept: Concept) -> Numbers:
    """How securely each state is stable for each decision maker (decision makers, states), by tiers of preference.

    The highest degree k such that the state is stable by the concept and each improvement has a sanction that is less preferred
    than the state by degree k or more (for SMR: and so are all states to which the mover can escape); 0 where one has only
    sanctions that are as good, UNSTABLE where the state is not stable. A state without an improvement has the highest degree.
    Improvements, also those by which others answer (SEQ), are of any degree.

    StabilityError for Nash and simultaneous stability, of which the source has no degrees.
    """
    if concept not in (Concept.GMR, Concept.SMR, Concept.SEQ):
        raise StabilityError(f"{concept.name}: strength of preference tells sanctions apart: ask for GMR, SMR or SEQ")
    return np.stack([_degrees_of(i, game, of, concept) for i in game.players])


def security(game: Game, gaps: Gaps, concept: Concept) -> Mapping[Security, Flags]:
    """Which states are strongly and weakly stable for each decision maker (decision makers, states), by the strong gaps."""
    degree = degrees_of(game, tiers(game, gaps), concept)
    return {Security.STRONG: degree >= 2, Security.WEAK: (degree >= 0) & (degree < 2)}


def _degrees_of(i: int, game: Game, of: Numbers, concept: Concept) -> Numbers:
    liked = game.ranks[i]
    degree = np.full(len(liked), UNSTABLE, np.int32)
    held = _is_held(i, game, liked, concept, at_least_as_good=True)
    degree[held] = 0
    for k, tier in enumerate(of[:, i], 1):
        held = held & _is_held(i, game, tier, concept, at_least_as_good=False)
        degree[held] = k
    return degree


def _is_held(i: int, game: Game, tier: Numbers, concept: Concept, at_least_as_good: bool) -> Flags:
    """Whether each improvement from a state can be answered by a state of a lower tier, or of the same where that is enough.

    Of the moves from s that lead to the highest tier in the worst case, the best (by rank) is looked at: an answer is missing where
    that tier is higher than that of s (such a move is always an improvement), or the same and the move an improvement.
    """
    liked, moves = game.ranks[i], game.moves
    if concept is Concept.SMR:
        escaped = moves.greatest_after(i, tier)
        foreseen = np.minimum(tier, moves.least_reachable(i, escaped, improving=False))
    else:
        foreseen = moves.least_reachable(i, tier, improving=concept is Concept.SEQ)
    if at_least_as_good:
        held: Flags = moves.greatest_after(i, foreseen) <= tier
        return held
    size = int(liked.max()) + 1
    both = dense(np.concatenate([foreseen.astype(np.int64) * size + liked, tier.astype(np.int64) * size + liked]))
    worst, now = both[: len(liked)], both[len(liked) :]
    answered: Flags = moves.greatest_after(i, worst) <= now
    return answered
