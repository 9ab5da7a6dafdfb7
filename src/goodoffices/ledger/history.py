"""The record: events as they are stored, in the order in which they happened."""

from __future__ import annotations

import datetime
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from goodoffices.ledger import tables
from goodoffices.ledger.events import EVENT, Event, Read, subject_of

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


def record(connection: Connection, event: Event) -> int:
    """Store an event; its number."""
    fields = event.model_dump(mode="json", exclude={"at", "who", "why", "kind"}, exclude_defaults=True)
    row = {
        "at": event.at.isoformat(), "who": event.who, "kind": event.kind, "subject": subject_of(event), "why": event.why,
        "body": zlib.compress(json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode(), 6),
    }  # fmt: skip
    key = connection.execute(insert(tables.events).values(row)).inserted_primary_key
    return int(key[0]) if key else 0


def history(connection: Connection, subject: str | None = None, *, after: int = 0) -> Iterator[Recorded]:
    """The events after a number, those about one subject where it is named, in their order."""
    t = tables.events
    query = select(t).order_by(t.c.id).limit(CHUNK)
    if subject is not None:
        query = query.where((t.c.subject == subject) | t.c.subject.startswith(f"{subject}.", autoescape=True))
    while rows := connection.execute(query.where(t.c.id > after)).all():
        for number, at, who, kind, _, why, body in rows:
            fields = json.loads(zlib.decompress(body))
            yield Recorded(number, EVENT.validate_python({"at": at, "who": who, "kind": kind, "why": why, **fields}, strict=False))
        after = rows[-1][0]


def last(connection: Connection) -> int:
    """The number of the last event; 0 where there is none."""
    return connection.scalar(select(func.max(tables.events.c.id))) or 0


def keep_document(connection: Connection, sha256: str, text: str) -> None:
    """Store the text of a report under its SHA-256, if it is not there."""
    t = tables.documents
    if connection.scalar(select(t.c.sha256).where(t.c.sha256 == sha256)) is None:
        connection.execute(insert(t).values(sha256=sha256, text=zlib.compress(text.encode(), 9)))


def document(connection: Connection, sha256: str) -> str:
    """The text of a report."""
    t = tables.documents
    found = connection.scalar(select(t.c.text).where(t.c.sha256 == sha256))
    if found is None:
        raise KeyError(sha256)
    return zlib.decompress(found).decode()


def text_of(connection: Connection, event: Event) -> str:
    """The text that an event's reading is of; nothing for an event without one."""
    return document(connection, event.reading["report"]["sha256"]) if isinstance(event, Read) else ""
