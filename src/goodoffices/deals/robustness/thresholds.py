"""At least so many of several values hold: counting in any lattice whose members can be chosen between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Lattice(Protocol):
    """Values that stand for truth under many circumstances at once: decision diagrams, or cases as the bits of a number."""

    true: int
    false: int

    def choose(self, test: int, then: int, other: int) -> int:
        """`then` where `test` holds, `other` elsewhere; `other` implies `then`."""
        ...

    def at_least(self, count: int, values: Sequence[int]) -> int:
        """Where at least `count` of the values hold."""
        ...


def counted(lattice: Lattice, count: int, values: Sequence[int]) -> int:
    """Where at least `count` of the values hold, in count × values choices: all of them, any of them, or anything between."""
    at_least = [lattice.true] + [lattice.false] * count  # at_least[k] of those seen hold
    for seen, value in enumerate(values, 1):
        left = len(values) - seen
        for k in range(min(seen, count), max(count - left, 1) - 1, -1):
            at_least[k] = lattice.choose(value, at_least[k - 1], at_least[k])
    return at_least[count]
