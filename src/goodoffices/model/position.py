"""Where a party stands on an issue."""

from __future__ import annotations

import datetime
from enum import StrEnum

from goodoffices.model.base import Value
from goodoffices.model.condition import Condition


class Stance(StrEnum):
    """For, against, conditional, or undeclared."""

    FOR = "for"
    AGAINST = "against"
    CONDITIONAL = "conditional"
    UNDECLARED = "undeclared"


class Position(Value):
    """A party's stance on an issue (a step's id) at a date, with the moves (ids) that show it.

    A red line is a refusal declared not negotiable; a precondition a demand placed before talks or a step.
    """

    party: str
    issue: str
    stance: Stance
    date: datetime.date | None = None
    condition: Condition | None = None
    red_line: bool = False
    precondition: bool = False
    evidence: tuple[str, ...] = ()
