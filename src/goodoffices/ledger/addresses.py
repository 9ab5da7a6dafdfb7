"""The address of a PostgreSQL database: as it is used, and as it may be shown, without its password."""

from __future__ import annotations

import re

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from goodoffices.errors import LedgerError

WRITE = "write postgresql://user@host/name"
PATIENCE = 10
"""Seconds for which an answer of the server is waited for, unless the address says otherwise."""


def is_address(ledger: str) -> bool:
    """Whether this is the address of a database, not a file."""
    return re.match(r"\w[\w+.-]*://", ledger) is not None


def postgresql(address: str) -> URL:
    """The database at an address, for SQLAlchemy. Raises LedgerError, which never shows the address, for what is none."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):  # their words may have the password in them
        raise LedgerError(f"this is no address of a database: {WRITE}") from None
    if url.drivername not in ("postgres", "postgresql", "postgresql+psycopg"):
        raise LedgerError(f"{url.drivername} is not supported: name a file (SQLite), or {WRITE}")
    usual = {"connect_timeout": str(PATIENCE), "client_encoding": "utf8"}
    return url.set(drivername="postgresql+psycopg", query={**usual, **url.query})


def shown(url: URL) -> str:
    """A file or address as it may be shown: without the password, which may stand after the user or the question mark."""
    if url.get_backend_name() == "sqlite":
        return url.database or "memory"
    return URL.create("postgresql", url.username, host=url.host, port=url.port, database=url.database).render_as_string()
