"""Who tells of something in a ledger, as the lines below it."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.brief import lines
from goodoffices.brief.outline import Told
from goodoffices.ledger.briefing import Telling

DRAFTS = "What is marked as draft was read by a machine and not confirmed by a person"
CONFIRMED = "A person has confirmed all of it"


def told_by(told: Iterable[Telling]) -> tuple[Told, ...]:
    """The words of each, according to whom, and in which report."""
    return tuple(
        Told(source=f"{lines.source(t.source)}, {t.move.id}", words=t.move.words.text, whom=lines.whom(t.source)) for t in told
    )


def status_of(drafts: Iterable[bool]) -> str:
    """Whether a person has confirmed all that is told, given which of it are drafts."""
    return DRAFTS if any(drafts) else CONFIRMED
