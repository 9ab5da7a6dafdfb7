"""From scores to labelled spans: the best label sequence under the chain, and the words that each label covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class WordSpan:
    """Words `start` to `end` (exclusive) that play one role."""

    role: str
    start: int
    end: int


def best_labels(emissions: Floats, transitions: Floats) -> list[int]:
    """The label sequence of the highest score (Viterbi 1967).

    emissions (words, labels); transitions (labels, labels), from row to column. An inside label cannot open the sequence.
    """
    if not len(emissions):
        return []
    scores = emissions.copy()
    scores[0, 2::2] = -np.inf
    into = np.ascontiguousarray(transitions.T)
    for t in range(1, len(scores)):
        scores[t] += np.maximum.reduce(into + scores[t - 1], axis=1)
    back = (scores[:-1, :, None] + transitions).argmax(axis=1).tolist()
    labels = [int(scores[-1].argmax())]
    for best in reversed(back):
        labels.append(best[labels[-1]])
    return labels[::-1]


def label_spans(labels: list[int], names: tuple[str, ...]) -> list[WordSpan]:
    """The spans of a label sequence over `names` (outside, then begin and inside of each role)."""
    spans: list[WordSpan] = []
    start = 0
    role = ""
    for i, label in enumerate([*labels, 0]):
        name = names[label]
        if role and name != f"I-{role}":
            spans.append(WordSpan(role, start, i))
            role = ""
        if name != "O" and not role:
            role, start = name[2:], i
    return spans


def word_certainty(emissions: Floats) -> Floats:
    """For each word, the probability of its likeliest label."""
    odds = np.exp(emissions - emissions.max(axis=1, keepdims=True))
    return np.asarray(1 / odds.sum(axis=1), dtype=np.float32)


def span_certainty(spans: Sequence[WordSpan], certainty: Floats) -> float:
    """How sure several spans are together: the geometric mean of what their words' certainties come to on average."""
    means = [log(float(certainty[s.start : s.end].mean())) for s in spans]
    return exp(sum(means) / len(means))
