"""A text as the encoder sees it: words, their pieces, and what the pieces lose (capitals, spaces, quotation marks)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from goodoffices.reading.encoder.quotes import Quoted, quoted_states

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Integers = NDArray[np.int64]

LOWER, CAPITALISED, CAPITALS, MIXED, DIGITS, PUNCTUATION = range(6)
JOINED, SPACED, NEW_LINE, NEW_PARAGRAPH = range(4)
FEATURES = {"case": 6, "gap": 4, "quoted": 5}
"""The word features that the encoder takes beside the pieces, and how many values each has."""
CASE, GAP, QUOTED = range(3)
INSIDE, OPENS, INSIDE_SINGLE = Quoted.INSIDE, Quoted.OPENS, Quoted.INSIDE_SINGLE


@dataclass(frozen=True)
class Words:
    """The words of a text and the pieces of its words.

    `starts` and `ends` are offsets into the text, one pair a word; `pieces` are vocabulary numbers, `first` the index of
    each word's first piece, `features` one row a word: case, gap before it, place with regard to quotations.
    """

    text: str
    starts: Integers
    ends: Integers
    pieces: Integers
    first: Integers
    features: Integers

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def word_of_piece(self) -> Integers:
        """For each piece, the word that it belongs to."""
        counts = np.diff(np.append(self.first, len(self.pieces)))
        return np.repeat(np.arange(len(self)), counts)

    def surface(self, word: int) -> str:
        """The characters of a word."""
        return self.text[self.starts[word] : self.ends[word]]

    @cached_property
    def lower(self) -> list[str]:
        """Every word in small letters."""
        return [self.text[s:e].lower() for s, e in zip(self.starts.tolist(), self.ends.tolist(), strict=True)]

    def between(self, start: int, end: int) -> range:
        """The words that lie in the characters `start` to `end`."""
        return range(int(np.searchsorted(self.ends, start, side="right")), int(np.searchsorted(self.starts, end, side="left")))

    @cached_property
    def paragraphs(self) -> Integers:
        """For each word the number of its paragraph; in a text without blank lines every line is one."""
        gaps = self.features[:, GAP].copy()
        gaps[:1] = JOINED
        opens = gaps == NEW_PARAGRAPH
        return np.cumsum(opens if opens.any() else gaps == NEW_LINE, dtype=np.int64)

    def is_word(self, word: int) -> bool:
        """Whether it is letters or digits, not a punctuation mark."""
        return bool(self.features[word, CASE] != PUNCTUATION)

    def opens_line(self, word: int) -> bool:
        """Whether it is the first word of a line or of the text."""
        return bool(word == 0 or self.features[word, GAP] >= NEW_LINE)


@lru_cache(maxsize=1 << 14)
def _case(word: str) -> int:
    if word.islower():
        return LOWER
    if word.isupper():
        return CAPITALS if len(word) > 1 else CAPITALISED
    if word[:1].isupper():
        return CAPITALISED if word[1:].islower() else MIXED
    if word.isdigit():
        return DIGITS
    return LOWER if any(c.isalnum() for c in word) else PUNCTUATION


def _gap(between: str) -> int:
    if between in ("", " "):
        return SPACED if between else JOINED
    lines = between.count("\n")
    return NEW_PARAGRAPH if lines > 1 else NEW_LINE if lines else SPACED


def _with_accents(text: str, end: int) -> int:
    """The end of a word with the accents that follow it as characters of their own, which the tokenizer drops."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def split_words(text: str, tokenizer: Tokenizer) -> Words:
    """The words of `text` (runs of letters or digits, and single punctuation marks) with their pieces and features."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    starts: list[int] = []
    ends: list[int] = []
    first: list[int] = []
    previous = None
    for i, (word, (start, end)) in enumerate(zip(encoding.word_ids, encoding.offsets, strict=True)):
        if word != previous:
            starts.append(start)
            first.append(i)
            ends.append(end)
            previous = word
        else:
            ends[-1] = end
    if not text.isascii():
        ends = [_with_accents(text, end) for end in ends]
    quoted = quoted_states(text, starts)
    features = [
        (_case(text[s:e]), _gap(text[before:s]), q) for s, e, before, q in zip(starts, ends, [0, *ends], quoted, strict=False)
    ]
    return Words(
        text,
        np.array(starts, dtype=np.int64),
        np.array(ends, dtype=np.int64),
        np.array(encoding.ids, dtype=np.int64),
        np.array(first, dtype=np.int64),
        np.array(features, dtype=np.int64).reshape(-1, len(FEATURES)),
    )
