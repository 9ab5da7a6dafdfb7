"""Ledgers that cannot be used: one line that says why, exit code 2, nothing lost."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from goodoffices import cli
from goodoffices.ledger import opening

from .conftest import Run

COMMANDS = [
    ("review",), ("show", "Ana Oro"), ("show", "t1"), ("log",), ("parties",), ("search", "truce"), ("merge", "ana-oro", "ivo-stam"),
    ("split", "ivo-stam"), ("done", "t1", "--on", "2031-03-09"), ("end", "c1", "--released", "--on", "2031-03-09"), ("rebuild",),
]  # fmt: skip


def one_line(run: Run, *arguments: str, **environment: str) -> str:
    """What goes wrong."""
    done = run(*arguments, **environment)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert done.stderr.startswith("goodoffices: ")
    return done.stderr.strip()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_needs_a_ledger_that_is_there(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    told = one_line(run, *command, "--ledger", "none.db")
    assert told == "goodoffices: there is no ledger none.db: make one with `goodoffices add REPORT... --ledger none.db`"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("parties",), ("add", "x.txt")], ids=" ".join)
def test_a_ledger_must_be_named(run: Run, command: tuple[str, ...]) -> None:
    told = one_line(run, *command, GOODOFFICES_LEDGER="")
    assert told == "goodoffices: no ledger is named: add --ledger talks.db, or set GOODOFFICES_LEDGER"


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("Nobody", "there is no party Nobody in this ledger: `goodoffices parties` names them"),
        ("t99", "there is no step t99 in this ledger"),
        ("t0", "there is no step t0 in this ledger"),
        ("c99", "there is no commitment c99 in this ledger"),
        ("r99", "there is no report r99 in this ledger"),
        ("r2.m99", "there is no r2.m99 in this ledger"),
        ("r2.m1>t99", "there is no r2.m1>t99 in this ledger"),
    ],
)
def test_what_is_not_there_is_told(run: Run, talks: str, subject: str, told: str) -> None:
    assert one_line(run, "show", subject, "--ledger", talks) == f"goodoffices: {told}"


@pytest.mark.parametrize("command", ["log", "show"])
def test_the_log_of_nothing_is_told(run: Run, talks: str, command: str) -> None:
    assert "there is no" in one_line(run, command, "r99", "--ledger", talks)


def note(file: Path) -> None:
    file.write_text("Talks resume on Monday.\n")


def another_database(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE friends (name)")
    connection.close()


def folder(file: Path) -> None:
    file.mkdir()


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (note, "talks.db is no ledger"),
        (another_database, "talks.db is a database, but no ledger"),
        (folder, "talks.db is a folder"),
    ],
    ids=["note", "database", "folder"],
)
@pytest.mark.parametrize("command", [("parties",), ("add", "truce.txt")], ids=" ".join)
def test_what_is_no_ledger_is_left_as_it_is(
    run: Run, tmp_path: Path, make: Callable[[Path], None], told: str, command: tuple[str, ...]
) -> None:
    file = tmp_path / "talks.db"
    make(file)
    before = file.read_bytes() if file.is_file() else b""
    assert one_line(run, *command, "--ledger", "talks.db").startswith(f"goodoffices: {told}")
    assert (file.read_bytes() if file.is_file() else b"") == before


def test_a_ledger_of_a_newer_version_is_told(run: Run, talks: str) -> None:
    connection = sqlite3.connect(talks)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert "was made by a newer version of goodoffices: upgrade" in one_line(run, "parties", "--ledger", talks)


def in_this_process(*arguments: str) -> int:
    """The exit code of a command."""
    sys.argv = ["goodoffices", *arguments]
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def test_a_locked_ledger_is_told(talks: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(opening.open_ledger, "__kwdefaults__", {**opening.open_ledger.__kwdefaults__, "patience": 0})
    monkeypatch.setattr(sys, "argv", sys.argv)
    other = sqlite3.connect(talks, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    change = ("done", "t1", "--on", "2031-03-09", "--ledger", talks)
    assert in_this_process(*change) == 2
    told = capsys.readouterr()
    assert told.err == f"goodoffices: {talks} is locked by another program: close it, or try again when it has finished\n"
    assert in_this_process("parties", "--ledger", talks) == 0  # who only reads need not wait
    other.execute("ROLLBACK")
    other.close()
    assert in_this_process(*change) == 0


@pytest.mark.parametrize("command", [c for c in COMMANDS if c[0] in ("merge", "done", "end", "rebuild")], ids=" ".join)
def test_a_ledger_that_may_only_be_read_can_be_read(run: Run, talks: str, command: tuple[str, ...]) -> None:
    with Path(talks).open("r+b") as file:  # a write version that SQLite does not know (its file format, 1.3.3): for root as well
        file.seek(18)
        file.write(b"\x03")
    assert "can only be read: change its permissions" in one_line(run, *command, "--ledger", talks)
    assert "Ana Oro" in run("parties", "--ledger", talks).stdout


def test_no_password_is_told(run: Run) -> None:
    told = one_line(run, "parties", "--ledger", "postgresql://me:hush@127.0.0.1:1/talks")
    assert "no database server answers" in told
    assert "hush" not in told
