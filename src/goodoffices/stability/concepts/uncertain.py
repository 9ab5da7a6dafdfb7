"""Stability where what somebody wants is known in part only: four extensions of each solution concept.

Li, Hipel, Kilgour and Xu 2004, *Preference uncertainty in the graph model for conflict resolution* (from memory). Of two states one
may be surely preferred, in all orders that are possible (`Uncertain`), or surely no better, or neither of these; where nothing is
known of somebody's preference, any two states are neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from itertools import combinations

import numpy as np
import numpy.typing as npt

from goodoffices.errors import StabilityError
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.concepts.unknown import can_move, is_always_answered, stable_for_known
from goodoffices.stability.conflict import shares_options
from goodoffices.stability.game import Game
from goodoffices.stability.moves.by_cells import CellMoves
from goodoffices.stability.moves.kernels import Places
from goodoffices.stability.moves.listed import Listed, listed
from goodoffices.stability.preferences import possible_ranks
from goodoffices.stability.states import Flags, Numbers

MOST_STATES = 1 << 14
"""Of so many states at most pairs are looked at; that takes a bit for each of them, and for each decision maker."""
AT_ONCE = 1 << 24
"""So many numbers are worked out at a time."""

Pairs = npt.NDArray[np.uint8]
"""A table (states, states) in bits, eight columns in a number."""
Steps = tuple[Places, Numbers]
"""Where the moves from each state start (states + 1), and where they lead."""


class Extension(StrEnum):
    """What makes a decision maker leave a state, and what deters it."""

    A = "a"
    """It leaves for what may be better, and only what is surely no better deters it: the boldest."""
    B = "b"
    """It leaves for what is surely better, and only what is surely no better deters it: what is uncertain does not count."""
    C = "c"
    """It leaves for what may be better, and what may be no better deters it."""
    D = "d"
    """It leaves for what is surely better, and what may be no better deters it: the most cautious."""

    @property
    def leaves_for_what_may_be_better(self) -> bool:
        """Else for what surely is."""
        return self in (Extension.A, Extension.C)

    @property
    def is_deterred_by_what_may_be_no_better(self) -> bool:
        """Else by what surely is not."""
        return self in (Extension.C, Extension.D)


def stable_in_doubt(game: Game, concept: Concept, extension: Extension) -> Flags:
    """Whether each state is stable for each decision maker (decision makers, states) by an extension of a concept.

    In SEQ others answer, in all extensions, with what may be better for them. With one order for everybody all extensions are the
    concept itself. Linear in the states where each preference is known or not known at all; where there are several orders,
    sanctions have to be compared pair by pair.

    StabilityError for simultaneous stability, for which the source has no extension, and where pairs of more than MOST_STATES
    states have to be compared.
    """
    if concept is Concept.SIM:
        raise StabilityError("simultaneous stability has no extension to uncertain preferences: ask for Nash, GMR, SMR or SEQ")
    wishes = [_Wishes(possible_ranks(d, game.states)) for d in game.conflict.decision_makers]
    unknown = [i for i, w in enumerate(wishes) if not len(w.orders)]
    bold = extension is Extension.A and concept is not Concept.NASH
    if (
        isinstance(game.moves, CellMoves)
        and all(len(w.orders) <= 1 for w in wishes)
        and not (bold and any(shares_options(game.conflict, i) for i in unknown))
    ):
        return _known_or_not(game, concept, extension, unknown)
    if len(game.states) > MOST_STATES:
        raise StabilityError(
            f"{len(game.states):,} states are too many for preferences that are uncertain (at most {MOST_STATES:,}):"
            " leave out options, or choose one order for everybody"
        )
    return _pair_by_pair(game, concept, extension, wishes)


def _known_or_not(game: Game, concept: Concept, extension: Extension, unknown: list[int]) -> Flags:
    """Where nothing is known any move may be for the better and no state is surely no better but the one that was left.

    That one the others cannot bring back, where i shares no option with them.
    """
    found = stable_for_known(game, concept, unknown)
    for i in unknown:
        if not extension.leaves_for_what_may_be_better:
            found[i] = True
        elif concept is Concept.NASH or extension is Extension.A:
            found[i] = ~can_move(game, i)
        else:
            found[i] = is_always_answered(game, i, concept, unknown)
    return found


def _pair_by_pair(game: Game, concept: Concept, extension: Extension, wishes: list[_Wishes]) -> Flags:
    moves = game.moves
    if isinstance(moves, CellMoves):
        moves = listed(game.states, moves.cells, game.ranks, (), once=False)
    if not isinstance(moves, Listed):
        raise TypeError(moves)
    steps = list(zip(moves.starts, moves.targets, strict=True))
    answers = (
        [_kept(s, w.may_be_better(*_ends(s))) for w, s in zip(wishes, steps, strict=True)] if concept is Concept.SEQ else steps
    )
    found = np.ones((len(wishes), len(game.states)), np.bool_)
    for i in game.players:
        source, target = _ends(steps[i])
        better = wishes[i].may_be_better if extension.leaves_for_what_may_be_better else wishes[i].surely_better
        leaves = better(source, target)
        source, target = source[leaves], target[leaves]
        if concept is not Concept.NASH:
            deters = wishes[i].deterring(extension)
            if concept is Concept.SMR:
                deters = ~_any_of(~deters, steps[i]) & deters
            others = [s for h, s in enumerate(answers) if h != i]
            deterred = _brought_about(deters, others, moves.once)[target, source >> 3] >> (source & 7).astype(np.uint8) & 1
            source = source[deterred == 0]
        found[i, source] = False
    return found


@dataclass(frozen=True)
class _Wishes:
    """The ranks in all possible orders (orders, states); none where nothing is known."""

    orders: Numbers

    def may_be_better(self, one: Numbers, other: Numbers) -> Flags:
        """Whether each of the other states may be preferred to the one."""
        if not len(self.orders):
            differs: Flags = one != other
            return differs
        found: Flags = reduce(np.logical_or, (ranks[other] > ranks[one] for ranks in self.orders))
        return found

    def surely_better(self, one: Numbers, other: Numbers) -> Flags:
        """Whether each of the other states is preferred to the one in all orders."""
        if not len(self.orders):
            return np.zeros(np.broadcast(one, other).shape, np.bool_)
        found: Flags = reduce(np.logical_and, (ranks[other] > ranks[one] for ranks in self.orders))
        return found

    def deterring(self, extension: Extension) -> Pairs:
        """For each state (row) the states in which it deters from leaving (columns)."""
        n = self.orders.shape[1]
        better = self.surely_better if extension.is_deterred_by_what_may_be_no_better else self.may_be_better
        every, rows = np.arange(n, dtype=np.int32), AT_ONCE // n
        parts = [
            np.packbits(~better(every, every[first : first + rows, None]), axis=1, bitorder="little") for first in range(0, n, rows)
        ]
        return np.concatenate(parts)


def _ends(steps: Steps) -> tuple[Numbers, Numbers]:
    """From where to where each move leads."""
    starts, targets = steps
    return np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts)), targets


def _kept(steps: Steps, flags: Flags) -> Steps:
    source, target = _ends(steps)
    counts = np.bincount(source[flags], minlength=len(steps[0]) - 1)
    return np.concatenate([[0], np.cumsum(counts)]), target[flags]


def _any_of(pairs: Pairs, steps: Steps) -> Pairs:
    """For each state the columns of any of the states to which it can move."""
    starts, targets = steps
    found = np.zeros_like(pairs)
    able = np.flatnonzero(np.diff(starts))
    first = 0
    while first < len(able):
        last = int(np.searchsorted(starts[able], starts[able[first]] + AT_ONCE // pairs.shape[1], side="right"))
        some = able[first : max(last, first + 1)]
        begin, end = starts[some[0]], starts[some[-1] + 1]
        found[some] = np.bitwise_or.reduceat(pairs[targets[begin:end]], starts[some] - begin, axis=0)
        first += len(some)
    return found


def _brought_about(pairs: Pairs, others: list[Steps], once: bool) -> Pairs:
    """For each state the columns of any of the states to which the others can bring things from it, by one move or more.

    Nobody moves twice in a row; with `once`, nobody twice.
    """
    if once:
        left: dict[frozenset[int], Pairs] = {frozenset(): pairs}
        moved: dict[int, Pairs] = {}
        for size in range(1, len(others) + 1):
            for who in map(frozenset, combinations(range(len(others)), size)):
                moved = {h: _any_of(left[who - {h}], others[h]) for h in who}
                left[who] = reduce(np.bitwise_or, moved.values(), pairs)
        return reduce(np.bitwise_or, moved.values(), np.zeros_like(pairs))
    after = [pairs] * len(others)
    while True:
        moves = [_any_of(a, steps) for a, steps in zip(after, others, strict=True)]
        following = [reduce(np.bitwise_or, (m for j, m in enumerate(moves) if j != h), pairs) for h in range(len(others))]
        if all(np.array_equal(f, a) for f, a in zip(following, after, strict=True)):
            return reduce(np.bitwise_or, moves, np.zeros_like(pairs))
        after = following
