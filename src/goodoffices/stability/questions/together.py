"""Which equilibria resist coalitions: the states that no group of decision makers would leave together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from goodoffices.errors import StabilityError
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.concepts.coalitions import MOST_ESCAPES, all_coalitions, coalition_stable, departures
from goodoffices.stability.game import Game
from goodoffices.stability.states import Flags, Numbers

MOST_COALITIONS = 1_000
"""So many coalitions are looked at."""
LARGEST_ALL = 9
"""With more decision makers than this all coalitions would be more than MOST_COALITIONS."""

Group = tuple[int, ...]
"""A coalition by the numbers of its members."""
MOST_TOLD = 3
"""So many states are told to which a coalition would go."""


@dataclass(frozen=True)
class Departure:
    """To how many states a coalition would leave a state, and some of them: those of which none is better for all of it."""

    count: int
    best: tuple[int, ...]


@dataclass(frozen=True)
class Together:
    """What coalitions would do.

    `resists` has for each concept that is told whether each state (n) is an equilibrium that none of the coalitions would leave;
    `departures`, for the states looked at, by concept and coalition that would leave them.
    """

    coalitions: tuple[Group, ...]
    resists: Mapping[Concept, Flags]
    departures: Mapping[tuple[int, Concept, Group], Departure]


def together(game: Game, held: Mapping[Concept, Flags], states: Collection[int]) -> Together:
    """What the coalitions of a conflict would do, else all of two and more; `held` has the equilibria (n) by each concept.

    SIM is not defined for coalitions, and SMR is left out where there are too many states for it (see `coalition_stable`).
    StabilityError where the coalitions are too many.
    """
    groups = coalitions_of(game)
    resists, left = {}, {}
    for concept in told_of(game):
        stays = held[concept].copy()
        for group in groups:
            stable = coalition_stable(game, group, concept)
            stays &= stable
            for state, to in departures(game, group, concept, [s for s in states if not stable[s]]):
                left[state, concept, group] = Departure(len(to), _best(game, group, to))
        resists[concept] = stays
    return Together(groups, resists, left)


def coalitions_of(game: Game) -> tuple[Group, ...]:
    """The coalitions that a conflict names, else all of two and more. StabilityError where they are more than MOST_COALITIONS."""
    makers = game.conflict.decision_makers
    named = game.conflict.coalitions
    if len(named) > MOST_COALITIONS or (not named and len(makers) > LARGEST_ALL):
        number = f"{len(named):,}" if named else f"2^{len(makers)}"
        raise StabilityError(
            f"{number} coalitions are too many (at most {MOST_COALITIONS:,}): name those that may form, as “coalition A and B”"
        )
    if not named:
        return tuple(c for c in all_coalitions(game) if len(c) > 1)
    numbers = {d.id: i for i, d in enumerate(makers)}
    return tuple(tuple(sorted(numbers[m] for m in members)) for members in named)


def told_of(game: Game) -> tuple[Concept, ...]:
    """The concepts by which it is told what coalitions would do."""
    is_small = len(game.states) ** 2 <= MOST_ESCAPES
    return (Concept.NASH, Concept.GMR, *((Concept.SMR,) if is_small else ()), Concept.SEQ)


def _best(game: Game, group: Group, to: Numbers) -> tuple[int, ...]:
    """Of some states, MOST_TOLD at most that are best for a coalition: no other is as good for all of it and better for one."""
    ranks = game.ranks[list(group)][:, to]
    kept: list[int] = []
    for k in np.argsort(-ranks.sum(axis=0), kind="stable"):
        if len(kept) == MOST_TOLD:
            break
        if not any((ranks[:, k] <= ranks[:, m]).all() and (ranks[:, k] < ranks[:, m]).any() for m in kept):
            kept.append(int(k))
    return tuple(sorted(int(to[k]) for k in kept))
