"""Conditions over steps: the antecedents of commitments."""

from __future__ import annotations

import datetime
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
