"""Which word a word points to: scores from vectors and from the distance between the two."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

NEAR = 8
FAR = 16
BUCKETS = 2 * FAR
"""Distances count one by one up to `NEAR` words, then in half octaves; before and behind apart."""
NOWHERE = -1e4
"""The score of a word that cannot be pointed to."""


def bucket(distance: Integers) -> Integers:
    """The number (0 to BUCKETS - 1) of each distance in words (target minus source)."""
    far = np.abs(distance)
    octaves = NEAR + np.floor(2 * np.log2(np.maximum(far, NEAR) / NEAR)).astype(np.int64)
    near: Integers = np.where(far < NEAR, far, np.minimum(octaves, FAR - 1)).astype(np.int64)
    return near + FAR * (distance > 0)


@dataclass(frozen=True)
class Pointing:
    """A pointer over the words of a text, read in overlapping windows.

    For each window its first word, and a query and a key for each of its words (words, width); a score for each bucket of
    distance. Vectors of different windows cannot be compared, since a window's words know their place in that window only: two
    words are scored in the window that holds both with most text around them.
    """

    starts: tuple[int, ...]
    query: tuple[Floats, ...]
    key: tuple[Floats, ...]
    by_distance: Floats

    @cached_property
    def ends(self) -> list[int]:
        """The word behind each window."""
        return [start + len(query) for start, query in zip(self.starts, self.query, strict=True)]

    def scores(self, sources: Integers, targets: Integers) -> Floats:
        """How well each source word points to each target word: (sources, targets), NOWHERE where no window holds both."""
        found = np.full((len(sources), len(targets)), NOWHERE, dtype=np.float32)
        room = np.full(found.shape, -1)
        first = bisect_left(self.ends, sources.min(initial=self.ends[-1]), key=lambda end: end - 1)
        for w in range(first, bisect_right(self.starts, sources.max(initial=-1))):
            query, key = self.query[w], self.key[w]
            s, t = sources - self.starts[w], targets - self.starts[w]
            edge_s, edge_t = np.minimum(s, len(query) - 1 - s), np.minimum(t, len(key) - 1 - t)
            here = np.minimum(edge_s[:, None], edge_t[None, :])
            better = here > room
            scores = query[np.maximum(s, 0) % len(query)] @ key[np.maximum(t, 0) % len(key)].T
            found[better] = scores[better]
            room[better] = here[better]
        near = self.by_distance[bucket(targets[None, :] - sources[:, None])]
        return np.where(room >= 0, found + near, NOWHERE).astype(np.float32)
