"""Where the parties of a network stand: those that have much to do with each other near each other, and no two on one place.

Forces as of Fruchterman and Reingold, "Graph Drawing by Force-directed Placement" (1991), from a start that is always the same;
then boxes that overlap are pushed apart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

ROUNDS = 300
SPREAD = 1.45
"""How much wider than high the picture is to be, about."""
GAP = 26.0
"""Pixels between boxes at least."""
PUSHES = 400
MIDDLE = 2.6
"""How strongly all is drawn to the middle: so that each box has about a square unit to itself."""
GOLDEN = math.pi * (3 - math.sqrt(5))

Size = tuple[float, float]
Place = tuple[float, float]
"""The middle of a box, in pixels."""


def placed(sizes: Sequence[Size], ties: Mapping[tuple[int, int], float], apart: float = 112) -> list[Place]:
    """The middles of boxes of some sizes (width, height), given how strongly pairs of them are tied; none is left of or above 0."""
    count = len(sizes)
    if not count:
        return []
    places = _forced(count, ties) * np.array([apart * SPREAD, apart])
    boxes = np.array(sizes, dtype=float)
    _push_apart(places, boxes)
    places -= (places - boxes / 2).min(axis=0)
    return [(float(x), float(y)) for x, y in places]


def _forced(count: int, ties: Mapping[tuple[int, int], float]) -> np.ndarray:
    """Places a unit apart, about: what is tied pulls, everything pushes, and all is drawn a little to the middle."""
    turns = np.arange(count)
    start = np.sqrt(turns + 0.5)[:, None] * 0.7 * np.stack([np.cos(turns * GOLDEN), np.sin(turns * GOLDEN)], axis=1)
    pulls = np.zeros((count, count))
    for (one, other), strength in ties.items():
        pulls[one, other] = pulls[other, one] = 1 + math.log1p(strength) / 2
    places: np.ndarray = start
    for turn in range(ROUNDS):
        apart = places[:, None, :] - places[None, :, :]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 0.05)
        force = 1 / distance**2 - pulls * distance / 2
        np.fill_diagonal(force, 0)
        moved = (apart * force[:, :, None]).sum(axis=1) - MIDDLE * places
        length = np.maximum(np.sqrt((moved**2).sum(axis=1)), 1e-9)[:, None]
        places = places + moved / length * np.minimum(length, 0.3 * (1 - turn / ROUNDS))
    return np.asarray(places)


def _push_apart(places: np.ndarray, boxes: np.ndarray) -> None:
    """Move boxes that overlap, each pair along the side on which less is needed, until none do."""
    for _ in range(PUSHES):
        moved = False
        for one in range(len(boxes)):
            for other in range(one + 1, len(boxes)):
                apart = places[other] - places[one]
                lacking = (boxes[one] + boxes[other]) / 2 + GAP - np.abs(apart)
                if lacking.min() > 0.5:
                    side = int(lacking[1] <= lacking[0])
                    push = lacking[side] / 2 * (1 if apart[side] >= 0 else -1)
                    places[one][side] -= push
                    places[other][side] += push
                    moved = True
        if not moved:
            break
