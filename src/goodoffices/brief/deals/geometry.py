"""Where everything of a drawing stands, in pixels: boxes in columns, frames around circles, arrows in the gaps between."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goodoffices.brief.deals.layers import Graph, Item, Layers, Part, Passing, components, layered, passings

BOX = 212
"""The width of a box."""
GAP, BETWEEN, PASSAGE = 96, 16, 14
"""Between columns; between boxes of a column; the height left for an arrow that passes a column."""
FRAME, HEAD = 10, 22
"""Between a circle's boxes and its frame; above them, for its name."""
MARGIN = 24
SETTLINGS = 6

Point = tuple[float, float]


@dataclass(frozen=True)
class Rectangle:
    """Left, top, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Arrow:
    """An arrow from a step to one for which it waits, as the data of an SVG path; `points` are all of its points."""

    start: str
    end: str
    path: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Drawing:
    """The canvas (from 0, 0), the rectangle of each box, the frame of each circle, and the arrows."""

    width: float
    height: float
    boxes: Mapping[str, Rectangle]
    frames: Mapping[tuple[str, ...], Rectangle]
    arrows: tuple[Arrow, ...]


def drawn(graph: Graph, heights: Mapping[str, float], top: float = 0) -> Drawing:
    """The drawing of a graph whose boxes have these heights, below what else is at the top of the canvas.

    What no arrows join is drawn block by block.
    """
    blocks = [_block(part, heights) for part in components(graph)]
    boxes: dict[str, Rectangle] = {}
    frames: dict[tuple[str, ...], Rectangle] = {}
    arrows: list[Arrow] = []
    for block, (left, upper) in zip(blocks, _shelved(blocks), strict=True):
        origin = (MARGIN + left, MARGIN + top + upper)
        boxes |= _boxes(block, heights, origin)
        frames |= _frames(block, heights, origin)
        arrows += _arrows(block, boxes, origin)
    everything = (*boxes.values(), *frames.values())
    return Drawing(
        width=max((r.right for r in everything), default=0) + GAP / 2 + MARGIN,
        height=max([top, *(r.bottom for r in everything), *(y for a in arrows for _, y in a.points)]) + MARGIN,
        boxes=boxes,
        frames=frames,
        arrows=tuple(arrows),
    )


@dataclass(frozen=True)
class Block:
    """A part of a drawing that no arrow leaves: its columns, and how far down each item begins."""

    graph: Graph
    layers: Layers
    tops: Mapping[Item, float]
    height: float

    @property
    def width(self) -> float:
        """Its columns with the gaps at their sides."""
        return len(self.layers.columns) * (BOX + GAP)


def _block(graph: Graph, heights: Mapping[str, float]) -> Block:
    layers = layered(graph)
    tops = _tops(layers, heights)
    return Block(graph, layers, tops, max(y + _height(item, heights) for item, y in tops.items()))


def _shelved(blocks: Sequence[Block]) -> list[Point]:
    """Where each block stands: the tallest first, one below another as far as the first of the shelf is tall."""
    area = sum(b.width * (b.height + BETWEEN) for b in blocks)
    widest = max([4.0 * (BOX + GAP), math.sqrt(2 * area), *(b.width for b in blocks)])
    places: dict[int, Point] = {}
    left = right = upper = lower = y = 0.0
    for i in sorted(range(len(blocks)), key=lambda i: -blocks[i].height):
        block = blocks[i]
        if y + block.height > lower:  # beside what stands there
            left, y = right, upper
        if left + block.width > widest or y + block.height > lower:
            left, y, right = 0.0, lower, 0.0
            upper, lower = lower, lower + block.height + BETWEEN
        places[i] = (left, y)
        y += block.height + BETWEEN
        right = max(right, left + block.width)
    return [places[i] for i in range(len(blocks))]


def _left_of(layer: int, origin: Point) -> float:
    return origin[0] + GAP / 2 + layer * (BOX + GAP)


def _boxes(block: Block, heights: Mapping[str, float], origin: Point) -> dict[str, Rectangle]:
    boxes = {}
    for n, column in enumerate(block.layers.columns):
        for item in column:
            if isinstance(item, Part):
                y = origin[1] + block.tops[item] + (HEAD if len(item.boxes) > 1 else 0)
                for box in item.boxes:
                    boxes[box] = Rectangle(_left_of(n, origin), y, BOX, heights[box])
                    y += heights[box] + BETWEEN
    return boxes


def _frames(block: Block, heights: Mapping[str, float], origin: Point) -> dict[tuple[str, ...], Rectangle]:
    return {
        item.boxes: Rectangle(_left_of(n, origin) - FRAME, origin[1] + block.tops[item], BOX + 2 * FRAME, _height(item, heights))
        for n, column in enumerate(block.layers.columns)
        for item in column
        if isinstance(item, Part) and len(item.boxes) > 1
    }


def _height(item: Item, heights: Mapping[str, float]) -> float:
    if isinstance(item, Passing):
        return PASSAGE
    inner = sum(heights[b] for b in item.boxes) + BETWEEN * (len(item.boxes) - 1)
    return inner + (HEAD + FRAME if len(item.boxes) > 1 else 0)


def _tops(layers: Layers, heights: Mapping[str, float]) -> dict[Item, float]:
    """The upper edge of every item: in the order of its column, and as near as there is room to the items that it is linked to."""
    linked: dict[Item, list[Item]] = defaultdict(list)
    for right, left in layers.links:
        linked[right].append(left)
        linked[left].append(right)
    height = {item: _height(item, heights) for column in layers.columns for item in column}
    tops: dict[Item, float] = {}
    for column in layers.columns:
        tops |= _stacked(column, dict.fromkeys(column, 0.0), height)
    for turn in range(SETTLINGS):
        for column in layers.columns if turn % 2 else reversed(layers.columns):
            wanted = {i: _wanted(i, [tops[n] + height[n] / 2 for n in linked[i]], tops, height) for i in column}
            tops |= _stacked(column, wanted, height)
    highest = min(tops.values(), default=0)
    return {item: y - highest for item, y in tops.items()}


def _wanted(item: Item, middles: Sequence[float], tops: Mapping[Item, float], height: Mapping[Item, float]) -> float:
    return sum(middles) / len(middles) - height[item] / 2 if middles else tops[item]


def _stacked(column: Sequence[Item], wanted: Mapping[Item, float], height: Mapping[Item, float]) -> dict[Item, float]:
    """The items one under the other, moved from where they are wanted as little as can be (pooled adjacent violators)."""
    pools: list[tuple[float, float, list[Item]]] = []  # where a pool is wanted, how high it is, and the items that touch in it
    for item in column:
        top, high, items = wanted[item], height[item] + BETWEEN, [item]
        while pools and pools[-1][0] + pools[-1][1] > top:
            before, above, others = pools.pop()
            top = (len(others) * before + len(items) * (top - above)) / (len(others) + len(items))
            high, items = above + high, others + items
        pools.append((top, high, items))
    tops = {}
    for y, _, items in pools:
        for item in items:
            tops[item] = y
            y += height[item] + BETWEEN  # noqa: PLW2901
    return tops


def _arrows(block: Block, boxes: Mapping[str, Rectangle], origin: Point) -> list[Arrow]:
    arrows = []
    layer_of = block.layers.layer_of
    for start, following in block.graph.items():
        ends = sorted(following, key=lambda end: (boxes[end].middle, end))
        leftwards = [end for end in ends if layer_of[end] < layer_of[start]]
        for n, end in enumerate(leftwards, 1):
            box = boxes[start]
            begin = (box.x, box.y + box.height * n / (len(leftwards) + 1))
            passed = passings(start, end, layer_of)
            way = [(_left_of(p.layer, origin), origin[1] + block.tops[p] + PASSAGE / 2) for p in passed]
            arrows.append(_leftwards(start, end, begin, way, boxes[end]))
        arrows += [_within(start, end, boxes) for end in ends if layer_of[end] == layer_of[start]]
    return arrows


def _leftwards(start: str, end: str, begin: Point, way: Sequence[Point], target: Rectangle) -> Arrow:
    """Curves in the gaps, and straight across each column between."""
    points = [begin]
    for x, y in way:
        points += [(x + BOX, y), (x, y)]
    points.append((target.right, target.middle))
    parts = [f"M{_at(begin)}"]
    for i, (one, other) in enumerate(pairwise(points)):
        middle = (one[0] + other[0]) / 2
        parts.append(f"L{_at(other)}" if i % 2 else f"C{_at((middle, one[1]))} {_at((middle, other[1]))} {_at(other)}")
    return Arrow(start, end, " ".join(parts), tuple(points))


def _within(start: str, end: str, boxes: Mapping[str, Rectangle]) -> Arrow:
    """An arc between two boxes of a column: on the right when it leads down, on the left when it leads up."""
    one, other = boxes[start], boxes[end]
    down = other.y > one.y
    bulge = min(16 + 4 * math.sqrt(abs(other.middle - one.middle)), GAP / 2 - 4) * (1 if down else -1)
    x = one.right if down else one.x
    begin = (x, one.middle + (one.height / 4 if down else -one.height / 4))
    finish = (x, other.middle + (-other.height / 4 if down else other.height / 4))
    turns = ((x + bulge, begin[1]), (x + bulge, finish[1]))
    return Arrow(start, end, f"M{_at(begin)} C{_at(turns[0])} {_at(turns[1])} {_at(finish)}", (begin, *turns, finish))


def _at(point: Point) -> str:
    return f"{point[0]:g},{point[1]:.1f}"
