"""Opening a ledger, a file of SQLite or a PostgreSQL database: its schema brought up to date, or a clear word why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import ArgumentError, DBAPIError

from goodoffices.errors import LedgerError
from goodoffices.ledger.addresses import WRITE, is_address, postgresql, shown
from goodoffices.ledger.tables import RECORD
from goodoffices.ledger.unwritable import connected, is_unwritable

MIGRATIONS = Path(__file__).parent / "migrations"
APPLICATION = 0x474F4F44
"""SQLite's application id of our files."""
PATIENCE = 60.0
"""Seconds for which a change waits for another process's to end, unless told otherwise."""
LOG_AHEAD = "journal_mode = WAL"
PRAGMAS = (
    "foreign_keys = ON",
    "page_size = 8192",  # so that several events fit on a page
    LOG_AHEAD,
    "synchronous = NORMAL",
    "wal_autocheckpoint = 16000",
    "cache_size = -65536",
)
MAGIC = b"SQLite format 3\x00"
AS_IT_IS = {"postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}}
"""What makes a transaction see the ledger as it is at its beginning; in SQLite, every one does."""


def open_ledger(address: str | Path, *, create: bool = False, patience: float = PATIENCE) -> Engine:
    """The database of a ledger, its schema up to date; with `create`, a new one where there is none.

    `address` is a file, or "postgresql://user@host/name". Raises LedgerError, in one line, for what is no ledger, is of a newer
    version of this program, is locked, or cannot be read or written.
    """
    engine = _engine(str(address), create, patience)
    with clearly(shown(engine.url)):
        _bring_up_to_date(engine, shown(engine.url), create)
    return engine


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """A transaction that changes the ledger: all of it or nothing. Others wait for it, and it for them."""
    with clearly(shown(engine.url)), engine.connect().execution_options(changes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            patience = connection.get_execution_options()["patience"]
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, round(patience * 1000))}")
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (APPLICATION,))
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees the ledger as it is at its beginning."""
    options = AS_IT_IS.get(engine.dialect.name, {})
    with clearly(shown(engine.url)), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def clearly(address: str) -> Iterator[None]:
    """Errors of the database as one line that says what is wrong and how to mend it."""
    try:
        yield
    except DBAPIError as e:
        raise LedgerError(_told(str(e.orig), address)) from e
    except UnicodeEncodeError as e:
        raise LedgerError(f"{address} cannot hold half a character: {e.object[e.start : e.end]!a}") from e


def _told(said: str, address: str) -> str:
    said = said.strip().splitlines()[0].rpartition("FATAL:")[2].strip() if said.strip() else "unknown error"
    without_names = re.sub('"[^"]*"', "", said)
    for sign, told in (
        ("locked", f"{address} is locked by another program: close it, or try again when it has finished"),
        ("readonly", f"{address} can only be read: change its permissions, or copy it to a place where you may write"),
        (
            "disk is full",
            f"no room left on the disk of {address}: make some, then run the command again; nothing already stored is lost",
        ),
        ("unable to open", f"{address} cannot be opened: see that its folder exists and that you may write there"),
        ("malformed", f"{address} is damaged: restore it from a copy, or import its last export into a new ledger"),
        ("not a database", f"{address} is no ledger"),
        ("lock timeout", f"{address} is locked by another program: try again when it has finished"),
        ("read-only", f"{address} can only be read: ask its owner for the right to change it"),
        ("ermission denied", f"{address} is not open to you: ask its owner for the right to read and change it ({said})"),
        ("No space left", f"no room left on the disk of {address}: make some, then run the command again; nothing stored is lost"),
        ("password", f"{address} refuses the user or the password: put the right one into PGPASSWORD or the file ~/.pgpass"),
        ("does not exist", f"{address} is not there ({said}): make it with `createdb`, or mend the address"),
        *(
            (sign, f"no database server answers at {address}: start it, or mend the address")
            for sign in ("onnection refused", "No such file", "timeout", "resolve host", "translate host", "closed the connection")
        ),
    ):
        if sign in without_names:
            return told
    return f"{address}: {said}"


def _engine(address: str, create: bool, patience: float) -> Engine:
    if is_address(address):
        try:
            return create_engine(postgresql(address), pool_pre_ping=True, execution_options={"patience": patience})
        except ArgumentError:
            raise LedgerError(f"{shown(postgresql(address))} is no address that can be used: {WRITE}") from None
        except ImportError as e:
            raise LedgerError("PostgreSQL needs another package: pip install 'goodoffices[postgres]'") from e
    path = Path(address)
    if not path.exists() and not create:
        raise LedgerError(f"there is no ledger {address}: make one with `goodoffices add REPORT... --ledger {address}`")
    if path.is_dir():
        raise LedgerError(f"{address} is a folder, not a ledger: name a file")
    try:
        if path.exists() and path.stat().st_size and path.open("rb").read(len(MAGIC)) != MAGIC:
            raise LedgerError(f"{address} is no ledger")
    except OSError as e:
        raise LedgerError(f"{address} cannot be opened: {e.strerror}") from e
    url = URL.create("sqlite", database=str(path))
    if is_unwritable(path):
        return _sqlite(url, creator=lambda: connected(path))
    return _sqlite(url, connect_args={"timeout": patience})


def in_memory() -> Engine:
    """An empty ledger that is gone when it is let go."""
    from sqlalchemy.pool import StaticPool

    engine = _sqlite("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    _bring_up_to_date(engine, "memory", create=True)
    return engine


def _sqlite(url: URL | str, **how: Any) -> Engine:
    """Foreign keys on, a write-ahead log, and transactions that begin where we say so (SQLAlchemy's manual, "pysqlite").

    Values have names, as with PostgreSQL, so that `inserting` can hand rows to either as they are.
    """
    engine = create_engine(url, paramstyle="named", **how)

    @event.listens_for(engine, "connect")
    def _connected(raw: Any, _: Any) -> None:
        raw.isolation_level = None
        raw.create_function("lower", 1, lambda word: word and word.lower(), deterministic=True)  # SQLite's own knows A to Z only
        for pragma in PRAGMAS:
            try:
                if pragma != LOG_AHEAD or _is_ours(raw):
                    raw.execute(f"PRAGMA {pragma}")
            except Exception as e:  # a file that may only be read has no write-ahead log, and one that another process
                # makes at this moment gets it from there: SQLite does not wait here, however patient it is told to be
                if "readonly" not in str(e) and "not a database" not in str(e) and (pragma != LOG_AHEAD or "locked" not in str(e)):
                    raise

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        changes = connection.get_execution_options().get("changes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if changes else "BEGIN")

    return engine


def _is_ours(raw: Any) -> bool:
    """Whether a file is empty or a ledger: another database stays as it is."""
    (application,) = raw.execute("PRAGMA application_id").fetchone()
    return application == APPLICATION or raw.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def _bring_up_to_date(engine: Engine, address: str, create: bool) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    newest = scripts.get_current_head()
    with engine.connect() as connection:
        versions = set(MigrationContext.configure(connection).get_current_heads())
        there = set(inspect(connection).get_table_names()) - {"alembic_version"}
    if there and not (versions and there >= RECORD):
        raise LedgerError(f"{address} is a database, but no ledger")
    if versions == {newest}:
        return
    if not there and not create:
        raise LedgerError(f"{address} is empty: add a report to it with `goodoffices add REPORT... --ledger {address}`")
    if versions - {s.revision for s in scripts.walk_revisions()}:
        raise LedgerError(f"{address} was made by a newer version of goodoffices: upgrade with `pip install -U goodoffices`")
    with changing(engine) as connection:
        if MigrationContext.configure(connection).get_current_heads() != (newest,):  # another process may have been faster
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
