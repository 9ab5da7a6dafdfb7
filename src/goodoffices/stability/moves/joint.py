"""What several decision makers can bring about together: states that reach each other by their moves are one part.

The graph has a node for every state and, where moves go by cells, one for every group of a member: from a state to its groups, from
a group to its states and to the groups with one more option changed for good. So it is linear in the states, however many moves
there are. Where moves are listed a state has a node for each record of who has moved, since nobody moves twice in a row.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import product

import numpy as np

from goodoffices.stability.moves.by_cells import CellMoves, Moves
from goodoffices.stability.moves.kernels import loop
from goodoffices.stability.moves.listed import Listed
from goodoffices.stability.states import Flags, Numbers

Edges = list[tuple[Numbers, Numbers]]
"""Pieces of a graph: the nodes where edges start, and where they end."""


@dataclass(frozen=True)
class Reach:
    """Parts by number: what can be reached from a part, and is not in it, has a lower number.

    `part` (nodes) is the part of each node, the first nodes being the states before anybody has moved; node k with k < `arrivals`
    is state k modulo `states`. The parts that one edge leads to from part c are next_parts[starts[c]:starts[c + 1]].
    """

    states: int
    arrivals: int
    part: Numbers
    parts: int
    starts: Numbers
    next_parts: Numbers

    def leading_to(self, wanted: Flags) -> Flags:
        """From which states (n) some wanted one can be reached, or is there already."""
        hit = np.zeros(self.parts, np.bool_)
        hit[self.part[: self.arrivals][np.tile(wanted, self.arrivals // self.states)]] = True
        if len(self.next_parts):
            loop(_lead, self.states)(hit, self.starts, self.next_parts)
        found: Flags = hit[self.part[: self.states]]
        return found

    def reached_from(self, state: int) -> Flags:
        """Which states (n) can be reached from one, itself among them."""
        met = np.zeros(self.parts, np.bool_)
        met[self.part[state]] = True
        if len(self.next_parts):
            loop(_follow, self.states)(met, self.starts, self.next_parts)
        found: Flags = np.logical_or.reduce(met[self.part[: self.arrivals]].reshape(-1, self.states))
        return found


def reach_of(moves: Moves, states: int, members: Collection[int]) -> Reach:
    """What the members (their numbers) can bring about together from each of so many states."""
    match moves:
        case CellMoves():
            nodes, arrivals, edges = _by_cells(moves, states, members)
        case Listed():
            nodes, arrivals, edges = _by_list(moves, states, members)
        case _:
            raise TypeError(f"moves of an unknown kind: {type(moves).__name__}")
    source = np.concatenate([np.zeros(0, np.int32), *(a for a, _ in edges)])
    target = np.concatenate([np.zeros(0, np.int32), *(b for _, b in edges)])
    part, parts = loop(_parts, states)(starting(source, nodes), target[np.argsort(source, kind="stable")])
    before, after = part[source], part[target]
    apart = before != after
    known = np.unique(before[apart].astype(np.int64) * parts + after[apart])
    begins = np.searchsorted(known, np.arange(parts + 1, dtype=np.int64) * parts)
    return Reach(states, arrivals, part, parts, begins.astype(np.int32), (known % parts).astype(np.int32))


def starting(keys: Numbers, size: int) -> Numbers:
    """Where each of `size` keys starts when they are sorted, and where the last ends."""
    starts: Numbers = np.cumsum(np.bincount(keys + 1, minlength=size + 1), dtype=np.int32)
    return starts


def _by_cells(moves: CellMoves, n: int, members: Collection[int]) -> tuple[int, int, Edges]:
    every = np.arange(n, dtype=np.int32)
    nodes, edges = n, []
    for h in members:
        cells = moves.cells[h]
        group = cells.group + np.int32(nodes)
        edges += [(every, group), (group, every)]
        for bit in range(cells.one_way):
            groups = np.arange(cells.groups, dtype=np.int32)
            fewer = groups[groups >> bit & 1 == 0] + np.int32(nodes)
            edges.append((fewer, fewer + np.int32(1 << bit)))
        nodes += cells.groups
    return nodes, n, edges


def _by_list(moves: Listed, n: int, members: Collection[int]) -> tuple[int, int, Edges]:
    """A record is the last mover (0: nobody yet), or where everybody moves once at most the set of those who have moved."""
    records = 1 << len(members) if moves.once else len(members) + 1
    edges = []
    for (k, h), record in product(enumerate(members), range(records)):
        new = record | 1 << k if moves.once else k + 1
        if new != record:
            source = np.repeat(np.arange(n, dtype=np.int32), np.diff(moves.starts[h]))
            edges.append((source + np.int32(record * n), moves.targets[h] + np.int32(new * n)))
    return records * n, records * n, edges


def _parts(starts: Numbers, targets: Numbers) -> tuple[Numbers, int]:
    """The strongly connected parts of a graph (Tarjan 1972): that of each node, and how many there are."""
    n = len(starts) - 1
    part = np.full(n, -1, np.int32)
    met = np.zeros(n, np.int32)
    low = np.zeros(n, np.int32)
    waiting = np.empty(n, np.int32)
    path = np.empty(n, np.int32)
    edge = starts[:-1].copy()
    parts, time, held = 0, 0, 0
    for root in range(n):
        if met[root]:
            continue
        depth, new = 0, root
        while True:
            if new >= 0:
                time += 1
                met[new] = time
                low[new] = time
                waiting[held] = new
                held += 1
                path[depth] = new
                depth += 1
            v = path[depth - 1]
            new = -1
            if edge[v] < starts[v + 1]:
                w = targets[edge[v]]
                edge[v] += 1
                if not met[w]:
                    new = w
                elif part[w] < 0:
                    low[v] = min(low[v], met[w])
                continue
            if low[v] == met[v]:
                while part[v] < 0:
                    held -= 1
                    part[waiting[held]] = parts
                parts += 1
            depth -= 1
            if not depth:
                break
            low[path[depth - 1]] = min(low[path[depth - 1]], low[v])
    return part, parts


def _lead(hit: Flags, starts: Numbers, next_parts: Numbers) -> None:
    for c in range(len(hit)):
        for e in range(starts[c], starts[c + 1]):
            hit[c] |= hit[next_parts[e]]


def _follow(met: Flags, starts: Numbers, next_parts: Numbers) -> None:
    for c in range(len(met) - 1, -1, -1):
        if met[c]:
            for e in range(starts[c], starts[c + 1]):
                met[next_parts[e]] = True
