"""What was changed, when, by whom and why; for administrators also who signed in, and what became of accounts."""

from __future__ import annotations

import datetime

from goodoffices.brief.events import told
from goodoffices.ledger import Ledger
from goodoffices.ledger.events import subject_of
from goodoffices.model.base import Value
from goodoffices.web.access.team import Team

KINDS = (
    "added", "read again", "reprinted", "judged", "corrected", "linked", "marked", "introduced", "undone", "merged", "split",
    "done", "ended",
)  # fmt: skip
"""What can happen to a ledger, as far as one looks for it."""


class Change(Value):
    """An event of the ledger, in words."""

    number: int
    at: datetime.datetime
    who: str
    kind: str
    subject: str
    told: str
    why: str | None


class Changes(Value):
    """The latest events before one, the latest first; `older` is the number before which there are more."""

    changes: tuple[Change, ...]
    older: int | None


class Access(Value):
    """A sign-in, or a change of an account."""

    number: int
    at: datetime.datetime
    who: str
    what: str
    whom: str | None


class Accesses(Value):
    """The latest of them before one, the latest first."""

    accesses: tuple[Access, ...]
    older: int | None


def changes(ledger: Ledger, most: int, *, before: int | None, who: str | None, kind: str | None) -> Changes:
    """At most so many events, of a person or a kind where they are named."""
    found = ledger.audit(before=before, who=who, kind=kind, most=most + 1)
    shown = tuple(
        Change(
            number=r.number, at=r.event.at, who=r.event.who, kind=r.event.kind, subject=subject_of(r.event), told=told(r.event),
            why=r.event.why,
        )
        for r in found[:most]
    )  # fmt: skip
    return Changes(changes=shown, older=shown[-1].number if len(found) > most else None)


def accesses(team: Team, most: int, *, before: int | None) -> Accesses:
    """At most so many of what happened to accounts."""
    found = team.accounts.events(before=before, most=most + 1)
    shown = tuple(Access(number=e.number, at=e.at, who=e.who, what=e.what, whom=e.whom) for e in found[:most])
    return Accesses(accesses=shown, older=shown[-1].number if len(found) > most else None)
