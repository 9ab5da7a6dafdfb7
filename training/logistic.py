"""Logistic regression by Newton's method."""

from __future__ import annotations

import numpy as np

ROUNDS = 50


def probability(odds: np.ndarray) -> np.ndarray:
    """The probabilities of log-odds."""
    found: np.ndarray = 1 / (1 + np.exp(-odds))
    return found


def logistic_weights(design: np.ndarray, right: np.ndarray, start: np.ndarray, penalty: np.ndarray | float = 0.0) -> np.ndarray:
    """The weights of the greatest likelihood, less half the `penalty` of each on its square.

    `design` (cases, features), `right` (cases) 0 or 1; `start` are the weights to begin with.
    """
    weights = start.copy()
    ridge = np.diag(np.broadcast_to(penalty, weights.shape))
    for _ in range(ROUNDS):
        p = probability(design @ weights)
        hessian = design.T @ (design * (p * (1 - p))[:, None]) + ridge
        weights += np.linalg.solve(hessian, design.T @ (right - p) - ridge @ weights)
    return weights
