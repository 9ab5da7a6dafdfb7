"""Simultaneous sanctions: an improvement is deterred when others improve at the same time and all together bring about worse."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from goodoffices.stability.moves.kernels import Places, loop
from goodoffices.stability.states import ABSENT, DENSE, Flags, Numbers, Patterns, States

NEVER = np.int32(np.iinfo(np.int32).max)
"""The rank of a pattern that is not feasible: it sanctions nothing."""


class Improvements(NamedTuple):
    """The improvements of i itself, then of each other; the first of h from state s is targets[before[h] + starts[h, s]]."""

    starts: Places
    """(decision makers, states + 1)"""
    before: Places
    targets: Numbers


def simultaneously_stable(
    i: int, states: States, ranks: Numbers, improvements: list[tuple[Places, Numbers]], own: list[np.uint64]
) -> Flags:  # fmt: skip
    """Whether each state is stable for decision maker i by simultaneous sanctions (Fraser and Hipel 1984).

    A sanction of an improvement to s1: one or more of the others, each by one improvement of its own from s, together with i
    bring about a feasible state that i does not prefer to s. Two who change the same common option are none.
    `improvements` as of `Moves.improvements`, `own` the masks of the options, of everybody.
    """
    order = [i, *(h for h in range(len(improvements)) if h != i)]
    wanted = Improvements(
        np.stack([improvements[h][0] for h in order]),
        np.cumsum([0, *(len(improvements[h][1]) for h in order)])[:-1],
        np.concatenate([improvements[h][1] for h in order]),
    )
    least = np.zeros((0, 0), np.int32)
    if len(states.options) <= DENSE:
        least = _least_in_boxes(states, ranks[i], [own[h] for h in order])
    found: Flags = loop(_simultaneous, len(states))(states.patterns, least, ranks[i], wanted)
    return found


def _least_in_boxes(states: States, ranks: Numbers, own: list[np.uint64]) -> Numbers:
    """The least rank (people + 1, patterns) that the decision makers from h on could bring about from a pattern, moving at will."""
    number = states.table
    least = np.where(number == ABSENT, NEVER, ranks[number])
    boxes = [least]
    for mask in reversed(own):
        for bit in range(len(states.options)):
            if int(mask) >> bit & 1:
                pairs = least.reshape(-1, 2, 1 << bit)
                least = np.broadcast_to(pairs.min(axis=1, keepdims=True), pairs.shape).reshape(-1)
        boxes.append(least)
    return np.stack(boxes[::-1])


def _simultaneous(patterns: Patterns, least: Numbers, ranks: Numbers, wanted: Improvements) -> Flags:
    """For each improvement of i the others are gone through one after the other, depth first: h stays (-1) or makes one of its
    improvements. `least` cuts off what cannot become a sanction whatever the rest of them do.
    """
    starts, before, targets = wanted
    n, people = len(ranks), len(starts)
    stable = np.ones(n, np.bool_)
    choice = np.empty(people, np.int32)
    come_to = np.empty(people + 1, np.uint64)
    changed = np.zeros(people + 1, np.uint64)
    for s in range(n):
        here = patterns[s]
        for a in range(starts[0, s], starts[0, s + 1]):
            come_to[1] = patterns[targets[a]]
            changed[1] = come_to[1] ^ here
            sanctioned = False
            h = 1
            choice[1:2] = -2
            if len(least) and least[1, come_to[1]] > ranks[s]:
                h = 0
            while h and h < people:
                choice[h] += 1
                if choice[h] >= starts[h, s + 1] - starts[h, s]:
                    h -= 1
                    continue
                come_to[h + 1] = come_to[h]
                changed[h + 1] = changed[h]
                if choice[h] >= 0:
                    change = patterns[targets[before[h] + starts[h, s] + choice[h]]] ^ here
                    if change & changed[h]:
                        continue
                    come_to[h + 1] ^= change
                    changed[h + 1] |= change
                if len(least) and least[h + 1, come_to[h + 1]] > ranks[s]:
                    continue
                if h + 1 < people:
                    h += 1
                    choice[h] = -2
                    continue
                if len(least):
                    sanctioned = True
                else:
                    number = np.searchsorted(patterns, come_to[h + 1])
                    sanctioned = number < n and patterns[number] == come_to[h + 1] and ranks[number] <= ranks[s]
                if sanctioned:
                    break
            if not sanctioned:
                stable[s] = False
                break
    return stable
