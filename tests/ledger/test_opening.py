"""What is opened in place of a ledger, and what may happen to its file: each time one clear line, and nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger, tables
from goodoffices.ledger.opening import APPLICATION, MIGRATIONS, changing, reading

from .telling import Says, filler, tables_of, told

ROAD = told(Says("Orsania", "open the road"), name="road")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with one report."""
    with Ledger.open(tmp_path / "talks.db") as ledger:
        ledger.add(ROAD)
    return tmp_path / "talks.db"


def refused(path: Path | str, *, create: bool = True) -> str:
    """What opening says, in one line."""
    with pytest.raises(LedgerError) as e:
        Ledger.open(path, create=create)
    assert "\n" not in str(e.value)
    return str(e.value)


def is_whole(path: Path) -> bool:
    """Whether the file is sound, and has the report."""
    with sqlite3.connect(path) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return sound and connection.execute("SELECT name FROM reports").fetchall() == [("road",)]


@pytest.mark.parametrize(
    "content", [b"Truce on the river", b"\x00", b"SQLite format 2", os.urandom(4096)], ids=["text", "NUL", "old", "noise"]
)
def test_a_file_that_is_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    assert refused(path) == f"{path} is no ledger"
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_database_whose_head_alone_is_one(tmp_path: Path) -> None:
    path = tmp_path / "torn.db"
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    assert refused(path) in (f"{path} is no ledger", f"{path} is damaged: restore it from a copy, or import its last export into a "
                             "new ledger")  # fmt: skip


def test_a_damaged_ledger(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    assert refused(path) == f"{path} is damaged: restore it from a copy, or import its last export into a new ledger"


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name)")
        connection.execute("INSERT INTO recipes VALUES ('soup')")
    connection.close()
    assert refused(path) == f"{path} is a database, but no ledger"
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


def test_a_database_of_another_program_that_uses_alembic(tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
        connection.execute("CREATE TABLE recipes (name)")
    connection.close()
    assert refused(path) == f"{path} is a database, but no ledger"


def test_an_empty_file_becomes_one_if_something_is_added(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    path.touch()
    assert refused(path, create=False) == f"{path} is empty: add a report to it with `goodoffices add REPORT... --ledger {path}`"
    with Ledger.open(path) as ledger:
        ledger.add(ROAD)
    assert is_whole(path)


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    assert refused(path, create=False) == f"there is no ledger {path}: make one with `goodoffices add REPORT... --ledger {path}`"
    assert not list(tmp_path.iterdir())


def test_a_missing_folder(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "talks.db"
    assert refused(path) == f"{path} cannot be opened: see that its folder exists and that you may write there"


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"{tmp_path} is a folder, not a ledger: name a file"


def test_a_newer_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert refused(path) == f"{path} was made by a newer version of goodoffices: upgrade with `pip install -U goodoffices`"
    assert is_whole(path)


@pytest.mark.parametrize("name", ["talks?.db", "50% #1.db", "Gespräche & мир.db", "a b'c\".db", "file:talks.db"])
def test_any_name_of_a_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with Ledger.open(path) as ledger:
        ledger.add(ROAD)
    with Ledger.open(path, create=False) as ledger:
        assert len(ledger.as_of().reports()) == 1
    assert path in tmp_path.iterdir()


def test_our_files_say_whose_they_are(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_locked_by_another_program(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Ledger.open(path, patience=0) as ledger:
        before = tables_of(ledger)
        for change in (lambda: ledger.add(told(name="another")), lambda: ledger.confirm("r1.m1"), ledger.rebuild):
            with pytest.raises(LedgerError) as e:
                change()
            assert str(e.value) == f"{path} is locked by another program: close it, or try again when it has finished"
        assert len(ledger.as_of().reports()) == 1  # reading goes on
        other.execute("COMMIT")
        other.close()
        assert tables_of(ledger) == before
        ledger.add(told(name="another"))
        assert len(ledger.as_of().reports()) == 2


def test_locked_while_it_is_new(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LedgerError, match="is locked by another program"):
        Ledger.open(path, patience=0)
    other.close()


def test_a_full_disk(path: Path) -> None:
    with Ledger.open(path) as ledger:
        with ledger.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        before = tables_of(ledger, record=True)
        with pytest.raises(LedgerError) as e:
            ledger.add(told(Says("Orsania", "leave the hill"), name="long", text=filler("long", 20_000)))
        assert str(e.value) == (
            f"no room left on the disk of {path}: make some, then run the command again; nothing already stored is lost"
        )
        assert tables_of(ledger, record=True) == before
        assert is_whole(path)
        with ledger.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        assert ledger.add(told(Says("Orsania", "leave the hill"), name="long", text=filler("long", 20_000))).report == 2


READ_ONLY = """
import os, sys
from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
from goodoffices.model import ReaderName, Reading, Report

def add_to(ledger):
    ledger.add(Reading(report=Report.of("More."), reader=ReaderName(name="hand", version="1")))

with Ledger.open(sys.argv[2]) as ledger:  # another user may not be allowed to load what this one is
    add_to(ledger)
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    with Ledger.open(sys.argv[1]) as ledger:
        print(len(ledger.as_of().reports()))
        add_to(ledger)
except LedgerError as e:
    print(e)
"""


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that every user may enter: root may write anywhere, so that another user must try."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("mode", "of_the_folder", "told"),
    [
        (0o444, 0o777, ["1", "can only be read: change its permissions, or copy it to a place where you may write"]),
        (0o444, 0o555, ["1", "can only be read: change its permissions, or copy it to a place where you may write"]),
        (0o000, 0o555, ["cannot be opened: Permission denied"]),
    ],
    ids=["the file", "the folder, where SQLite keeps who reads and writes", "not even read"],
)
def test_read_only(path: Path, shared_folder: Path, mode: int, of_the_folder: int, told: list[str]) -> None:
    copy = shared_folder / "talks.db"
    shutil.copy(path, copy)
    copy.chmod(mode)
    shared_folder.chmod(of_the_folder)
    arguments = [str(copy), str(path.parent / "other.db")]
    run = subprocess.run([sys.executable, "-c", READ_ONLY, *arguments], capture_output=True, text=True, check=False)
    assert run.stdout.splitlines() == [line if line == "1" else f"{copy} {line}" for line in told], run.stderr
    assert copy.read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("beside", "says"),
    [
        (["-wal", "-shm"], ["2", "can only be read: change its permissions, or copy it to a place where you may write"]),
        (["-wal"], [
            "cannot be read here, where nothing can be written: its last changes lie in talks.db-wal; copy both to a place where "
            "you may write"
        ]),
    ],
    ids=["with who reads and writes it", "without"],
)  # fmt: skip
def test_read_only_with_changes_that_are_not_in_the_file_yet(
    path: Path, shared_folder: Path, beside: list[str], says: list[str]
) -> None:
    """What was said last is not left out unnoticed."""
    with Ledger.open(path) as ledger:
        ledger.add(told(Says("Orsania", "leave the hill"), name="more"))
        for ending in ("", *beside):
            shutil.copy(f"{path}{ending}", shared_folder / f"talks.db{ending}")
    for file in shared_folder.iterdir():
        file.chmod(0o444)
    shared_folder.chmod(0o555)
    arguments = [str(shared_folder / "talks.db"), str(path.parent / "other.db")]
    run = subprocess.run([sys.executable, "-c", READ_ONLY, *arguments], capture_output=True, text=True, check=False)
    expected = [line if line == "2" else f"{shared_folder / 'talks.db'} {line}" for line in says]
    assert run.stdout.splitlines() == expected, run.stderr


def migrate(ledger: Ledger, where: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with changing(ledger.engine) as connection:
        config.attributes["connection"] = connection
        (command.downgrade if where == "base" else command.upgrade)(config, where)


def test_migrations_go_down_and_up_and_make_the_tables_that_the_program_knows(path: Path) -> None:
    with Ledger.open(path) as ledger:
        for where in ("base", "head"):
            migrate(ledger, where)
            with reading(ledger.engine) as connection:
                there = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
                known = {t.name for t in tables.metadata.sorted_tables}
                assert known <= there if where == "head" else not known & there
        with reading(ledger.engine) as connection:
            context = MigrationContext.configure(
                connection, opts={"include_name": lambda name, *_: not str(name).startswith("words")}
            )
            assert compare_metadata(context, tables.metadata) == []
        assert ledger.add(ROAD).report == 1
        assert ledger.as_of().search("road")
