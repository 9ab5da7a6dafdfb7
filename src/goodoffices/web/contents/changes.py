"""What has happened to the ledger since one last looked."""

from __future__ import annotations

import datetime

from goodoffices.brief.events import told
from goodoffices.ledger import Ledger
from goodoffices.ledger.events import subject_of
from goodoffices.model.base import Value

MOST = 100
"""So many events are told at most: whoever has missed more looks at everything again."""


class Changed(Value):
    """An event: who did what to which subject, when, and why."""

    number: int
    at: datetime.datetime
    who: str
    kind: str
    subject: str
    said: str
    why: str | None


class Changes(Value):
    """What happened after an event, up to the event `number`; `is_all` unless there was too much to tell."""

    number: int
    changes: tuple[Changed, ...]
    is_all: bool


def changes(ledger: Ledger, since: int, report: str | None = None) -> Changes:
    """What happened after an event, to a report (r12) and what was read from it if one is named."""
    if ledger.last() <= since:
        return Changes(number=since, changes=(), is_all=True)
    found = ledger.since(since, MOST)
    told_of = [r for r in found if report is None or subject_of(r.event).partition(".")[0] == report]
    return Changes(
        number=found[-1].number if found else since,
        changes=tuple(
            Changed(
                number=r.number, at=r.event.at, who=r.event.who, kind=r.event.kind, subject=subject_of(r.event),
                said=told(r.event), why=r.event.why,
            )
            for r in told_of
        ),
        is_all=len(found) < MOST,
    )  # fmt: skip
