"""Coalitions: what several decision makers would leave together, since it leaves every one of them better off.

An improvement of a coalition H from a state s is a state that its members can bring about together (R_H(s): any sequence of their
moves in which nobody moves twice in a row) and that each of them prefers to s (Kilgour, Hipel, Fang and Peng 2001; Inohara and
Hipel 2008). A sanction is whatever the others can answer with that leaves some member no better off than at s; nobody else
need answer when H is everybody. A coalition of one is that decision maker alone, by the concepts as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, combinations

import numpy as np

from goodoffices.errors import StabilityError
from goodoffices.stability.concepts.classic import Concept, equilibria, stable
from goodoffices.stability.concepts.fronts import outdone
from goodoffices.stability.game import Game
from goodoffices.stability.moves.by_cells import CellMoves, Moves
from goodoffices.stability.moves.joint import Reach, reach_of
from goodoffices.stability.moves.listed import Listed
from goodoffices.stability.states import Flags, Numbers

MOST_ESCAPES = 1 << 31
"""So many pairs of states are looked at by symmetric metarationality of a coalition, which is of every state by itself."""


def all_coalitions(game: Game) -> list[tuple[int, ...]]:
    """Every coalition (the numbers of its members), the smallest first, and so each decision maker alone too."""
    sizes = range(1, len(game.players) + 1)
    return list(chain.from_iterable(combinations(game.players, size) for size in sizes))


def coalition_stable(game: Game, coalition: Collection[int], concept: Concept) -> Flags:
    """Whether each state (n) is stable for a coalition: each improvement of it is sanctioned, as the concept foresees.

    Nash: no improvement. GMR: the others answer by any moves. SMR: and the coalition cannot come back to something better for each
    member than s. SEQ: each of the others moves only to what it prefers itself (Xu, Kilgour and Hipel 2010).

    StabilityError for nobody, for somebody unknown, for simultaneous stability, and for SMR of more than MOST_ESCAPES pairs.
    """
    members = _members(game, coalition)
    _defined(concept)
    if len(members) == 1:
        alone: Flags = stable(game, concept)[members[0]]
        return alone
    ours, liked = reach_of(game.moves, len(game.states), members), game.ranks[members]
    upset = outdone(ours, liked, liked)
    if concept is Concept.NASH or len(members) == len(game.players):
        return ~upset
    answering = _facing(game.moves, members)
    worst = [answering.least_reachable(0, ranks, concept is Concept.SEQ) for ranks in liked]
    undeterred = outdone(ours, np.stack(worst), liked)
    if concept is Concept.SMR:
        others = [h for h in game.players if h not in members]
        undeterred |= _escapes(ours, reach_of(game.moves, len(game.states), others), liked, upset & ~undeterred)
    return ~undeterred


def departures(
    game: Game, coalition: Collection[int], concept: Concept, states: Iterable[int]
) -> Iterator[tuple[int, Numbers]]:  # fmt: skip
    """Each of these states with the improvements of a coalition from which nothing deters it, as the concept foresees (ascending).

    A state from which there is none is stable for it. StabilityError as for `coalition_stable`, and for a coalition of one.
    """
    members = _members(game, coalition)
    if len(members) == 1:
        raise StabilityError(f"{members} is no coalition of two or more: ask why one leaves a state")
    _defined(concept)
    ours, liked = reach_of(game.moves, len(game.states), members), game.ranks[members]
    others = [h for h in game.players if h not in members]
    theirs, worst = None, liked
    if others and concept is not Concept.NASH:
        answering = _facing(game.moves, members)
        worst = np.stack([answering.least_reachable(0, ranks, concept is Concept.SEQ) for ranks in liked])
        theirs = reach_of(game.moves, len(game.states), others) if concept is Concept.SMR else None
    for s in states:
        better = _better(liked, s)
        undeterred = np.logical_and.reduce(worst > liked[:, s, None])
        if theirs is not None:
            undeterred |= _undeterred(ours, theirs, better)
        yield s, np.flatnonzero(ours.reached_from(s) & better & undeterred).astype(np.int32)


def resistant(game: Game, concept: Concept, coalitions: Iterable[Collection[int]] | None = None) -> Flags:
    """The states (n) that are stable for each of these coalitions; for all there are, each decision maker alone among them."""
    if coalitions is None:
        held = equilibria(stable(game, concept))
        coalitions = [c for c in all_coalitions(game) if len(c) > 1]
    else:
        held = np.ones(len(game.states), np.bool_)
    for coalition in coalitions:
        held &= coalition_stable(game, coalition, concept)
    return held


def joint_improvements(game: Game, coalition: Collection[int], state: int) -> Numbers:
    """The states that a coalition can bring about from a state and that each member prefers to it, in ascending order."""
    members = _members(game, coalition)
    reached = reach_of(game.moves, len(game.states), members).reached_from(state)
    return np.flatnonzero(reached & _better(game.ranks[members], state)).astype(np.int32)


def _members(game: Game, coalition: Collection[int]) -> list[int]:
    members = sorted(set(coalition))
    if not members or not 0 <= members[0] <= members[-1] < len(game.players):
        raise StabilityError(f"{members} is no coalition: name one or more of the {len(game.players)} decision makers")
    return members


def _defined(concept: Concept) -> None:
    if concept is Concept.SIM:
        raise StabilityError("simultaneous stability is not defined for coalitions: ask for nash, gmr, smr or seq")


def _better(liked: Numbers, state: int) -> Flags:
    better: Flags = np.logical_and.reduce(liked > liked[:, state, None])
    return better


def _facing(moves: Moves, members: list[int]) -> Moves:
    """The moves of the others, who are the opponents of decision maker 0: a member that stands for all of them."""
    match moves:
        case CellMoves(ranks=ranks, cells=cells):
            who = [members[0], *(h for h in range(len(cells)) if h not in members)]
            return CellMoves(ranks[who], tuple(cells[h] for h in who))
        case Listed(ranks=ranks, starts=starts, targets=targets, once=once):
            who = [members[0], *(h for h in range(len(starts)) if h not in members)]
            return Listed(ranks[who], tuple(starts[h] for h in who), tuple(targets[h] for h in who), once)
    raise TypeError(f"moves of an unknown kind: {type(moves).__name__}")


def _escapes(ours: Reach, theirs: Reach, liked: Numbers, doubtful: Flags) -> Flags:
    """Of the doubtful states those that are left since from every answer the coalition still comes to something better."""
    found = np.zeros(len(doubtful), np.bool_)
    asked = np.flatnonzero(doubtful)
    if len(asked) * len(doubtful) > MOST_ESCAPES:
        raise StabilityError(
            f"symmetric metarationality of a coalition would look at {len(asked):,} times {len(doubtful):,} states (at most"
            f" {MOST_ESCAPES:,} pairs): ask for gmr or seq, or leave out options"
        )
    for s in asked:
        better = _better(liked, int(s))
        found[s] = (ours.reached_from(int(s)) & better & _undeterred(ours, theirs, better)).any()
    return found


def _undeterred(ours: Reach, theirs: Reach, better: Flags) -> Flags:
    """Whether from every answer of the others to each state the coalition still comes to one that is better."""
    escaped = ours.leading_to(better)
    found: Flags = ~theirs.leading_to(~escaped)
    return found
