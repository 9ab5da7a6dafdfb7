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

from goodoffices.reading import BuiltInReader
from goodoffices.reading.encoder.network import WEIGHTS, Network
from training.corpus import CHOOSING, REPORTS
from training.links import fit_links
from training.logistic import logistic_weights, probability
from training.markup import load
from training.outcomes import Outcomes, move_outcomes, reliability, statement_outcomes
from training.polnear import load_polnear


def fit(certainty: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Slope and height of the line with the greatest likelihood."""
    odds = log_odds(certainty)
    design = np.stack([odds, np.ones_like(odds)], axis=1)
    line = logistic_weights(design, right, start=np.array([1.0, 0.0]))
    return float(line[0]), float(line[1])


def log_odds(certainty: np.ndarray) -> np.ndarray:
    """The logarithm of certain to uncertain."""
    odds: np.ndarray = np.log(np.clip(certainty, 1e-6, 1 - 1e-6) / np.clip(1 - certainty, 1e-6, 1))
    return odds


def show(what: str, outcomes: Outcomes, line: tuple[float, float]) -> None:
    """Print the line, and how far it can be trusted."""
    certainty, right = outcomes
    print(f"{len(right)} {what}, {right.mean():.3f} right; log-odds = {line[0]:.3f} raw + {line[1]:.3f}")
    for row in reliability(probability(line[0] * log_odds(certainty) + line[1]), right):
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
