"""Whatever the bytes, a document gives reports and errors, never another exception."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goodoffices.documents import load
from goodoffices.documents.found import Extracted, Found, Unreadable
from goodoffices.documents.limits import Limits
from goodoffices.documents.loading import _contents
from goodoffices.errors import DocumentError
from goodoffices.model import Report

BEGINNINGS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08\x00",
    b"WARC/1.0\r\n",
    b"<html>",
    b"<rss version='2.0'><channel><item>",
    b"<feed>",
    b"From: a@b\nTo: c\nSubject: d\n\n",
    b"From a@b Tue Feb 18 10:00:00 2020\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<?xml version='1.0'?>",
    b"Content-Type: multipart/mixed; boundary=x\nFrom: a\nTo: b\n\n--x\n",
]
ENDINGS = ["", ".txt", ".md", ".html", ".pdf", ".docx", ".eml", ".mbox", ".rss", ".warc.gz", ".xml"]


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=400), st.sampled_from(ENDINGS))
@example(b"", b"\xff\xfe\x00\xd8", ".txt")
@example(b"<html>", b"&#xD800;&#0;", ".html")
def test_any_bytes_give_a_report_or_an_error(beginning, rest, ending):
    outcomes = list(_contents(Found("x" + ending, "x", io.BytesIO(beginning + rest), ending=ending), Limits()))
    assert all(isinstance(outcome, Extracted | Unreadable) for _, _, outcome in outcomes)
    assert outcomes


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_on_standard_input(data):
    for item in load(["-"], stdin=io.BytesIO(data)):
        assert isinstance(item, Report | DocumentError)
        if isinstance(item, DocumentError):
            assert len(str(item).splitlines()) == 1


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1))
def test_any_text_stays_as_it_is(text):
    for item in load(["-"], stdin=io.BytesIO(b"\xef\xbb\xbf" + text.encode())):
        if isinstance(item, Report) and not text.lstrip().startswith("<"):
            assert item.text == text


@pytest.mark.parametrize("data", [b"", b"   \n", b"\x00\x00"])
def test_nothing_gives_an_error(error, data):
    assert error("x.txt", data)


def test_names_are_unique_within_a_run(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "talks.txt").write_text("Words.")
    assert [report.id for report in load([str(tmp_path)])] == ["talks", "talks-2"]


def test_the_heavy_libraries_are_loaded_only_when_needed():
    heavy = (
        "trafilatura",
        "pypdf",
        "docx",
        "feedparser",
        "warcio",
        "httpx",
        "py3langid",
        "charset_normalizer",
        "lxml",
        "markdown_it",
    )
    program = f"import sys, goodoffices.documents; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
