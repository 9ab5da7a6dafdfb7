"""From scores to statements: their parts as characters of the text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import exp, log

import numpy as np

from goodoffices.model import Manner
from goodoffices.reading.attribution.tying import Tied, tie
from goodoffices.reading.encoder.decoding import WordSpan, best_labels, label_spans, span_certainty, word_certainty
from goodoffices.reading.encoder.labels import ROLE_LABELS
from goodoffices.reading.encoder.network import Floats, Scores
from goodoffices.reading.encoder.words import CASE, INSIDE, INSIDE_SINGLE, OPENS, PUNCTUATION, QUOTED, Words

DIRECT_FROM = 0.9
"""The share of a content's words in quotation marks from which it counts as direct speech."""


Line = tuple[float, float]
"""Slope and height."""


@dataclass(frozen=True)
class Draft:
    """A statement as found: the words of its parts, and how sure the network is of them (0 to 1)."""

    cue: WordSpan | None
    source: WordSpan | None
    content: tuple[WordSpan, ...]
    confidence: float


def find_statements(words: Words, scores: Scores, transitions: Floats, calibration: Line) -> list[Draft]:
    """The statements of a text, in the order of their first words.

    `calibration` is the line from a draft's log-odds to those of its being right.
    """
    spans = [s for span in label_spans(best_labels(scores.roles, transitions), ROLE_LABELS) for s in within_paragraphs(span, words)]
    certainty = word_certainty(scores.roles)
    drafts = [_draft(t, certainty, calibration) for t in tie(spans, words.paragraphs, scores.to_cue, scores.to_source)]
    return sorted(drafts, key=first_word)


def within_paragraphs(span: WordSpan, words: Words) -> list[WordSpan]:
    """The span cut where a paragraph ends, unless the next opens with a quotation mark and goes on with a speech."""
    here = words.paragraphs[span.start : span.end].tolist()
    if here[0] == here[-1]:
        return [span]
    cuts = [span.start + i for i in range(1, len(here)) if here[i] != here[i - 1]]
    bounds = [span.start, *(i for i in cuts if words.features[i, QUOTED] not in (OPENS, INSIDE)), span.end]
    return [WordSpan(span.role, start, end) for start, end in pairwise(bounds)]


def parts(draft: Draft) -> list[WordSpan]:
    """All spans of a draft."""
    return [*draft.content, *filter(None, (draft.source, draft.cue))]


def first_word(draft: Draft) -> int:
    """Where a draft begins: drafts stand in this order."""
    return min(s.start for s in parts(draft))


def _draft(tied: Tied, certainty: Floats, calibration: Line) -> Draft:
    spans = [*tied.content, *filter(None, (tied.source, tied.cue))]
    return Draft(tied.cue, tied.source, tuple(tied.content), calibrated(span_certainty(spans, certainty), calibration))


def calibrated(certainty: float, line: Line) -> float:
    """The certainty with its log-odds moved along a line: logistic calibration (Platt 1999)."""
    slope, height = line
    odds = log(max(certainty, 1e-6) / max(1 - certainty, 1e-6))
    return 1 / (1 + exp(-(slope * odds + height)))


def manner(words: Words, draft: Draft) -> Manner:
    """Direct where the content stands in quotation marks, mixed where some of it does, else indirect.

    A speaker's name followed by a colon ("AMOUSSOU: I have counted ...") makes the content direct without marks.
    """
    features = np.concatenate([words.features[s.start : s.end] for s in draft.content])
    where = features[features[:, CASE] != PUNCTUATION, QUOTED]
    quoted = ((where == INSIDE) | (where == INSIDE_SINGLE)).sum() / max(1, len(where))
    if quoted >= DIRECT_FROM or (not quoted and _follows_name_and_colon(words, draft)):
        return Manner.DIRECT
    return Manner.MIXED if quoted else Manner.INDIRECT


def _follows_name_and_colon(words: Words, draft: Draft) -> bool:
    first, source = draft.content[0].start, draft.source
    return source is not None and first == source.end + 1 and words.surface(source.end) == ":" and words.opens_line(source.start)
