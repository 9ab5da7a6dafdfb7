"""Text from left to right and from right to left, for formats that must be told which is which."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

RIGHT_TO_LEFT = frozenset({"R", "AL"})


def begins_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left (Unicode Standard Annex 9, P2)."""
    return next((d in RIGHT_TO_LEFT for d in map(unicodedata.bidirectional, text) if d == "L" or d in RIGHT_TO_LEFT), False)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it runs from right to left; what has no direction goes with what is before it."""
    marked: list[tuple[str, bool]] = []
    is_right = begins_right_to_left(text)
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L" or direction in RIGHT_TO_LEFT:
            is_right = direction in RIGHT_TO_LEFT
        marked.append((character, is_right))
    for which, run in groupby(marked, key=lambda one: one[1]):
        yield "".join(character for character, _ in run), which
