"""What the reader's certainty is worth, and which conditions name which steps: python -m training.calibration --help

Logistic calibration (Platt 1999): the log-odds of a statement's being right as a line over those of its raw certainty, fitted to
PolNeAR's development split; of a move's, fitted to our own reports that are kept for choosing. A statement is right where its
content overlaps that of an annotated one by half or more (intersection over union of characters), a move where its kind and
party agree and its step overlaps, as score.py counts. The weights of links are fitted to the same reports.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx

from goodoffices.model import Report
from goodoffices.reading import BuiltInReader
from goodoffices.reading.encoder.network import WEIGHTS, Network
from training.corpus import CHOOSING
from training.links import fit_links
from training.markup import MarkedReport, load
from training.matching import right_moves
from training.polnear import AnnotatedText, load_polnear

REPORTS = Path(__file__).parent / "reports"
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


def fit(certainty: np.ndarray, right: np.ndarray, rounds: int = 50) -> tuple[float, float]:
    """Slope and height of the line with the greatest likelihood (Newton's method)."""
    odds = np.log(np.clip(certainty, 1e-6, 1 - 1e-6) / np.clip(1 - certainty, 1e-6, 1))
    design = np.stack([odds, np.ones_like(odds)], axis=1)
    line = np.array([1.0, 0.0])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-design @ line))
        hessian = design.T @ (design * (p * (1 - p))[:, None])
        line += np.linalg.solve(hessian, design.T @ (right - p))
    return float(line[0]), float(line[1])


def reliability(confidence: np.ndarray, right: np.ndarray) -> list[dict[str, Any]]:
    """For each tenth of the scale, how many were given it, and which share of them is right."""
    bins = np.minimum((confidence * 10).astype(int), 9)
    return [
        {"from": b / 10, "to": (b + 1) / 10, "count": int((bins == b).sum()), "right": round(float(right[bins == b].mean()), 3)}
        for b in range(10)
        if (bins == b).any()
    ]


def show(what: str, outcomes: Outcomes, line: tuple[float, float]) -> None:
    """Print the line, and how far it can be trusted."""
    certainty, right = outcomes
    print(f"{len(right)} {what}, {right.mean():.3f} right; log-odds = {line[0]:.3f} raw + {line[1]:.3f}")
    odds = np.log(np.clip(certainty, 1e-6, 1 - 1e-6) / np.clip(1 - certainty, 1e-6, 1))
    for row in reliability(1 / (1 + np.exp(-(line[0] * odds + line[1]))), right):
        print(f"confidence {row['from']:.1f} to {row['to']:.1f}: {row['count']} {what}, {row['right']:.3f} right")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder of the weights to calibrate")
    a = parser.parse_args()
    network = Network(a.weights)
    network.calibration = network.move_calibration = (1.0, 0.0)
    reader = BuiltInReader(network, least=0.0)
    chosen = [r for r in load(REPORTS) if r.id.startswith(CHOOSING)]
    statements, moves = statement_outcomes(reader, load_polnear(a.polnear, "dev")), move_outcomes(reader, chosen)
    links, sure = fit_links(reader, chosen)
    lines = {"calibration": fit(*statements), "move_calibration": fit(*moves)}
    about: dict[str, Any] = {**lines, "links": links, "sure_link": sure}
    model = onnx.load(a.weights / "reader.onnx")
    for entry in model.metadata_props:
        if entry.key in about:
            entry.value = json.dumps(np.round(about[entry.key], 4).tolist())
    onnx.save(model, a.weights / "reader.onnx")
    show("statements", statements, lines["calibration"])
    show("moves", moves, lines["move_calibration"])
    print(f"links {np.round(links, 3).tolist()} from {sure:.2f}")


if __name__ == "__main__":
    main()
