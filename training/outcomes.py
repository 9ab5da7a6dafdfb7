"""What the reader finds, how sure it is of it, and what of that is right."""

from __future__ import annotations

from typing import Any

import numpy as np

from goodoffices.model import Report
from goodoffices.reading import BuiltInReader
from training.markup import MarkedReport
from training.matching import right_moves
from training.polnear import AnnotatedText

Outcomes = tuple[np.ndarray, np.ndarray]
"""The raw certainty of everything found, and whether it is right."""


def statement_outcomes(reader: BuiltInReader, texts: list[AnnotatedText]) -> Outcomes:
    """How sure the reader is of its statements, and which are right."""
    certainty, right = [], []
    for annotated in texts:
        wanted = [{i for s, e in a.content for i in range(s, e)} for a in annotated.attributions]
        for statement in reader.read(Report.of(annotated.text, language="en")).statements:
            found = {i for c in statement.content for i in range(c.start, c.end)}
            certainty.append(statement.confidence)
            right.append(any(2 * len(found & w) >= len(found | w) for w in wanted))
    return np.array(certainty), np.array(right, dtype=float)


def move_outcomes(reader: BuiltInReader, reports: list[MarkedReport]) -> Outcomes:
    """How sure the reader is of its moves, and which are right."""
    certainty, right = [], []
    for report in reports:
        reading = reader.read(report.as_report())
        good = right_moves(reading, report)
        certainty += [m.confidence for m in reading.moves]
        right += [m.id in good for m in reading.moves]
    return np.array(certainty), np.array(right, dtype=float)


def reliability(confidence: np.ndarray, right: np.ndarray) -> list[dict[str, Any]]:
    """For each tenth of the scale, how many were given it, and which share of them is right."""
    bins = np.minimum((confidence * 10).astype(int), 9)
    return [
        {"from": b / 10, "to": (b + 1) / 10, "count": int((bins == b).sum()), "right": round(float(right[bins == b].mean()), 3)}
        for b in range(10)
        if (bins == b).any()
    ]
