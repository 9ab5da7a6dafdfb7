"""What the reader's certainty is worth: python -m training.calibration --help

Logistic calibration (Platt 1999): the log-odds of a statement's being right as a line over those of its raw certainty, fitted to
PolNeAR's development split. A statement is right where its content overlaps that of an annotated one by half or more
(intersection over union of characters), as score.py counts.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx

from goodoffices.model import Report
from goodoffices.reading import BuiltInReader
from goodoffices.reading.network import WEIGHTS, Network
from training.polnear import AnnotatedText, load_polnear


def outcomes(reader: BuiltInReader, texts: list[AnnotatedText]) -> tuple[np.ndarray, np.ndarray]:
    """The raw certainty of every statement found, and whether it is right."""
    certainty, right = [], []
    for annotated in texts:
        wanted = [{i for s, e in a.content for i in range(s, e)} for a in annotated.attributions]
        for statement in reader.read(Report.of(annotated.text, language="en")).statements:
            found = {i for c in statement.content for i in range(c.start, c.end)}
            certainty.append(statement.confidence)
            right.append(any(2 * len(found & w) >= len(found | w) for w in wanted))
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder of the weights to calibrate")
    a = parser.parse_args()
    network = Network(a.weights)
    network.calibration = (1.0, 0.0)
    certainty, right = outcomes(BuiltInReader(network), load_polnear(a.polnear, "dev"))
    line = fit(certainty, right)
    model = onnx.load(a.weights / "reader.onnx")
    for entry in model.metadata_props:
        if entry.key == "calibration":
            entry.value = json.dumps([round(x, 4) for x in line])
    onnx.save(model, a.weights / "reader.onnx")
    print(f"{len(right)} statements, {right.mean():.3f} right; log-odds = {line[0]:.3f} raw + {line[1]:.3f}")
    for low in np.arange(0, 1, 0.1):
        p = 1 / (1 + np.exp(-(line[0] * np.log(certainty / np.maximum(1e-6, 1 - certainty)) + line[1])))
        inside = (p >= low) & (p < low + 0.1)
        if inside.any():
            print(f"confidence {low:.1f} to {low + 0.1:.1f}: {inside.sum()} statements, {right[inside].mean():.3f} right")


if __name__ == "__main__":
    main()
