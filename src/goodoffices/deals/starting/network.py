"""A network of nodes that hold when enough of their inputs hold, and its two fixed points, each in linear time.

Steps, antecedents and commitments all become such nodes: "any of" needs one input, "all of" needs all, "at least k of" needs k.
The least fixed point spreads truth, the greatest spreads falsity, by the same counting as in Dowling and Gallier (1984),
"Linear-time algorithms for testing the satisfiability of propositional Horn formulae", carried over to thresholds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from goodoffices.compiling import compiled

Numbers = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

NEVER = -1
"""The round of a node that is never reached."""
COMPILE_FROM, COMPILE_FROM_IF_ASKED_OFTEN = 20_000, 1_000
"""With as many nodes and edges, compiling the kernel pays; the plain one answers before a compiler would be loaded."""
OUT_OF_REACH = np.int32(np.iinfo(np.int32).max)


@dataclass(frozen=True)
class Network:
    """Nodes 0..n-1; edge e makes node `sources[e]` an input of node `targets[e]`.

    `need` (n) is how many inputs a node needs, `slow` (n) says which nodes take a round of their own: the steps. A node that needs
    nothing always holds; one that needs more than it has never does, unless it is given. `asked_often` where many fixed points are
    wanted.
    """

    need: Numbers
    sources: Numbers
    targets: Numbers
    slow: Flags
    asked_often: bool = False

    @property
    def size(self) -> int:
        """How many nodes there are."""
        return len(self.need)

    @cached_property
    def inputs(self) -> Numbers:
        """How many inputs each node has (n)."""
        return np.bincount(self.targets, minlength=self.size).astype(np.int32)

    @cached_property
    def leads(self) -> tuple[Numbers, Numbers]:
        """Where each node leads: `starts` (n + 1) and `ends` (edges); node i is an input of ends[starts[i]:starts[i + 1]]."""
        return cast(tuple[Numbers, Numbers], self.kernel(_grouped)(self.sources, self.targets, self.size))

    @cached_property
    def is_fed_by(self) -> tuple[Numbers, Numbers]:
        """The inputs of each node, in the same form."""
        return cast(tuple[Numbers, Numbers], self.kernel(_grouped)(self.targets, self.sources, self.size))

    def least(self, given: Iterable[int] | Flags = ()) -> Numbers:
        """The least fixed point: the round (n) in which each node comes to hold, NEVER where it does not.

        `given` nodes hold from the start, in round 0; what follows from them without a step has round 0 too.
        """
        left = self.need.copy()
        left[_places(given)] = 0
        return self._spread(left)[0]

    def greatest(self, given: Iterable[int] | Flags = ()) -> Numbers:
        """The greatest fixed point: the round (n) in which each node falls, NEVER where it holds to the end.

        Everything is thought to hold; in round 0 falls what has too few inputs, then what waits for it, and so on.
        """
        return self._fall(given)[0]

    def falling(self, given: Iterable[int] | Flags = ()) -> Numbers:
        """The nodes that fall on the way to the greatest fixed point, each after those for whose lack it falls."""
        return self._fall(given)[1]

    def _fall(self, given: Iterable[int] | Flags) -> tuple[Numbers, Numbers]:
        left = self.inputs - self.need + 1
        left[_places(given)] = OUT_OF_REACH
        return self._spread(left)

    def kernel(self, plain: Callable[..., Any]) -> Callable[..., Any]:
        """A function over the arrays of this network, compiled where that pays."""
        least_size = COMPILE_FROM_IF_ASKED_OFTEN if self.asked_often else COMPILE_FROM
        return compiled(plain) if self.size + len(self.sources) >= least_size else plain

    def _spread(self, left: Numbers) -> tuple[Numbers, Numbers]:
        starts, ends = self.leads
        return cast(tuple[Numbers, Numbers], self.kernel(_spread)(left, starts, ends, self.slow))


def _places(given: Iterable[int] | Flags) -> Any:
    return given if isinstance(given, np.ndarray) else np.fromiter(given, np.int64)


def _grouped(keys: Numbers, values: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """The values of each key together: counting sort."""
    starts = np.zeros(size + 1, np.int32)
    for key in keys:
        starts[key + 1] += 1
    for i in range(size):
        starts[i + 1] += starts[i]
    place = starts[:-1].copy()
    grouped = np.empty(len(values), np.int32)
    for i in range(len(keys)):
        key = keys[i]
        grouped[place[key]] = values[i]
        place[key] += 1
    return starts, grouped


def _spread(left: Numbers, starts: Numbers, ends: Numbers, slow: Flags) -> tuple[Numbers, Numbers]:
    """In which round each node is reached, and in which order: as soon as `left` of its inputs are, which counts down."""
    size = len(left)
    reached = np.full(size, -1, np.int32)
    order = np.empty(size, np.int32)
    now = np.empty(size, np.int32)
    following = np.empty(size, np.int32)
    waiting = later = 0
    for node in range(size):
        if left[node] <= 0:
            reached[node] = 0
            now[waiting] = order[waiting] = node
            waiting += 1
    count = waiting
    turn = 0
    while waiting:
        while waiting:
            waiting -= 1
            node = now[waiting]
            for e in range(starts[node], starts[node + 1]):
                end = ends[e]
                left[end] -= 1
                if left[end] == 0:
                    order[count] = end
                    count += 1
                    if slow[end]:
                        reached[end] = turn + 1
                        following[later] = end
                        later += 1
                    else:
                        reached[end] = turn
                        now[waiting] = end
                        waiting += 1
        now, following = following, now
        waiting, later = later, 0
        turn += 1
    return reached, order[:count]
