"""Files that are none of DNA 3, broken, or made to do harm: one clear line, and nothing gets into the ledger."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from goodoffices.errors import LedgerError
from goodoffices.exchange import dna_file
from goodoffices.exchange.dna import read, readings
from goodoffices.ledger import Ledger
from tests.exchange.dna_examples import coded_by_hand

TEXT = "The senator wants a cap on emissions."
SAID = (0, 11, "Ann Ray", "Senate", "Cap emissions", 1)


def refused(file: Path) -> str:
    """The line that a file gets; nothing of it is in the ledger."""
    with Ledger.open(":memory:") as ledger:
        with pytest.raises(LedgerError) as told:
            read(ledger, file)
        assert list(ledger.log()) == []
    line = str(told.value)
    assert "\n" not in line
    return line


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "is no file of Discourse Network Analyzer"),
        (b"PK\x03\x04 a workbook", "is no file of Discourse Network Analyzer"),
        (b"SQLite format 3\x00", "is no file of Discourse Network Analyzer"),
        (b"SQLite format 3\x00" + b"\xff" * 5000, "is no file of Discourse Network Analyzer"),
    ],
    ids=["nothing", "another format", "a head alone", "a head and rubbish"],
)
def test_what_is_no_database(tmp_path: Path, content: bytes, line: str) -> None:
    file = tmp_path / "x.dna"
    file.write_bytes(content)
    assert refused(file) == f"{file} {line}"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.dna").startswith(f"{tmp_path}/none.dna cannot be read")


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.dna")
    assert refused(tmp_path / "pipe.dna") == f"{tmp_path}/pipe.dna is no file"
    assert refused(tmp_path) == f"{tmp_path} is no file"


def test_a_ledger_is_no_file_of_dna(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "talks.db").close()
    assert refused(tmp_path / "talks.db") == f"{tmp_path}/talks.db is no file of DNA 3: it has no table SETTINGS"


def test_a_file_of_dna_2(tmp_path: Path) -> None:
    file = tmp_path / "old.dna"
    with closing(sqlite3.connect(file)) as dna:
        for table in ("SETTINGS", "DOCUMENTS", "STATEMENTS", "STATEMENTTYPES", "DATASHORTTEXT", "ATTRIBUTES"):
            dna.execute(f"CREATE TABLE {table} (ID INTEGER PRIMARY KEY)")
    assert refused(file) == f"{file} is of DNA 2: import it into a new database with DNA 3, then give that file"


@pytest.mark.parametrize(
    ("sql", "line"),
    [
        ("DROP TABLE DATABOOLEAN", "is no file of DNA 3: it has no table DATABOOLEAN"),
        ("ALTER TABLE DOCUMENTS DROP COLUMN Text", "is no file of DNA 3: its table DOCUMENTS has no column Text"),
        ("UPDATE SETTINGS SET Value = '4.1' WHERE Property = 'version'", "is of DNA '4.1': this reads files of DNA 3"),
        ("DELETE FROM SETTINGS", "is of an unknown version of DNA: this reads files of DNA 3"),
        (
            "UPDATE VARIABLES SET Variable = 'claim' WHERE Variable = 'concept'",
            "has no type of statement with person or organization, concept (short text) and agreement (boolean): rename the "
            "variables in DNA",
        ),
        ("UPDATE DOCUMENTS SET Text = x'00ff'", "is broken: Text of row 1 of DOCUMENTS is not text; mend it in DNA"),
        ("UPDATE DOCUMENTS SET Text = NULL", "is broken: Text of row 1 of DOCUMENTS is not text; mend it in DNA"),
        ("UPDATE DOCUMENTS SET Text = CAST(x'c328' AS TEXT)", "is broken: it has text that is no UTF-8"),
        ("UPDATE STATEMENTS SET Start = 'here'", "is broken: Start of row 1 of STATEMENTS is not a whole number; mend it in DNA"),
        ("UPDATE STATEMENTS SET DocumentId = 8", "is broken: it has statements of document 8, which is not there"),
        ("DELETE FROM ENTITIES WHERE Value = 'Senate'", "is broken: statement 1 names entity 5, which is not there"),
    ],
)
def test_what_is_not_as_dna_3_makes_it(tmp_path: Path, sql: str, line: str) -> None:
    file = coded_by_hand(tmp_path / "x.dna", TEXT, [SAID], sql)
    assert refused(file) == f"{file} {line}"


def test_a_torn_file_is_told_before_anything_is_added(tmp_path: Path) -> None:
    more = "INSERT INTO DOCUMENTS (Title, Text, Coder, Date) SELECT Title, Text || hex(randomblob(3000)), 1, 0 FROM DOCUMENTS"
    file = coded_by_hand(tmp_path / "x.dna", TEXT, [SAID], *[more] * 6)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    assert refused(file).startswith(f"{file} is broken (")


def test_a_file_in_use_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = coded_by_hand(tmp_path / "x.dna", TEXT, [SAID])
    monkeypatch.setattr(dna_file, "PATIENCE", 0)
    with closing(sqlite3.connect(file, isolation_level=None)) as dna:
        dna.execute("BEGIN EXCLUSIVE")
        assert refused(file) == f"{file} is in use: close it in DNA, then run the command again"


@pytest.mark.parametrize(
    ("limit", "most", "line"),
    [
        ("MOST_ROWS", 3, "has more than 3 rows in VARIABLES: divide it into several in DNA"),
        ("MOST_BYTES", 1000, "has a row of more than 1,000 bytes: divide the document into several in DNA"),
    ],
)
def test_more_than_a_file_may_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, line: str) -> None:
    file = coded_by_hand(tmp_path / "x.dna", TEXT * 100, [SAID])
    monkeypatch.setattr(dna_file, limit, most)
    assert refused(file) == f"{file} {line}"


def test_pages_that_are_used_many_times_over_are_told(tmp_path: Path) -> None:
    """A small file that holds as much as it likes: every document of the table is the same long one."""
    more = "INSERT INTO DOCUMENTS (Title, Text, Coder, Date) VALUES ('short', 'short', 1, 0)"
    file = coded_by_hand(tmp_path / "x.dna", TEXT * 5000, [], *[more] * 20)
    with closing(sqlite3.connect(file)) as dna:
        [(root,)] = dna.execute("SELECT rootpage FROM sqlite_master WHERE name = 'DOCUMENTS'").fetchall()
    data = bytearray(file.read_bytes())
    page = (root - 1) * 4096
    cells = int.from_bytes(data[page + 3 : page + 5], "big")
    assert (data[page], cells) == (0x0D, 21), "the table is one leaf of the tree"
    data[page + 8 : page + 8 + 2 * cells] = data[page + 8 : page + 10] * cells
    file.write_bytes(data)
    told = "is broken: DOCUMENTS has more text than there is in the file; restore it from a copy"
    assert refused(file) == f"{file} {told}"


@pytest.mark.parametrize("table", ["DOCUMENTS", "ENTITIES", "SETTINGS"])
def test_a_view_in_the_place_of_a_table_is_not_run(tmp_path: Path, table: str) -> None:
    columns = ", ".join(dna_file.READ[table])
    file = coded_by_hand(tmp_path / "x.dna", TEXT, [SAID])
    with closing(sqlite3.connect(file)) as dna:
        dna.execute("PRAGMA legacy_alter_table = ON")
        dna.execute(f"ALTER TABLE {table} RENAME TO REAL_{table}")
        dna.execute(f"CREATE VIEW {table} AS SELECT {columns} FROM REAL_{table}")  # noqa: S608
    assert refused(file) == f"{file} is no file of DNA 3: it has no table {table}"


def test_a_virtual_table_is_not_run(tmp_path: Path) -> None:
    virtual = "CREATE VIRTUAL TABLE DOCUMENTS USING fts5(ID, Title, Text, Author, Source, Notes, Date)"
    file = coded_by_hand(tmp_path / "x.dna", TEXT, [], "DROP TABLE DOCUMENTS", virtual)
    assert refused(file) == f"{file} is no file of DNA 3: it has no table DOCUMENTS"


def test_a_computed_column_is_not_run(tmp_path: Path) -> None:
    computed = (
        "DROP TABLE DOCUMENTS",
        "CREATE TABLE DOCUMENTS (ID INTEGER PRIMARY KEY, Title TEXT, Author TEXT, Source TEXT, Notes TEXT, Date INTEGER, "
        "Text TEXT AS (hex(zeroblob(100000))))",
    )
    file = coded_by_hand(tmp_path / "x.dna", TEXT, [], *computed)
    assert refused(file) == f"{file} is no file of DNA 3: its table DOCUMENTS has no column Text"


def test_only_our_tables_may_be_read_once_the_file_is_open(tmp_path: Path) -> None:
    file = coded_by_hand(tmp_path / "x.dna", TEXT, [SAID], "CREATE TABLE SECRETS (ID INTEGER)")
    with dna_file.opened(file) as dna:
        for sql in (
            "SELECT * FROM SECRETS",
            "SELECT load_extension('x')",
            "ATTACH 'y' AS y",
            "DELETE FROM DOCUMENTS",
            "PRAGMA query_only",
        ):
            with pytest.raises(sqlite3.DatabaseError, match=r"not authorized|prohibited"):
                dna.connection.execute(sql)


def test_reading_changes_nothing_and_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    file = coded_by_hand(tmp_path / "x.dna", TEXT, [SAID])
    before = file.read_bytes()
    file.chmod(0o400)
    assert len(list(readings(file))) == 1
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_a_name_that_means_something_in_an_address_is_a_name(tmp_path: Path) -> None:
    file = coded_by_hand(tmp_path / "talks?mode=rwc#1 %41.dna", TEXT, [SAID])
    assert len(list(readings(file))) == 1


def test_text_that_looks_like_sql_is_text(tmp_path: Path) -> None:
    name = "'); DROP TABLE reports; --"
    file = coded_by_hand(tmp_path / "x.dna", TEXT, [(0, 11, "", name, name, 1)])
    with Ledger.open(":memory:") as ledger:
        read(ledger, file)
        read(ledger, file)
        assert len(list(ledger.log())) == 1
