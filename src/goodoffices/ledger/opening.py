"""Opening a ledger, a file of SQLite or a PostgreSQL database: its schema brought up to date, or a clear word why not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from goodoffices.errors import LedgerError

MIGRATIONS = Path(__file__).parent / "migrations"
APPLICATION = 0x474F4F44
"""SQLite's application id of our files."""
PATIENCE = 60
"""Seconds for which a change waits for another process's to end."""
MAGIC = b"SQLite format 3\x00"


def open_ledger(address: str | Path, *, create: bool = False) -> Engine:
    """The database of a ledger, its schema up to date; with `create`, a new one where there is none.

    `address` is a file, or "postgresql://user@host/name". Raises LedgerError, in one line, for what is no ledger, is of a newer
    version of this program, is locked, or cannot be read or written.
    """
    engine = _engine(str(address), create)
    with clearly(str(address)):
        _bring_up_to_date(engine, str(address), create)
    return engine


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """A transaction that changes the ledger: all of it or nothing. Others wait for it, and it for them."""
    with clearly(str(engine.url.database)), engine.connect().execution_options(changes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (APPLICATION,))
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees the ledger as it is at its beginning."""
    with clearly(str(engine.url.database)), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def clearly(address: str) -> Iterator[None]:
    """Errors of the database as one line that says what is wrong and how to mend it."""
    try:
        yield
    except DBAPIError as e:
        raise LedgerError(_told(str(e.orig), address)) from e


def _told(said: str, address: str) -> str:
    said = said.strip().splitlines()[0] if said.strip() else "unknown error"
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
        ("onnection refused", f"no database server answers at {address}: start it, or mend the address"),
    ):
        if sign in said:
            return told
    return f"{address}: {said}"


def _engine(address: str, create: bool) -> Engine:
    if "://" in address:
        try:
            engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://", 1), pool_pre_ping=True)
        except (ArgumentError, NoSuchModuleError, ImportError) as e:
            raise LedgerError(f"{address} is no address of a database that can be used: write postgresql://user@host/name") from e
        if engine.dialect.name not in ("postgresql", "sqlite"):
            raise LedgerError(f"{engine.dialect.name} is not supported: use a file (SQLite) or postgresql://user@host/name")
        return engine
    path = Path(address)
    if not path.exists() and not create:
        raise LedgerError(f"there is no ledger {address}: make one with `goodoffices add REPORT... --ledger {address}`")
    if path.is_dir():
        raise LedgerError(f"{address} is a folder, not a ledger: name a file")
    if path.exists() and path.stat().st_size and path.open("rb").read(len(MAGIC)) != MAGIC:
        raise LedgerError(f"{address} is no ledger")
    return _of_sqlite(create_engine(f"sqlite:///{path}", connect_args={"timeout": PATIENCE}))


def in_memory() -> Engine:
    """An empty ledger that is gone when it is let go."""
    from sqlalchemy.pool import StaticPool

    engine = _of_sqlite(create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}))
    _bring_up_to_date(engine, "memory", create=True)
    return engine


def _of_sqlite(engine: Engine) -> Engine:
    """Foreign keys on, a write-ahead log, and transactions that begin where we say so (SQLAlchemy's manual, "pysqlite")."""

    @event.listens_for(engine, "connect")
    def _connected(raw: Any, _: Any) -> None:
        raw.isolation_level = None
        for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = NORMAL", "cache_size = -65536"):
            try:
                raw.execute(f"PRAGMA {pragma}")
            except Exception as e:  # a file that may only be read has no write-ahead log
                if "readonly" not in str(e) and "not a database" not in str(e):
                    raise

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        changes = connection.get_execution_options().get("changes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if changes else "BEGIN")

    return engine


def _bring_up_to_date(engine: Engine, address: str, create: bool) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    newest = scripts.get_current_head()
    with engine.connect() as connection:
        version = MigrationContext.configure(connection).get_current_revision()
        if version == newest:
            return
        tables = inspect(connection).get_table_names()
        if version is None and tables:
            raise LedgerError(f"{address} is a database, but no ledger")
        if version is None and not create:
            raise LedgerError(f"{address} is empty: add a report to it with `goodoffices add REPORT... --ledger {address}`")
        if version is not None and version not in {s.revision for s in scripts.walk_revisions()}:
            raise LedgerError(f"{address} was made by a newer version of goodoffices: upgrade with `pip install -U goodoffices`")
    with changing(engine) as connection:
        if MigrationContext.configure(connection).get_current_revision() != newest:  # another process may have been faster
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
