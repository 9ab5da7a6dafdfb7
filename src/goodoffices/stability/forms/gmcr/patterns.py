"""Conditions as patterns, which is all that GMCR+ knows: each says which options are taken and which not; one must fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from goodoffices.errors import StabilityError
from goodoffices.model import AtLeast, Condition, Done, Not, all_of, any_of

Pattern = Mapping[str, bool]
"""For some options whether they are taken."""
MOST = 2_000
"""So many patterns stand for one condition at most."""


def condition_of(patterns: Sequence[Pattern]) -> Condition:
    """The condition that one of the patterns fits."""
    met = [_fits(p) for p in patterns]
    return met[0] if len(met) == 1 else any_of(*met)


def patterns_of(condition: Condition, *, met: bool = True) -> list[Pattern]:
    """The patterns of the states in which a condition is met, or not met; none of them holds another.

    StabilityError where they would be more than MOST.
    """
    match condition:
        case Done(step=option):
            return [{option: met}]
        case Not(part=part):
            return patterns_of(part, met=not met)
        case AtLeast(count=count, parts=parts):
            needed = count if met else len(parts) - count + 1
            found: list[Pattern] = []
            for some in combinations([patterns_of(p, met=met) for p in parts], needed) if needed > 0 else [()]:
                found = _fewest([*found, *_all(some)])
            return found
    raise StabilityError(f"a condition over options cannot be “{condition.kind}”: say it of options, without days")


def _all(of: Iterable[Sequence[Pattern]]) -> list[Pattern]:
    """The patterns that fit where one of each sequence fits."""
    found: list[Pattern] = [{}]
    for patterns in of:
        found = _fewest([{**a, **b} for a in found for b in patterns if all(a.get(o, taken) == taken for o, taken in b.items())])
    return found


def _fewest(patterns: Sequence[Pattern]) -> list[Pattern]:
    """The patterns without those that another one covers."""
    if len(patterns) > MOST * 10:
        raise StabilityError(f"a condition is more than {MOST:,} patterns of options, one by one: say it in simpler ones")
    kept: list[Pattern] = []
    for pattern in sorted(patterns, key=len):
        if not any(k.items() <= pattern.items() for k in kept):
            kept.append(pattern)
    if len(kept) > MOST:
        raise StabilityError(f"a condition is more than {MOST:,} patterns of options, one by one: say it in simpler ones")
    return kept


def _fits(pattern: Pattern) -> Condition:
    literals: list[Condition] = [Done(step=o) if taken else Not(part=Done(step=o)) for o, taken in pattern.items()]
    return literals[0] if len(literals) == 1 else all_of(*literals)
