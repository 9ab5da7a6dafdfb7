"""The largest problems: no values of their own, only names, numbers and rules; from NumPy arrays straight to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np
import numpy.typing as npt

from goodoffices.deals.checking import names_itself, shown
from goodoffices.deals.starting.network import Flags, Numbers
from goodoffices.deals.starting.rules import Rules
from goodoffices.errors import DealsError

MOST = 2**31 - 2
"""Steps, commitments and conditions of a problem: 2 GB of each."""

Whole = npt.NDArray[np.integer]


@dataclass(frozen=True)
class Large:
    """A problem without "not", as rules for its two fixed points.

    Node i of the rules is step i; those after the steps are parts of conditions, agents that are willing, and commitments to
    several steps. `done` are the steps that are done.
    """

    steps: Sequence[str]
    commitments: Sequence[str]
    rules: Rules
    done: Numbers

    def now(self) -> Numbers:
        """What can start now: the round of each step (0: done already), NEVER where it cannot."""
        return self._fixed_points[0][: len(self.steps)]

    def together(self) -> Flags:
        """What could start together: for each step, whether it is in the greatest fixed point."""
        return self._fixed_points[1][: len(self.steps)]

    @cached_property
    def _fixed_points(self) -> tuple[Numbers, Flags]:
        return self.rules.fixed_points(self.done)


@dataclass(frozen=True)
class Numbered(Sequence[str]):
    """Names that are only made when asked for: s0, s1, ..."""

    letter: str
    length: int

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, i: int) -> str: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[str]: ...
    def __getitem__(self, i: int | slice) -> str | Sequence[str]:
        places = range(self.length)[i]
        return f"{self.letter}{places}" if isinstance(places, int) else [f"{self.letter}{p}" for p in places]


def from_arrays(
    steps: int | Sequence[str],
    starts: npt.ArrayLike,
    conditions: npt.ArrayLike,
    consequents: npt.ArrayLike,
    *,
    thresholds: npt.ArrayLike | None = None,
    done: npt.ArrayLike = (),
    commitments: Sequence[str] | None = None,
) -> Large:
    """A problem out of arrays of whole numbers; a step is a number from 0.

    Commitment j (of m) binds the agent of step `consequents[j]` (m) when at least `thresholds[j]` (m; all of them if not given) of
    the steps `conditions[starts[j]:starts[j + 1]]` are taken; `starts` (m + 1) goes from 0 to len(conditions). Each step has one
    agent; one who promises several steps on a condition gives one commitment for each. `done` are steps; `steps` are their names,
    or how many there are. Raises DealsError if shapes do not fit, a number is out of range, or a condition names its own
    consequent.
    """
    names = Numbered("s", steps) if isinstance(steps, int) else steps
    consequent = _numbers("consequents", consequents, len(names))
    condition = _numbers("conditions", conditions, len(names))
    first = _numbers("starts", starts, len(condition) + 1)
    counts = np.diff(first)
    if len(first) != len(consequent) + 1 or first[0] != 0 or first[-1] != len(condition) or (counts < 0).any():
        raise DealsError(
            f"starts: give {len(consequent) + 1} numbers, one more than consequents, that go from 0 to {len(condition)} (how many "
            "conditions there are) and never fall"
        )
    need = counts if thresholds is None else _numbers("thresholds", thresholds, MOST)
    labels = Numbered("c", len(consequent)) if commitments is None else commitments
    for what, found in (("thresholds", len(need)), ("commitments", len(labels))):
        if found != len(consequent):
            raise DealsError(f"{what}: {found} given for {len(consequent)} commitments: give one for each")
    if (own := condition == np.repeat(consequent, counts)).any():
        j = int(np.searchsorted(first, np.argmax(own), side="right")) - 1
        raise DealsError(f"commitment {shown(labels[j])}: {names_itself(names[consequent[j]])}")
    told = rules(len(names), len(names), (need, first, condition, consequent))
    return Large(names, labels, told, _numbers("done", done, len(names)))


def rules(steps: int, size: int, told: tuple[Whole, Whole, Whole, Whole]) -> Rules:
    """Rules (`need`, `starts`, `inputs`, `outputs`) in the form in which they are counted. Raises DealsError for too many."""
    _, _, inputs, outputs = told
    if max(size, len(inputs), len(outputs)) > MOST:
        raise DealsError(f"{size:,} steps, {len(outputs):,} commitments and {len(inputs):,} conditions: divide the problem")
    return Rules(steps, size, *(numbers.astype(np.int32, copy=False) for numbers in told))


def _numbers(what: str, given: npt.ArrayLike, below: int) -> Numbers:
    """A row of whole numbers from 0 and below a bound."""
    found = np.asarray(given)
    if found.size == 0:
        found = found.astype(np.int32)
    if found.ndim != 1 or not np.issubdtype(found.dtype, np.integer):
        raise DealsError(f"{what}: {found.ndim} dimensions of {found.dtype}: give one row of whole numbers")
    if found.size and not 0 <= found.min() <= found.max() < below:
        amiss = np.flatnonzero((found < 0) | (found >= below))
        raise DealsError(f"{what}[{amiss[0]}] is {found[amiss[0]]}: give a number from 0 to {below - 1}")
    return found.astype(np.int32, copy=False)
