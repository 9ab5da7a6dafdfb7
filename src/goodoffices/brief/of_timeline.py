"""What lies ahead and what was said when, in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from itertools import groupby

from goodoffices.brief import lines, wording
from goodoffices.brief.of_report import move_item
from goodoffices.brief.outline import Group, Item, Outline, Section, section
from goodoffices.brief.telling import status_of
from goodoffices.ledger.briefing import Telling
from goodoffices.ledger.events import Status

TITLE = "What lies ahead, and what was said when, according to whom"
PAST = "What was said"


def outline_of(ahead: Iterable[Item], told: Sequence[Telling], cite: lines.Cites, today: datetime.date) -> Outline:
    """The dates that have not passed, and moves by the day of their reports, as they come: the latest first."""
    days = tuple(
        Group(name=wording.day(day), items=tuple(move_item(t, cite) for t in of_day))
        for day, of_day in groupby(told, key=lambda t: t.move.day)
    )
    return Outline(
        title=TITLE, status=status_of(t.move.status is Status.DRAFT for t in told), about=f"As of {wording.day(today)}",
        sections=(
            section(wording.AHEAD, ahead, nothing="None"), Section(title=PAST, groups=days, nothing=wording.NO_MOVES.rstrip(".")),
        ),
    )  # fmt: skip
