"""Conditional promises."""

from __future__ import annotations

import datetime
from enum import StrEnum

from pydantic import Field

from goodoffices.model.base import Value
from goodoffices.model.condition import Condition
from goodoffices.model.move import Strength


class CommitmentState(StrEnum):
    """The life of a commitment (Singh): conditional until its antecedent holds, then detached, then satisfied or violated.

    A necessary condition that is met is lifted: it promises nothing that could be owed.
    """

    CONDITIONAL = "conditional"
    DETACHED = "detached"
    SATISFIED = "satisfied"
    VIOLATED = "violated"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    RELEASED = "released"
    LIFTED = "lifted"


class CommitmentKind(StrEnum):
    """What a commitment binds to: the step; no more than a necessary condition of it ("only if"); or a harmful step."""

    PROMISE = "promise"
    NECESSARY = "necessary"
    THREAT = "threat"


class Commitment(Value):
    """C(debtor, creditor, antecedent, consequent): if the antecedent holds, the debtor brings the consequent steps about.

    The `deadline` is the last day for the consequent. One that is `necessary` only promises nothing when the antecedent holds; a
    `threat` is a danger, never part of a deal.
    """

    id: str
    kind: CommitmentKind = CommitmentKind.PROMISE
    debtor: str
    creditor: str | None = None
    antecedent: Condition
    consequent: tuple[str, ...] = Field(min_length=1)
    strength: Strength
    state: CommitmentState = CommitmentState.CONDITIONAL
    deadline: datetime.date | None = None
    moves: tuple[str, ...] = ()
