"""Why a target does not stand: a set of concessions of which at least one more is needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Protocol

import numpy as np

from goodoffices.deals.concessions import Concession
from goodoffices.deals.starting.network import NEVER, Flags, Numbers
from goodoffices.deals.starting.wiring import Wiring


class When(StrEnum):
    """Whether a target is to start with several moving at once, or with nobody moving on trust."""

    TOGETHER = "together"
    NOW = "now"


class Oracle(Protocol):
    """Whatever can say if some concessions let a target stand, and else what is lacking."""

    @property
    def concessions(self) -> Collection[Concession]:
        """All that could be conceded."""

    def lacking(self, conceded: Iterable[Concession]) -> frozenset[Concession] | None:
        """None where the target stands; else concessions of which every set that makes it stand and has these has one more.

        Empty where no concession helps.
        """


class NetworkOracle:
    """The oracle of a problem whose antecedents hold no "not": each question costs one fixed point."""

    def __init__(self, wiring: Wiring, targets: Iterable[str], when: When):
        self.wiring = wiring
        self.when = when
        self.targets = np.array([wiring.steps[t] for t in targets], np.int32)
        self.concessions: Collection[Concession] = wiring.concessions
        self.of_node = {node: concession for concession, node in wiring.concessions.items()}
        self.network = network = replace(wiring.network, asked_often=True)
        self.base = np.zeros(network.size, np.bool_)
        self.base[wiring.given()] = True
        granted = network.greatest([*wiring.given(), *self.of_node])
        falls = network.greatest(self.base)
        self.rank = np.where(granted != NEVER, -1, np.where(falls == NEVER, network.size, falls)).astype(np.int32)
        self.is_concession = np.zeros(network.size, np.bool_)
        self.is_concession[list(self.of_node)] = True

    def lacking(self, conceded: Iterable[Concession]) -> frozenset[Concession] | None:
        """See Oracle."""
        network = self.network
        given = self.base.copy()
        given[[self.wiring.concessions[c] for c in conceded]] = True
        fell = np.zeros(network.size, np.int32)
        if self.when is When.NOW:
            holds = network.least(given) != NEVER
        else:
            falling = network.falling(given)
            fell[falling] = np.arange(1, len(falling) + 1)
            holds = fell == 0
        if holds[self.targets].all():
            return None
        unmet = network.kernel(_unmet)(self.targets, network.need, network.is_fed_by, (holds, fell), self.rank)
        return frozenset(self.of_node[i] for i in np.flatnonzero(unmet & self.is_concession).tolist())


def _unmet(targets: Numbers, need: Numbers, fed_by: tuple[Numbers, Numbers], state: tuple[Flags, Numbers], rank: Numbers) -> Flags:
    """Nodes that do not hold and keep each other, and some target, from holding until one of them is given.

    A node that lacks `n` inputs more than one is not helped by n of those that fail, so that as many need not be followed: those of
    the highest rank are left out, once everything that must be followed has been. In a greatest fixed point a node is kept from
    holding only by what `fell` before it: a circle would carry itself. In a least one (`fell` is 0) a circle is no support.
    """
    starts, ends = fed_by
    holds, fell = state
    size = len(need)
    found = np.zeros(size, np.bool_)
    stack = np.empty(size, np.int32)
    choices = np.empty(size, np.int32)
    high = put_off = 0
    for target in targets:
        if not holds[target] and not found[target]:
            found[target] = True
            stack[high] = target
            high += 1
    while high or put_off:
        choosing = high == 0
        if choosing:
            put_off -= 1
            node = choices[put_off]
        else:
            high -= 1
            node = stack[high]
        failing = before = followed = 0
        spare = need[node] - 1
        for e in range(starts[node], starts[node + 1]):
            end = ends[e]
            if holds[end]:
                spare -= 1
                continue
            failing += 1
            if fell[node] == 0 or fell[end] < fell[node]:
                before += 1
                followed += found[end]
        if before > failing - spare and not choosing:
            choices[put_off] = node
            put_off += 1
            continue
        while followed < failing - spare:
            best = -1
            for e in range(starts[node], starts[node + 1]):
                end = ends[e]
                if holds[end] or found[end] or (fell[node] != 0 and fell[end] >= fell[node]):
                    continue
                if best < 0 or rank[end] < rank[best]:
                    best = end
            found[best] = True
            stack[high] = best
            high += 1
            for e in range(starts[node], starts[node + 1]):
                followed += ends[e] == best
    return found
