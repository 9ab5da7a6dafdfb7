"""Conditions over the steps of a ledger."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import TypeAdapter

from goodoffices.model import AtLeast, Condition, Done, Not

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
"""A condition out of the JSON as which it is kept."""


def over_wholes(condition: Condition, wholes: Mapping[int, int]) -> Condition:
    """A condition over the steps into which those that it names were merged."""
    match condition:
        case Done(step=step):
            return Done(step=f"t{wholes[int(step[1:])]}")
        case AtLeast(count=count, parts=parts):
            return AtLeast(count=count, parts=tuple(over_wholes(p, wholes) for p in parts))
        case Not(part=part):
            return Not(part=over_wholes(part, wholes))
        case _:
            return condition
