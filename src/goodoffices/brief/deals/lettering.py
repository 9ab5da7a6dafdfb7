"""Text in a drawing: how wide it is about, and where its lines break."""

from __future__ import annotations

from functools import cache

from rich.cells import cell_len

NARROW = frozenset("iljtfrI.,;:'’‘|!()[]{} -·")
WIDE = frozenset("mwMW@%&—…")
MOST_LINES = 4
"""Of a step's name; all of it is in the tooltip."""


def width(text: str, size: float) -> float:
    """About how wide a text is in a sans-serif face of so many pixels; rather more than less."""
    return size * sum(_width(c) for c in text)


def wrapped(text: str, most: float, size: float, lines: int = MOST_LINES) -> list[str]:
    """The text in lines no wider than so many pixels, at most so many; an ellipsis where more is left out."""
    found: list[str] = []
    line = ""
    for word in text.split():
        for piece in _pieces(word, most, size):
            longer = f"{line} {piece}" if line else piece
            if line and width(longer, size) > most:
                found.append(line)
                line = piece
            else:
                line = longer
    if line:
        found.append(line)
    if len(found) <= lines:
        return found
    last = found[lines - 1]
    while last and width(f"{last}…", size) > most:
        last = last[:-1]
    return [*found[: lines - 1], f"{last}…"]


def _pieces(word: str, most: float, size: float) -> list[str]:
    """A word, broken where it alone is too wide."""
    if width(word, size) <= most:
        return [word]
    pieces = [""]
    for c in word:
        if pieces[-1] and width(pieces[-1] + c, size) > most:
            pieces.append("")
        pieces[-1] += c
    return pieces


@cache
def _width(character: str) -> float:
    if character in NARROW:
        return 0.36
    if character in WIDE:
        return 0.96
    if cell_len(character) == 2:
        return 1.05
    return 0.72 if character.isupper() else 0.58
