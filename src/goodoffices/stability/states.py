"""The feasible states as bit patterns: bit k of a pattern is 1 where option k is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
import numpy.typing as npt

from goodoffices.errors import StabilityError
from goodoffices.model import AtLeast, Condition, Done, Not, steps_in
from goodoffices.stability.checking import faults, refuse
from goodoffices.stability.conflict import Conflict, State

Patterns = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

MOST = 1 << 26
"""So many states are looked at."""
BYTES = 200
"""What a state takes of memory, about, with four decision makers."""
DENSE = 26
"""With so many options a table over all patterns finds the number of a state; with more, a search does."""
ABSENT = np.int32(-1)


@dataclass(frozen=True)
class States:
    """Feasible states in the order of their patterns (n), by options in the order of their bits."""

    options: tuple[str, ...]
    patterns: Patterns

    def __len__(self) -> int:
        return len(self.patterns)

    @cached_property
    def bits(self) -> dict[str, int]:
        """Which bit stands for which option."""
        return {option: k for k, option in enumerate(self.options)}

    @property
    def is_whole(self) -> bool:
        """Whether every combination of options is feasible: the number of a state is then its pattern."""
        return len(self) == 1 << len(self.options)

    @cached_property
    def table(self) -> Numbers:
        """The number of the state with each pattern, ABSENT where it is not feasible; of up to DENSE options."""
        table = np.full(1 << len(self.options), ABSENT)
        table[self.patterns] = np.arange(len(self), dtype=np.int32)
        return table

    def numbers(self, patterns: Patterns) -> Numbers:
        """The numbers of the states with these patterns, ABSENT where one is not feasible."""
        if self.is_whole:
            return patterns.astype(np.int32)
        if len(self.options) <= DENSE:
            return self.table[patterns]
        places = np.minimum(np.searchsorted(self.patterns, patterns), len(self) - 1)
        return np.where(self.patterns[places] == patterns, places, ABSENT).astype(np.int32)

    def mask(self, options: Iterable[str]) -> np.uint64:
        """The pattern in which just these options are taken."""
        return np.uint64(sum(1 << self.bits[option] for option in options))

    def number(self, state: State) -> int:
        """The number of a state; StabilityError where it is not feasible or has an unknown option."""
        if unknown := sorted(state - set(self.options)):
            raise StabilityError(f"unknown option “{unknown[0]}”: the options are {', '.join(self.options)}")
        found = int(self.numbers(np.array([self.mask(state)]))[0])
        if found == ABSENT:
            raise StabilityError(f"the state {{{', '.join(sorted(state))}}} is not feasible: choose one that the conflict allows")
        return found

    def state(self, number: int) -> State:
        """The options that are taken in a state."""
        pattern = int(self.patterns[number])
        return frozenset(option for k, option in enumerate(self.options) if pattern >> k & 1)

    def where(self, condition: Condition) -> Flags:
        """In which states (n) a condition over options holds."""
        return _holds(condition, self._taken, len(self))

    @cached_property
    def _taken(self) -> dict[str, Flags]:
        """In which states each option is taken."""
        return {option: taken(self.patterns, k) for option, k in self.bits.items()}


def taken(patterns: Patterns, bit: int) -> Flags:
    """Which patterns have the bit."""
    found: Flags = (patterns & np.uint64(1 << bit)) != 0
    return found


def _holds(condition: Condition, taken_in: Mapping[str, Flags], size: int) -> Flags:
    """For which of so many patterns a condition over options holds, as `model.holds` says for one."""
    match condition:
        case Done(step=option):
            return taken_in[option]
        case Not(part=part):
            return ~_holds(part, taken_in, size)
        case AtLeast(count=count, parts=parts):
            met = [_holds(part, taken_in, size) for part in parts]
            if not 0 < count <= len(met):
                return np.full(size, count <= 0)
            if count in (1, len(met)):
                join = np.logical_or if count == 1 else np.logical_and
                return reduce(join, met)
            enough: Flags = np.add.reduce([x.astype(np.int32) for x in met]) >= count
            return enough
    raise StabilityError(f"a condition over options cannot be “{condition.kind}”: say it of options, without days")


def _apart(infeasible: Iterable[Condition]) -> Iterator[Condition]:
    """The same, an "any of" as its parts: each is then known as soon as its own options are."""
    for condition in infeasible:
        if isinstance(condition, AtLeast) and condition.count == 1:
            yield from _apart(condition.parts)
        else:
            yield condition


def feasible_states(conflict: Conflict) -> States:
    """All states that the conflict allows. Options are added one by one, and what cannot be goes as soon as that is known.

    StabilityError where the conflict makes no sense, where no state is left, and where there are more than MOST.
    """
    refuse(faults(conflict))
    options = tuple(o.id for o in conflict.options)
    bits = {option: k for k, option in enumerate(options)}
    told: dict[int, list[Condition]] = {}
    for condition in _apart(conflict.infeasible):
        named = steps_in(condition)
        told.setdefault(max((bits[o] for o in named), default=-1), []).append(condition)
    free = set(options).difference(*map(steps_in, conflict.infeasible))
    if 1 << len(free) > MOST:
        raise _too_many(f"{len(free)} of {len(options)} options are free, which makes 2^{len(free)} states")
    patterns = np.zeros(1, np.uint64)
    for k in range(-1, len(options)):
        if k >= 0:
            patterns = np.concatenate([patterns, patterns | np.uint64(1 << k)])
        for condition in told.get(k, ()):
            of_these = {o: taken(patterns, bits[o]) for o in steps_in(condition)}
            patterns = patterns[~_holds(condition, of_these, len(patterns))]
        if len(patterns) > MOST:
            raise _too_many(f"more than {MOST:,} states after {k + 1} of {len(options)} options")
    if not len(patterns):
        raise StabilityError("no state is left: what is said to be infeasible covers every combination of options")
    return States(options, patterns)


def _too_many(what: str) -> StabilityError:
    return StabilityError(
        f"{what}: at most {MOST:,} are looked at, in about {MOST * BYTES >> 30} GB, and each free option doubles them: say which"
        " options exclude or need each other, or leave out options that decide nothing"
    )
