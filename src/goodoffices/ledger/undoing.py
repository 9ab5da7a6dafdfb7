"""Changes that can be taken back, and changes that must not be made because somebody else was faster."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, TypeVar

from sqlalchemy import Connection, and_, func, or_, select

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
    Split,
    Status,
    Touched,
    Undone,
    subject_of,
)
from goodoffices.ledger.fitting import PARTIES, whole_of
from goodoffices.ledger.history import Recorded, history, now
from goodoffices.ledger.subjects import numbered, row_of

TOO_OLD = "was made before changes could be taken back"
MergedOrSplit = TypeVar("MergedOrSplit", Merged, Split)


def with_what_was(connection: Connection, event: Event) -> Event:
    """The event, with what it changes as that is now, where it could not be told otherwise."""
    if isinstance(event, Split):
        return event.model_copy(update={"whole": whole_of(connection, event.part)})
    if isinstance(event, Ended):
        return event.model_copy(update={"was": _ends(connection, event.commitment)})
    if not isinstance(event, Touched):
        return event
    row, p = row_of(event.subject), tables.proposals
    there = connection.execute(select(row.table).where(row.where)).mappings().first()
    proposed = connection.execute(select(p.c.event, p.c.body).where(p.c.subject == event.subject).order_by(p.c.event))
    was: dict[str, Any] = {}
    if there is not None:
        fields = event.changes if isinstance(event, Corrected) else ()
        was = {"status": there["status"], **{field: there[field] for field in fields}}
        was |= {field: _key(connection, was[field]) for field in PARTIES if was.get(field) is not None}
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
    gone = {r.event.undoes for r in later if isinstance(r.event, Undone)}
    if number in gone:
        raise LedgerError(f"change {number} has been taken back already")
    if since := next((r for r in later if not isinstance(r.event, Undone) and r.number not in gone), None):
        raise ConflictError(
            f"{since.event.who} has changed {subject_of(event)} since: take that back first (change {since.number})"
        )
    match event:
        case Judged() | Corrected() | Linked():
            if not event.was and not isinstance(event, Linked):
                raise LedgerError(f"change {number} {TOO_OLD}: correct or judge it anew")
            _must_not_be_read_again(connection, event.subject, number)
            yield Undone(subject=event.subject, undoes=number, values=event.was, proposed=event.proposed, **told)
        case Marked():
            yield Undone(subject=event.subject, undoes=number, values={"status": Status.REJECTED.value}, **told)
        case Ended():
            if not event.was:
                raise LedgerError(f"change {number} {TOO_OLD}")
            yield Undone(subject=f"c{event.commitment}", undoes=number, values=event.was, **told)
        case Done():
            day = _done_before(connection, event.step, number)
            yield Undone(subject=f"t{event.step}", undoes=number, values={"done": day and day.isoformat()}, **told)
        case Merged():
            yield from _apart(connection, number, event, told)
        case Split():
            for one in reversed(_at_once(connection, number, event)):
                if one.whole is None:
                    raise LedgerError(f"change {number} {TOO_OLD}: merge them anew")
                yield Merged(kept=one.whole, merged=one.part, **told)
        case _:
            raise LedgerError(f"change {number} ({event.kind}) cannot be taken back")


def _apart(connection: Connection, number: int, event: Merged, told: dict[str, Any]) -> Iterator[Event]:
    """The events that undo a merge, and those of steps that went with it, as far as they still are one.

    Raises LedgerError where they no longer are, or where other parties had become one with the merged one before.
    """
    for later in history(connection, event.merged):
        if isinstance(later.event, Split) and later.number > number:
            raise LedgerError(f"change {number} has been taken back already: {later.event.who} has split {event.merged} off")
        if isinstance(later.event, Merged) and later.number < number and event.merged == later.event.kept:
            raise LedgerError(f"{event.merged} had parts of its own when it was merged: split off what is not {event.kept}")
    for one in reversed(_at_once(connection, number, event)):
        whole = whole_of(connection, one.merged)
        if one is event or whole == (whole_of(connection, one.kept) or one.kept):
            yield Split(part=one.merged, **told)


def _at_once(connection: Connection, number: int, event: MergedOrSplit) -> list[MergedOrSplit]:
    """A merge or split of parties with those of their steps that went with it; of steps, it is alone."""
    together = [event]
    if numbered(subject_of(event), "t") is None:
        for later in history(connection, after=number):
            same = isinstance(later.event, type(event)) and (later.event.at, later.event.who) == (event.at, event.who)
            if not same or later.number != number + len(together):
                break
            together.append(later.event)  # type: ignore[arg-type]
    return together


def _touches(subject: str) -> Any:
    """Which events touch a subject: those about it or what belongs to it, and a later reading of its report."""
    t = tables.events
    inside = (t.c.subject.startswith(f"{subject}{of}", autoescape=True) for of in ".>")
    report, move = subject.partition(".")[0], subject.partition(">")[0]
    return or_(t.c.subject.in_([subject, move]), *inside, and_(t.c.subject == report, t.c.kind == "read again"))


def _must_not_be_read_again(connection: Connection, subject: str, number: int) -> None:
    """Raises ConflictError where a later reading has been put in place of what nobody had judged."""
    t, report = tables.events, f"r{row_of(subject).report}"
    again = select(t.c.id).where(t.c.subject == report, t.c.kind == "read again", t.c.id > number)
    if connection.execute(again.limit(1)).first() is not None:
        raise ConflictError(f"{report} was read again since: judge or correct {subject} anew")


def _event(connection: Connection, number: int) -> Event:
    recorded: Recorded | None = next(iter(history(connection, after=number - 1)), None)
    if recorded is None or recorded.number != number:
        raise LedgerError(f"there is no change {number} in this ledger")
    return recorded.event


def _done_before(connection: Connection, step: int, number: int) -> datetime.date | None:
    """When a step was done, as was said before an event, and not taken back."""
    said: dict[int, datetime.date | None] = {}
    for earlier in history(connection, f"t{step}"):
        match earlier.event:
            case Done(day=day) if earlier.number < number:
                said[earlier.number] = day
            case Undone(undoes=gone):
                said.pop(gone, None)
    return said[max(said)] if said else None


def _ends(connection: Connection, commitment: int) -> dict[str, Any]:
    """How a commitment and those that are one with it have ended: "cancelled 2031-03-04", or not."""
    c = tables.commitments
    whole = select(func.coalesce(c.c.merged_into, c.c.id)).where(c.c.id == commitment).scalar_subquery()
    these = select(c.c.id, c.c.ended, c.c.ended_on).where((c.c.id == whole) | (c.c.merged_into == whole)).order_by(c.c.id)
    return {f"c{row.id}": f"{row.ended} {row.ended_on}" if row.ended else None for row in connection.execute(these)}


def _key(connection: Connection, party: int) -> str:
    p = tables.parties
    return str(connection.execute(select(p.c.key).where(p.c.id == party)).scalar_one())
