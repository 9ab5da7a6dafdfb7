"""`goodoffices brief --format docx`."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from .conftest import Run


def test_of_a_report(run: Run, report: Path, tmp_path: Path) -> None:
    done = run("brief", str(report), "--format", "docx", "--out", "brief.docx")
    assert (done.returncode, done.stdout) == (0, "")
    text = "\n".join(p.text for p in Document(str(tmp_path / "brief.docx")).paragraphs)
    assert "According to Ilse Brandt" in text
    assert "draft" in text


def test_of_a_ledger(run: Run, report: Path, tmp_path: Path) -> None:
    assert run("add", str(report), "--ledger", "talks.db").returncode == 0
    assert run("brief", "--ledger", "talks.db", "--format", "docx", "--out", "brief.docx").returncode == 0
    assert Document(str(tmp_path / "brief.docx")).paragraphs[0].style.name == "Title"


def test_it_is_not_printed(run: Run, report: Path) -> None:
    done = run("brief", str(report), "--format", "docx")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "goodoffices: a DOCX is no text: name a file with --out brief.docx"
    assert done.stdout == ""
