"""Which word a word points to: scores from vectors and from the distance between the two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

NEAR = 8
FAR = 16
BUCKETS = 2 * FAR
"""Distances count one by one up to `NEAR` words, then in half octaves; before and behind apart."""


def bucket(distance: Integers) -> Integers:
    """The number (0 to BUCKETS - 1) of each distance in words (target minus source)."""
    far = np.abs(distance)
    octaves = NEAR + np.floor(2 * np.log2(np.maximum(far, NEAR) / NEAR)).astype(np.int64)
    near: Integers = np.where(far < NEAR, far, np.minimum(octaves, FAR - 1)).astype(np.int64)
    return near + FAR * (distance > 0)


@dataclass(frozen=True)
class Pointing:
    """A pointer over the words of a text.

    For each word a query and a key (words, width), and a score for each bucket of distance.
    """

    query: Floats
    key: Floats
    by_distance: Floats

    def scores(self, sources: Integers, targets: Integers) -> Floats:
        """How well each source word points to each target word: (sources, targets)."""
        near = self.by_distance[bucket(targets[None, :] - sources[:, None])]
        return np.asarray(self.query[sources] @ self.key[targets].T + near, dtype=np.float32)
