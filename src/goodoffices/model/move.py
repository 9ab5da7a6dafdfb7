"""What a statement does in the bargaining."""

from __future__ import annotations

from enum import StrEnum

from pydantic import model_validator

from goodoffices.model.base import Value
from goodoffices.model.span import Span
from goodoffices.model.statement import Confidence
from goodoffices.model.step import Measure


class MoveKind(StrEnum):
    """The moves of Bargaining Process Analysis, as Searle's commissives (what I would do) and directives (what you should)."""

    OFFER = "offer"
    REFUSAL = "refusal"
    DEMAND = "demand"
    THREAT = "threat"
    SUPPORT = "support"
    OPPOSITION = "opposition"


COMMISSIVES = frozenset({MoveKind.OFFER, MoveKind.REFUSAL, MoveKind.THREAT})
"""Moves by which a party binds itself: the step is its own."""


class Relation(StrEnum):
    """How a condition bears on the step."""

    IF = "if"
    ONLY_IF = "only if"
    UNLESS = "unless"
    UNTIL = "until"
    AFTER = "after"
    IN_EXCHANGE = "in exchange"


class Strength(StrEnum):
    """Firm ("will", "agreed to") or tentative ("might", "is prepared to consider")."""

    FIRM = "firm"
    TENTATIVE = "tentative"


class Move(Value):
    """What a party would do, wants done, or is for or against; `party`, `agent` and `statement` are ids.

    Raises ValueError where a condition has no relation or a relation no condition.
    """

    id: str
    kind: MoveKind
    party: str
    agent: str
    step: Span
    condition: Span | None = None
    relation: Relation | None = None
    strength: Strength
    measure: Measure
    place: str | None = None
    statement: str | None = None
    confidence: Confidence

    @model_validator(mode="after")
    def _condition_has_relation(self) -> Move:
        if (self.condition is None) != (self.relation is None):
            raise ValueError("a condition and its relation come together")
        return self
