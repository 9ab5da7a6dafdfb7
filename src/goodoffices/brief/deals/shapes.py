"""What a drawing is made of, in pixels: boxes, arrows, and the room between them."""

from __future__ import annotations

from dataclasses import dataclass

BOX = 212
"""The width of a box."""
GAP, BETWEEN, PASSAGE = 96, 16, 14
"""Between columns; between boxes of a column; the height left for an arrow that passes a column."""
FRAME, HEAD = 10, 22
"""Between a circle's boxes and its frame; above them, for its name."""
MARGIN = 24

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
