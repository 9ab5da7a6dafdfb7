"""Many cases at once: what holds in which of them is a number with a bit for each case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from goodoffices.deals.robustness.thresholds import counted


class Cases:
    """So many cases; "and" and "or" of two numbers treat all of them at once."""

    false = 0

    def __init__(self, count: int):
        self.count = count
        self.true = (1 << count) - 1

    def drawn(self, likely: Mapping[str, float], seed: int) -> dict[str, int]:
        """For each name the cases in which it holds: in each with its own probability, independently."""
        random = np.random.default_rng(seed)
        bits = {name: np.packbits(random.random(self.count) < p, bitorder="little") for name, p in likely.items()}
        return {name: int.from_bytes(packed.tobytes(), "little") for name, packed in bits.items()}

    def with_digit(self, digit: int) -> int:
        """The cases, numbered from 0, in whose number this binary digit is 1."""
        found, length = ((1 << (1 << digit)) - 1) << (1 << digit), 2 << digit
        while length < self.count:
            found |= found << length
            length *= 2
        return found & self.true

    def choose(self, test: int, then: int, other: int) -> int:
        """`then` where `test` holds, `other` elsewhere; `other` implies `then`."""
        return other | test & then

    def at_least(self, count: int, values: Sequence[int]) -> int:
        """Where at least `count` of the values hold: they are added up in binary, digit by digit of all cases at once."""
        if not 1 < count < len(values):
            return counted(self, count, values)
        digits, column = [], list(values)
        while column:
            carried = []
            while len(column) > 1:
                one, two, three = column.pop(), column.pop(), column.pop() if column else self.false
                either = one ^ two
                column.append(either ^ three)
                carried.append(one & two | either & three)
            digits.append(column[0])
            column = carried
        if count >> len(digits):
            return self.false
        reached = self.true  # whether the digits seen so far, from the last, are no less than those of the count
        for place, digit in enumerate(digits):
            reached = digit & reached if count >> place & 1 else digit | reached
        return reached
