"""Whether an event fits a ledger as it stands: what it names is there, and it says what can be said of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from goodoffices.errors import LedgerError
from goodoffices.ledger import tables
from goodoffices.ledger.events import (
    Corrected,
    Done,
    Ended,
    Ending,
    Event,
    Introduced,
    Judged,
    Linked,
    Marked,
    Merged,
    Reprinted,
    Split,
    Status,
    Undone,
)
from goodoffices.ledger.history import document
from goodoffices.ledger.rows import spans_in, spans_of
from goodoffices.ledger.storable import NEVER_STORED
from goodoffices.ledger.subjects import KEY, NUMBERED, Row, numbered, row_of
from goodoffices.model import Manner, MoveKind, Relation, Strength

KINDS = (("t", tables.steps), ("c", tables.commitments), ("r", tables.reports))
VALUES: Mapping[str, Mapping[str, Callable[[Any], Any] | None]] = {
    tables.statements.name: {"spans": None, "speaker": None, "manner": Manner},
    tables.moves.name: {
        "kind": MoveKind, "party": None, "agent": None, "step": None, "spans": None, "relation": Relation, "strength": Strength,
    },
}  # fmt: skip
"""What may be corrected, and of what it must be one."""
PARTIES = ("party", "agent", "speaker")
"""The fields that name parties."""
MAY_BE_NOTHING = frozenset({"speaker", "relation"})


def must_be_there(connection: Connection, subject: str) -> None:
    """Raises LedgerError where the ledger has nothing of that name."""
    if "." in subject:
        row = row_of(subject)
        there = connection.execute(select(row.table.c.n).where(row.where)).first()
    else:
        table = next((t for kind, t in KINDS if numbered(subject, kind) is not None), tables.parties)
        where = table.c.key == subject if table is tables.parties else table.c.id == int(subject[1:])
        there = connection.execute(select(table.c.id).where(where)).first()
    if there is None:
        raise LedgerError(
            f"there is no {subject} in this ledger: `goodoffices search` and `goodoffices parties` tell what there is"
        )


def must_fit(connection: Connection, event: Event) -> None:
    """Raises LedgerError where an event of a person cannot happen to the ledger; what a reader adds is not looked at."""
    match event:
        case Judged():
            row_of(event.subject)
            must_be_there(connection, event.subject)
        case Corrected():
            must_be_there(connection, event.subject)
            _corrections(connection, event.subject, row_of(event.subject), event.changes)
        case Linked():
            if row_of(event.subject).step is None:
                raise LedgerError(f"{event.subject} is no link: name a move and the step for which it waits, such as r12.m3>t4")
            move, _, step = event.subject.partition(">")
            must_be_there(connection, move)
            must_be_there(connection, step)
            _must_wait(connection, move)
        case Marked():
            _marked(connection, event)
        case Introduced():
            _introduced(connection, event)
        case Undone():
            must_be_there(connection, event.subject)
            if numbered(event.subject, "t") is not None:
                _day(event, event.values.get("done", ""))
            elif numbered(event.subject, "c") is not None:
                _ends(connection, event)
            else:
                row, fields = row_of(event.subject), {k: v for k, v in event.values.items() if k != "status"}
                _corrections(connection, event.subject, row, fields)
                if event.values and event.values.get("status") not in list(Status):
                    raise LedgerError(f"{event.subject} cannot become {event.values.get('status')}")
                if not event.values and row.step is None:
                    raise LedgerError(f"{event.subject} was read from its report and cannot be gone: it can be rejected")
        case Merged():
            steps = numbered(event.kept, "t") is not None
            if event.kept == event.merged or steps != (numbered(event.merged, "t") is not None):
                raise LedgerError(f"{event.merged} cannot be one with {event.kept}: name two parties, or two steps")
            for subject in (event.kept, event.merged):
                _must_be_its_own(connection, subject)
        case Split():
            _must_be_party_or_step(connection, event.part)
            if whole_of(connection, event.part) is None:
                raise LedgerError(f"{event.part} is no part of another: there is nothing to split")
        case Done():
            must_be_there(connection, f"t{event.step}")
        case Reprinted():
            must_be_there(connection, f"r{event.report}")
            if NEVER_STORED.search(f"{event.title}{event.publisher}{event.origin}"):
                raise LedgerError(f"where r{event.report} was printed holds characters that no database does")
        case Ended():
            must_be_there(connection, f"c{event.commitment}")


def _must_wait(connection: Connection, move: str) -> None:
    """Raises LedgerError for a move without a condition."""
    row = row_of(move)
    if connection.scalar(select(row.table.c.relation).where(row.where)) is None:
        raise LedgerError(f"{move} has no condition: correct its relation and spans, then link it")


def _marked(connection: Connection, event: Marked) -> None:
    """Raises LedgerError where a statement or move that a person adds cannot stand there."""
    row = row_of(event.subject)
    must_be_there(connection, f"r{row.report}")
    if row.step is not None or connection.execute(select(row.table.c.n).where(row.where)).first() is not None:
        raise LedgerError(f"{event.subject} is there already")
    fields = dict(event.fields)
    statement = fields.pop("statement", None)
    if row.table is tables.moves and statement is not None:
        must_be_there(connection, f"r{row.report}.s{statement}")
    wanted = set(VALUES[row.table.name])
    if missing := sorted(wanted - fields.keys()):
        raise LedgerError(f"{event.subject} has no {missing[0]}: say it")
    if (new := event.new_step) is not None:
        if new.agent is not None:
            _must_be_a_party(connection, new.agent)
        if NEVER_STORED.search(f"{new.key}{new.object}{new.place}"):
            raise LedgerError(f"the step of {event.subject} holds characters that no database does")
        t = tables.steps
        number = connection.execute(select(func.coalesce(func.max(t.c.id), 0) + 1)).scalar_one()
        if connection.execute(select(t.c.id).where(t.c.key == new.key)).first() is not None or fields.pop("step") != number:
            raise LedgerError(f"the step of {event.subject} is there already: name it by its number")
    _corrections(connection, event.subject, row, fields)
    if row.table is tables.moves and (fields["relation"] is None) != (not spans_in(str(fields["spans"]))[1]):
        raise LedgerError(f"{event.subject} has a condition without a relation, or a relation without one: they come together")


def _day(event: Undone, day: str | int | None) -> None:
    """Raises LedgerError where something would have been on no day that there is."""
    try:
        if day is not None:
            datetime.date.fromisoformat(str(day))
    except ValueError:
        raise LedgerError(f"what is taken back of {event.subject} was on a day or not at all, not {event.values}") from None


def _ends(connection: Connection, event: Undone) -> None:
    """Raises LedgerError where a commitment would have ended as none does ("cancelled 2031-03-04")."""
    for commitment, ended in event.values.items():
        if numbered(commitment, "c") is None:
            raise LedgerError(f"{commitment} is no commitment: write c7")
        must_be_there(connection, commitment)
        if ended is not None:
            ending, _, day = str(ended).partition(" ")
            if ending not in list(Ending):
                raise LedgerError(f"{commitment} cannot have been {ended}")
            _day(event, day)


def _introduced(connection: Connection, event: Introduced) -> None:
    """Raises LedgerError for a party that cannot be named so, or that is there."""
    p = tables.parties
    if not KEY.fullmatch(event.party) or NUMBERED.fullmatch(event.party) or not event.name.strip():
        raise LedgerError(f"{event.party!a} cannot be the key of a party called {event.name!a}: give it a name of letters")
    if NEVER_STORED.search("".join((event.name, *(part for name in event.names for part in name)))):
        raise LedgerError("the name of the party holds characters that no database does")
    if connection.scalar(select(p.c.id).where(p.c.key == event.party)) is not None:
        raise LedgerError(f"there is a party {event.party} already: take that")


def _must_be_its_own(connection: Connection, subject: str) -> None:
    """Raises LedgerError for a party or step that is not there, or that is part of another already."""
    _must_be_party_or_step(connection, subject)
    if (whole := whole_of(connection, subject)) is not None:
        raise LedgerError(f"{subject} is a part of {whole} already: name that, or split it")


def whole_of(connection: Connection, subject: str) -> str | None:
    """The party or step of which another is a part, if it is."""
    number = numbered(subject, "t")
    table = tables.parties if number is None else tables.steps
    whole = table.alias()
    found = select(whole.c.key, whole.c.id).join(table, table.c.merged_into == whole.c.id)
    row = connection.execute(found.where(table.c.key == subject if number is None else table.c.id == number)).first()
    return None if row is None else row.key if number is None else f"t{row.id}"


def _must_be_party_or_step(connection: Connection, subject: str) -> None:
    if numbered(subject, "t") is None:
        _must_be_a_party(connection, subject)
    else:
        must_be_there(connection, subject)


def _must_be_a_party(connection: Connection, key: str) -> None:
    p = tables.parties
    if connection.scalar(select(p.c.id).where(p.c.key == key)) is None:
        raise LedgerError(f"there is no party {key} in this ledger: `goodoffices parties` names them")


def _corrections(connection: Connection, subject: str, row: Row, changes: Mapping[str, str | int | None]) -> None:
    possible = VALUES.get(row.table.name, {})
    for field, value in changes.items():
        if field not in possible:
            raise LedgerError(f"{subject} has no {field} to correct")
        if value is None:
            if field not in MAY_BE_NOTHING:
                raise LedgerError(f"the {field} of {subject} cannot be nothing")
            continue
        match field, possible[field]:
            case "spans", _:
                _spans(connection, subject, row, str(value))
            case "step", _ if type(value) is int:
                must_be_there(connection, f"t{value}")
            case "step", _:
                raise LedgerError(f"the step of {subject} cannot be {value}: give its number, 4 for t4")
            case _, None:
                _must_be_a_party(connection, str(value))
            case _, kind if kind is not None:
                try:
                    kind(value)
                except ValueError:
                    names = ", ".join(kind)  # type: ignore[arg-type]
                    raise LedgerError(f"the {field} of {subject} cannot be {value}: it is one of {names}") from None


def _spans(connection: Connection, subject: str, row: Row, value: str) -> None:
    """Raises LedgerError for spans that are not as this row has them, or not in the report."""
    r = tables.reports
    sha256 = connection.scalar(select(r.c.sha256).where(r.c.id == row.report)) or ""
    end = len(document(connection, sha256))
    try:
        parts = spans_in(value)
        fits = spans_of(parts) == value and all(0 <= s < e <= end for part in parts for s, e in part)
    except ValueError:
        fits = False
    statement = row.table is tables.statements
    if not fits or len(parts) != (3 if statement else 2) or not parts[-1 if statement else 0]:
        form = "source;cue;content" if statement else "step;condition"
        raise LedgerError(f"{value!r} is not where {subject} stands: write {form} as characters of its report, such as 3-9;12-20")
