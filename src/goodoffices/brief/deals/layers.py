"""The order of a drawing: which box stands in which column, and in which row, so that few arrows cross.

Layers by the longest path over the condensed graph, dummies where an arrow passes a layer, and barycentre sweeps: Sugiyama, Tagawa
and Toda (1981), "Methods for visual understanding of hierarchical system structures". What waits for one another stays together.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goodoffices.deals.waiting.graphs import strongly_connected

Graph = Mapping[str, Collection[str]]
"""For each box the boxes to which its arrows lead."""
TALLEST = 12
"""So many boxes stand in one column at most, unless a single circle has more."""
SWEEPS = 12


@dataclass(frozen=True)
class Part:
    """Boxes that stand together, one under the other: one alone, or a circle in the order in which it is best walked."""

    boxes: tuple[str, ...]


@dataclass(frozen=True)
class Passing:
    """Where the arrows to a box pass through a layer between."""

    to: str
    layer: int


Item = Part | Passing


@dataclass(frozen=True)
class Layers:
    """The columns from left to right, each from top to bottom; an arrow leads from a column to one further left.

    `links` are the pairs of items in neighbouring columns that arrows join, the right one first.
    """

    columns: tuple[tuple[Item, ...], ...]
    links: tuple[tuple[Item, Item], ...]
    layer_of: Mapping[str, int]


def layered(graph: Graph) -> Layers:
    """The layers of a graph, in which each box is a key."""
    graph = {box: sorted(following) for box, following in graph.items()}
    parts = [Part(_walked(part, graph)) for part in strongly_connected(graph)]
    layer_of = _layers(parts, graph)
    columns: list[list[Item]] = [[] for _ in range(max(layer_of.values(), default=-1) + 1)]
    part_of = {box: part for part in parts for box in part.boxes}
    for part in parts:
        columns[layer_of[part.boxes[0]]].append(part)
    links: dict[tuple[Item, Item], None] = {}  # in order, so that the same graph is always drawn the same
    for box, following in graph.items():
        for end in following:
            if layer_of[end] < layer_of[box]:
                way: list[Item] = [part_of[box], *passings(box, end, layer_of), part_of[end]]
                links |= dict.fromkeys(pairwise(way))
    for item in sorted({p for link in links for p in link if isinstance(p, Passing)}, key=lambda p: (p.layer, p.to)):
        columns[item.layer].append(item)
    return Layers(_ordered(columns, links), tuple(links), layer_of)


def components(graph: Graph) -> list[dict[str, Collection[str]]]:
    """The parts of a graph between which there are no arrows, in the order of their first boxes."""
    both: dict[str, set[str]] = {box: set(following) for box, following in graph.items()}
    for box, following in graph.items():
        for end in following:
            both[end].add(box)
    together = {box: part for part in strongly_connected(both) for box in part}
    found: dict[frozenset[str], dict[str, Collection[str]]] = {}
    for box, following in graph.items():
        found.setdefault(together[box], {})[box] = following
    return list(found.values())


def passings(start: str, end: str, layer_of: Mapping[str, int]) -> list[Passing]:
    """Where an arrow passes the layers between its ends, in its direction."""
    return [Passing(end, layer) for layer in range(layer_of[start] - 1, layer_of[end], -1)]


def crossings(columns: Sequence[Sequence[Item]], links: Iterable[tuple[Item, Item]]) -> int:
    """How often lines between neighbouring columns cross."""
    row = {item: i for column in columns for i, item in enumerate(column)}
    column_of = {item: n for n, column in enumerate(columns) for item in column}
    between: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for right, left in links:
        between[column_of[right]].append((row[right], row[left]))
    count = 0
    for lines in between.values():
        passed: list[int] = []
        for _, end in sorted(lines):  # each crosses those before it that end further down
            count += len(passed) - bisect_right(passed, end)
            insort(passed, end)
    return count


def _walked(part: frozenset[str], graph: Graph) -> tuple[str, ...]:
    """The boxes of a part, each if possible before one to which it leads."""
    order: dict[str, None] = {}
    stack = [min(part)]
    while stack:
        box = stack.pop()
        if box not in order:
            order[box] = None
            stack += sorted((s for s in graph[box] if s in part and s not in order), reverse=True)
    return tuple(order)


def _layers(parts: Sequence[Part], graph: Graph) -> dict[str, int]:
    """The layer of each box: beyond all to which it leads, and the next one where a layer is full."""
    depth: dict[str, int] = {}
    for part in parts:  # each comes after those to which it leads
        beyond = [depth[end] + 1 for box in part.boxes for end in graph[box] if end not in part.boxes]
        depth |= dict.fromkeys(part.boxes, max(beyond, default=0))
    layer_of: dict[str, int] = {}
    heights: dict[int, int] = defaultdict(int)
    for part in sorted(parts, key=lambda p: depth[p.boxes[0]]):
        layer = max((layer_of[end] + 1 for box in part.boxes for end in graph[box] if end not in part.boxes), default=0)
        while heights[layer] and heights[layer] + len(part.boxes) > TALLEST:
            layer += 1
        heights[layer] += len(part.boxes)
        layer_of |= dict.fromkeys(part.boxes, layer)
    return layer_of


def _ordered(columns: list[list[Item]], links: Collection[tuple[Item, Item]]) -> tuple[tuple[Item, ...], ...]:
    """The columns with their items in the best order that the sweeps have come upon."""
    neighbours: dict[bool, dict[Item, list[Item]]] = {True: defaultdict(list), False: defaultdict(list)}
    for right, left in links:
        neighbours[True][right].append(left)
        neighbours[False][left].append(right)
    best, fewest = [list(c) for c in columns], crossings(columns, links)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        rightwards = sweep % 2 == 0
        row = {item: i / len(column) for column in columns for i, item in enumerate(column)}
        for column in columns if rightwards else reversed(columns):
            mean = {i: _mean([row[n] for n in neighbours[rightwards][i]], row[i]) for i in column}
            column.sort(key=mean.__getitem__)
            row |= {item: i / len(column) for i, item in enumerate(column)}
        if (count := crossings(columns, links)) < fewest:
            best, fewest = [list(c) for c in columns], count
    return tuple(map(tuple, best))


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
