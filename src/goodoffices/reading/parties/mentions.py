"""Noun phrases: where they are, their heads, and the names in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goodoffices.reading.encoder.decoding import WordSpan, label_spans
from goodoffices.reading.encoder.labels import NAME_LABELS, POS_TAGS
from goodoffices.reading.encoder.network import Scores
from goodoffices.reading.encoder.words import Words
from goodoffices.reading.parties.names import of_one_kind, whole_names

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "WP"})
BREAKS = frozenset({"IN", "TO", "WDT", "WP", "WRB", "VBD", "VBZ", "VBP", "MD", "VBN", ",", ":", ".", "-LRB-", "RB"})
"""Tags that end the core of a noun phrase: what follows is an appositive, a relative clause or another modifier."""
IN_PHRASE = frozenset({"DT", "PDT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "POS", "PRP$"})


def head_word(tags: Sequence[str], start: int, end: int) -> int:
    """The head of the noun phrase of the words `start` to `end`: the last noun before the first modifier that follows one.

    "the president of the Coalition, Ahmed Jarba" has "president"; where there is no noun at all, the last word.
    """
    head = -1
    for i in range(start, end):
        if head >= 0 and tags[i] in BREAKS:
            break
        if tags[i] in NOUNS:
            head = i
    return head if head >= 0 else end - 1


@dataclass(frozen=True)
class Phrase:
    """A noun phrase without what follows its head: words `start` to `end`, and the head among them."""

    start: int
    end: int
    head: int


class Analysed:
    """The words of a text with their tags, names and noun phrases."""

    def __init__(self, words: Words, scores: Scores):
        self.words = words
        self.scores = scores
        self.tags = [POS_TAGS[t] for t in scores.tags.tolist()]
        pieces = label_spans(np.asarray(scores.names.argmax(axis=1)).tolist(), NAME_LABELS)
        self.names = of_one_kind(whole_names(pieces, words, self.tags), words)
        self.name_at: dict[int, WordSpan] = {i: n for n in self.names for i in range(n.start, n.end)}
        self.phrases = noun_phrases(self.tags)
        self.starting = {p.start: p for p in self.phrases}
        self.ending = {p.end: p for p in self.phrases}

    def phrases_between(self, first: int, last: int) -> list[Phrase]:
        """The noun phrases whose heads lie between two words (the last exclusive)."""
        low = bisect_left(self.phrases, first, key=lambda p: p.head)
        return self.phrases[low : bisect_left(self.phrases, last, key=lambda p: p.head)]

    def text(self, start: int, end: int) -> str:
        """The characters from one word to another (exclusive)."""
        return self.words.text[self.words.starts[start] : self.words.ends[end - 1]]


def noun_phrases(tags: Sequence[str]) -> list[Phrase]:
    """All maximal runs of determiners, adjectives, nouns and possessives that hold a noun, and every pronoun."""
    found: list[Phrase] = []
    start = -1
    for i, tag in enumerate([*tags, "."]):
        if tag in IN_PHRASE:
            start = i if start < 0 else start
            continue
        if start >= 0:
            heads = [j for j in range(start, i) if tags[j].startswith("NN")]
            if heads:
                found.append(Phrase(start, heads[-1] + 1, heads[-1]))
            start = -1
        if tag == "PRP":
            found.append(Phrase(i, i + 1, i))
    return found
