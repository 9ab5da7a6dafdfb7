"""Both fixed points of the largest problems: of rules that each let one node hold when enough of its inputs do.

What millions of nodes cost is not the counting but that each of them lies anywhere in memory. So what is to be known of a node
stands in one byte, and first the rules are gone over in their order, again and again, for as long as a good part of them can be
left out: those that fall, and those for what is given. The least fixed point is a part of the greatest, and is looked for in what
is left. Only of that is it worked out which node leads to which rules, once for both: then falsity and truth are spread by
counting, as in `network`. Linear in the size of the rules, since all goings over together cost no more than a few.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from goodoffices.compiling import compiled
from goodoffices.deals.starting.network import COMPILE_FROM, Flags, Numbers

GOOD_PART = 1 / 4
"""As long as so large a part of the rules is left out by going over them, it pays to go over them again."""

Arrays = tuple[Numbers, Numbers, Numbers, Numbers]
"""Of rules: `need`, `starts`, `inputs` and `outputs`."""
Leads = tuple[Numbers, Numbers]
"""Firsts (nodes + 2) and ends: node i is an input of the rules at the places ends[firsts[i]:firsts[i + 1]] of those that stand."""
Promises = npt.NDArray[np.uint8] | Numbers
"""How many rules that may still stand are for each node: 0 where it does not hold, the largest value where it is given."""


@dataclass(frozen=True)
class Rules:
    """Rule r (of m) lets node `outputs[r]` hold when at least `need[r]` of its inputs do.

    These are `inputs[starts[r]:starts[r + 1]]` (`starts` has m + 1 numbers, from 0 to len(inputs)). Of the nodes 0 to `size` - 1,
    those below `steps` are steps, which take a round of their own; the others hold as soon as a rule lets them.
    """

    steps: int
    size: int
    need: Numbers
    starts: Numbers
    inputs: Numbers
    outputs: Numbers

    def fixed_points(self, given: Numbers) -> tuple[Numbers, Flags]:
        """The least, as the round of each node (size; 0 for those given, NEVER where it does not hold), and the greatest (size)."""
        rules = self.need, self.starts, self.inputs, self.outputs
        promises = self._promises(given)
        standing = np.arange(len(self.need), dtype=np.int32)
        falls = True
        while falls:
            left, falls = self._kernel(_gone_over)(standing, rules, promises)
            is_good = left <= (1 - GOOD_PART) * len(standing)
            standing = standing[:left]
            if not is_good:
                break
        leads = self._kernel(_leads)(standing, rules, promises)
        if falls:
            self._kernel(_fall)(standing, rules, promises, leads)
        rounds = self._kernel(_rise)(standing, rules, promises, leads, given, self.steps)
        return cast(Numbers, rounds), promises > 0

    def _promises(self, given: Numbers) -> Promises:
        counted = self._kernel(_counted)(self.outputs, self.size)
        smallest = np.uint8 if counted.max(initial=0) < np.iinfo(np.uint8).max else np.int32
        promises: Promises = counted.astype(smallest)
        promises[given] = np.iinfo(smallest).max
        return promises

    def _kernel(self, plain: Callable[..., Any]) -> Callable[..., Any]:
        return compiled(plain) if len(self.need) + len(self.inputs) >= COMPILE_FROM else plain


def _counted(outputs: Numbers, size: int) -> Numbers:
    """How many rules there are for each node."""
    counts = np.zeros(size, np.int32)
    for node in outputs:
        counts[node] += 1
    return counts


def _gone_over(standing: Numbers, rules: Arrays, promises: Promises) -> tuple[int, bool]:
    """Leave out of `standing` the rules that fall and those for what is given: how many are left, and whether a node fell.

    Written without a branch that depends on a rule: a processor would guess wrong half of the time.
    """
    need, starts, inputs, outputs = rules
    given = np.iinfo(promises.dtype).max
    left = 0
    falls = False
    for rule in standing:
        lacks = need[rule]
        for e in range(starts[rule], starts[rule + 1]):
            lacks -= promises[inputs[e]] != 0
        node = outputs[rule]
        promised = promises[node]
        is_open = promised != given
        promised -= (lacks > 0) & is_open
        promises[node] = promised
        falls |= promised == 0
        standing[left] = rule
        left += (lacks <= 0) & is_open
    return left, falls


def _leads(standing: Numbers, rules: Arrays, promises: Promises) -> Leads:
    """Where each node leads that holds and is not given: counting sort."""
    _, starts, inputs, _ = rules
    given = np.iinfo(promises.dtype).max
    size = len(promises)
    firsts = np.zeros(size + 2, np.int32)
    for rule in standing:
        for e in range(starts[rule], starts[rule + 1]):
            promised = promises[inputs[e]]
            firsts[inputs[e] + 2] += (promised != 0) & (promised != given)
    for i in range(2, size + 2):
        firsts[i] += firsts[i - 1]
    ends = np.empty(firsts[size + 1], np.int32)
    for i in range(len(standing)):
        rule = standing[i]
        for e in range(starts[rule], starts[rule + 1]):
            node = inputs[e]
            if promises[node] != 0 and promises[node] != given:
                ends[firsts[node + 1]] = i
                firsts[node + 1] += 1
    return firsts, ends


def _fall(standing: Numbers, rules: Arrays, promises: Promises, leads: Leads) -> None:
    """Let fall what does, down to the greatest fixed point."""
    need, starts, inputs, outputs = rules
    firsts, ends = leads
    spare = np.empty(len(standing), np.int32)
    fallen = np.empty(len(standing), np.int32)
    waiting = 0
    for i in range(len(standing)):
        rule = standing[i]
        spare[i] = -need[rule]
        for e in range(starts[rule], starts[rule + 1]):
            spare[i] += promises[inputs[e]] != 0
        if spare[i] < 0:
            fallen[waiting] = i
            waiting += 1
    while waiting:
        waiting -= 1
        node = outputs[standing[fallen[waiting]]]
        promises[node] -= 1
        if promises[node] == 0:
            for e in range(firsts[node], firsts[node + 1]):
                spare[ends[e]] -= 1
                if spare[ends[e]] == -1:
                    fallen[waiting] = ends[e]
                    waiting += 1


def _rise(standing: Numbers, rules: Arrays, promises: Promises, leads: Leads, given: Numbers, steps: int) -> Numbers:  # noqa: PLR0917
    """In which round each node holds that does in the least fixed point."""
    need, starts, inputs, outputs = rules
    firsts, ends = leads
    always = np.iinfo(promises.dtype).max
    rounds = np.full(len(promises), -1, np.int32)
    lacks = np.empty(len(standing), np.int32)
    now = np.empty(len(standing), np.int32)
    later = np.empty(len(standing), np.int32)
    firing = np.empty(len(standing), np.int32)
    fire = waiting = following = turn = 0
    for node in given:
        rounds[node] = 0
    for i in range(len(standing)):
        rule = standing[i]
        lacks[i] = need[rule]
        for e in range(starts[rule], starts[rule + 1]):
            lacks[i] -= promises[inputs[e]] == always
        if lacks[i] <= 0:
            firing[fire] = i
            fire += 1
    while fire or waiting:
        while fire or waiting:
            while fire:
                fire -= 1
                node = outputs[standing[firing[fire]]]
                if rounds[node] < 0 and node < steps:
                    rounds[node] = turn + 1
                    later[following] = node
                    following += 1
                elif rounds[node] < 0:
                    rounds[node] = turn
                    now[waiting] = node
                    waiting += 1
            if waiting:
                waiting -= 1
                for e in range(firsts[now[waiting]], firsts[now[waiting] + 1]):
                    lacks[ends[e]] -= 1
                    if lacks[ends[e]] == 0:
                        firing[fire] = ends[e]
                        fire += 1
        now, later = later, now
        waiting, following = following, 0
        turn += 1
    return rounds
