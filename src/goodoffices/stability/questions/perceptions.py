"""What each decision maker sees of a conflict in which somebody is mistaken, what it expects, and by what it could be surprised."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.game import Game
from goodoffices.stability.hypergames import Hypergame, hypergame
from goodoffices.stability.perception import own_view
from goodoffices.stability.questions.from_state import Move, reached
from goodoffices.stability.states import Flags


@dataclass(frozen=True)
class Perceptions:
    """What each decision maker sees of the states of a conflict, and takes for its equilibria."""

    hypergame: Hypergame
    places: Flags
    """Which states of the conflict (n) anybody sees."""

    @cached_property
    def seen(self) -> Flags:
        """Which decision maker sees which state (decision makers, states)."""
        return self._placed(self.hypergame.seen)

    def stable(self, concept: Concept) -> Flags:
        """See `Hypergame.stable`."""
        return self._placed(self.hypergame.stable(concept))

    def expected(self, i: int, concept: Concept) -> Flags:
        """What decision maker i takes for the equilibria (n): those of its own game."""
        found: Flags = self._placed(self.hypergame.expected(i, concept)[None])[0]
        return found

    def lasting_for(self, i: int, several: Collection[Concept]) -> list[int]:
        """What decision maker i takes for an equilibrium by some of these concepts: by the most first, then in their order."""
        count = np.zeros(len(self.places), np.int64)
        for concept in several:
            count += self.expected(i, concept)
        states = np.flatnonzero(count)
        ordered: list[int] = states[np.argsort(-count[states], kind="stable")].tolist()
        return ordered

    def surprises(self, i: int, state: int) -> Iterator[Move]:
        """What each of the others would gain by most from a state, as it sees things, of what decision maker i does not see."""
        everywhere = np.flatnonzero(self.places)
        for h, (game, places) in enumerate(zip(self.hypergame.games, self.hypergame.places, strict=True)):
            if h == i or not self.seen[h, state]:
                continue
            numbers = everywhere[places]
            here = int(np.searchsorted(numbers, state))
            ends = reached(game.moves, h, here)
            ends = ends[(game.ranks[h, ends] > game.ranks[h, here]) & ~self.seen[i, numbers[ends]]]
            if len(ends):
                yield Move(h, int(numbers[ends[game.ranks[h, ends].argmax()]]))

    def _placed(self, flags: Flags) -> Flags:
        found = np.zeros((len(flags), len(self.places)), np.bool_)
        found[:, self.places] = flags
        return found


def perceptions_in(game: Game, *, once: bool = False) -> Perceptions | None:
    """What each sees, None where nobody is mistaken.

    StabilityError where the conflict as somebody sees it makes no sense.
    """
    conflict = game.conflict
    if not conflict.misperceptions:
        return None
    whole = replace(conflict, misperceptions=())
    mistaken = {m.who: own_view(conflict, m.who) for m in conflict.misperceptions}
    found = hypergame({d.id: mistaken.get(d.id, whole) for d in conflict.decision_makers}, once=once)
    return Perceptions(found, np.isin(game.states.patterns, found.states.patterns))
