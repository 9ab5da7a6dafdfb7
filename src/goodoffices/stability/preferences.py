"""What decision makers would rather have, as ranks: a state of a higher rank is preferred, equal ranks are equally good."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from goodoffices.errors import StabilityError
from goodoffices.model import Done
from goodoffices.stability.conflict import Conflict, DecisionMaker, Prioritised, Ranked, State, Uncertain, Weighted
from goodoffices.stability.states import Numbers, States

IN_A_NUMBER = 62
"""So many statements make one number of a state; more are compared in parts."""
IN_A_TABLE = 1 << 26
"""Whole numbers below this are put in order by a table of them, larger ones by sorting."""


def ranks(conflict: Conflict, states: States) -> Numbers:
    """The ranks (decision makers, states), from 0 for what is liked least, without gaps."""
    return np.stack([ranks_of(d, states) for d in conflict.decision_makers])


def ranks_of(who: DecisionMaker, states: States) -> Numbers:
    """The ranks (states) of one decision maker; all equal where nothing is known of what it wants.

    StabilityError where a ranking leaves out a state or has one twice.
    """
    match who.preference:
        case None:
            return np.zeros(len(states), np.int32)
        case Prioritised(statements=statements):
            place = np.zeros(len(states), np.int64)
            for first in range(0, len(statements), IN_A_NUMBER):
                part = np.zeros(len(states), np.int64)
                for statement in statements[first : first + IN_A_NUMBER]:
                    part = 2 * part + states.where(statement)
                place = dense(place).astype(np.int64) * len(states) + dense(part)
            return dense(place)
        case Weighted(weights=weights):
            exact = {option: Fraction(str(weight)) for option, weight in weights.items()}
            scale = math.lcm(*(w.denominator for w in exact.values()))
            worth = np.zeros(len(states), np.int64 if scale * sum(map(abs, exact.values())) < 1 << IN_A_NUMBER else float)
            for option, weight in exact.items():
                worth[states.where(Done(step=option))] += int(weight * scale)
            return dense(worth)
        case Ranked(levels=levels):
            return _ranked(who, levels, states)
        case Uncertain():
            likeliest: Numbers = possible_ranks(who, states)[0]
            return likeliest


def gaps_of(who: DecisionMaker, states: States, ranks: Numbers) -> Numbers:
    """The degree of the gap below each rank but the lowest (ranks - 1), by the ranks (states) of one decision maker.

    1 where a state is only better than those of the rank below. Of several possible orders, as for `ranks_of`, the first counts.
    """
    size = int(ranks.max()) + 1
    match who.preference:
        case Uncertain(orders=(likeliest, *_)):
            return gaps_of(replace(who, preference=likeliest), states, ranks)
        case Ranked(degrees=(_, *_) as degrees):
            return np.array(degrees[::-1], np.int32)
        case Prioritised(statements=statements, degrees=(_, *_) as degrees):
            found = np.zeros(size - 1, np.int32)
            one_of_each = np.unique(ranks, return_index=True)[1]
            for statement, degree in zip(statements, degrees, strict=True):
                differs = np.diff(states.where(statement)[one_of_each])
                found[differs & (found == 0)] = degree
            return found
        case _:
            return np.ones(size - 1, np.int32)


def possible_ranks(who: DecisionMaker, states: States) -> Numbers:
    """The ranks (orders, states) by each order that may be that of a decision maker; none where nothing is known of what it wants.

    StabilityError as for `ranks_of`, and where an uncertain preference has no order.
    """
    match who.preference:
        case None:
            return np.zeros((0, len(states)), np.int32)
        case Uncertain(orders=()):
            raise StabilityError(f"the preference of “{who.id}” is uncertain between no orders: give one or more, or leave it out")
        case Uncertain(orders=orders):
            return np.stack([ranks_of(replace(who, preference=order), states) for order in orders])
    return ranks_of(who, states)[None]


def ranked(ranks: Numbers, states: States) -> Ranked:
    """Ranks as a ranking."""
    levels: list[set[State]] = [set() for _ in range(int(ranks.max()) + 1)]
    for number, rank in enumerate(ranks.tolist()):
        levels[rank].add(states.state(number))
    return Ranked(tuple(frozenset(level) for level in reversed(levels)))


def _ranked(who: DecisionMaker, levels: tuple[frozenset[frozenset[str]], ...], states: States) -> Numbers:
    found = np.full(len(states), -1, np.int32)
    for rank, level in enumerate(reversed(levels)):
        for state in level:
            number = states.number(state)
            if found[number] >= 0:
                raise StabilityError(f"{who.id} ranks the state {{{', '.join(sorted(state))}}} twice: leave one of the two out")
            found[number] = rank
    if (missing := np.flatnonzero(found < 0)).size:
        first = ", ".join(sorted(states.state(int(missing[0]))))
        raise StabilityError(
            f"{who.id} ranks {len(states) - missing.size} of {len(states)} states; one that is missing: {{{first}}}"
        )
    return found


def dense(values: npt.NDArray[np.generic]) -> Numbers:
    """The same order in numbers from 0 without gaps."""
    if values.dtype.kind == "i" and values.min() >= 0 and values.max() < IN_A_TABLE:
        seen = np.zeros(int(values.max()) + 1, np.int32)
        seen[values] = 1
        place: Numbers = np.cumsum(seen, dtype=np.int32) - 1
        order: Numbers = place[values]
        return order
    sorted_out: Numbers = np.unique(values, return_inverse=True)[1].astype(np.int32)
    return sorted_out
