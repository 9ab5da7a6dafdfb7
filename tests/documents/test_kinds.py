from __future__ import annotations

import io
import zipfile

import pytest

from goodoffices.documents.found import Found
from goodoffices.documents.kinds import Kind, kind_of


def kind(data: bytes, ending: str = "", media_type: str | None = None) -> Kind:
    return kind_of(Found("x", "x", io.BytesIO(data), ending=ending, media_type=media_type))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"The talks go on.", Kind.TEXT),
        (b"%PDF-1.7\n...", Kind.PDF),
        (b"<!doctype html><p>Hello", Kind.HTML),
        (b"<?xml version='1.0'?><!-- x --><rss version='2.0'>", Kind.FEED),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", Kind.FEED),
        (b"From: a@b.org\nTo: c@d.org\nSubject: Talks\n\nHello", Kind.MAIL),
        (b"From a@b.org Tue Feb 18 10:00:00 2020\nFrom: a@b.org\n\nHello", Kind.MBOX),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", Kind.WARC),
    ],
)
def test_the_first_bytes_tell(data, expected):
    assert kind(data) is expected


def test_the_ending_or_the_media_type_tells_where_the_bytes_do_not():
    assert kind(b"# Talks", ".md") is Kind.MARKDOWN
    assert kind(b"Talks <b>go on</b>", media_type="text/html") is Kind.HTML
    assert kind(b"From: A\nTo: B\nSubject: notes of a talk\n\n", ".txt") is Kind.TEXT


def test_a_signature_outweighs_the_ending():
    assert kind(b"%PDF-1.7", ".txt") is Kind.PDF
    assert kind(b"<html><body>Log in", ".pdf") is Kind.HTML


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Office document"),
        (b"{\\rtf1 hello", "RTF"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "a program"),
        (b"\x1f\x8b\x08\x00", "an archive"),
        (bytes(range(256)) * 8, "binary data"),
    ],
)
def test_what_cannot_be_read_is_named(error, data, what):
    assert what in error("thing.bin", data)


def test_a_zip_that_is_no_word_document_is_an_archive(error):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "unpack it" in error("reports.zip", data.getvalue())


def test_data_is_no_report(error):
    assert "is data (.json)" in error("gold.json", '{"id": 1}')
