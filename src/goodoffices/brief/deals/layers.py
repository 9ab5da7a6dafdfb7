"""The order of a drawing: which box stands in which column, and in which row, so that few arrows cross.

Layers by the longest path over the condensed graph, dummies where an arrow passes a layer, and barycentre sweeps: Sugiyama, Tagawa
and Toda (1981), "Methods for visual understanding of hierarchical system structures". What waits for one another stays together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
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
TURNS = 60
"""So many ways to begin a circle are tried."""


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
End = str | Passing
"""What an arrow joins in a column: a box, or where it passes."""


def ends_of(item: Item) -> tuple[End, ...]:
    """What stands in a column for an item, from top to bottom."""
    return item.boxes if isinstance(item, Part) else (item,)


@dataclass(frozen=True)
class Layers:
    """The columns from left to right, each from top to bottom; an arrow leads from a column to one further left.

    `links` are the pairs of boxes or passings in neighbouring columns that arrows join, the right one first.
    """

    columns: tuple[tuple[Item, ...], ...]
    links: tuple[tuple[End, End], ...]
    layer_of: Mapping[str, int]


def layered(graph: Graph) -> Layers:
    """The layers of a graph, in which each box is a key."""
    graph = {box: sorted(following) for box, following in graph.items()}
    parts = [Part(_walked(part, graph)) for part in strongly_connected(graph)]
    layer_of = _layers(parts, graph)
    columns: list[list[Item]] = [[] for _ in range(max(layer_of.values(), default=-1) + 1)]
    for part in parts:
        columns[layer_of[part.boxes[0]]].append(part)
    links: dict[tuple[End, End], None] = {}  # in order, so that the same graph is always drawn the same
    for box, following in graph.items():
        for end in following:
            if layer_of[end] < layer_of[box]:
                way: list[End] = [box, *passings(box, end, layer_of), end]
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


def crossings(columns: Sequence[Sequence[Item]], links: Iterable[tuple[End, End]]) -> int:
    """How often lines between neighbouring columns cross."""
    row = {end: i for column in columns for i, end in enumerate(e for item in column for e in ends_of(item))}
    column_of = {end: n for n, column in enumerate(columns) for item in column for end in ends_of(item)}
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
    """The boxes of a part, each if possible before one to which it leads; begun where its arrows are shortest."""
    order: dict[str, None] = {}
    stack = [min(part)]
    while stack:
        box = stack.pop()
        if box not in order:
            order[box] = None
            stack += sorted((s for s in graph[box] if s in part and s not in order), reverse=True)
    boxes = tuple(order)
    inner = [(a, b) for a in boxes for b in graph[a] if b in order]
    turned = [boxes[i:] + boxes[:i] for i in range(min(len(boxes), TURNS))]
    return min(turned, key=lambda boxes: _length(boxes, inner))


def _length(boxes: Sequence[str], arrows: Collection[tuple[str, str]]) -> int:
    row = {box: i for i, box in enumerate(boxes)}
    return sum(abs(row[a] - row[b]) for a, b in arrows)


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


def _ordered(columns: list[list[Item]], links: Collection[tuple[End, End]]) -> tuple[tuple[Item, ...], ...]:
    """The columns with their items in the best order that the sweeps have come upon."""
    item_of = {end: item for column in columns for item in column for end in ends_of(item)}
    joined: dict[bool, dict[Item, list[End]]] = {True: defaultdict(list), False: defaultdict(list)}
    for right, left in links:
        joined[True][item_of[right]].append(left)
        joined[False][item_of[left]].append(right)
    best, fewest = [list(c) for c in columns], crossings(columns, links)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        rightwards = sweep % 2 == 0
        row = {end: place for column in columns for end, place in _places(column)}
        for column in columns if rightwards else reversed(columns):
            mean = {i: _mean([row[n] for n in joined[rightwards][i]], row[ends_of(i)[0]]) for i in column}
            column.sort(key=mean.__getitem__)
            row |= _places(column)
        for column in columns:
            _exchange(column, joined, row)
        if (count := crossings(columns, links)) < fewest:
            best, fewest = [list(c) for c in columns], count
    return tuple(map(tuple, best))


def _exchange(column: list[Item], joined: Mapping[bool, Mapping[Item, Sequence[End]]], row: dict[End, float]) -> None:
    """Exchanges neighbours of a column wherever their lines then cross less."""
    at = {side: {item: sorted(row[n] for n in joined[side].get(item, ())) for item in column} for side in (True, False)}
    for i in range(len(column) - 1):
        upper, lower = column[i : i + 2]
        saved = sum(_inverted(at[side][upper], at[side][lower]) for side in at)
        if saved > sum(_inverted(at[side][lower], at[side][upper]) for side in at):
            column[i : i + 2] = lower, upper
    row |= _places(column)


def _inverted(upper: Sequence[float], lower: Sequence[float]) -> int:
    """How many lines of an item cross those of the one below it, by the places where they end (in order)."""
    return sum(bisect_left(lower, place) for place in upper)


def _places(column: Sequence[Item]) -> list[tuple[End, float]]:
    """Where in a column everything is, from 0 to 1."""
    ends = [end for item in column for end in ends_of(item)]
    return [(end, (i + 0.5) / len(ends)) for i, end in enumerate(ends)]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
