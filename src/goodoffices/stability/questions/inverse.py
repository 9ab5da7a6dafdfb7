"""The way back: which preferences of one decision maker make a wanted state stable for it, and which of them is nearest to its own.

Everybody's moves and the others' preferences are as they are. A state w is stable for i just when for each state to which i can
move w is liked at least as well as that state itself or as what the others would make of it (Kilgour, Wang, Hipel 2014 and 2018,
inverse graph model: constraints instead of a list of all orders).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from goodoffices.errors import StabilityError
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.conflict import shares_options
from goodoffices.stability.game import Game
from goodoffices.stability.preferences import dense
from goodoffices.stability.questions.from_state import Opponents, reached
from goodoffices.stability.questions.lowering import Lowered, with_all, with_any
from goodoffices.stability.states import Numbers

MOST_STATES = 1 << 16
"""Requirements are listed of conflicts with so many states at most."""

Alternative = frozenset[int]


@dataclass(frozen=True)
class Requirement:
    """A state is not left for `move` where it is liked at least as well as every state of one of the `alternatives`."""

    move: int
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True)
class Change:
    """The order nearest to that of decision maker i in which the wanted state is stable for it.

    `ranks` (states) is the new order, `below` the states that come below the wanted one, `distance` the number of pairs of states
    of which one is liked better today and would not be any more: Kendall's tau, the number of adjacent swaps where there are no
    ties. No order can do with fewer than `at_least`; where the search was stopped that may be less than `distance`.
    """

    state: int
    ranks: Numbers
    below: Numbers
    distance: int
    at_least: int


def requirements(game: Game, i: int, state: int, concept: Concept) -> tuple[Requirement, ...]:
    """What any order of decision maker i must meet for the state to be stable for it, and that is enough; for several, all of it.

    Nash: no move leads to better. GMR and SEQ: that, or the others can bring about, SEQ by improvements of theirs, what is no
    better. SMR: and i cannot move from there to better either. Requirements that every order meets are left out.

    StabilityError for simultaneous stability and where the conflict has more than MOST_STATES states.
    """
    if len(game.states) > MOST_STATES and concept is not Concept.NASH:
        raise StabilityError(
            f"{len(game.states):,} states are too many to list what a preference must meet (at most {MOST_STATES:,}):"
            " ask for Nash stability, or leave out options"
        )
    opponents = _opponents(game, i, concept)
    found = []
    for move in reached(game.moves, i, state).tolist():
        alternatives = {Alternative({move}) - {state}}
        if opponents:
            after = opponents.replies(move).met.tolist()
            with_escapes = concept is Concept.SMR
            alternatives |= {
                Alternative({reply, *(reached(game.moves, i, reply).tolist() if with_escapes else ())}) - {state}
                for reply in set(after) - {move}
            }
        if frozenset() not in alternatives:
            found.append(Requirement(move, tuple(sorted(alternatives, key=lambda a: (len(a), sorted(a))))))
    return tuple(found)


def are_met(needed: Iterable[Requirement], state: int, ranks: Numbers) -> bool:
    """Whether an order (states) meets the requirements for a state."""
    return all(any(all(ranks[s] <= ranks[state] for s in a) for a in r.alternatives) for r in needed)


def least_change(game: Game, i: int, wanted: Iterable[int], concept: Concept) -> Change:
    """The least change in the order of decision maker i by which one of the wanted states is stable for it.

    Only states above the wanted one need ever come below it. Exact in the time of sorting for Nash stability, and for GMR and SEQ
    where i shares no option with others, for then what they can make of each of its moves are different states, of which the
    least liked is the cheapest; else exact by search, within the bound that `with_any` tells.

    StabilityError as for `requirements` where a search is needed, and where no state is wanted.
    """
    changes = [_least_change(game, i, state, concept) for state in wanted]
    if not changes:
        raise StabilityError("no state is wanted: name one")
    return min(changes, key=lambda change: change.distance)


def _least_change(game: Game, i: int, state: int, concept: Concept) -> Change:
    ranks = game.ranks[i]
    better = np.flatnonzero(ranks > ranks[state]).astype(np.int32)
    if concept is Concept.NASH or (concept in (Concept.GMR, Concept.SEQ) and not shares_options(game.conflict, i)):
        forced = np.zeros(len(ranks), np.bool_)
        forced[list(_cheapest_after(game, i, state, concept))] = True
        return _changed(ranks, state, better, with_all(ranks[better], forced[better]))
    bit = {s: 1 << k for k, s in enumerate(better.tolist())}
    masks: dict[Alternative, int] = {}
    demands = []
    for needed in requirements(game, i, state, concept):
        for a in needed.alternatives:
            if a not in masks:
                masks[a] = sum(bit[s] for s in a if s in bit)
        demand = [masks[a] for a in needed.alternatives]
        if 0 not in demand:
            demands.append(demand)
    return _changed(ranks, state, better, with_any(ranks[better], demands))


def _changed(ranks: Numbers, state: int, better: Numbers, lowered: Lowered) -> Change:
    below = better[lowered.below]
    if not len(below):
        return Change(state, ranks, below, 0, 0)
    part = np.zeros(len(ranks), np.int64)
    part[better] = 3
    part[below] = 1
    part[state] = 2
    return Change(state, dense(part * len(ranks) + ranks), below, lowered.swaps, lowered.at_least)


def _cheapest_after(game: Game, i: int, state: int, concept: Concept) -> Iterator[int]:
    """For each improvement the least liked state that deters it, itself or what the others make of it, unless one does already."""
    ranks = game.ranks[i]
    ascending = np.argsort(ranks, kind="stable").astype(np.int32)
    least = np.empty(len(ranks), np.int32)
    least[ascending] = np.arange(len(ranks), dtype=np.int32)
    if concept is not Concept.NASH:
        least = game.moves.least_reachable(i, least, improving=concept is Concept.SEQ)
    for move in reached(game.moves, i, state).tolist():
        deterrent = int(ascending[least[move]])
        if ranks[move] > ranks[state] and ranks[deterrent] > ranks[state]:
            yield deterrent


def _opponents(game: Game, i: int, concept: Concept) -> Opponents | None:
    match concept:
        case Concept.NASH:
            return None
        case Concept.GMR | Concept.SMR | Concept.SEQ:
            return Opponents(game, i, improving=concept is Concept.SEQ)
    raise StabilityError("the way back is known for Nash, GMR, SMR and SEQ, not for simultaneous stability: ask for one of those")
