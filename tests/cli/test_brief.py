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
