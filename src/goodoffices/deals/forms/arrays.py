"""The largest problems: no values of their own, only names, numbers and the network; from NumPy arrays straight to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from goodoffices.deals.checking import names_itself, shown
from goodoffices.deals.starting.network import NEVER, Flags, Network, Numbers
from goodoffices.errors import DealsError

MOST = 2**31 - 1
"""Nodes and edges of a network."""


@dataclass(frozen=True)
class Large:
    """A problem without "not", wired for its two fixed points.

    Node i of the network is step i, node len(steps) + j is commitment j, which holds when it fires; those after them are parts of
    conditions and agents that are willing. `done` are the nodes of the steps that are done.
    """

    steps: Sequence[str]
    commitments: Sequence[str]
    network: Network
    done: Numbers

    def now(self) -> Numbers:
        """What can start now: the round of each step (0: done already), NEVER where it cannot."""
        return self.network.least(self.done)[: len(self.steps)]

    def together(self) -> Flags:
        """What could start together: for each step, whether it is in the greatest fixed point."""
        stays: Flags = self.network.greatest(self.done)[: len(self.steps)] == NEVER
        return stays


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
    waits = np.repeat(np.arange(len(consequent)), counts)
    own = np.flatnonzero(condition == consequent[waits])
    if len(own):
        j = waits[own[0]]
        raise DealsError(f"commitment {shown(labels[j])}: {names_itself(names[consequent[j]])}")
    fires = len(names) + np.arange(len(consequent))
    sources, targets = np.concatenate([condition, fires]), np.concatenate([fires[waits], consequent])
    return Large(names, labels, network(len(names), need, sources, targets), _numbers("done", done, len(names)))


def network(steps: int, need: npt.NDArray[Any], sources: npt.NDArray[Any], targets: npt.NDArray[Any]) -> Network:
    """The network of so many steps, of which each needs one input, and of other nodes, which need `need` of theirs.

    Raises DealsError if it would have too many nodes or edges.
    """
    size = steps + len(need)
    if max(size, len(sources)) > MOST:
        raise DealsError(f"{size:,} nodes and {len(sources):,} edges are more than {MOST:,}: divide the problem")
    whole = np.ones(size, np.int32)
    whole[steps:] = need
    slow = np.zeros(size, np.bool_)
    slow[:steps] = True
    return Network(whole, sources.astype(np.int32), targets.astype(np.int32), slow)


def _numbers(what: str, given: npt.ArrayLike, below: int) -> Numbers:
    """A row of whole numbers from 0 and below a bound."""
    found = np.asarray(given)
    if found.size == 0:
        found = found.astype(np.int32)
    if found.ndim != 1 or not np.issubdtype(found.dtype, np.integer):
        raise DealsError(f"{what}: {found.ndim} dimensions of {found.dtype}: give one row of whole numbers")
    amiss = np.flatnonzero((found < 0) | (found >= below))
    if len(amiss):
        raise DealsError(f"{what}[{amiss[0]}] is {found[amiss[0]]}: give a number from 0 to {below - 1}")
    return found.astype(np.int32, copy=False)
