"""Circles whose parties cannot move at once: the order in which they take their steps, whole or in tranches.

Taking turns in small parts, each answered before the next, is graduated reciprocation: Osgood (1962), "An Alternative to War or
Surrender" (GRIT).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from goodoffices.deals.sequence.exposure import Stake, Turn

WIDTH, EFFORT = 500, 2_000_000
"""So many ways to have begun are followed at once; fewer in large circles, for turns × steps × parties × ways to stay within the
effort. The order is the best of all where there are no more ways than are followed; with one, each turn is the best by itself."""

DIGITS = 9
"""To so many decimal places shares are compared."""

Label = tuple[float, ...]
"""What a way to have begun has cost so far: the greatest exposure, all exposure, and what else matters later; less is better."""
Taken = tuple[int, ...]
"""How many tranches of each step have been taken."""
Shares = npt.NDArray[np.float64]
"""For each of several ways to have begun (rows) and each party a share (0 to 1) given, received or exposed."""


def in_turns(parties: Sequence[Stake], tranches: Mapping[str, int]) -> list[Turn]:
    """The order of the steps of one circle, one turn after another, that exposes its parties least.

    `parties` have their stakes in the circle: each gives something in it and is owed something. `tranches` says in how many parts
    each of its steps can be taken. Steps are split where that lowers the greatest share exposed, and no more of them than that
    takes. Where it does not, they stay whole, and the order is that for which the longest exposure, in rounds, is shortest, then
    all of them together.
    """
    whole = dict.fromkeys(sorted(tranches), 1)
    split = {step: tranches[step] for step in whole}
    lowest = _least_share(parties, split)[0]
    if lowest >= _least_share(parties, whole)[0]:
        return _shortest(parties, whole)
    for step in whole:
        if _least_share(parties, split | {step: 1})[0] <= lowest:
            split[step] = 1
    return _least_share(parties, split)[1]


def _least_share(parties: Sequence[Stake], tranches: Mapping[str, int]) -> tuple[float, list[Turn]]:
    """The least greatest share that is exposed, and an order with no more, that exposes little in all."""

    def exposed(given: Shares, received: Shares) -> Shares:
        return np.maximum(given - received, 0).round(DIGITS)

    def add(label: Label, now: Label) -> Label:
        return max(label[0], *now, 0.0), round(label[1] + sum(now), DIGITS)

    (greatest, *_), order = _best(parties, tranches, (0.0, 0.0), exposed, add)
    return greatest, order


def _shortest(parties: Sequence[Stake], tranches: Mapping[str, int]) -> list[Turn]:
    """An order with the shortest longest exposure, in rounds, and little exposure in all."""

    def exposed(given: Shares, received: Shares) -> Shares:
        return ((given.round(DIGITS) > 0) & (received.round(DIGITS) < 1)).astype(float)

    def add(label: Label, now: Label) -> Label:
        # For how long each has been exposed; of one that is no longer, only the longest and the total remember it.
        lasting = [(rounds + 1) * is_exposed for rounds, is_exposed in zip(label[2:], now, strict=True)]
        return max(label[0], *lasting, 0.0), label[1] + sum(now), *lasting

    return _best(parties, tranches, (0.0,) * (2 + len(parties)), exposed, add)[1]


def _best(
    parties: Sequence[Stake],
    tranches: Mapping[str, int],
    start: Label,
    exposed: Callable[[Shares, Shares], Shares],
    add: Callable[[Label, Label], Label],
) -> tuple[Label, list[Turn]]:
    """The label of the best order, and the order: turn by turn, of the ways to the same taken those that no other outdoes."""
    steps = list(tranches)
    gives, owed = (
        np.array([[(step in of) / len(of) / tranches[step] for of in stakes] for step in steps]).reshape(len(steps), len(parties))
        for stakes in ([p.gives for p in parties], [p.owed for p in parties])
    )
    turns = sum(tranches.values())
    width = max(1, min(WIDTH, EFFORT // (turns * len(steps) * max(1, len(parties)))))
    begun: dict[Taken, dict[Label, Taken]] = {(0,) * len(steps): {start: ()}}
    for _ in range(turns):
        before: dict[Taken, dict[Label, Taken]] = defaultdict(dict)
        for taken, labels in begun.items():
            for i, step in enumerate(steps):
                if taken[i] < tranches[step]:
                    after = (*taken[:i], taken[i] + 1, *taken[i + 1 :])
                    for label, order in labels.items():
                        before[after].setdefault(label, (*order, i))
        counts = np.array(list(before))
        ways = []
        for (taken, labels), now in zip(before.items(), exposed(counts @ gives, counts @ owed).tolist(), strict=True):
            ways += [(add(label, now), labels[label], taken) for label in _not_outdone(labels)]
        begun = defaultdict(dict)
        for label, order, taken in sorted(ways, key=lambda way: (way[0][:2], way[1]))[:width]:
            begun[taken].setdefault(label, order)
    (labels,) = begun.values()
    best, order = next(iter(labels.items()))  # The first in the order by which they were sorted.
    count = dict.fromkeys(steps, 0)
    found = []
    for step in (steps[i] for i in order):
        count[step] += 1
        found.append(Turn(step, count[step], tranches[step]))
    return best, found


def _not_outdone(labels: Mapping[Label, Taken]) -> list[Label]:
    kept: list[Label] = []
    for label in sorted(labels):  # Whoever outdoes another comes before it.
        if not any(all(x <= y for x, y in zip(other, label, strict=True)) for other in kept):
            kept.append(label)
    return kept
