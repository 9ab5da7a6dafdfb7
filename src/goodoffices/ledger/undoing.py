"""Changes that can be taken back, and changes that must not be made because somebody else was faster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from goodoffices.errors import ConflictError, LedgerError
from goodoffices.ledger import tables
from goodoffices.ledger.events import (
    Corrected,
    Done,
    Ended,
    Event,
    Judged,
    Linked,
    Marked,
    Merged,
    Status,
    Touched,
    Undone,
    subject_of,
)
from goodoffices.ledger.history import Recorded, history, now
from goodoffices.ledger.merging import splitting
from goodoffices.ledger.subjects import row_of

PEOPLE = ("party", "agent", "speaker")
"""The fields that name parties."""


def with_what_was(connection: Connection, event: Event) -> Event:
    """The event, with what it changes as that is now, if it touches a row."""
    if not isinstance(event, Touched):
        return event
    row, p = row_of(event.subject), tables.proposals
    there = connection.execute(select(row.table).where(row.where)).mappings().first()
    proposed = connection.execute(select(p.c.event, p.c.body).where(p.c.subject == event.subject).order_by(p.c.event))
    was: dict[str, Any] = {}
    if there is not None:
        fields = event.changes if isinstance(event, Corrected) else ()
        was = {"status": there["status"], **{field: there[field] for field in fields}}
        was |= {field: _key(connection, was[field]) for field in PEOPLE if was.get(field) is not None}
    in_order = dict(sorted(was.items()))
    return event.model_copy(update={"was": in_order, "proposed": tuple((row.event, row.body) for row in proposed)})


def must_be_seen(connection: Connection, subject: str, after: int | None) -> None:
    """Raises ConflictError where somebody has touched a subject, or what belongs to it, after the event that was seen last."""
    if after is None:
        return
    t = tables.events
    found = connection.execute(select(t.c.who, t.c.kind, t.c.subject).where(t.c.id > after, _touches(subject)).limit(1)).first()
    if found is not None:
        raise ConflictError(f"{found.who} was faster ({found.kind} {found.subject}), and nothing was done: look at it again")


def seen(connection: Connection, subject: str) -> int:
    """The number of the last event that touched a subject, or what belongs to it; 0 where there is none."""
    t = tables.events
    return int(connection.scalar(select(t.c.id).where(_touches(subject)).order_by(t.c.id.desc()).limit(1)) or 0)


def undoing(connection: Connection, number: int, who: str, why: str | None) -> Iterator[Event]:
    """The events that take one back; each happens before the next is asked for.

    Raises LedgerError for what cannot be taken back, or was already, and where somebody has touched the same thing since.
    """
    event = _event(connection, number)
    told: dict[str, Any] = {"at": now(), "who": who, "why": why}
    later = list(history(connection, subject_of(event), after=number))
    gone = {r.event.event for r in later if isinstance(r.event, Undone)}
    if number in gone:
        raise LedgerError(f"change {number} has been taken back already")
    if since := next((r for r in later if not isinstance(r.event, Undone) and r.number not in gone), None):
        raise ConflictError(
            f"{since.event.who} has changed {subject_of(event)} since: take that back first (change {since.number})"
        )
    match event:
        case Judged() | Corrected() | Linked():
            if not event.was and not isinstance(event, Linked):
                raise LedgerError(f"change {number} was made before changes could be taken back: correct or judge it anew")
            yield Undone(subject=event.subject, event=number, values=event.was, proposed=event.proposed, **told)
        case Marked():
            yield Undone(subject=event.subject, event=number, values={"status": Status.REJECTED.value}, **told)
        case Ended():
            was = _before(connection, f"c{event.commitment}", number)
            end = (was.ending.value, was.day.isoformat()) if isinstance(was, Ended) else (None, None)
            values = dict(zip(("ended", "ended_on"), end, strict=True))
            yield Undone(subject=f"c{event.commitment}", event=number, values=values, **told)
        case Done():
            was = _before(connection, f"t{event.step}", number)
            day = was.day if isinstance(was, Done) else None
            yield Undone(subject=f"t{event.step}", event=number, values={"done": day and day.isoformat()}, **told)
        case Merged():
            yield from splitting(connection, event.merged, {"at": now(), "who": who, "why": why})
        case _:
            raise LedgerError(f"change {number} ({event.kind}) cannot be taken back")


def _touches(subject: str) -> Any:
    """Which events touch a subject: those about it or what belongs to it, and a later reading of its report."""
    t = tables.events
    inside = (t.c.subject.startswith(f"{subject}{of}", autoescape=True) for of in ".>")
    report = subject.partition(".")[0]
    return or_(t.c.subject == subject, *inside, and_(t.c.subject == report, t.c.kind == "read again"))


def _event(connection: Connection, number: int) -> Event:
    recorded: Recorded | None = next(iter(history(connection, after=number - 1)), None)
    if recorded is None or recorded.number != number:
        raise LedgerError(f"there is no change {number} in this ledger")
    return recorded.event


def _before(connection: Connection, subject: str, number: int) -> Event | None:
    """What was said of a step's being done, or a commitment's end, before an event, and not taken back."""
    said: dict[int, Event] = {}
    for earlier in history(connection, subject):
        match earlier.event:
            case Done() | Ended() if earlier.number < number:
                said[earlier.number] = earlier.event
            case Undone(event=gone):
                said.pop(gone, None)
    return said[max(said)] if said else None


def _key(connection: Connection, party: int) -> str:
    p = tables.parties
    return str(connection.execute(select(p.c.key).where(p.c.id == party)).scalar_one())
