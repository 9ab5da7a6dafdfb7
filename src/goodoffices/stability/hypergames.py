"""Misperceptions: everybody is in a game of its own (Bennett 1977; Wang, Hipel and Fraser 1988, first-level hypergames).

A decision maker may not see an option of somebody else, believe in one that there is not, or take another for wanting what it does
not want. It judges a state by its own game. An equilibrium of the hypergame is a state that everybody sees and that is stable for
each in its own game; a state that only some see is where they can surprise the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from goodoffices.errors import StabilityError
from goodoffices.stability.checking import MOST_OPTIONS
from goodoffices.stability.concepts.classic import Concept, equilibria, stable
from goodoffices.stability.conflict import Conflict
from goodoffices.stability.game import Game, game_of
from goodoffices.stability.moves.kernels import Places
from goodoffices.stability.states import Flags, Patterns, States


@dataclass(frozen=True)
class Perceived:
    """Stability by a concept for each in the conflict as it sees it."""

    concept: Concept

    def __str__(self) -> str:
        return f"perceived {self.concept}"


@dataclass(frozen=True)
class Hypergame:
    """`games` has each decision maker's own game, in the order of its decision makers; `states` all states that anybody sees.

    `places` has for each game where its states are among all states.
    """

    games: tuple[Game, ...]
    states: States
    places: tuple[Places, ...]

    @cached_property
    def seen(self) -> Flags:
        """Which decision maker sees which state (decision makers, states)."""
        found = np.zeros((len(self.games), len(self.states)), np.bool_)
        for row, places in zip(found, self.places, strict=True):
            row[places] = True
        return found

    def stable(self, concept: Concept) -> Flags:
        """Whether each decision maker sees each state, and finds it stable in its own game (decision makers, states)."""
        found = np.zeros(self.seen.shape, np.bool_)
        for i, (judged, places) in enumerate(zip(self._judged(concept), self.places, strict=True)):
            found[i, places] = judged[i]
        return found

    def equilibria(self, concept: Concept) -> Flags:
        """The states (n) that everybody sees and that are stable for each in its own game."""
        return equilibria(self.stable(concept))

    def expected(self, i: int, concept: Concept) -> Flags:
        """What decision maker i takes for the equilibria (states): those of its own game."""
        found = np.zeros(len(self.states), np.bool_)
        found[self.places[i]] = equilibria(self._judged(concept)[i])
        return found

    def _judged(self, concept: Concept) -> Sequence[Flags]:
        """For each game which states are stable for whom in it; worked out once for those who see the same."""
        if concept not in self._known:
            apart = {id(game): game for game in self.games}
            judged = {key: stable(game, concept) for key, game in apart.items()}
            self._known[concept] = [judged[id(game)] for game in self.games]
        return self._known[concept]

    @cached_property
    def _known(self) -> dict[Concept, Sequence[Flags]]:
        return {}

    @property
    def seen_by_some(self) -> Flags:
        """The states (n) that some see and others do not."""
        everybody: Flags = np.logical_and.reduce(self.seen)
        return ~everybody


def hypergame(own: Mapping[str, Conflict], *, once: bool = False) -> Hypergame:
    """The hypergame in which each decision maker (by its id) is in a conflict of its own, such as `perception` makes.

    With `once`, each opponent moves once at most, as in `game_of`.

    StabilityError where one of them has no conflict, where the conflicts do not have the same decision makers in the same order,
    and where one of them makes no sense.
    """
    people = tuple(own)
    for whose, conflict in own.items():
        if (there := tuple(d.id for d in conflict.decision_makers)) != people:
            raise StabilityError(
                f"the conflict as “{whose}” sees it has {', '.join(there)}: it must be of {', '.join(people)}, in this order"
            )
    apart = {id(conflict): conflict for conflict in own.values()}
    made = {key: game_of(conflict, once=once) for key, conflict in apart.items()}
    games = tuple(made[id(own[whose])] for whose in people)
    options = tuple(dict.fromkeys(o for game in games for o in game.states.options))
    bits = {option: k for k, option in enumerate(options)}
    if len(options) > MOST_OPTIONS:
        raise StabilityError(f"{len(options)} options of all games together are too many (at most {MOST_OPTIONS}): leave out some")
    patterns = [_spread(game.states, bits) for game in games]
    every = np.unique(np.concatenate(patterns))
    return Hypergame(games, States(options, every), tuple(np.searchsorted(every, p) for p in patterns))


def _spread(states: States, bits: Mapping[str, int]) -> Patterns:
    """The patterns of states with their bits where all games together have them."""
    found = np.zeros(len(states), np.uint64)
    for option, k in states.bits.items():
        found |= (states.patterns >> np.uint64(k) & np.uint64(1)) << np.uint64(bits[option])
    return found
