"""The ledger: what is known, from which report, confirmed by whom."""

from __future__ import annotations

import datetime
import getpass
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Literal

from sqlalchemy import Connection, Engine, select

from goodoffices.errors import LedgerError
from goodoffices.ledger import tables
from goodoffices.ledger.adding import Addition, add
from goodoffices.ledger.events import Corrected, Done, Ended, Ending, Event, Judged, Merged, Read, Split, Status
from goodoffices.ledger.history import Recorded, history, keep_document, now, record, text_of
from goodoffices.ledger.opening import changing, in_memory, open_ledger, reading
from goodoffices.ledger.state import State, forget
from goodoffices.ledger.subjects import numbered, row_of
from goodoffices.ledger.views import View
from goodoffices.model import Reading

CORRECTABLE = {
    tables.statements.name: frozenset({"spans", "speaker", "manner"}),
    tables.moves.name: frozenset({"kind", "party", "agent", "step", "spans", "relation", "strength"}),
}
"""What may be corrected."""


class Ledger:
    """A ledger that is open. Use it as a context manager, or `close` it.

    Whatever changes it takes `who` did it (the user's name unless told otherwise) and `why`.
    """

    def __init__(self, engine: Engine):
        self.engine = engine

    @classmethod
    def open(cls, address: str | Path, *, create: bool = True) -> Ledger:
        """A ledger in a file or at the address of a PostgreSQL database; a new one where there is none, if `create`.

        Raises LedgerError where it cannot be opened.
        """
        return cls(open_ledger(address, create=create))

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def add(self, found: Reading, *, who: str | None = None) -> Addition:
        """Add a reading, all of it or nothing; a second time, nothing happens."""
        with changing(self.engine) as connection:
            return add(connection, found, who or user())

    def confirm(self, subject: str, *, who: str | None = None, why: str | None = None) -> None:
        """A person says that a statement, move or link is as it was read."""
        self._judge(subject, Status.CONFIRMED, who, why)

    def reject(self, subject: str, *, who: str | None = None, why: str | None = None) -> None:
        """A person says that a statement, move or link is not in the report."""
        self._judge(subject, Status.REJECTED, who, why)

    def correct(
        self, subject: str, changes: dict[str, str | int | None], *, who: str | None = None, why: str | None = None
    ) -> None:
        """A person gives fields of a statement or move other values: parties by key, steps by number, spans as "3-9;12-20"."""
        row = row_of(subject)
        if unknown := changes.keys() - CORRECTABLE.get(row.table.name, frozenset()):
            raise LedgerError(f"{subject} has no {unknown.pop()} to correct")
        with changing(self.engine) as connection:
            self._must_be_there(connection, subject)
            for field in changes.keys() & {"party", "agent", "speaker"}:
                self._must_be_there(connection, str(changes[field]))
            if "step" in changes:
                self._must_be_there(connection, f"t{changes['step']}")
            _happen(connection, Corrected(at=now(), who=who or user(), why=why, subject=subject, changes=changes))

    def merge(self, kept: str, merged: str, *, who: str | None = None, why: str | None = None) -> None:
        """Two parties, or two steps, are one."""
        if kept == merged or (numbered(kept, "t") is None) != (numbered(merged, "t") is None):
            raise LedgerError(f"{merged} cannot be one with {kept}: name two parties, or two steps")
        with changing(self.engine) as connection:
            for subject in (kept, merged):
                self._must_be_there(connection, subject)
            _happen(connection, Merged(at=now(), who=who or user(), why=why, kept=kept, merged=merged))

    def split(self, part: str, *, who: str | None = None, why: str | None = None) -> None:
        """A party or step that was merged into another is one of its own again."""
        with changing(self.engine) as connection:
            self._must_be_there(connection, part)
            _happen(connection, Split(at=now(), who=who or user(), why=why, part=part))

    def done(self, step: str, day: datetime.date | None, *, who: str | None = None, why: str | None = None) -> None:
        """A step (t4) was done on a day; without a day, it was not done after all."""
        with changing(self.engine) as connection:
            self._must_be_there(connection, step)
            _happen(connection, Done(at=now(), who=who or user(), why=why, step=_number(step, "t"), day=day))

    def end(self, commitment: str, ending: Ending, day: datetime.date, *, who: str | None = None, why: str | None = None) -> None:
        """A commitment (c7) is cancelled by its debtor, or released by its creditor."""
        with changing(self.engine) as connection:
            self._must_be_there(connection, commitment)
            number = _number(commitment, "c")
            _happen(connection, Ended(at=now(), who=who or user(), why=why, commitment=number, ending=ending, day=day))

    def log(self, subject: str | None = None) -> Iterator[Recorded]:
        """What happened, in order: to everything, or to one thing and what belongs to it."""
        with reading(self.engine) as connection:
            yield from history(connection, subject)

    def rebuild(self, progress: Callable[[int], None] | None = None) -> None:
        """Make everything anew from the record of events."""
        with changing(self.engine) as connection:
            forget(connection)
            replay(connection, ((r, text_of(connection, r.event)) for r in history(connection)), progress)

    def as_of(self, day: datetime.date) -> View:
        """The ledger as the reports published by a day have it, with all that people have said of them to this day.

        A report without a date counts from the day on which it was added; a step as done, and a commitment as ended, from its day.
        """
        return View(self.engine, day)

    def as_recorded(self, moment: datetime.datetime) -> Ledger:
        """The ledger as it stood at a moment, in memory: what had been added and said of it by then."""
        past = in_memory()
        with reading(self.engine) as connection, changing(past) as copy:
            events = ((r, text_of(connection, r.event)) for r in history(connection) if r.event.at <= moment)
            replay(copy, _recorded_again(copy, events))
        return Ledger(past)

    def _judge(self, subject: str, verdict: Literal[Status.CONFIRMED, Status.REJECTED], who: str | None, why: str | None) -> None:
        with changing(self.engine) as connection:
            self._must_be_there(connection, subject)
            _happen(connection, Judged(at=now(), who=who or user(), why=why, subject=subject, verdict=verdict))

    @staticmethod
    def _must_be_there(connection: Connection, subject: str) -> None:
        """Raises LedgerError where the ledger has nothing of that name."""
        if "." in subject:
            row = row_of(subject)
            there = connection.execute(select(row.table.c.n).where(row.where)).first()
        else:
            kinds = (("t", tables.steps), ("c", tables.commitments), ("r", tables.reports))
            table = next((t for kind, t in kinds if numbered(subject, kind) is not None), tables.parties)
            where = table.c.key == subject if table is tables.parties else table.c.id == int(subject[1:])
            there = connection.execute(select(table.c.id).where(where)).first()
        if there is None:
            raise LedgerError(
                f"there is no {subject} in this ledger: `goodoffices search` and `goodoffices parties` tell what there is"
            )


def user() -> str:
    """Who sits at the keyboard."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no account of that number, as in some containers
        return "unknown"


def replay(connection: Connection, events: Iterable[tuple[Recorded, str]], progress: Callable[[int], None] | None = None) -> None:
    """Apply events with their texts, in order, to an empty state."""
    state = State(connection, anew=True)
    for recorded, text in events:
        state.apply(recorded.number, recorded.event, text)
        if progress is not None:
            progress(recorded.number)
    state.flush()


def _recorded_again(copy: Connection, events: Iterable[tuple[Recorded, str]]) -> Iterator[tuple[Recorded, str]]:
    """The events, each entered with its text in the record of a copy as well."""
    for recorded, text in events:
        if isinstance(recorded.event, Read):
            keep_document(copy, recorded.event.reading["report"]["sha256"], text)
        yield Recorded(record(copy, recorded.event), recorded.event), text


def _happen(connection: Connection, event: Event) -> None:
    state = State(connection)
    state.apply(record(connection, event), event)
    state.flush()


def _number(subject: str, kind: str) -> int:
    number = numbered(subject, kind)
    if number is None:
        raise LedgerError(f"{subject} is no {'step: write t4' if kind == 't' else 'commitment: write c7'}")
    return number
