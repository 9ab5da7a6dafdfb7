"""`goodoffices export` and `goodoffices import`."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.exchange.formats import FORMATS
from goodoffices.ledger import Ledger
from tests.exchange.filled import READINGS, contents

from .conftest import Run


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path / "talks.db") as ledger:
        for one in READINGS:
            ledger.add(one)
    return tmp_path / "talks.db"


def left_over(folder: Path) -> set[str]:
    return {f.name for f in folder.iterdir() if f.name.startswith(".")}


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written(run: Run, talks: Path, form: str) -> None:
    done = run("export", form, "--ledger", "talks.db", "--out", f"out.{form}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    out = talks.parent / f"out.{form}"
    assert out.is_dir() == FORMATS[form].folder
    assert all(f.stat().st_size for f in (out.iterdir() if out.is_dir() else [out]))
    assert left_over(talks.parent) == set()


def test_a_whole_ledger_comes_back(run: Run, talks: Path) -> None:
    assert run("export", "jsonl", "--ledger", "talks.db", "--out", "talks.jsonl").returncode == 0
    done = run("import", "talks.jsonl", "--ledger", "copy.db")
    assert (done.returncode, done.stderr) == (0, "")
    with Ledger.open(talks) as ledger, Ledger.open(talks.parent / "copy.db") as copy:
        assert contents(copy) == contents(ledger)
    assert run("export", "jsonl", "--ledger", "copy.db", "--out", "copy.jsonl").returncode == 0
    assert (talks.parent / "talks.jsonl").read_bytes() == (talks.parent / "copy.jsonl").read_bytes()


def test_a_folder_of_tables_is_written_again(run: Run, talks: Path) -> None:
    (talks.parent / "tables").mkdir()
    (talks.parent / "tables" / "notes.txt").write_text("mine")
    (talks.parent / "tables" / "moves.csv").write_text("old")
    assert run("export", "csv", "--ledger", "talks.db", "--out", "tables").returncode == 0
    assert (talks.parent / "tables" / "notes.txt").read_text() == "mine"
    assert (talks.parent / "tables" / "moves.csv").read_text().startswith("id,day,")


def test_a_broken_line_leaves_an_empty_ledger(run: Run, talks: Path) -> None:
    run("export", "jsonl", "--ledger", "talks.db", "--out", "talks.jsonl")
    lines = (talks.parent / "talks.jsonl").read_bytes().splitlines()
    (talks.parent / "talks.jsonl").write_bytes(b"\n".join([*lines[:4], b"{", *lines[5:]]))
    done = run("import", "talks.jsonl", "--ledger", "copy.db")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("goodoffices: talks.jsonl, line 5: it is no JSON")
    assert done.stderr.count("\n") == 1
    with Ledger.open(talks.parent / "copy.db") as copy:
        assert list(copy.log()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "doc", "--ledger", "talks.db", "--out", "x"), "there is no format doc: there are jsonl, csv"),
        (("export", "csv", "--ledger", "none.db", "--out", "x"), "there is no ledger none.db"),
        (("export", "xlsx", "--ledger", "talks.db", "--out", "no/where/x.xlsx"), "cannot write no/where/x.xlsx"),
        (("export", "xlsx", "--out", "x.xlsx"), "no ledger is named"),
        (("import", "talks.xlsx", "--ledger", "talks.db"), "there is no file talks.xlsx"),
        (
            ("import", "talks.db", "--ledger", "new.db"),
            "talks.db cannot be imported: a ledger can be read from .jsonl and .dna files",
        ),
    ],
    ids=lambda x: " ".join(x[:2]) if isinstance(x, tuple) else "",
)
def test_what_cannot_be_done_is_one_line_and_nothing_is_written(
    run: Run, talks: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = {f.name for f in talks.parent.iterdir()}
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"goodoffices: {said}")
    assert done.stderr.count("\n") == 1
    assert {f.name for f in talks.parent.iterdir()} == before


@pytest.mark.parametrize("out", ["talks.db", "./talks.db"])
def test_the_ledger_itself_is_never_written_over(run: Run, talks: Path, out: str) -> None:
    before = talks.read_bytes()
    done = run("export", "dna", "--ledger", "talks.db", "--out", out)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "the ledger itself" in done.stderr
    assert talks.read_bytes() == before


def test_a_full_ledger_is_not_imported_into(run: Run, talks: Path) -> None:
    run("export", "jsonl", "--ledger", "talks.db", "--out", "talks.jsonl")
    done = run("import", "talks.jsonl", "--ledger", "talks.db")
    assert done.returncode == 2
    assert "empty ledger" in done.stderr


@pytest.mark.parametrize("command", ["export", "import"])
def test_help_has_an_example(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert "Example:" in done.stdout
