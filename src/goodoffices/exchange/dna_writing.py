"""A ledger as a file of Discourse Network Analyzer 3: each move a statement on the words that name its step."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, and_, func, select

from goodoffices.errors import LedgerError
from goodoffices.exchange.dna_coding import AGREES, PASSWORD, UNDATED, seconds
from goodoffices.exchange.dna_entities import Entities
from goodoffices.exchange.dna_password import stored
from goodoffices.exchange.dna_schema import AGREEMENT, CONCEPT, ORGANIZATION, PERSON, STATEMENT_TYPES, creation, first_rows
from goodoffices.exchange.dna_text import shown, units
from goodoffices.ledger import Ledger, tables
from goodoffices.ledger.events import Status
from goodoffices.ledger.history import document
from goodoffices.ledger.opening import reading
from goodoffices.ledger.rows import spans_in
from goodoffices.model import MoveKind

ADMIN = 1
"""The coder whose statements they are."""


def write(ledger: Ledger, out: Path) -> None:
    """Write every report, and every move that nobody has rejected, to a `.dna` file; one that is there is replaced.

    A move has the person who spoke (if one did), the party as organization, the step as concept, and agreement: 1 for an offer,
    demand, support or threat, 0 for a refusal or opposition. Lost are conditions, strength, and who would take a step. Lines end
    with one character, as DNA counts. The file opens in DNA as coder "Admin" with the password "admin". For which version of DNA
    it is made, and how sure that is, `dna_schema` says. Raises LedgerError where it cannot be written; nothing half-written stays.
    """
    try:
        out.unlink(missing_ok=True)
        with closing(sqlite3.connect(out, isolation_level=None)) as dna:
            dna.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON; BEGIN")
            _write_all(ledger, dna)
            dna.execute("COMMIT")
    except BaseException as e:
        _forget(out)
        if isinstance(e, OSError | sqlite3.Error):
            why = getattr(e, "strerror", None) or e
            raise LedgerError(f"cannot write {out} ({why}): name another place, or one with room") from e
        raise


def _forget(out: Path) -> None:
    """Leave nothing half-written."""
    with suppress(OSError):
        out.unlink(missing_ok=True)


def _write_all(ledger: Ledger, dna: sqlite3.Connection) -> None:
    for statement in creation():
        dna.execute(statement)
    for table, rows in first_rows(stored(PASSWORD)):
        _insert(dna, table, rows)
    with reading(ledger.engine) as connection:
        _write_reports(connection, dna)


def _write_reports(connection: Connection, dna: sqlite3.Connection) -> None:
    r = tables.reports
    entities = Entities(connection, dna)
    statement = 0
    for report in connection.execute(select(r).order_by(r.c.id)).all():
        text = document(connection, report.sha256)
        note = "" if report.published else UNDATED
        day = seconds(datetime.date.fromisoformat(report.day))
        row = report.id, report.title or report.name, shown(text), ADMIN, "", report.publisher or "", "", note, "", day
        _insert(dna, "DOCUMENTS (ID, Title, Text, Coder, Author, Source, Section, Notes, Type, Date)", [row])
        for move in _moves(connection, report.id):
            statement += 1
            _write_move(dna, entities, statement, move, text)


def _moves(connection: Connection, report: int) -> list[Any]:
    """The moves of a report with their steps and who spoke, less those that a person has rejected."""
    m, s = tables.moves, tables.statements
    named, kept = tables.steps, tables.steps.alias()
    spoken = and_(s.c.report == m.c.report, s.c.n == m.c.statement, s.c.status != Status.REJECTED.value)
    query = (
        select(m, s.c.speaker, kept.c.measure, kept.c.object, kept.c.place)
        .join(named, named.c.id == m.c.step)
        .join(kept, kept.c.id == func.coalesce(named.c.merged_into, named.c.id))
        .outerjoin(s, spoken)
        .where(m.c.report == report, m.c.status != Status.REJECTED.value)
        .order_by(m.c.n)
    )
    return list(connection.execute(query).all())


def _write_move(dna: sqlite3.Connection, entities: Entities, statement: int, move: Any, text: str) -> None:
    words, _ = spans_in(move.spans)
    start, stop = units(text, words[0][0]), units(text, words[-1][1])
    _insert(
        dna, "STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder)",
        [(statement, STATEMENT_TYPES[0][0], move.report, start, stop, ADMIN)],
    )  # fmt: skip
    alone = entities.is_person(move.party)
    person = move.party if alone else move.speaker if entities.is_person(move.speaker) else None
    _insert(
        dna, "DATASHORTTEXT (StatementId, VariableId, Entity)",
        [
            (statement, PERSON.id, entities.party(PERSON, person)),
            (statement, ORGANIZATION.id, entities.party(ORGANIZATION, None if alone else move.party)),
            (statement, CONCEPT.id, entities.concept(move)),
        ],
    )  # fmt: skip
    agrees = int(AGREES[MoveKind(move.kind)])
    _insert(dna, "DATABOOLEAN (StatementId, VariableId, Value)", [(statement, AGREEMENT.id, agrees)])


def _insert(dna: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Add rows to a table, which is written with its columns."""
    marks = ", ".join("?" * (table.count(",") + 1))
    dna.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - the tables are ours
