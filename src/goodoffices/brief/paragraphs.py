"""The paragraphs of a report's text, as a reader of the report would count them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

Bounds = tuple[int, int]


def paragraphs(text: str) -> list[Bounds]:
    """The bounds of each paragraph, without the white space around it.

    Paragraphs are divided by blank lines; in a text without blank lines every line is one.
    """
    lines: list[Bounds] = []
    found: list[Bounds] = []
    follows_blank = True
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            start, end = offset + len(line) - len(line.lstrip()), offset + len(line.rstrip())
            lines.append((start, end))
            if follows_blank:
                found.append((start, end))
            else:
                found[-1] = (found[-1][0], end)
        follows_blank = not line.strip()
        offset += len(line) + 1
    return found if len(found) > 1 else lines


def paragraph_at(offset: int, bounds: Sequence[Bounds]) -> int:
    """The number (the first is 1) of the paragraph at an offset, or of the one before it where it lies between two."""
    return max(1, bisect_right(bounds, offset, key=lambda bound: bound[0]))
