"""Status quo analysis: what can come of today's state, by whose moves (Li, Kilgour and Hipel 2005).

Things go on by moves, or by improvements only, of one decision maker after the other; nobody moves twice in a row. An equilibrium
to which no such path leads from today's state is a forecast of little use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from goodoffices.stability.game import Game
from goodoffices.stability.questions.from_state import Move, Opponents, Replies
from goodoffices.stability.states import Flags, Numbers

NOBODY = -1
"""The number of no decision maker: against nobody everybody moves."""


@dataclass(frozen=True)
class Outlook:
    """What can come of a state; the state itself comes of no move at all."""

    found: Replies

    @cached_property
    def _first(self) -> Mapping[int, int]:
        """Where each state was met first, which is by the fewest moves."""
        states, places = np.unique(self.found.met, return_index=True)
        return dict(zip(states.tolist(), places.tolist(), strict=True))

    @property
    def states(self) -> Numbers:
        """All states that can come of it, those of the fewest moves first."""
        met: Numbers = self.found.met[np.sort(list(self._first.values()))]
        return met

    def among(self, wanted: Flags) -> Numbers:
        """Those of them that are wanted (states), such as the equilibria by a concept."""
        return self.states[wanted[self.states]]

    def path(self, state: int) -> tuple[Move, ...] | None:
        """The fewest moves that lead to a state, who moves to which state; None where no moves do."""
        return self.found.path(self._first[state]) if state in self._first else None


def outlook(game: Game, state: int, *, improving: bool) -> Outlook:
    """What can come of a state: by any moves, or with `improving` only by such as are improvements for whoever makes them.

    In time linear in the states. In a game in which opponents move once at most, everybody does so here.
    """
    return Outlook(Opponents(game, NOBODY, improving).replies(state))
