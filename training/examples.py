"""Annotated texts as arrays over words: what the network is taught."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

import numpy as np
from goodoffices.reading.labels import NAME_LABELS, ROLE_LABELS
from goodoffices.reading.words import Words, split_words
from tokenizers import Tokenizer

from training.polnear import AnnotatedText, Attribution

IGNORED = -100
POS_TAGS = (
    "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$",
    "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", ",", ".", ":",
    "``", "''", "-LRB-", "-RRB-", "$", "#",
)  # fmt: skip
CORENLP_NAMES = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place", "MISC": "people"}


@dataclass
class Example:
    """A text's words and, one value a word, the targets; a word whose target is not known has IGNORED.

    `cue` is the first word of the cue that a source's or content's word belongs to. `antecedent` is the last word of the
    mention before, for the last word of a mention (itself, for the first mention).
    """

    id: str
    words: Words
    roles: np.ndarray
    cue: np.ndarray
    names: np.ndarray
    tags: np.ndarray
    antecedent: np.ndarray
    attributions: list[Attribution] = field(default_factory=list)


def word_range(words: Words, start: int, end: int) -> range:
    """The words that lie in the characters start to end."""
    return range(bisect_right(words.ends, start), bisect_left(words.starts, end))


def example(annotated: AnnotatedText, tokenizer: Tokenizer, roles_known: bool = True) -> Example:
    """The arrays of one annotated text."""
    words = split_words(annotated.text, tokenizer)
    n = len(words)
    roles = np.zeros(n, dtype=np.int64) if roles_known else np.full(n, IGNORED)
    cue = np.full(n, IGNORED)
    for attribution in annotated.attributions:
        first_cue = word_range(words, *attribution.cue[0])
        for role in ("source", "cue", "content"):
            for start, end in getattr(attribution, role):
                covered = word_range(words, start, end)
                for i, word in enumerate(covered):
                    roles[word] = ROLE_LABELS.index(f"{'I' if i else 'B'}-{role}")
                    if role != "cue" and first_cue:
                        cue[word] = first_cue[0]
    names = np.full(n, IGNORED)
    tags = np.full(n, IGNORED)
    antecedent = np.full(n, IGNORED)
    silver = annotated.silver
    if "entities" in silver:
        names[:] = 0
        for start, end, kind in silver["entities"]:
            name = CORENLP_NAMES.get(kind)
            for i, word in enumerate(word_range(words, start, end) if name else ()):
                names[word] = NAME_LABELS.index(f"{'I' if i else 'B'}-{name}")
    for start, end, tag in silver.get("pos", ()):
        for word in word_range(words, start, end):
            tags[word] = POS_TAGS.index(tag) if tag in POS_TAGS else IGNORED
    for chain in silver.get("coref", ()):
        ends = sorted({covered[-1] for start, end in chain if (covered := word_range(words, start, end))})
        for before, last in zip([*ends[:1], *ends], ends, strict=False):
            antecedent[last] = before
    return Example(annotated.id, words, roles, cue, names, tags, antecedent, annotated.attributions)
