from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from goodoffices.documents import expand, load
from goodoffices.errors import DocumentError
from goodoffices.model import Report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "deeper/a.md", ".hidden.txt", ".git/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"The words of {name}, said at some length.")
    return tmp_path


def test_a_folder_is_its_files_in_order_without_the_hidden_ones(folder):
    assert [Path(path).relative_to(folder).as_posix() for path in expand([str(folder)])] == ["a.txt", "b.txt", "deeper/a.md"]


def test_what_expand_gives_can_be_expanded_and_loaded_again(folder):
    once = list(expand([str(folder), "-", "http://x.example/"]))
    assert list(expand(once)) == once
    assert [report.id for report in load(once[:3])] == ["a", "b", "a-2"]


def test_one_bad_document_does_not_stop_the_others(folder):
    (folder / "aa.pdf").write_bytes(b"%PDF-1.4 nothing")
    kinds = [type(item) for item in load([str(folder)])]
    assert kinds == [Report, DocumentError, Report, Report]


def test_documents_are_opened_one_by_one(folder):
    reports = load([str(folder)])
    next(reports)
    (folder / "b.txt").write_text("Changed meanwhile.")
    assert next(reports).text == "Changed meanwhile."


def test_standard_input():
    (report,) = load(["-"], stdin=io.BytesIO("“No,” he said.".encode()))
    assert (report.id, report.origin, report.text) == ("stdin", "-", "“No,” he said.")
    (error,) = load(["-"], stdin=io.BytesIO())
    assert str(error) == "standard input is empty"


def test_a_folder_without_documents_and_a_missing_file(tmp_path):
    errors = [str(error) for error in load([str(tmp_path), str(tmp_path / "nope.txt"), "odd\0name"])]
    assert errors[0] == f"{tmp_path} is a folder without a document"
    assert errors[1] == f"{tmp_path / 'nope.txt'} does not exist: check the path"
    assert "odd name cannot be opened" in errors[2]


def test_what_may_not_be_read(tmp_path, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "secret.txt").write_text("x")
    monkeypatch.setattr(Path, "open", refuse)
    (error,) = load([str(tmp_path / "secret.txt")])
    assert str(error).endswith("secret.txt may not be read: ask its owner for permission")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_and_links_in_circles_are_passed_over(folder):
    os.mkfifo(folder / "pipe.txt")
    (folder / "deeper" / "up").symlink_to(folder)
    assert len(list(expand([str(folder)]))) == 3


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_file_name_that_is_no_unicode(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(path)).write_text("Words.")
    except OSError:
        pytest.skip("this disk takes only Unicode names")
    (report,) = load([str(tmp_path)])
    assert report.id == "caf?"
