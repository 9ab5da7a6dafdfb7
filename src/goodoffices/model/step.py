"""What a party can do or bring about: the atom of all analysis."""

from __future__ import annotations

from enum import StrEnum

from goodoffices.model.base import Value
from goodoffices.model.statement import Confidence


class Measure(StrEnum):
    """The kind of a step, after PA-X and CAMEO/PLOVER."""

    CEASEFIRE = "ceasefire"
    HUMANITARIAN_ACCESS = "humanitarian access"
    PRISONER_RELEASE = "prisoner release"
    PRISONER_EXCHANGE = "prisoner exchange"
    ATTENDANCE = "attendance"
    TALKS = "talks"
    WITHDRAWAL = "withdrawal"
    DISARMAMENT = "disarmament"
    MONITORING = "monitoring"
    TRANSITION_OF_POWER = "transition of power"
    DEPARTURE_FROM_POWER = "departure from power"
    ELECTIONS = "elections"
    AUTONOMY_OR_STATUS = "autonomy or status"
    RECOGNITION = "recognition"
    SANCTIONS = "sanctions"
    RETURN_OF_REFUGEES = "return of refugees"
    ATTACK = "attack"
    ACCEPTANCE_OF_TERMS = "acceptance of terms"
    OTHER = "other"


class Step(Value):
    """Something that a party can do or bring about: agent (a party's id), measure, and the object or place of it.

    Without an agent where a condition waits for something that no one party brings about.
    """

    id: str
    agent: str | None
    measure: Measure
    object: str | None = None
    place: str | None = None


class StepPart(StrEnum):
    """Which words of a move speak of a step: those that name what it would do, or its condition."""

    STEP = "step"
    CONDITION = "condition"


class StepMention(Value):
    """The words of a move (its id) that speak of a step (its id), and how sure it is that they do.

    A condition that speaks of the step of another move is a link between the two, which an analyst confirms or cuts.
    """

    step: str
    move: str
    part: StepPart
    confidence: Confidence
