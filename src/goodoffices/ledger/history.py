"""The record: events as they are stored, in the order in which they happened."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, func, or_, select

from goodoffices.ledger import tables
from goodoffices.ledger.events import EVENT, Event, Read, subject_of
from goodoffices.ledger.inserting import insert_next, insert_once

COLUMNS = {"at", "who", "why", "kind"}
"""What an event has that is kept in columns of its own."""
LAST = select(func.coalesce(func.max(tables.events.c.id), 0))
CHUNK = 500
"""Events fetched at once."""


@dataclass(frozen=True)
class Recorded:
    """An event and its number."""

    number: int
    event: Event


def now() -> datetime.datetime:
    """The moment, in UTC."""
    return datetime.datetime.now(datetime.UTC)


def record(connection: Connection, event: Event, number: int | None = None) -> int:
    """Store an event, the next one unless it has a number; its number."""
    fields = event.model_dump_json(exclude=COLUMNS, exclude_defaults=True)
    row = {
        **({} if number is None else {"id": number}),
        "at": event.at.isoformat(), "who": event.who, "kind": event.kind, "subject": subject_of(event), "why": event.why,
        "body": zlib.compress(fields.encode(), 6),
    }  # fmt: skip
    return insert_next(connection, tables.events, row)


def history(connection: Connection, subject: str | None = None, *, after: int = 0) -> Iterator[Recorded]:
    """The events after a number, those about one subject where it is named, in their order."""
    t = tables.events
    query = select(t).order_by(t.c.id).limit(CHUNK)
    if subject is not None:
        inside = (t.c.subject.startswith(f"{subject}{of}", autoescape=True) for of in ".>")
        query = query.where(or_(t.c.subject == subject, *inside))
    while rows := connection.execute(query.where(t.c.id > after)).all():
        yield from _recorded(rows)
        after = rows[-1][0]


def latest(
    connection: Connection, most: int, *, before: int | None = None, who: str | None = None, kind: str | None = None
) -> list[Recorded]:  # fmt: skip
    """The latest events before one, the last first: those of a person, or of a kind, where they are named."""
    t = tables.events
    query = select(t).order_by(t.c.id.desc()).limit(most)
    for column, value in ((t.c.who, who), (t.c.kind, kind)):
        query = query if value is None else query.where(column == value)
    return list(_recorded(connection.execute(query if before is None else query.where(t.c.id < before))))


def last(connection: Connection) -> int:
    """The number of the last event; 0 where there is none."""
    return int(connection.execute(LAST).scalar_one())


def keep_document(connection: Connection, sha256: str, text: str) -> None:
    """Store the text of a report under its SHA-256, if it is not there."""
    insert_once(connection, tables.documents, {"sha256": sha256, "text": zlib.compress(text.encode(), 9)})


def document(connection: Connection, sha256: str) -> str:
    """The text of a report."""
    t = tables.documents
    found = connection.scalar(select(t.c.text).where(t.c.sha256 == sha256))
    if found is None:
        raise KeyError(sha256)
    return unpacked(found)


def unpacked(text: bytes) -> str:
    """A text out of the form in which it is kept."""
    return zlib.decompress(text).decode()


def with_texts(connection: Connection, events: Iterable[Recorded]) -> Iterator[tuple[Recorded, str]]:
    """Events, each with the text that its reading is of; with nothing, where it has none."""
    t = tables.documents
    waiting = iter(events)
    while chunk := list(islice(waiting, CHUNK)):
        named = {r.event.reading["report"]["sha256"] for r in chunk if isinstance(r.event, Read)}
        texts = dict(connection.execute(select(t.c.sha256, t.c.text).where(t.c.sha256.in_(named))).tuples().all())
        for recorded in chunk:
            found = texts[recorded.event.reading["report"]["sha256"]] if isinstance(recorded.event, Read) else None
            yield recorded, unpacked(found) if found else ""


def _recorded(rows: Iterable[Any]) -> Iterator[Recorded]:
    """Rows of the table of events as events."""
    for number, at, who, kind, _, why, body in rows:
        fields = {"at": at, "who": who, "kind": kind, "why": why, **from_json(zlib.decompress(body))}
        yield Recorded(number, EVENT.validate_python(fields, strict=False))
