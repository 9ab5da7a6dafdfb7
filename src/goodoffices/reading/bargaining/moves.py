"""From scores to moves: the steps with their kinds, and the conditions on which they hang."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goodoffices.model import Measure, MoveKind, Relation, Strength
from goodoffices.reading.bargaining.conditions import relation_said
from goodoffices.reading.bargaining.polarity import with_polarity
from goodoffices.reading.encoder.decoding import WordSpan, best_labels, label_spans, span_certainty, word_certainty
from goodoffices.reading.encoder.labels import ACT_LABELS, KINDS, MEASURES, RELATIONS, STRENGTHS
from goodoffices.reading.encoder.network import Floats
from goodoffices.reading.encoder.pointing import Pointing
from goodoffices.reading.encoder.words import Words
from goodoffices.reading.parties.mentions import Analysed


@dataclass(frozen=True)
class DraftMove:
    """A move as found: the words of its step and of its condition; `confidence` (0 to 1) is how sure that is."""

    kind: MoveKind
    step: WordSpan
    condition: WordSpan | None
    relation: Relation | None
    strength: Strength
    measure: Measure
    place: WordSpan | None
    confidence: float


def find_moves(analysed: Analysed, transitions: Floats) -> list[DraftMove]:
    """The moves of a text, in the order of their steps; a condition that belongs to no step is left out."""
    words, scores = analysed.words, analysed.scores
    spans = [_in_one_paragraph(s, words) for s in label_spans(best_labels(scores.acts, transitions), ACT_LABELS)]
    steps = [s for s in spans if s.role != "condition"]
    conditions: dict[WordSpan, WordSpan] = {}
    for condition in (s for s in spans if s.role == "condition"):
        step = _step_of(condition, steps, words, scores.to_step)
        if step is not None:
            conditions.setdefault(step, condition)
    certainty = word_certainty(scores.acts)
    return [_move(s, conditions.get(s), analysed, certainty) for s in steps]


def in_common(emissions: Floats, span: WordSpan) -> Floats:
    """How likely each label is of the words of a span together: their mean scores, as probabilities."""
    mean = emissions[span.start : span.end].mean(axis=0)
    return np.asarray(np.exp(mean - np.logaddexp.reduce(mean)), dtype=np.float32)


def place_in(span: WordSpan, analysed: Analysed) -> WordSpan | None:
    """The first name of a place in a span."""
    return next((n for n in analysed.names if n.role == "place" and span.start <= n.start and n.end <= span.end), None)


def _move(step: WordSpan, condition: WordSpan | None, analysed: Analysed, certainty: Floats) -> DraftMove:
    words, scores = analysed.words, analysed.scores
    relation = None
    if condition is not None:
        relation = relation_said(words, condition) or Relation(RELATIONS[in_common(scores.relations, condition).argmax()])
    kinds = in_common(scores.kinds, step)
    parts = [step] if condition is None else [step, condition]
    return DraftMove(
        with_polarity(MoveKind(KINDS[kinds.argmax()]), step, analysed), step, condition, relation,
        Strength(STRENGTHS[in_common(scores.strengths, step).argmax()]),
        Measure(MEASURES[in_common(scores.measures, step).argmax()]),
        place_in(step, analysed),
        span_certainty(parts, certainty) * float(kinds.max()),
    )  # fmt: skip


def _step_of(condition: WordSpan, steps: list[WordSpan], words: Words, to_step: Pointing) -> WordSpan | None:
    """The step in the paragraph that the condition's words point to on average."""
    here = words.paragraphs[condition.start]
    near = [s for s in steps if words.paragraphs[s.start] == here]
    if len(near) < 2:
        return near[0] if near else None
    scores = to_step.scores(np.arange(condition.start, condition.end), np.array([s.start for s in near]))
    return near[int(scores.mean(axis=0).argmax())]


def _in_one_paragraph(span: WordSpan, words: Words) -> WordSpan:
    """The span up to the end of the paragraph in which it begins."""
    beyond = words.paragraphs[span.start : span.end] != words.paragraphs[span.start]
    return WordSpan(span.role, span.start, span.start + int(beyond.argmax()) if beyond.any() else span.end)
