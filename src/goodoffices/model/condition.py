"""Conditions over steps: the antecedents of commitments."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import Field

from goodoffices.model.base import Value


class Done(Value):
    """The step (its id) is done."""

    kind: Literal["done"] = "done"
    step: str


class AtLeast(Value):
    """At least `count` of the parts hold: all of them for "all of", one for "any of"."""

    kind: Literal["at least"] = "at least"
    count: int = Field(ge=0)
    parts: tuple[Condition, ...]


class Not(Value):
    """The part does not hold ("unless", "not")."""

    kind: Literal["not"] = "not"
    part: Condition


class Until(Value):
    """It is not later than the day."""

    kind: Literal["until"] = "until"
    day: datetime.date


Condition = Annotated[Done | AtLeast | Not | Until, Field(discriminator="kind")]

AtLeast.model_rebuild()
Not.model_rebuild()


def all_of(*parts: Condition) -> AtLeast:
    """Every part holds; without parts, the empty condition, which always holds."""
    return AtLeast(count=len(parts), parts=parts)


def any_of(*parts: Condition) -> AtLeast:
    """One part at least holds; without parts, a condition that never holds."""
    return AtLeast(count=1, parts=parts)


def conjuncts(condition: Condition) -> tuple[Condition, ...]:
    """The parts of an "all of"; any other condition is its own only conjunct."""
    whole = isinstance(condition, AtLeast) and condition.count == len(condition.parts)
    return condition.parts if whole and isinstance(condition, AtLeast) else (condition,)


def steps_in(condition: Condition) -> set[str]:
    """The steps that a condition names."""
    match condition:
        case Done(step=step):
            return {step}
        case AtLeast(parts=parts):
            return {s for p in parts for s in steps_in(p)}
        case Not(part=part):
            return steps_in(part)
        case _:
            return set()


def has_not(condition: Condition) -> bool:
    """Whether a condition holds a "not" anywhere: more steps done may then end it."""
    match condition:
        case AtLeast(parts=parts):
            return any(has_not(p) for p in parts)
        case Not():
            return True
        case _:
            return False


def holds(condition: Condition, done: Collection[str], day: datetime.date | None = None) -> bool:
    """Whether a condition holds when these steps are done, on a day; without a day no "until" has passed."""
    match condition:
        case Done(step=step):
            return step in done
        case AtLeast(count=count, parts=parts):
            return sum(holds(p, done, day) for p in parts) >= count
        case Not(part=part):
            return not holds(part, done, day)
        case Until(day=last):
            return day is None or day <= last
