"""Conditional promises."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from goodoffices.model.base import Value
from goodoffices.model.condition import Condition
from goodoffices.model.move import Strength


class CommitmentState(StrEnum):
    """The life of a commitment (Singh): conditional until its antecedent holds, then detached, then satisfied or violated."""

    CONDITIONAL = "conditional"
    DETACHED = "detached"
    SATISFIED = "satisfied"
    VIOLATED = "violated"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    RELEASED = "released"


class Commitment(Value):
    """C(debtor, creditor, antecedent, consequent): if the antecedent holds, the debtor brings the consequent steps about."""

    id: str
    debtor: str
    creditor: str | None = None
    antecedent: Condition
    consequent: tuple[str, ...] = Field(min_length=1)
    strength: Strength
    state: CommitmentState = CommitmentState.CONDITIONAL
    moves: tuple[str, ...] = ()
