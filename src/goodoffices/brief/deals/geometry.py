"""Where everything of a drawing stands, in pixels: boxes in columns, frames around circles, arrows in the gaps between."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.brief.deals.arrows import around, leftwards, spread
from goodoffices.brief.deals.layers import End, Graph, Item, Layers, Part, Passing, components, ends_of, layered, passings
from goodoffices.brief.deals.shapes import BETWEEN, BOX, FRAME, GAP, HEAD, MARGIN, PASSAGE, Arrow, Point, Rectangle

SETTLINGS = 6


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
    """The upper edge of every item: in the order of its column, and as near as there is room to what it is linked to."""
    height = {item: _height(item, heights) for column in layers.columns for item in column}
    item_of = {end: item for item in height for end in ends_of(item)}
    middle = {end: y for item in height for end, y in _middles(item, heights)}  # below the item's upper edge
    linked: dict[Item, list[tuple[End, End]]] = defaultdict(list)
    for right, left in layers.links:
        linked[item_of[right]].append((right, left))
        linked[item_of[left]].append((left, right))
    tops: dict[Item, float] = {}
    for column in layers.columns:
        tops |= _stacked(column, dict.fromkeys(column, 0.0), height)
    for turn in range(SETTLINGS):
        for column in layers.columns if turn % 2 else reversed(layers.columns):
            wanted = dict.fromkeys(column, 0.0)
            for item in column:
                at = [tops[item_of[other]] + middle[other] - middle[own] for own, other in linked[item]]
                wanted[item] = sum(at) / len(at) if at else tops[item]
            tops |= _stacked(column, wanted, height)
    highest = min(tops.values(), default=0)
    return {item: y - highest for item, y in tops.items()}


def _middles(item: Item, heights: Mapping[str, float]) -> Iterator[tuple[End, float]]:
    """How far below an item's upper edge the middle of each of its boxes is."""
    if isinstance(item, Passing):
        yield item, PASSAGE / 2
        return
    y: float = HEAD if len(item.boxes) > 1 else 0
    for box in item.boxes:
        yield box, y + heights[box] / 2
        y += heights[box] + BETWEEN


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


def _arrows(block: Block, boxes: Mapping[str, Rectangle], origin: Point) -> Iterator[Arrow]:
    layer_of = block.layers.layer_of
    for start, following in block.graph.items():
        ends = sorted((e for e in following if layer_of[e] < layer_of[start]), key=lambda end: (boxes[end].middle, end))
        for end, begin in zip(ends, spread(boxes[start], len(ends)), strict=True):
            passed = [(_left_of(p.layer, origin), origin[1] + block.tops[p]) for p in passings(start, end, layer_of)]
            yield leftwards(start, end, begin, passed, boxes[end])
    for item in (item for column in block.layers.columns for item in column):
        if isinstance(item, Part) and len(item.boxes) > 1:
            yield from around(item.boxes, block.graph, boxes)
