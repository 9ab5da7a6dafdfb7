"""A text without what a model gets wrong when it copies: white space, quotation marks, dashes, case, accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

QUOTES = frozenset("\"'`´“”„‟‘’‚‛«»‹›′″＂＇")
DASHES = frozenset("-‐‑‒–—―−﹘﹣－")
STOPS = frozenset(".!?;:")
WORD = re.compile(r"\w+(?:'\w+)*")


@dataclass(frozen=True)
class Word:
    """A word of a canonical text, where it stands there, and the stops that part it from the word before."""

    text: str
    start: int
    end: int
    stops: frozenset[str]


@dataclass(frozen=True)
class Canonical:
    """`chars` are canonical; character i of them came from `starts[i]` to `ends[i]` of the text it was made of."""

    chars: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int = 0, end: int | None = None) -> Canonical:
        """The canonical form of the characters of `text` between two offsets."""
        chars: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for at in range(start, len(text) if end is None else end):
            for char in _form(text[at]):
                if char in " -'" and chars and chars[-1] == char:
                    ends[-1] = at + 1  # runs of white space, of dashes (--) and of marks ('') count as one
                else:
                    chars.append(char)
                    starts.append(at)
                    ends.append(at + 1)
        return cls("".join(chars), tuple(starts), tuple(ends))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words in their order."""
        return tuple(self._words())

    def _words(self) -> Iterator[Word]:
        before = 0
        for found in WORD.finditer(self.chars):
            yield Word(found[0], found.start(), found.end(), STOPS.intersection(self.chars[before : found.start()]))
            before = found.end()


@lru_cache(maxsize=4096)
def _form(char: str) -> str:
    """The canonical form of one character; several for a ligature or an ellipsis, none for one that cannot be seen."""
    if char.isspace():
        return " "
    if char in QUOTES:
        return "'"
    if char in DASHES:
        return "-"
    if unicodedata.category(char) == "Cf":
        return ""
    decomposed = unicodedata.normalize("NFKD", char).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c))
