"""The arrows of a drawing: through the gaps between columns, and beside the boxes of a circle in lanes of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from goodoffices.brief.deals.layers import Graph
from goodoffices.brief.deals.shapes import BOX, FRAME, GAP, PASSAGE, Arrow, Point, Rectangle

LANE, CORNER = 7.0, 5.0
"""Between two lanes, where there is room for as much; the radius of their corners."""


def leftwards(start: str, end: str, begin: Point, passed: Sequence[Point], target: Rectangle) -> Arrow:
    """From a box to one further left: curves in the gaps, and straight across each column that it passes, from these points."""
    points = [begin]
    for x, y in passed:
        points += [(x + BOX, y + PASSAGE / 2), (x, y + PASSAGE / 2)]
    points.append((target.right, target.middle))
    parts = [f"M{_at(begin)}"]
    for i, (one, other) in enumerate(pairwise(points)):
        middle = (one[0] + other[0]) / 2
        parts.append(f"L{_at(other)}" if i % 2 else f"C{_at((middle, one[1]))} {_at((middle, other[1]))} {_at(other)}")
    return Arrow(start, end, " ".join(parts), tuple(points))


def around(circle: Sequence[str], graph: Graph, boxes: Mapping[str, Rectangle]) -> list[Arrow]:
    """The arrows between the boxes of a circle, which stand one under the other.

    Neighbours are joined directly. Others are joined on the right where the arrow leads down, on the left where it leads up; all
    arrows to the same box share a lane.
    """
    row = {box: i for i, box in enumerate(circle)}
    arrows = []
    beside: dict[bool, dict[str, list[str]]] = {True: defaultdict(list), False: defaultdict(list)}
    for start in circle:
        for end in sorted(row.keys() & set(graph[start]) - {start}, key=row.__getitem__):
            if abs(row[start] - row[end]) == 1:
                arrows.append(_between(start, end, boxes))
            else:
                beside[row[start] < row[end]][end].append(start)
    for down, starts in beside.items():
        lanes = _lanes({end: sorted(row[box] for box in (end, *of)) for end, of in starts.items()})
        room = min(LANE, (GAP / 2 - FRAME - LANE) / (1 + max(lanes.values(), default=0)))
        for end, of in starts.items():
            outwards = FRAME + LANE + room * lanes[end]
            arrows += [_beside(start, end, boxes, outwards if down else -outwards) for start in of]
    return arrows


def _lanes(rows: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """A lane for the arrows to each box, from 0, in which they meet no others; the shortest are nearest to the boxes."""
    taken: list[list[tuple[int, int]]] = []
    found = {}
    for end, (first, *_, last) in sorted(rows.items(), key=lambda r: (r[1][-1] - r[1][0], r[1][0])):
        free = (i for i, lane in enumerate(taken) if all(last <= begin or finish <= first for begin, finish in lane))
        found[end] = next(free, len(taken))
        if found[end] == len(taken):
            taken.append([])
        taken[found[end]].append((first, last))
    return found


def _between(start: str, end: str, boxes: Mapping[str, Rectangle]) -> Arrow:
    """Straight down at a third of the width, or straight up at two thirds."""
    one, other = boxes[start], boxes[end]
    down = one.y < other.y
    x = one.x + BOX * (1 if down else 2) / 3
    points = ((x, one.bottom), (x, other.y)) if down else ((x, one.y), (x, other.bottom))
    return Arrow(start, end, f"M{_at(points[0])} L{_at(points[1])}", points)


def _beside(start: str, end: str, boxes: Mapping[str, Rectangle], outwards: float) -> Arrow:
    """Out of the side of a box (below 0: the left one) to its lane, along it, and into the side of another box."""
    one, other = boxes[start], boxes[end]
    towards, downwards = (1 if outwards > 0 else -1), (1 if one.y < other.y else -1)
    edge = one.right if outwards > 0 else one.x
    lane = edge + outwards
    begin, finish = one.middle + downwards * one.height / 4, other.middle - downwards * other.height / 4
    before, turned = lane - towards * CORNER, downwards * CORNER
    path = [
        f"M{_at((edge, begin))} L{_at((before, begin))} Q{_at((lane, begin))} {_at((lane, begin + turned))}",
        f"L{_at((lane, finish - turned))} Q{_at((lane, finish))} {_at((before, finish))} L{_at((edge, finish))}",
    ]
    return Arrow(start, end, " ".join(path), ((edge, begin), (lane, begin), (lane, finish), (edge, finish)))


def spread(box: Rectangle, count: int) -> Iterable[Point]:
    """So many points down the left edge of a box."""
    return ((box.x, box.y + box.height * n / (count + 1)) for n in range(1, count + 1))


def _at(point: Point) -> str:
    return f"{point[0]:g},{point[1]:.1f}"
