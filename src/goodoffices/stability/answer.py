"""The whole answer: by which solution concepts each state of a conflict is stable, and for whom it is not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from goodoffices.stability.concepts.classic import Concept, equilibria, stable
from goodoffices.stability.concepts.limited import Horizon, by_horizon
from goodoffices.stability.conflict import Conflict, State
from goodoffices.stability.game import Game, game_of
from goodoffices.stability.questions.doubt import Doubt, doubt_in
from goodoffices.stability.questions.inverse import Change, least_change
from goodoffices.stability.questions.status_quo import Outlook, outlook
from goodoffices.stability.questions.together import Together, together
from goodoffices.stability.questions.variants import Variant, Variants, variants_in
from goodoffices.stability.questions.why import Answered, why
from goodoffices.stability.states import Flags

SEARCHED = 4_096
"""So many states are searched for the least change by every concept; of more, it is told where it can be worked out directly."""

MOST_LEFT = 40
"""Of so many equilibria it is told which coalitions would leave them."""

By = Concept | Horizon | Variant
"""What a state is stable by: a solution concept, a horizon that was asked for, or a variant for which the conflict tells enough."""


@dataclass(frozen=True)
class Question:
    """What is asked beyond the equilibria: states to look at closely, and packages of deals (by their names) to mark.

    `wanted` are states of which one shall be stable: what would each party have to like better for that? `why` asks for the reasons
    in the states looked at, and in today's; `origin` for the ways from a state to those that would last; `coalitions`, whether
    several would leave a state together: those that the conflict names, or else any. `horizons` are further concepts, by how far
    a party looks ahead. With `once`, each opponent moves once at most, as in GMCR+.
    """

    states: tuple[State, ...] = ()
    wanted: tuple[State, ...] = ()
    packages: Mapping[str, State] = field(default_factory=dict)
    once: bool = False
    why: bool = False
    origin: State | None = None
    coalitions: bool = False
    horizons: tuple[Horizon, ...] = ()


@dataclass(frozen=True)
class Ways:
    """What can come of a state: by any moves, and by such only as are improvements for whoever makes them."""

    by_moves: Outlook
    by_gains: Outlook


@dataclass(frozen=True)
class Answer:
    """`stable` has for each concept, for each horizon that was asked for, and for each variant that can be told (see `variants`),
    whether each state is stable for each decision maker (decision makers, states).

    `changes` tells what would make a state stable for whom: for the `wanted` states together, and for each package alone, the least
    change of the preferences of each decision maker (its number) for whom none of them is stable. `reasons` has for a state and a
    decision maker (their numbers), where that was asked, why it would stay or leave by each concept. All of this takes the
    likeliest of several orders, and takes whoever is not known to prefer anything for indifferent; `doubt` does not.
    """

    game: Game
    question: Question
    stable: Mapping[By, Flags]
    changes: Mapping[tuple[State, ...], Mapping[tuple[int, Concept], Change]] = field(default_factory=dict)
    reasons: Mapping[tuple[int, int], Mapping[Concept, tuple[Answered, ...]]] = field(default_factory=dict)
    outlook: Ways | None = None
    together: Together | None = None
    doubt: Doubt | None = None
    variants: Variants = field(default_factory=lambda: Variants({}, {}))

    @cached_property
    def equilibria(self) -> Mapping[By, Flags]:
        """For each concept the states (n) that are stable for everybody."""
        return {concept: equilibria(flags) for concept, flags in self.stable.items()}

    @cached_property
    def lasting(self) -> list[int]:
        """The numbers of the states that are equilibria by some concept: by the most concepts first, then in their order."""
        return _by_most(self.equilibria.values())

    @cached_property
    def usual(self) -> tuple[Concept | Horizon, ...]:
        """The concepts and horizons, without the variants."""
        return tuple(by for by in self.stable if isinstance(by, Concept | Horizon))

    def lasting_by(self, several: Collection[By]) -> list[int]:
        """The same, of some concepts, horizons or variants only."""
        return _by_most([self.equilibria[by] for by in several])

    def concepts_of(self, state: int, decision_maker: int | None = None) -> tuple[By, ...]:
        """The concepts by which a state is stable: for everybody, or for one decision maker (its number)."""
        if decision_maker is None:
            return tuple(c for c, flags in self.equilibria.items() if flags[state])
        return tuple(c for c, flags in self.stable.items() if flags[decision_maker, state])

    def leaving(self, state: int, concept: By) -> tuple[int, ...]:
        """The decision makers (their numbers) for whom a state is not stable."""
        return tuple(i for i in self.game.players if not self.stable[concept][i, state])


def answer(conflict: Conflict, question: Question | None = None) -> Answer:
    """The answer to a question about a conflict.

    Raises StabilityError where the conflict makes no sense, or the question names a state that cannot be.
    """
    question = question or Question()
    game = game_of(conflict, once=question.once)
    for state in (*question.states, *question.wanted, *question.packages.values()):
        game.states.number(state)
    stable_for: dict[By, Flags] = {concept: stable(game, concept) for concept in Concept}
    stable_for |= {horizon: by_horizon(game, horizon) for horizon in question.horizons}
    variants = variants_in(game, once=question.once)
    stable_for.update(variants.stable.items())
    asked = {question.wanted, *((package,) for package in question.packages.values())} - {()}
    changes = {states: _changes(game, stable_for, states) for states in asked}
    looked_at = {game.states.number(s) for s in (*question.states, conflict.today) if s is not None} if question.why else set()
    reasons = {(s, i): {concept: why(game, i, s, concept) for concept in Concept} for s in looked_at for i in game.players}
    ways, coalitions = _ways(game, question.origin), _together(game, question, stable_for)
    return Answer(game, question, stable_for, changes, reasons, ways, coalitions, doubt_in(game), variants)


def _by_most(held: Iterable[Flags]) -> list[int]:
    """The numbers of the states that are in some of these sets: those in the most of them first, then in their order."""
    count = np.sum(list(held), axis=0)
    found = np.flatnonzero(count)
    return [int(s) for s in found[np.argsort(-count[found], kind="stable")]]


def _together(game: Game, question: Question, stable_for: Mapping[By, Flags]) -> Together | None:
    """What coalitions would do in the equilibria, and in the states that are looked at."""
    if not question.coalitions:
        return None
    held = {by: equilibria(flags) for by, flags in stable_for.items()}
    closely = (game.states.number(s) for s in (*question.states, game.conflict.today) if s is not None)
    by_concept = {concept: held[concept] for concept in Concept}
    return together(game, by_concept, dict.fromkeys([*closely, *_by_most(held.values())[:MOST_LEFT]]))


def _ways(game: Game, origin: State | None) -> Ways | None:
    if origin is None:
        return None
    start = game.states.number(origin)
    return Ways(outlook(game, start, improving=False), outlook(game, start, improving=True))


def _changes(
    game: Game, stable_for: Mapping[By, Flags], wanted: tuple[State, ...]
) -> Mapping[tuple[int, Concept], Change]:  # fmt: skip
    """The least change of each decision maker for whom none of the wanted states is stable, by the concepts that tell it."""
    numbers = [game.states.number(state) for state in wanted]
    return {
        (i, concept): least_change(game, i, numbers, concept)
        for concept in _invertible(game)
        for i in game.players
        if not stable_for[concept][i, numbers].any()
    }


def _invertible(game: Game) -> tuple[Concept, ...]:
    """The concepts of which it is told what would make a state stable (see `least_change`)."""
    if len(game.states) <= SEARCHED:
        return Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ
    is_shared = any(len(o.owners) > 1 for o in game.conflict.options)
    return (Concept.NASH,) if is_shared else (Concept.NASH, Concept.GMR, Concept.SEQ)
