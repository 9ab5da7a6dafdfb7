"""Parties and steps to choose from, by some letters of their names."""

from __future__ import annotations

from enum import StrEnum

from goodoffices.ledger.finding import parties_with, steps_with
from goodoffices.ledger.views import View
from goodoffices.model.base import Value

MOST = 12


class Of(StrEnum):
    """What is chosen."""

    PARTY = "party"
    STEP = "step"


class Choice(Value):
    """One of them: `id` is the key of a party or the number of a step (t4)."""

    id: str
    said: str


class Choices(Value):
    """The first of them."""

    choices: tuple[Choice, ...]


def choices(view: View, of: Of, letters: str, report: str | None = None) -> Choices:
    """Those with some letters, first those that a report (r12) names."""
    match of:
        case Of.PARTY:
            found = tuple(Choice(id=p.key, said=p.name) for p in parties_with(view, letters, MOST, report))
        case Of.STEP:
            found = tuple(
                Choice(id=s.step.step, said=" · ".join(filter(None, (s.step.step, s.agent, s.step.object, s.step.measure.value))))
                for s in steps_with(view, letters, MOST, report)
            )
    return Choices(choices=found)
