"""The head word of a noun phrase, by the tags of its words (Penn Treebank)."""

from __future__ import annotations

from collections.abc import Sequence

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "WP"})
BREAKS = frozenset({"IN", "TO", "WDT", "WP", "WRB", "VBD", "VBZ", "VBP", "MD", "VBN", ",", ":", ".", "-LRB-", "RB"})
"""Tags that end the core of a noun phrase: what follows is an appositive, a relative clause or another modifier."""


def head_word(tags: Sequence[str], start: int, end: int) -> int:
    """The head of the noun phrase of the words `start` to `end`: the last noun before the first modifier that follows one.

    "the president of the Coalition, Ahmed Jarba" has "president"; where there is no noun at all, the last word.
    """
    head = -1
    for i in range(start, end):
        if tags[i] in NOUNS and (tags[i] != "DT" or head < 0):
            head = i
        elif head >= 0 and tags[i] in BREAKS and tags[head] != "DT":
            break
    return head if head >= 0 else end - 1
