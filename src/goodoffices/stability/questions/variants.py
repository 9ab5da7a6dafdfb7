"""What holds where more is told of a conflict than its order: how strongly, who wants whom to fare well, and who is mistaken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from goodoffices.errors import StabilityError
from goodoffices.stability.concepts.attitudes import Relational, minds_several, relationally_stable
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.concepts.strength import Strongly, degrees_of, tiers
from goodoffices.stability.conflict import has_degrees
from goodoffices.stability.game import Game
from goodoffices.stability.hypergames import Perceived
from goodoffices.stability.questions.perceptions import Perceptions, perceptions_in
from goodoffices.stability.states import Flags

WITH_SANCTIONS = (Concept.GMR, Concept.SMR, Concept.SEQ)
"""The concepts that have degrees."""
RELATIONAL = (Concept.NASH, *WITH_SANCTIONS)
"""The concepts that take attitudes."""
MOST_LISTED = 1 << 16
"""Of so many states at most relational stability is told without being asked for: its replies are listed one by one."""
MOST_MINDED = 1 << 12
"""Of so many states at most so is RSMR, where somebody minds several: the time grows with their square."""

Variant = Strongly | Relational | Perceived


@dataclass(frozen=True)
class Variants:
    """For each variant whether each state is stable for each decision maker (decision makers, states), or why that is not told.

    `perceptions` is None where nobody is mistaken.
    """

    stable: Mapping[Variant, Flags]
    refused: Mapping[Variant, str]
    perceptions: Perceptions | None = None


def variants_in(game: Game, *, once: bool = False) -> Variants:
    """All that follows from the degrees, attitudes and misperceptions of a conflict; `once` as in `game_of`.

    StabilityError where the conflict as somebody sees it makes no sense.
    """
    seen = perceptions_in(game, once=once)
    stable: dict[Variant, Flags] = dict(_by_strength(game))
    refused: dict[Variant, str] = {}
    asked: dict[Variant, Callable[[], Flags]] = {}
    if game.conflict.attitudes:
        asked |= {Relational(concept): partial(_relational, game, concept) for concept in RELATIONAL}
    if seen is not None:
        asked |= {Perceived(concept): partial(seen.stable, concept) for concept in Concept}
    for variant, ask in asked.items():
        try:
            stable[variant] = ask()
        except StabilityError as error:  # the conflict makes sense, so it is too large for this variant
            refused[variant] = str(error)
    return Variants(stable, refused, seen)


def _by_strength(game: Game) -> Iterator[tuple[Strongly, Flags]]:
    if any(has_degrees(d.preference) for d in game.conflict.decision_makers):
        of = tiers(game)
        for concept in WITH_SANCTIONS:
            found = degrees_of(game, of, concept)
            for degree in range(2, len(of) + 1):
                yield Strongly(degree, concept), found >= degree


def _relational(game: Game, concept: Concept) -> Flags:
    most = MOST_MINDED if concept is Concept.SMR and minds_several(game.conflict) else MOST_LISTED
    if len(game.states) > most:
        raise StabilityError(f"{len(game.states):,} states are too many (at most {most:,}): leave out options")
    return relationally_stable(game, concept)
