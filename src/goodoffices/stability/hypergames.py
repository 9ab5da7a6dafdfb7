"""Misperceptions: everybody is in a game of its own (Bennett 1977; Wang, Hipel and Fraser 1988, first-level hypergames).

A decision maker may not see an option of somebody else, believe in one that there is not, or take another for wanting what it does
not want. It judges a state by its own game. An equilibrium of the hypergame is a state that everybody sees and that is stable for
each in its own game; a state that only some see is where they can surprise the others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from goodoffices.errors import StabilityError
from goodoffices.model import Done
from goodoffices.stability.checking import MOST_OPTIONS
from goodoffices.stability.concepts.classic import Concept, equilibria, stable
from goodoffices.stability.conflict import Conflict, Preference, Ranked, State, Uncertain
from goodoffices.stability.game import Game, game_of
from goodoffices.stability.moves.kernels import Places
from goodoffices.stability.states import Flags, Patterns, States


def seen_by(
    conflict: Conflict, hidden: Collection[str] = (), preferences: Mapping[str, Preference | None] | None = None
) -> Conflict:
    """The conflict for one who does not see some options and believes others (by their ids) to have these preferences.

    In its states a hidden option is never taken. StabilityError for an unknown option or decision maker.
    """
    believed = preferences or {}
    for what, said, known in (
        ("option", hidden, [o.id for o in conflict.options]),
        ("decision maker", believed, [d.id for d in conflict.decision_makers]),
    ):
        if unknown := sorted(set(said) - set(known)):
            raise StabilityError(f"a misperception of an unknown {what} “{unknown[0]}” (there are {', '.join(known)})")
    if conflict.today and conflict.today & set(hidden):
        raise StabilityError(
            f"“{min(conflict.today & set(hidden))}” is taken today: who does not see it sees no state to start from"
        )
    people = (replace(d, preference=believed.get(d.id, d.preference)) for d in conflict.decision_makers)
    return replace(
        conflict,
        infeasible=(*conflict.infeasible, *(Done(step=o) for o in hidden)),
        decision_makers=tuple(replace(d, preference=_without(frozenset(hidden), d.preference)) for d in people),
    )


def _without(hidden: State, preference: Preference | None) -> Preference | None:
    """A preference without the states in which something hidden is taken, where it names states at all."""
    match preference:
        case Uncertain(orders=orders):
            return Uncertain(tuple(_left(hidden, order) if isinstance(order, Ranked) else order for order in orders))
        case Ranked():
            return _left(hidden, preference)
    return preference


def _left(hidden: State, ranking: Ranked) -> Ranked:
    levels = (frozenset(s for s in level if not s & hidden) for level in ranking.levels)
    return Ranked(tuple(level for level in levels if level))


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
        for i, (game, places) in enumerate(zip(self.games, self.places, strict=True)):
            found[i, places] = stable(game, concept)[i]
        return found

    def equilibria(self, concept: Concept) -> Flags:
        """The states (n) that everybody sees and that are stable for each in its own game."""
        return equilibria(self.stable(concept))

    def expected(self, i: int, concept: Concept) -> Flags:
        """What decision maker i takes for the equilibria (states): those of its own game."""
        found = np.zeros(len(self.states), np.bool_)
        found[self.places[i]] = equilibria(stable(self.games[i], concept))
        return found

    @property
    def seen_by_some(self) -> Flags:
        """The states (n) that some see and others do not."""
        everybody: Flags = np.logical_and.reduce(self.seen)
        return ~everybody


def hypergame(own: Mapping[str, Conflict]) -> Hypergame:
    """The hypergame in which each decision maker (by its id) is in a conflict of its own, such as `seen_by` makes.

    StabilityError where one of them has no conflict, where the conflicts do not have the same decision makers in the same order,
    and where one of them makes no sense.
    """
    people = tuple(own)
    for whose, conflict in own.items():
        if (there := tuple(d.id for d in conflict.decision_makers)) != people:
            raise StabilityError(
                f"the conflict as “{whose}” sees it has {', '.join(there)}: it must be of {', '.join(people)}, in this order"
            )
    games = tuple(game_of(own[whose]) for whose in people)
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
