"""`goodoffices brief`."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest

from .conftest import EXAMPLES, Run


def test_brief_says_according_to_whom_and_where(run: Run, report: Path) -> None:
    done = run("brief", str(report))
    assert done.returncode == 0
    assert "According to Ilse Brandt (“she”):" in done.stdout
    assert "not confirmed by a person" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "\x1b" not in done.stdout  # colours only on a terminal


@pytest.mark.parametrize("form", ["terminal", "html", "markdown", "json"])
def test_out_writes_what_would_be_printed(run: Run, report: Path, tmp_path: Path, form: str) -> None:
    printed = run("brief", str(report), "--format", form).stdout
    done = run("brief", str(report), "--format", form, "--out", f"brief.{form}")
    assert done.stdout == ""
    assert (tmp_path / f"brief.{form}").read_text().rstrip("\n") == printed.rstrip("\n")


def test_min_confidence_leaves_out_what_was_read_with_less(run: Run, report: Path) -> None:
    def statements(*options: str) -> int:
        found = json.loads(run("brief", str(report), "--format", "json", *options).stdout)
        return int(found["reports"][0]["statements"])

    assert statements("--min-confidence", "1") < statements()
    assert "Leave out" in run("brief", "--help").stdout


def test_html_is_one_page_that_loads_nothing(run: Run, report: Path) -> None:
    page = unescape(run("brief", str(report), "--format", "html").stdout)
    assert page.lower().startswith("<!doctype html>")
    assert "default-src 'none'" in page
    assert "src=" not in page
    assert "<link" not in page


def test_examples_of_all_formats_make_one_brief(run: Run) -> None:
    files = sorted(str(f) for f in EXAMPLES.iterdir() if f.is_file())
    done = run("brief", *files, "--format", "json")
    assert done.returncode == 0
    assert {Path(f).suffix for f in files} == {".txt", ".html", ".eml", ".docx", ".pdf"}
    assert len(json.loads(done.stdout)["reports"]) == len(files)


def test_nothing_to_read_is_exit_code_2(run: Run) -> None:
    done = run("brief", "missing.txt")
    assert done.returncode == 2
    assert "missing.txt does not exist" in done.stderr


def test_the_same_story_in_two_reports_is_said_to_be_one_testimony(run: Run) -> None:
    files = [str(EXAMPLES / f) for f in ("2025-03-03-wire.txt", "2025-03-04-courier.html", "2025-03-16-commander.txt")]
    assert run("brief", *files).stdout.count("The same story as [1]: one testimony") == 1
    assert "The same story as [1]: one testimony" in unescape(run("brief", *files, "--format", "html").stdout)
    assert "The same story as" in run("brief", *files, "--format", "markdown").stdout
    found = json.loads(run("brief", *files, "--format", "json").stdout)
    assert [report["story"] for report in found["reports"]] == [None, 1, None]


@pytest.mark.parametrize("form", ["terminal", "html", "markdown", "json"])
def test_of_a_ledger(run: Run, talks: str, tmp_path: Path, form: str) -> None:
    printed = run("brief", "--ledger", talks, "--format", form)
    assert printed.returncode == 0
    assert "Northern Front" in printed.stdout
    done = run("brief", "--format", form, "--out", f"brief.{form}", GOODOFFICES_LEDGER=talks)
    assert done.stdout == ""
    assert (tmp_path / f"brief.{form}").read_text().rstrip("\n") == printed.stdout.rstrip("\n")


def test_of_a_ledger_as_of_a_day(run: Run, talks: str) -> None:
    assert "No reports by 1 January 2020" in run("brief", "--ledger", talks, "--as-of", "2020-01-01").stdout
    assert "No more than 1 commitments" in run("brief", "--ledger", talks, "--most", "1").stdout


def test_reports_are_read_though_a_ledger_is_set(run: Run, report: Path, talks: str) -> None:
    assert "According to Ilse Brandt" in run("brief", str(report), GOODOFFICES_LEDGER=talks).stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "nothing to brief: name reports, or a ledger with --ledger talks.db"),
        (("a.txt", "--ledger", "talks.db"), "--ledger makes the brief of a ledger: name no reports beside it"),
        (("a.txt", "--as-of", "2031-03-01"), "--as-of makes the brief of a ledger: name no reports beside it"),
        (("--ledger", "talks.db", "--published", "2031-03-01"), "--published is for reading reports: name some, or leave it out"),
        (
            ("--ledger", "talks.db", "--min-confidence", "0.5"),
            "--min-confidence is for reading reports: name some, or leave it out",
        ),
        (("--ledger", "nothing.db"), "there is no ledger nothing.db"),
    ],
)
def test_what_makes_no_brief(run: Run, talks: str, arguments: tuple[str, ...], told: str) -> None:
    done = run("brief", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("form", ["terminal", "html", "markdown", "json"])
def test_of_a_ledger_it_ends_with_what_could_start(run: Run, talks: str, form: str) -> None:
    assert "could start now" in run("brief", "--ledger", talks, "--format", form).stdout.casefold()


def test_of_several_reports_it_ends_with_what_could_start(run: Run, report: Path) -> None:
    several = [str(EXAMPLES / f) for f in ("2025-03-03-wire.txt", "2025-03-16-commander.txt")]
    assert "## Could start now" in run("brief", *several, "--format", "markdown").stdout
    assert "deals" not in json.loads(run("brief", str(report), "--format", "json").stdout)
