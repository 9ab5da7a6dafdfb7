"""What speaks against what: the steps that a "not" opposes, and what holds whatever else is taken."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator

from goodoffices.model import AtLeast, Condition, Done, Not, holds


def opposed(condition: Condition) -> frozenset[str]:
    """The steps that can end a condition when they are taken: those under an odd number of "not"s."""
    return _named(condition, negated=True)


def nots_in(condition: Condition) -> Iterator[Not]:
    """The "not"s of a condition, but none that stands within another."""
    match condition:
        case AtLeast(parts=parts):
            for part in parts:
                yield from nots_in(part)
        case Not():
            yield condition


def surely(condition: Condition, least: Collection[str], most: Collection[str], day: datetime.date | None = None) -> bool:
    """Whether a condition holds, as far as can be told, for every set of steps that has the `least` and none beyond the `most`."""
    match condition:
        case Done(step=step):
            return step in least
        case AtLeast(count=count, parts=parts):
            return sum(surely(p, least, most, day) for p in parts) >= count
        case Not(part=part):
            return not surely(part, most, least, day)
        case _:
            return holds(condition, (), day)


def _named(condition: Condition, *, negated: bool) -> frozenset[str]:
    match condition:
        case Done(step=step):
            return frozenset() if negated else frozenset({step})
        case AtLeast(parts=parts):
            return frozenset().union(*(_named(p, negated=negated) for p in parts))
        case Not(part=part):
            return _named(part, negated=not negated)
        case _:
            return frozenset()
