"""Texts with the scores that a network might give them, written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.encoder.labels import (
    ACT_LABELS,
    KINDS,
    MEANING,
    MEASURES,
    NAME_LABELS,
    POS_TAGS,
    RELATIONS,
    ROLE_LABELS,
    STRENGTHS,
)
from goodoffices.reading.encoder.network import Scores
from goodoffices.reading.encoder.pointing import BUCKETS, Pointing
from goodoffices.reading.encoder.words import CAPITALISED, JOINED, LOWER, NEW_LINE, NEW_PARAGRAPH, PUNCTUATION, SPACED, Words
from goodoffices.reading.parties.mentions import Analysed

Floats = NDArray[np.float32]
Labels = Mapping[str, str | tuple[str, float]]
"""For some words of the text, their label, and the score of it where it is not SURE."""
Links = Mapping[str, str | Mapping[str, float]]
"""Where some words of the text point to: to other words, or to several, each with its score."""
SURE = 8.0
NO_TAG = "IN"
"""The tag of words that are given none: no part of a noun phrase, and telling nothing."""
EVEN: Mapping[str, str] = {}


def words_of(text: str) -> Words:
    """The words of a text, each of one piece."""
    found = list(re.finditer(r"\w+|[^\w\s]", text))
    features = []
    end = 0
    for word in found:
        case = PUNCTUATION if not word[0].isalnum() else CAPITALISED if word[0][0].isupper() else LOWER
        between = text[end : word.start()]
        lines = between.count("\n")
        features.append((case, NEW_PARAGRAPH if lines > 1 else NEW_LINE if lines else SPACED if between else JOINED, 0))
        end = word.end()
    n = np.arange(len(found))
    starts, ends = (np.array(x, dtype=np.int64) for x in ([m.start() for m in found], [m.end() for m in found]))
    return Words(text, starts, ends, n, n, np.array(features, dtype=np.int64).reshape(-1, 3))


def at(words: Words, phrase: str, role: str = "") -> WordSpan:
    """The words of a phrase where the text has it first; "phrase#2" where it has it the second time."""
    wanted, _, which = phrase.partition("#")
    found = list(re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", words.text))[int(which or 1) - 1]
    inside = words.between(*found.span())
    return WordSpan(role, inside.start, inside.stop)


def said(words: Words, span: WordSpan | None) -> str | None:
    """The text of a span."""
    return None if span is None else words.text[words.starts[span.start] : words.ends[span.end - 1]]


def labelled(words: Words, names: Iterable[str], given: Labels) -> Floats:
    """Emissions (words, labels): 0 but for the labels given; those of a span begin with B- and go on with I-, where names do so."""
    columns = list(names)
    emissions = np.zeros((len(words), len(columns)), dtype=np.float32)
    if columns[0] == "O":
        emissions[:, 0] = SURE / 2
    for phrase, label in given.items():
        name, score = label if isinstance(label, tuple) else (label, SURE)
        span = at(words, phrase)
        for i in range(span.start, span.end):
            emissions[i, columns.index(name if name in columns else f"{'I' if i > span.start else 'B'}-{name}")] = score
    return emissions


def pointing(words: Words, links: Links) -> Pointing:
    """A pointer of one window: every word of a phrase scores every word that it points to, and all others 0."""
    n = len(words)
    query = np.zeros((n, n), dtype=np.float32)
    for source, aims in links.items():
        for aim, score in ({aims: SURE} if isinstance(aims, str) else aims).items():
            s, t = at(words, source), at(words, aim)
            query[s.start : s.end, t.start : t.end] = score
    return Pointing((0,), (query,), (np.eye(n, dtype=np.float32),), np.zeros(BUCKETS, dtype=np.float32))


def transitions() -> Floats:
    """The chain over ACT_LABELS that only keeps an inside label behind its own begin or inside."""
    made = np.zeros((len(ACT_LABELS), len(ACT_LABELS)), dtype=np.float32)
    for i, before in enumerate(ACT_LABELS):
        for j, label in enumerate(ACT_LABELS):
            if label.startswith("I-") and before[1:] != label[1:]:
                made[i, j] = -1e4
    return made


def meant(words: Words, directions: Mapping[str, int]) -> Floats:
    """Vectors (words, MEANING) of what words mean: of length 1 in the direction given for the word, 0 for all others."""
    vectors = np.zeros((len(words), MEANING), dtype=np.float32)
    for i, word in enumerate(words.lower):
        if word in directions:
            vectors[i, directions[word]] = 1
    return vectors


def analysed(
    marked: str,
    *,
    names: Labels = EVEN,
    acts: Labels = EVEN,
    kinds: Labels = EVEN,
    measures: Labels = EVEN,
    strengths: Labels = EVEN,
    relations: Labels = EVEN,
    meanings: Mapping[str, int] | None = None,
    to_step: Links = EVEN,
    to_party: Links = EVEN,
    to_agent: Links = EVEN,
    to_side: Links = EVEN,
    to_named: Links = EVEN,
) -> Analysed:
    """A text in which "word/TAG" gives a word its tag, with the scores given and all others even."""
    tags = [tag or NO_TAG for word, tag in re.findall(r"(\w+|[^\w\s/])(?:/([A-Z$]+))?", marked)]
    words = words_of(re.sub(r"/[A-Z$]+", "", marked))
    numbers = np.array([POS_TAGS.index(t) for t in tags], dtype=np.int64)
    nowhere = pointing(words, EVEN)
    return Analysed(
        words,
        Scores(
            roles=labelled(words, ROLE_LABELS, EVEN),
            names=labelled(words, NAME_LABELS, names),
            acts=labelled(words, ACT_LABELS, acts),
            kinds=labelled(words, KINDS, kinds),
            measures=labelled(words, MEASURES, measures),
            strengths=labelled(words, STRENGTHS, strengths),
            relations=labelled(words, RELATIONS, relations),
            meanings=meant(words, meanings or {}),
            tags=numbers,
            to_cue=nowhere,
            to_source=nowhere,
            to_antecedent=nowhere,
            to_step=pointing(words, to_step),
            to_party=pointing(words, to_party),
            to_agent=pointing(words, to_agent),
            to_side=pointing(words, to_side),
            to_named=pointing(words, to_named),
        ),
    )
