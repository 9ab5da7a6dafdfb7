"""A ledger that lies where nothing can be written, as on a disc or in another's folder: how SQLite reads it nonetheless."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from goodoffices.errors import LedgerError


def is_unwritable(path: Path) -> bool:
    """Whether SQLite cannot keep beside a file who reads and writes it, and nobody is writing it: it can be read as it is.

    Raises LedgerError where it cannot be, since changes lie beside it that are not in the file yet.
    """
    if not path.exists() or os.access(path.absolute().parent, os.W_OK):
        return False
    try:
        with closing(sqlite3.connect(_uri(path, "mode=ro"), uri=True)) as connection:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        ahead = path.with_name(f"{path.name}-wal")
        if ahead.exists() and ahead.stat().st_size:
            raise LedgerError(
                f"{path} cannot be read here, where nothing can be written: its last changes lie in {ahead.name}; copy both "
                "to a place where you may write"
            ) from None
        return True
    except sqlite3.DatabaseError:  # no ledger, as `opening` will tell
        pass
    return False


def connected(path: Path) -> sqlite3.Connection:
    """A connection to such a file, which must not change meanwhile."""
    return sqlite3.connect(_uri(path, "immutable=1"), uri=True, check_same_thread=False)


def _uri(path: Path, how: str) -> str:
    return f"file:{quote(str(path.absolute()))}?{how}"
