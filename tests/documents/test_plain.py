from __future__ import annotations

import hashlib

import pytest

STORY = "Truce holds\r\n\r\nLUANZA, 18 Feb 2020 (Newswire) - “We will keep our word,” the spokesman said.\t\n"


def test_the_text_of_a_text_file_is_the_file_itself(report):
    assert report("story.txt", STORY).text == STORY


def test_a_report_knows_where_it_is_from(report, tmp_path):
    story = report("story.txt", STORY)
    assert (story.id, story.origin) == ("story", str(tmp_path / "story.txt"))
    assert story.sha256 == hashlib.sha256(STORY.encode()).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_is_dropped(report, encoding):
    assert report("story.txt", STORY.encode(encoding)).text == STORY


def test_an_undeclared_encoding_is_detected_and_said(report):
    text = "The envoy said “no” at the café; Zoë’s trêve tiendrait déjà.\n"
    story = report("story.txt", text.encode("cp1252"))
    assert story.text == text
    assert any("cp1252" in note for note in story.notes)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Министр сказал, что перемирие будет соблюдаться."),
        ("gb18030", "外交部长表示,和平谈判将于周一举行。"),
        ("cp1250", "Ministr řekl, že příměří vydrží."),
    ],
)
def test_other_scripts_are_detected_too(report, encoding, text):
    assert report("story.txt", (text * 5).encode(encoding)).text == text * 5


def test_a_few_broken_characters_do_not_spoil_utf_8(report):
    story = report("story.txt", "“No,” said José. “Never,” said Zoë.".encode() + b" \xff.")
    assert story.text.startswith("“No,” said José.")
    assert story.text.endswith("\ufffd.")
    assert any("not valid UTF-8" in note for note in story.notes)


def test_more_text_than_allowed_is_refused_with_a_clear_line(error):
    said = error("long.txt", "word " * 1_100_000)
    assert said == "holds 5,500,000 characters, more than 5,000,000: split it into its reports"
