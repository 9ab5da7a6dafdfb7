"""Which word a word points to: scores from vectors and from the distance between the two."""

from __future__ import annotations

from bisect import bisect_right
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


FARTHEST = 128
"""From here on all distances are in one bucket."""
BUCKET_OF = bucket(np.arange(-FARTHEST, FARTHEST + 1))
"""The buckets of the distances from -FARTHEST on."""


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

    @cached_property
    def near(self) -> Floats:
        """The scores of the distances from -FARTHEST to FARTHEST."""
        return self.by_distance[BUCKET_OF]

    def scores(self, sources: Integers, targets: Integers) -> Floats:
        """How well each source word (ascending) points to each target word: (sources, targets).

        NOWHERE where no window holds both.
        """
        found = np.full((len(sources), len(targets)), NOWHERE, dtype=np.float32)
        if not found.size:
            return found
        room = np.full(found.shape, -1)
        for w in range(bisect_right(self.ends, sources[0]), bisect_right(self.starts, sources[-1])):
            last = len(self.query[w]) - 1
            s, t = sources - self.starts[w], targets - self.starts[w]
            here = np.minimum(np.minimum(s, last - s)[:, None], np.minimum(t, last - t))
            scores = self.query[w].take(s, 0, mode="clip") @ self.key[w].take(t, 0, mode="clip").T
            better = here > room
            np.copyto(found, scores, where=better)
            np.copyto(room, here, where=better)
        near = self.near.take(targets + FARTHEST - sources[:, None], mode="clip")
        np.add(found, near, out=found, where=room >= 0)
        return found
