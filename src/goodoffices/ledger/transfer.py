"""The record of a ledger, out and in: the texts of its reports and its events, from which all else is made anew."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, text

from goodoffices.errors import LedgerError
from goodoffices.ledger.arriving import Arriving, Document, UnfitError
from goodoffices.ledger.events import Added, Event, ReadAgain
from goodoffices.ledger.fitting import must_fit
from goodoffices.ledger.history import Recorded, document, history, keep_document, last, record
from goodoffices.ledger.state import State

MOST_EVENTS = 2**31


Item = Document | Recorded
"""What a record consists of. A document comes before the event that adds its report."""


def items_of(connection: Connection) -> Iterator[Item]:
    """The whole record of a ledger in its order. A ledger that has grown begins with the same items as before."""
    for recorded in history(connection):
        if isinstance(recorded.event, Added):
            yield Document(
                recorded.event.reading["report"]["sha256"], document(connection, recorded.event.reading["report"]["sha256"])
            )
        yield recorded


def put_in(connection: Connection, items: Iterable[Item]) -> int:
    """Put a record into an empty ledger, in the transaction of the connection, and make all else from it; the number of events.

    Events keep their numbers. Raises UnfitError for an item that cannot be, LedgerError where the ledger is not empty.
    """
    if last(connection):
        raise LedgerError("a record goes into an empty ledger, and this one is not: name a new one")
    state, arriving = State(connection, anew=True), Arriving()
    count = number = 0
    for item in items:
        if isinstance(item, Document):
            arriving.document(item)
            continue
        if not number < item.number < MOST_EVENTS:
            raise UnfitError(f"event {item.number} cannot come after event {number}")
        number, event, said = item.number, _in_utc(item.event), ""
        if isinstance(event, Added | ReadAgain):
            said = arriving.waiting.text if isinstance(event, Added) and arriving.waiting else _text(connection, event)
            event = arriving.read(event, said)
            keep_document(connection, event.reading["report"]["sha256"], said)
        else:
            state.flush()
            _must_fit(connection, event)
            arriving.change(event)
        state.apply(record(connection, event, number), event, said)
        count += 1
    if arriving.waiting is not None:
        raise UnfitError(f"no event adds document {arriving.waiting.sha256}")
    state.flush()
    if count and connection.dialect.name == "postgresql":  # its counter does not see numbers that are given
        connection.execute(text("SELECT setval(pg_get_serial_sequence('events', 'id'), :number)"), {"number": number})
    return count


def _in_utc(event: Event) -> Event:
    return event.model_copy(update={"at": event.at.astimezone(datetime.UTC)})


def _text(connection: Connection, event: Added | ReadAgain) -> str:
    try:
        return document(connection, event.reading["report"]["sha256"])
    except (KeyError, TypeError):
        raise UnfitError("there is no document for its report") from None


def _must_fit(connection: Connection, event: Event) -> None:
    try:
        must_fit(connection, event)
    except LedgerError as e:
        raise UnfitError(str(e)) from e
