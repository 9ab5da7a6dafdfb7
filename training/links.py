"""Which step a condition waits for: the weights of Steps.features, and from which probability on a link is believed."""

from __future__ import annotations

from typing import Any

import numpy as np

from goodoffices.model import StepPart
from goodoffices.reading import BuiltInReader
from goodoffices.reading.bargaining.steps import Spoken, Steps
from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.parties.mentions import Analysed
from training.logistic import logistic_weights, probability
from training.markup import MarkedReport
from training.matching import right_moves

PRECISION = 0.85
"""Of the links believed, how many are to be right."""
PENALTY = 0.1
"""On the squares of the weights: the reports to choose on are few."""
Pair = tuple[np.ndarray, bool]
"""The features of a condition and the step of another move, and whether the one names the other."""


def pairs(reader: BuiltInReader, report: MarkedReport) -> list[Pair]:
    """Every condition of a report with the step of every other move, both as annotated, agents as the reader finds them."""
    words = reader.network.words(report.text)
    analysed = Analysed(words, reader.network.scores(words))
    _, bargainers = reader.hear(analysed)
    steps = Steps(analysed, bargainers, reader.network.links, 1.0)

    def spoken(move: dict[str, Any], part: StepPart) -> Spoken:
        covered = words.between(*move[part.value])
        span = WordSpan(part.value, covered.start, covered.stop)
        agent = bargainers.agent(span)
        return steps.spoken(0, part, span, agent.entity if agent else None)

    named = {key: spoken(move, StepPart.STEP) for key, move in report.moves.items()}
    return [
        (steps.features(condition, named[other]), other in move["waits_for"]["names"])
        for key, move in report.moves.items()
        if move["condition"]
        for condition in [spoken(move, StepPart.CONDITION)]
        for other in report.moves
        if other != key
    ]


def fit_links(reader: BuiltInReader, reports: list[MarkedReport]) -> tuple[list[float], float]:
    """The weights of the greatest likelihood less the penalty, and the threshold for PRECISION."""
    found = [p for r in reports for p in pairs(reader, r)]
    x, y = np.array([p[0] for p in found], dtype=float), np.array([p[1] for p in found], dtype=float)
    penalty = np.array([0.0] + [PENALTY] * (x.shape[1] - 1))
    weights = logistic_weights(x, y, np.zeros(x.shape[1]), penalty)
    return weights.tolist(), threshold(probability(x @ weights), y)


def on_annotated(reader: BuiltInReader, reports: list[MarkedReport]) -> dict[str, Any]:
    """How well links are found where moves are as annotated: precision, recall, F1 and the number of true links."""
    weights, sure = np.array(reader.network.links), reader.network.sure_link
    found = [(probability(x @ weights), right) for report in reports for x, right in pairs(reader, report)]
    believed = [right for likely, right in found if likely >= sure]
    return _figures(sum(believed), len(believed), sum(right for _, right in found))


def end_to_end(reader: BuiltInReader, reports: list[MarkedReport]) -> dict[str, Any]:
    """The same where the reader finds the moves itself: a link is right if both its moves are and the one names the other."""
    right = said = wanted = 0
    for report in reports:
        reading = reader.read(report.as_report())
        known = right_moves(reading, report)
        links = {(known.get(waiting), known.get(named)) for waiting, named in reading.links()}
        gold = {(m["id"], other) for m in report.moves.values() if m["waits_for"] for other in m["waits_for"]["names"]}
        right, said, wanted = right + len(links & gold), said + len(links), wanted + len(gold)
    return _figures(right, said, wanted)


def _figures(right: int, said: int, wanted: int) -> dict[str, Any]:
    p, r = right / max(1, said), right / max(1, wanted)
    return {"p": round(p, 3), "r": round(r, 3), "f1": round(2 * p * r / (p + r), 3) if p + r else 0.0, "n": wanted}


def threshold(probability: np.ndarray, right: np.ndarray) -> float:
    """The lowest probability from which on PRECISION is kept."""
    order = np.argsort(-probability)
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(precision >= PRECISION)
    return float(probability[order[good[-1]]]) if len(good) else 1.0
