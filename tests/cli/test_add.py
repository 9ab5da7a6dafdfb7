"""`goodoffices add`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from goodoffices.ledger import Ledger
from goodoffices.ledger.views import View
from tests.reading.llm.server import Model, model_server

from .conftest import EXAMPLES, REPORT, Run

WIRE, COURIER, COUNCIL = (
    str(EXAMPLES / f) for f in ("2025-03-03-wire.txt", "2025-03-04-courier.html", "2025-03-10-lakes-council.txt")
)


def reports_in(file: Path) -> dict[str, str]:
    """The name of each report's file, by its number."""
    with Ledger.open(file, create=False) as ledger:
        return {r.id: Path(r.origin).name for r in View(ledger.engine).reports()}


def test_it_says_what_became_of_each_report(run: Run) -> None:
    done = run("add", WIRE, COURIER, COUNCIL, "--ledger", "talks.db")
    assert done.returncode == 0
    wire, courier, council, total = done.stdout.splitlines()
    assert wire.startswith(f"{WIRE}: r1, new: ")
    assert courier.startswith(f"{COURIER}: r2, the same story as r1: ")
    assert council.startswith(f"{COUNCIL}: r3, new: ")
    assert " moves, " in wire
    assert total == "3 reports: 2 new, 1 the same story as another"


def test_a_second_time_nothing_happens_and_what_is_new_is_added(run: Run, tmp_path: Path) -> None:
    run("add", WIRE, "--ledger", "talks.db")
    again = run("add", WIRE, COURIER, "--ledger", "talks.db")
    assert again.stdout.splitlines()[0] == f"{WIRE}: r1, known"
    assert again.stdout.splitlines()[-1] == "2 reports: 1 the same story as another, 1 known"
    assert run("add", WIRE, COURIER, "--ledger", "talks.db").stdout.splitlines()[-1] == "2 reports: 2 known"
    assert reports_in(tmp_path / "talks.db") == {"r1": Path(WIRE).name, "r2": Path(COURIER).name}
    with Ledger.open(tmp_path / "talks.db") as ledger:
        assert [r.event.kind for r in ledger.log()] == ["added", "added"]


@pytest.mark.parametrize("reader", ["built-in", "llm"])
def test_a_report_that_is_known_is_not_read_again(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch, reader: str) -> None:
    with model_server() as model:
        model.says({"parties": [], "statements": []})
        options = llm(model) if reader == "llm" else ()
        run("add", str(report), "--ledger", "talks.db", *options)
        asked = len(model.requests)
        assert asked == (reader == "llm")
        done = run("add", str(report), "--ledger", "talks.db", *options)
        assert done.stdout == f"{report}: r1, known\n1 report: 1 known\n"
        assert len(model.requests) == asked


def test_another_reader_reads_it_again(run: Run, report: Path, tmp_path: Path) -> None:
    with model_server() as model:
        model.says({"parties": [], "statements": []})
        run("add", str(report), "--ledger", "talks.db")
        done = run("add", str(report), "--ledger", "talks.db", *llm(model))
    assert done.stdout.splitlines() == [
        f"{report}: r1, read again: no statements found, no moves",
        "1 report: 1 read again",
    ]
    with Ledger.open(tmp_path / "talks.db") as ledger:
        assert [r.event.kind for r in ledger.log()] == ["added", "read again"]


def llm(model: Model) -> tuple[str, ...]:
    return ("--reader", "llm", "--llm-url", model.address, "--llm-model", "tiny", "--no-cache")


def test_one_bad_file_does_not_stop_the_others(run: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = run("add", "empty.txt", str(report), "missing.txt", "--ledger", "talks.db")
    assert done.returncode == 0
    assert reports_in(tmp_path / "talks.db") == {"r1": report.name}
    assert done.stdout.splitlines()[-1] == "1 report: 1 new"
    assert done.stderr.splitlines()[-1] == "goodoffices: 1 read, 2 left out"


def test_where_nothing_could_be_read_the_exit_code_is_2(run: Run) -> None:
    done = run("add", "missing.txt", "--ledger", "talks.db")
    assert (done.returncode, done.stdout) == (2, "")
    assert "missing.txt does not exist" in done.stderr


def test_reader_options_are_those_of_read(run: Run, report: Path, tmp_path: Path) -> None:
    run("add", "-", "--ledger", "talks.db", "--published", "2020-02-18", "--min-confidence", "1", "--who", "ana", stdin=REPORT)
    with Ledger.open(tmp_path / "talks.db") as ledger:
        (found,) = View(ledger.engine).reports()
        assert str(found.day) == "2020-02-18"
        assert ledger.waiting() == 0
        assert [r.event.who for r in ledger.log()] == ["ana"]
        assert [r.event.reading["notes"] for r in ledger.log()]


def test_the_ledger_may_be_named_in_the_environment(run: Run, report: Path, tmp_path: Path) -> None:
    assert run("add", str(report), GOODOFFICES_LEDGER="talks.db").returncode == 0
    assert reports_in(tmp_path / "talks.db") == {"r1": report.name}


def test_several_processes_may_add_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "goodoffices", "add", str(EXAMPLES), "--ledger", "talks.db"]
    both = [
        subprocess.Popen(command, cwd=tmp_path, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    files = sorted(f.name for f in EXAMPLES.rglob("*.*") if f.is_file())
    assert sorted(reports_in(tmp_path / "talks.db").values()) == files
    with Ledger.open(tmp_path / "talks.db") as ledger:
        assert [r.event.kind for r in ledger.log()] == ["added"] * len(files)


def test_the_same_text_in_a_second_paper_is_one_more_place(run: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "courier").mkdir()
    (tmp_path / "courier" / "other.txt").write_text(report.read_text())
    run("add", "truce.txt", "--ledger", "talks.db")
    done = run("add", "courier/other.txt", "--ledger", "talks.db")
    assert done.returncode == 0
    assert "courier/other.txt: r1, the same text in one more place" in done.stdout
    assert "1 report: 1 known" in run("add", "courier/other.txt", "--ledger", "talks.db").stdout
    assert "the text of r1 is printed in one more place" in run("log", "r1", "--ledger", "talks.db").stdout
