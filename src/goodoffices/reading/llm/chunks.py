"""A long report in parts that a model can take at once: whole paragraphs, with the paragraph before as context."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

SIZE = 4000
"""Characters of a chunk: with the instructions and the answer it fits into a context of 8000 tokens."""
CONTEXT = 1000
"""Characters of context before a chunk, at most."""
BREAKS = (re.compile(r"\n[^\S\n]*\n\s*"), re.compile(r"\n"), re.compile(r"(?<=[.!?。？！]) +"), re.compile(r"\s+"))
"""Where a text may be divided, from the best place to the last resort."""


@dataclass(frozen=True)
class Chunk:
    """Characters `start` to `end` of a text; `context` is where the paragraph before them starts (`start` if there is none)."""

    context: int
    start: int
    end: int


def chunks(text: str, size: int = SIZE) -> list[Chunk]:
    """The parts of `text` in their order, none of more than `size` characters, which together hold all but white space."""
    found: list[Chunk] = []
    before = 0
    for start, end in _pieces(text, 0, len(text), size):
        if found and end - found[-1].start <= size:
            found[-1] = Chunk(found[-1].context, found[-1].start, end)
        else:
            found.append(Chunk(_context(text, before, start) if found else start, start, end))
        before = start
    return found


def _context(text: str, before: int, start: int) -> int:
    """Where the context of a chunk begins: with the paragraph before it, or with a word of that where it is long."""
    if start - before <= CONTEXT:
        return before
    space = re.compile(r"\s\S").search(text, start - CONTEXT, start)
    return space.start() + 1 if space else start


def _pieces(text: str, start: int, end: int, size: int, level: int = 0) -> list[tuple[int, int]]:
    """The bounds of paragraphs; of lines, sentences, words or plain cuts where a paragraph is larger than `size`."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end:
        return []
    if level > 0 and end - start <= size:
        return [(start, end)]
    if level == len(BREAKS):
        return [(at, min(at + size, end)) for at in range(start, end, size)]
    cuts = [start, *(m.end() for m in BREAKS[level].finditer(text, start, end)), end]
    return [piece for a, b in pairwise(cuts) for piece in _pieces(text, a, b, size, level + 1)]
