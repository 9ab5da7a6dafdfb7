"""Where in a text some words are: a piece of it, with the words marked."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.ledger.words import WORD, words_in
from goodoffices.model.base import Value

AROUND = 110
"""Characters on either side of the first word that is met."""
AHEAD = 300_000
"""So many characters of a text are looked at."""
LEAST, ENDING = 4, 4
"""Two words are forms of one if they share so many letters at least and differ in no more than so many at their ends."""


class Piece(Value):
    """Some characters of a text, which are one of the words or not."""

    text: str
    is_meant: bool


class Excerpt(Value):
    """Pieces of a text that follow on each other; `before` and `after` tell whether there is more of it."""

    pieces: tuple[Piece, ...]
    before: bool
    after: bool


def excerpt(text: str, words: str) -> Excerpt:
    """The part of a text with the first of the words in it, and as many more as are near; its beginning where none is in it."""
    wanted = words_in(words)
    hits = list(_hits(text[:AHEAD], wanted))
    at = _densest(hits)
    start, end = max(0, at - AROUND), min(len(text), at + 2 * AROUND)
    start = text.find(" ", start, at) + 1 or start if start else 0
    end = text.rfind(" ", at, end) if end < len(text) and text.rfind(" ", at, end) > at else end
    pieces, place = [], start
    for first, last in hits:
        if first >= start and last <= end:
            pieces += [Piece(text=text[place:first], is_meant=False), Piece(text=text[first:last], is_meant=True)]
            place = last
    pieces.append(Piece(text=text[place:end], is_meant=False))
    return Excerpt(pieces=tuple(p for p in pieces if p.text), before=start > 0, after=end < len(text))


def is_meant(wanted: str, word: str) -> bool:
    """Whether a word is another, or a form of it, about as the index has it: "roads" and "road", "opening" and "opened"."""
    if wanted == word:
        return True
    same = next((n for n, (a, b) in enumerate(zip(wanted, word, strict=False)) if a != b), min(len(wanted), len(word)))
    return same >= LEAST and len(wanted) - same <= ENDING and len(word) - same <= ENDING


def _hits(text: str, wanted: list[str]) -> Iterator[tuple[int, int]]:
    """Where the words stand; accents and capitals do not count."""
    if not wanted:
        return
    for met in WORD.finditer(text):
        plain = words_in(met[0])
        if plain and any(is_meant(word, plain[0]) for word in wanted):
            yield met.span()


def _densest(hits: list[tuple[int, int]]) -> int:
    """The first character of the first place that has most of them near each other."""
    if not hits:
        return 0
    starts = [first for first, _ in hits[:500]]
    return max(starts, key=lambda s: (sum(s <= other < s + 2 * AROUND for other in starts), -s))
