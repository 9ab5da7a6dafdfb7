"""The whole answer: by which solution concepts each state of a conflict is stable, and for whom it is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from goodoffices.stability.concepts import Concept, equilibria, stable
from goodoffices.stability.conflict import Conflict, State
from goodoffices.stability.game import Game, game_of
from goodoffices.stability.states import Flags


@dataclass(frozen=True)
class Question:
    """What is asked beyond the equilibria: states to look at closely, and packages of deals (by their names) to mark.

    With `once`, each opponent moves once at most, as in GMCR+.
    """

    states: tuple[State, ...] = ()
    packages: Mapping[str, State] = field(default_factory=dict)
    once: bool = False


@dataclass(frozen=True)
class Answer:
    """`stable` has for each concept whether each state is stable for each decision maker (decision makers, states)."""

    game: Game
    question: Question
    stable: Mapping[Concept, Flags]

    @cached_property
    def equilibria(self) -> Mapping[Concept, Flags]:
        """For each concept the states (n) that are stable for everybody."""
        return {concept: equilibria(flags) for concept, flags in self.stable.items()}

    @cached_property
    def lasting(self) -> list[int]:
        """The numbers of the states that are equilibria by some concept: by the most concepts first, then in their order."""
        count = np.sum(list(self.equilibria.values()), axis=0)
        found = np.flatnonzero(count)
        return [int(s) for s in found[np.argsort(-count[found], kind="stable")]]

    def concepts_of(self, state: int, decision_maker: int | None = None) -> tuple[Concept, ...]:
        """The concepts by which a state is stable: for everybody, or for one decision maker (its number)."""
        if decision_maker is None:
            return tuple(c for c, flags in self.equilibria.items() if flags[state])
        return tuple(c for c, flags in self.stable.items() if flags[decision_maker, state])

    def leaving(self, state: int, concept: Concept) -> tuple[int, ...]:
        """The decision makers (their numbers) for whom a state is not stable."""
        return tuple(i for i in self.game.players if not self.stable[concept][i, state])


def answer(conflict: Conflict, question: Question | None = None) -> Answer:
    """The answer to a question about a conflict.

    Raises StabilityError where the conflict makes no sense, or the question names a state that cannot be.
    """
    question = question or Question()
    game = game_of(conflict, once=question.once)
    for state in (*question.states, *question.packages.values()):
        game.states.number(state)
    return Answer(game, question, {concept: stable(game, concept) for concept in Concept})
