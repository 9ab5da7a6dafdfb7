"""Whether words are the same but for the spelling of a few: "organise" for "organize", never "will" for "will not"."""

from __future__ import annotations

from collections.abc import Sequence

LETTERS_AN_EDIT = 20
"""So many letters of a quotation allow one edit of one letter ..."""
EDITS = 4
"""... and never more than these."""
SHORT = 5
"""A word of fewer letters is spelt as it is: "now" for "not" would change what is said."""
LONG = 8
"""A word of so many letters may differ in two."""
DENIES = ("not", "never", "none", "nothing", "nobody", "neither", "without", "cannot", "n't", "nt", "less")


def respelt(words: Sequence[str], others: Sequence[str]) -> int | None:
    """How many letters must be changed to make one row of words the other; None if more than a copyist may get wrong.

    The words must be as many; a word that differs must begin with the same letter, be no number and no denial.
    """
    if len(words) != len(others):
        return None
    allowed = min(EDITS, sum(map(len, words)) // LETTERS_AN_EDIT)
    edits = 0
    for word, other in zip(words, others, strict=True):
        if word != other:
            if edits >= allowed or not _may_be_one(word, other):
                return None
            edits += distance(word, other)
            if edits > allowed or distance(word, other) > (2 if min(len(word), len(other)) >= LONG else 1):
                return None
    return edits


def _may_be_one(word: str, other: str) -> bool:
    if min(len(word), len(other)) < SHORT or abs(len(word) - len(other)) > 2 or word[0] != other[0]:
        return False
    if any(c.isdigit() for c in word + other):
        return False
    return all(word.endswith(end) == other.endswith(end) for end in DENIES) and (word in DENIES) == (other in DENIES)


def distance(word: str, other: str) -> int:
    """The letters to change, add or leave out to make one word the other (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(word, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]
