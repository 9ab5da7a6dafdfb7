"""Whether something better for everybody can be reached: for each part only the offers that no other one outdoes are kept."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from goodoffices.stability.moves.joint import Reach, starting
from goodoffices.stability.moves.kernels import loop
from goodoffices.stability.states import Flags, Numbers


def outdone(reach: Reach, offered: Numbers, asked: Numbers) -> Flags:
    """From which states s (n) a state x can be reached with offered[k, x] > asked[k, s] for all k; both (values, states).

    No offer may be greater than what is asked of the same state. Linear in the states times the length of the fronts (Pareto),
    which is short for what people want, but may be as long as a part is large.
    """
    part = reach.part[: reach.arrivals]
    promising = np.tile(offered.sum(axis=0, dtype=np.int64), reach.arrivals // reach.states)
    members = (np.lexsort((-promising, part)) % reach.states).astype(np.int32)
    within = _Parts(part, starting(part, reach.parts), members, reach.starts, reach.next_parts)
    offers, bounds = np.ascontiguousarray(offered.T), np.ascontiguousarray(asked.T)
    found: Flags = loop(_outdone, reach.states)(offers, bounds, within)
    return found


class _Parts(NamedTuple):
    """The part of each node, the states of each part (those of part c are members[begins[c]:begins[c + 1]]), and what is next."""

    part: Numbers
    begins: Numbers
    members: Numbers
    starts: Numbers
    next_parts: Numbers


def _outdone(offered: Numbers, asked: Numbers, within: _Parts) -> Flags:
    """Parts in the order of their numbers, so that the fronts of all that one can reach are there before its own."""
    part, begins, members, starts, next_parts = within
    n, values = asked.shape
    parts = len(starts) - 1
    first = np.zeros(parts + 1, np.int64)
    kept = np.empty((2 * n + 2, values), np.int32)
    for c in range(parts):
        begin = first[c]
        need = begin + begins[c + 1] - begins[c]
        for e in range(starts[c], starts[c + 1]):
            need += first[next_parts[e] + 1] - first[next_parts[e]]
        if need > len(kept):
            more = np.empty((2 * need, values), np.int32)
            for f in range(begin):
                for k in range(values):
                    more[f, k] = kept[f, k]
            kept = more
        end = begin
        for p in range(begins[c], begins[c + 1]):
            for k in range(values):
                kept[end, k] = offered[members[p], k]
            end += 1
        for e in range(starts[c], starts[c + 1]):
            for f in range(first[next_parts[e]], first[next_parts[e] + 1]):
                for k in range(values):
                    kept[end, k] = kept[f, k]
                end += 1
        size = begin
        for candidate in range(begin, end):
            f = begin
            beaten = False
            while f < size and not beaten:
                no_better, no_worse = True, True
                for k in range(values):
                    no_better = no_better and kept[candidate, k] <= kept[f, k]
                    no_worse = no_worse and kept[candidate, k] >= kept[f, k]
                beaten = no_better
                if no_worse and not no_better:
                    size -= 1
                    for k in range(values):
                        kept[f, k] = kept[size, k]
                else:
                    f += 1
            if not beaten:
                for k in range(values):
                    kept[size, k] = kept[candidate, k]
                size += 1
        first[c + 1] = size
    found = np.zeros(n, np.bool_)
    for s in range(n):
        for f in range(first[part[s]], first[part[s] + 1]):
            better = True
            for k in range(values):
                better = better and kept[f, k] > asked[s, k]
            if better:
                found[s] = True
                break
    return found
