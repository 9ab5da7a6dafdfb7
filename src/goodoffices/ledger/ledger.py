"""The ledger: what is known, from which report, confirmed by whom."""

from __future__ import annotations

import datetime
import gc
import getpass
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine

from goodoffices.errors import LedgerError
from goodoffices.ledger.adding import Addition, add, known
from goodoffices.ledger.events import Corrected, Done, Ended, Ending, Event, Judged, Linked, Read, Status, subject_of
from goodoffices.ledger.fitting import must_be_there, must_fit
from goodoffices.ledger.history import Recorded, history, keep_document, last, latest, now, record, with_texts
from goodoffices.ledger.marking import NewMove, NewStatement, introduced, marked
from goodoffices.ledger.memory import Memory, up_to_date
from goodoffices.ledger.merging import merging, splitting
from goodoffices.ledger.opening import PATIENCE, changing, in_memory, open_ledger, reading
from goodoffices.ledger.review import drafts, waiting
from goodoffices.ledger.state import State, made_anew
from goodoffices.ledger.subjects import numbered
from goodoffices.ledger.transfer import Item, items_of, put_in
from goodoffices.ledger.undoing import must_be_seen, seen, undoing, with_what_was
from goodoffices.ledger.views import View
from goodoffices.model import PartyKind, ReaderName, Reading, Report

if TYPE_CHECKING:
    import pandas
    import polars


class Ledger:
    """A ledger that is open. Use it as a context manager, or `close` it.

    Whatever changes it takes `who` did it (the user's name unless told otherwise) and `why`.
    """

    def __init__(self, engine: Engine):
        self.engine = engine
        self._memory: Memory | None = None

    @classmethod
    def open(cls, address: str | Path, *, create: bool = True, patience: float = PATIENCE) -> Ledger:
        """A ledger in a file or at the address of a PostgreSQL database; a new one where there is none, if `create`.

        A change to a file waits `patience` seconds, at most, for another process's to end.
        Raises LedgerError where it cannot be opened.
        """
        return cls(open_ledger(address, create=create, patience=patience))

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def add(self, found: Reading, *, who: str | None = None) -> Addition:
        """Add a reading, all of it or nothing; a second time, nothing happens."""
        memory, self._memory = self._memory, None  # what it holds is nothing to go by if this fails
        with changing(self.engine) as connection:
            memory = up_to_date(memory, connection)
            addition = add(connection, found, who or user(), memory)
        self._memory = memory
        return addition

    def known(self, report: Report, reader: ReaderName) -> Addition | None:
        """Where that version of a reader has read a report already, printed where it is: as which report; else None."""
        with reading(self.engine) as connection:
            return known(connection, report, reader)

    def drafts(self) -> Iterator[str]:
        """What nobody has judged yet (r12.m3, r12.m3>t4, r12.s3), in the order in which it is worth a person's time."""
        return drafts(self.engine)

    def waiting(self) -> int:
        """How many drafts there are."""
        return waiting(self.engine)

    # Whatever changes something that a person may have looked at takes `after`: the number of the last event that he has seen.

    def confirm(self, subject: str, *, who: str | None = None, why: str | None = None, after: int | None = None) -> None:
        """A person says that a statement, move or link is as it was read.

        With `after`, ConflictError where somebody has touched it since.
        """
        self._happen(Judged(**_told(who, why), subject=subject, verdict=Status.CONFIRMED), after)

    def reject(self, subject: str, *, who: str | None = None, why: str | None = None, after: int | None = None) -> None:
        """A person says that a statement, move or link is not in the report. ConflictError as for `confirm`."""
        self._happen(Judged(**_told(who, why), subject=subject, verdict=Status.REJECTED), after)

    def correct(
        self, subject: str, changes: dict[str, str | int | None], *, who: str | None = None, why: str | None = None,
        after: int | None = None,
    ) -> None:  # fmt: skip
        """A person gives fields of a statement or move other values: parties by key, steps by number, spans as "3-9;12-20".

        ConflictError as for `confirm`.
        """
        self._happen(Corrected(**_told(who, why), subject=subject, changes=changes), after)

    def link(self, move: str, step: str, *, who: str | None = None, why: str | None = None, after: int | None = None) -> None:
        """A person says that the condition of a move waits for a step. ConflictError as for `confirm`."""
        self._happen(Linked(**_told(who, why), subject=f"{move}>{step}"), after)

    def mark(self, report: str, what: NewStatement | NewMove, *, who: str | None = None, why: str | None = None) -> str:
        """A person adds a statement or move that the reader missed; what it is called (r12.m4)."""
        with changing(self.engine) as connection:
            event = marked(connection, report, what, who or user(), why)
            _happen(connection, event)
        return event.subject

    def new_party(self, name: str, kind: PartyKind, *, who: str | None = None, why: str | None = None) -> str:
        """A person names a party that the ledger did not know; its key."""
        with changing(self.engine) as connection:
            event = introduced(connection, name, kind, who or user(), why)
            _happen(connection, event)
        return event.party

    def undo(self, event: int, *, who: str | None = None, why: str | None = None) -> None:
        """A person takes back a change, the `event`th, so that all is as it was before.

        Raises LedgerError for what cannot be taken back, ConflictError where somebody has touched the same thing since.
        """
        with changing(self.engine) as connection:
            for one in undoing(connection, event, who or user(), why):
                _happen(connection, one)

    def seen(self, subject: str) -> int:
        """The number of the last event that touched a subject or what belongs to it, for `after`."""
        with reading(self.engine) as connection:
            return seen(connection, subject)

    def since(self, number: int, most: int) -> list[Recorded]:
        """The events after one, in their order, at most so many."""
        with reading(self.engine) as connection:
            return list(islice(history(connection, after=number), most))

    def merge(self, kept: str, merged: str, *, who: str | None = None, why: str | None = None, after: int | None = None) -> None:
        """Two parties, or two steps, are one; with two parties, their steps that differ in nothing else.

        ConflictError as for `confirm`, for either.
        """
        with changing(self.engine) as connection:
            for subject in (kept, merged):
                must_be_seen(connection, subject, after)
            for event in merging(connection, kept, merged, {"at": now(), "who": who or user(), "why": why}):
                _happen(connection, event)

    def split(self, part: str, *, who: str | None = None, why: str | None = None, after: int | None = None) -> None:
        """A party or step that was merged into another is one of its own again; a party with its steps.

        ConflictError as for `confirm`.
        """
        with changing(self.engine) as connection:
            must_be_seen(connection, part, after)
            for event in splitting(connection, part, {"at": now(), "who": who or user(), "why": why}):
                _happen(connection, event)

    def done(
        self, step: str, day: datetime.date | None, *, who: str | None = None, why: str | None = None, after: int | None = None
    ) -> None:
        """A step (t4) was done on a day; without a day, it was not done after all. ConflictError as for `confirm`."""
        self._happen(Done(**_told(who, why), step=_number(step, "t"), day=day), after)

    def end(
        self, commitment: str, ending: Ending, day: datetime.date, *, who: str | None = None, why: str | None = None,
        after: int | None = None,
    ) -> None:  # fmt: skip
        """A commitment (c7) is cancelled by its debtor, or released by its creditor. ConflictError as for `confirm`."""
        self._happen(Ended(**_told(who, why), commitment=_number(commitment, "c"), ending=ending, day=day), after)

    def log(self, subject: str | None = None) -> Iterator[Recorded]:
        """What happened, in order: to everything, or to one thing and what belongs to it. Raises LedgerError for no such thing."""
        with reading(self.engine) as connection:
            if subject is not None:
                must_be_there(connection, subject)
            yield from history(connection, subject)

    def audit(self, most: int, *, before: int | None = None, who: str | None = None, kind: str | None = None) -> list[Recorded]:
        """The latest events before one, the last first: those of a person, or of a kind ("judged"), where they are named."""
        with reading(self.engine) as connection:
            return latest(connection, most, before=before, who=who, kind=kind)

    def last(self) -> int:
        """The number of the last event; 0 where nothing has happened."""
        with reading(self.engine) as connection:
            return last(connection)

    def rebuild(self, progress: Callable[[int], None] | None = None) -> None:
        """Make everything anew from the record of events."""
        with changing(self.engine) as connection, made_anew(connection):
            replay(connection, with_texts(connection, history(connection)), progress)

    def record(self) -> Iterator[Item]:
        """The whole record, from which all else is made: for another ledger's `restore`."""
        with reading(self.engine) as connection:
            yield from items_of(connection)

    def restore(self, items: Iterable[Item]) -> int:
        """Put a whole record into this ledger, which must be empty: all of it or nothing; the number of its events.

        Raises UnfitError for an item that cannot follow those before it.
        """
        with changing(self.engine) as connection:
            return put_in(connection, items)

    def to_pandas(self, table: str, as_of: datetime.date | None = None) -> pandas.DataFrame:
        """A table ("moves"; `flat.TABLES` names all) as a data frame of pandas. Raises LedgerError where it is not installed."""
        from goodoffices.ledger.frames import to_pandas

        return to_pandas(self.as_of(as_of), table)

    def to_polars(self, table: str, as_of: datetime.date | None = None) -> polars.DataFrame:
        """A table as a data frame of Polars. Raises LedgerError where it is not installed."""
        from goodoffices.ledger.frames import to_polars

        return to_polars(self.as_of(as_of), table)

    def _repr_html_(self) -> str:
        from goodoffices.ledger.notebook import as_html

        return as_html(self.as_of())

    def as_of(self, day: datetime.date | None = None) -> View:
        """The ledger as the reports published by a day have it, with all that people have said of them to this day.

        Without a day, all reports count, and today is the day.

        A report without a date counts from the day on which it was added; a step as done, and a commitment as ended, from its day.
        """
        return View(self.engine, day)

    def as_recorded(self, moment: datetime.datetime) -> Ledger:
        """The ledger as it stood at a moment, in memory: what had been added and said of it by then."""
        past = in_memory()
        with reading(self.engine) as connection, changing(past) as copy:
            events = with_texts(connection, (r for r in history(connection) if r.event.at <= moment))
            replay(copy, _recorded_again(copy, events))
        return Ledger(past)

    def _happen(self, event: Event, after: int | None = None) -> None:
        with changing(self.engine) as connection:
            must_be_seen(connection, subject_of(event), after)
            _happen(connection, event.model_copy(update={"at": now()}))  # not the moment at which it began to wait for others


def _told(who: str | None, why: str | None) -> dict[str, Any]:
    return {"at": now(), "who": who or user(), "why": why}


def user() -> str:
    """Who sits at the keyboard."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no account of that number, as in some containers
        return "unknown"


def replay(connection: Connection, events: Iterable[tuple[Recorded, str]], progress: Callable[[int], None] | None = None) -> None:
    """Apply events with their texts, in order, to an empty state."""
    state = State(connection, anew=True)
    with _all_kept():
        for recorded, text in events:
            state.apply(recorded.number, recorded.event, text)
            if progress is not None:
                progress(recorded.number)
        state.flush()


@contextmanager
def _all_kept() -> Iterator[None]:
    """No looking for what could be let go: of hundreds of thousands of rows on their way, nothing could, and it takes a sixth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _recorded_again(copy: Connection, events: Iterable[tuple[Recorded, str]]) -> Iterator[tuple[Recorded, str]]:
    """The events, each entered with its text in the record of a copy as well."""
    for recorded, text in events:
        if isinstance(recorded.event, Read):
            keep_document(copy, recorded.event.reading["report"]["sha256"], text)
        yield Recorded(record(copy, recorded.event), recorded.event), text


def _happen(connection: Connection, event: Event) -> None:
    """Record what a person does. Raises LedgerError where it does not fit the ledger."""
    must_fit(connection, event)
    event = with_what_was(connection, event)
    state = State(connection)
    state.apply(record(connection, event), event)
    state.flush()


def _number(subject: str, kind: str) -> int:
    number = numbered(subject, kind)
    if not number:
        raise LedgerError(f"{subject} is no {'step: write t4' if kind == 't' else 'commitment: write c7'}")
    return number
