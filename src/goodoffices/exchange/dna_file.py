"""Somebody's `.dna` file, opened to be read and nothing else: whatever stands in it, only rows of real tables come out.

The file is untrusted: it is opened read-only, its views and triggers are not run, no SQL comes from it, an authorizer lets only
our own tables be read, and what it may hold is limited.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from goodoffices.errors import LedgerError

MOST_ROWS = 2_000_000
"""Rows of one table, at most."""
MOST_BYTES = 20_000_000
"""Bytes of one row, at most: five million characters of four bytes each."""
PATIENCE = 5
"""Seconds for which DNA may keep us waiting."""
MAGIC = b"SQLite format 3\x00"
READ = {
    "SETTINGS": ("Property", "Value"),
    "VARIABLES": ("ID", "Variable", "DataType", "StatementTypeId"),
    "STATEMENTS": ("ID", "StatementTypeId", "DocumentId", "Start", "Stop"),
    "DATABOOLEAN": ("StatementId", "VariableId", "Value"),
    "DATASHORTTEXT": ("StatementId", "VariableId", "Entity"),
    "ENTITIES": ("ID", "VariableId", "Value"),
    "ATTRIBUTEVARIABLES": ("ID", "VariableId", "AttributeVariable"),
    "ATTRIBUTEVALUES": ("EntityId", "AttributeVariableId", "AttributeValue"),
    "DOCUMENTS": ("ID", "Title", "Text", "Author", "Source", "Notes", "Date"),
}
"""The tables that are read, and their columns."""
NUMBERS = frozenset({
    "ID", "StatementTypeId", "DocumentId", "Start", "Stop", "StatementId", "VariableId", "Entity", "EntityId",
    "AttributeVariableId", "Date",
})  # fmt: skip
"""The columns that hold integers; `Value` of DATABOOLEAN does too, all others hold text."""
MAY_BE_EMPTY = frozenset({"Title", "Author", "Source", "Notes", "Date", "Value", "AttributeValue", "Property"})
Cells = tuple[int | str | None, ...]


@dataclass(frozen=True)
class DnaFile:
    """A file that is open, the version of DNA that made it, and its size in bytes."""

    file: Path
    version: str
    size: int
    connection: sqlite3.Connection

    def rows(self, table: str) -> Iterator[tuple[object, ...]]:
        """The rows of one of the tables that are read, each cell of the type that its column must have.

        Raises LedgerError for a cell of another type, more than MOST_ROWS rows, and more text than the file can hold (pages
        that are used many times over).
        """
        columns = READ[table]
        query = f"SELECT {', '.join(columns)} FROM main.{table}"  # noqa: S608 - the names are ours
        room = self.size
        for count, row in enumerate(self.connection.execute(query), 1):
            if count > MOST_ROWS:
                raise LedgerError(f"{self.file} has more than {MOST_ROWS:,} rows in {table}: divide it into several in DNA")
            for column, cell in zip(columns, row, strict=True):
                kind = int if column in NUMBERS or (table, column) == ("DATABOOLEAN", "Value") else str
                if type(cell) is not kind and not (cell is None and column in MAY_BE_EMPTY):
                    what = "a whole number" if kind is int else "text"
                    raise LedgerError(f"{self.file} is broken: {column} of row {count} of {table} is not {what}; mend it in DNA")
            room -= sum(len(cell) for cell in row if isinstance(cell, str))
            if room < 0:
                raise LedgerError(f"{self.file} is broken: {table} has more text than there is in the file; restore it from a copy")
            yield row


@contextmanager
def opened(file: Path) -> Iterator[DnaFile]:
    """Open a file of DNA 3. Raises LedgerError, in one line, for what is none, or is broken, locked or of another version."""
    try:
        if file.exists() and not file.is_file():
            raise LedgerError(f"{file} is no file")
        with file.open("rb") as start:
            head = start.read(len(MAGIC))
    except OSError as e:
        raise LedgerError(f"{file} cannot be read ({e.strerror}): check the path and its permissions") from e
    if head != MAGIC:
        raise LedgerError(f"{file} is no file of Discourse Network Analyzer")
    try:
        with closing(
            sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE, isolation_level=None)
        ) as connection:
            _make_safe(connection)
            connection.execute("BEGIN")
            _must_be_dna_3(file, connection)
            version, size = _version(file, connection), _size(connection)
            connection.set_authorizer(_only_our_tables)
            yield DnaFile(file, version, size, connection)
    except sqlite3.Error as e:
        raise LedgerError(_told(file, str(e))) from e


def _make_safe(connection: sqlite3.Connection) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}").close()


def _must_be_dna_3(file: Path, connection: sqlite3.Connection) -> None:
    """Raises LedgerError unless all tables that are read are there, real tables with the columns that DNA 3 gives them."""
    real = "SELECT upper(name) FROM main.sqlite_master WHERE type = 'table' AND rootpage > 0"  # a virtual one has no page
    there = {name for (name,) in connection.execute(real)}
    if {"DOCUMENTS", "STATEMENTS", "STATEMENTTYPES", "DATASHORTTEXT", "ATTRIBUTES"} <= there and "ENTITIES" not in there:
        raise LedgerError(f"{file} is of DNA 2: import it into a new database with DNA 3, then give that file")
    for table, columns in READ.items():
        if table not in there:
            raise LedgerError(f"{file} is no file of DNA 3: it has no table {table}")
        stored = {row[1].upper() for row in connection.execute(f"PRAGMA main.table_xinfo({table})") if row[6] == 0}
        if missing := [c for c in columns if c.upper() not in stored]:
            raise LedgerError(f"{file} is no file of DNA 3: its table {table} has no column {missing[0]}")


def _version(file: Path, connection: sqlite3.Connection) -> str:
    found = connection.execute("SELECT Value FROM main.SETTINGS WHERE Property = 'version' LIMIT 1").fetchone()
    version = found[0] if found and isinstance(found[0], str) else ""
    if not version.startswith("3."):
        said = f"of DNA {version[:20]!r}" if version else "of an unknown version of DNA"
        raise LedgerError(f"{file} is {said}: this reads files of DNA 3")
    return version[:20]


def _size(connection: sqlite3.Connection) -> int:
    """The bytes that the file holds, with those that still wait in a log beside it."""
    return int(connection.execute("PRAGMA page_count").fetchone()[0] * connection.execute("PRAGMA page_size").fetchone()[0])


def _only_our_tables(action: int, name: str | None, _column: str | None, _database: str | None, inner: str | None) -> int:
    """What SQLite asks before it runs a query: reading our tables is all that it may do. `inner` is a view or trigger."""
    reads = action == sqlite3.SQLITE_READ and name is not None and name.upper() in READ and inner is None
    return sqlite3.SQLITE_OK if reads or action == sqlite3.SQLITE_SELECT else sqlite3.SQLITE_DENY


def _told(file: Path, said: str) -> str:
    for sign, told in (
        ("locked", "is in use: close it in DNA, then run the command again"),
        ("too big", f"has a row of more than {MOST_BYTES:,} bytes: divide the document into several in DNA"),
        ("unable to open", "cannot be opened: check its permissions, and close it in DNA"),
        ("decode", "is broken: it has text that is no UTF-8"),
        ("not a database", "is no file of Discourse Network Analyzer"),
    ):
        if sign in said.lower():
            return f"{file} {told}"
    return f"{file} is broken ({said}): restore it from a copy"
