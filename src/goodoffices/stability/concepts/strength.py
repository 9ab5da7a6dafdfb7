"""How strongly: a state is the more secure, the worse the sanctions are that keep everybody in it.

Two degrees, mild and strong: Hamouda, Kilgour and Hipel 2004 (two decision makers) and 2006 (several); more degrees: Xu, Hipel and
Kilgour 2009, *Multiple levels of preference in interactive strategic decisions*. Written from memory of both. The degrees are those
that the conflict has with its preferences.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from goodoffices.errors import StabilityError
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.game import Game
from goodoffices.stability.preferences import dense, gaps_of
from goodoffices.stability.states import Flags, Numbers

UNSTABLE = -1


@dataclass(frozen=True)
class Strongly:
    """Stability by a concept with sanctions that are less preferred by a degree or more: 2 strongly, 3 very strongly, and so on."""

    degree: int
    concept: Concept

    def __str__(self) -> str:
        return f"{'very ' * (self.degree - 2)}strong {self.concept}"


class Security(StrEnum):
    """The words for two degrees (Hamouda, Kilgour and Hipel): a stable state is strongly so or weakly so."""

    STRONG = "strong"
    """Each improvement may be answered by what is strongly less preferred than the state."""
    WEAK = "weak"
    """Stable, but some improvement only by what is mildly less preferred, or as good."""


def tiers(game: Game) -> Numbers:
    """For each degree (from 1, at least up to 2), decision maker and state its tier.

    A state is preferred by a degree to those of lower tiers: by degree k where a gap of degree k or more is between the two in the
    order of the decision maker, and by degree 1 where it is only better. "a > b >> c = d >>> e" has a gap of degree 2 below b, and
    one of degree 3 below c and d.
    """
    gaps = [gaps_of(d, game.states, ranks) for d, ranks in zip(game.conflict.decision_makers, game.ranks, strict=True)]
    greatest = max(2, *(int(g.max(initial=1)) for g in gaps))
    found = np.empty((greatest, *game.ranks.shape), np.int32)
    for k in range(greatest):
        for i in game.players:
            found[k, i] = np.concatenate([[0], np.cumsum(gaps[i] > k)])[game.ranks[i]]
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


def security(game: Game, concept: Concept) -> Mapping[Security, Flags]:
    """Which states are strongly and weakly stable for each decision maker (decision makers, states)."""
    degree = degrees_of(game, tiers(game), concept)
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
