"""Reports: the text as published, and its fingerprint."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.model import Report


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("Zoë: “no” 🕊\r\n", "Zoë: “no” 🕊\r\n", id="a proper text is left as it is"),
        pytest.param("a\ud83db", "a\ufffdb", id="first half of a pair"),
        pytest.param("a\udd4ab", "a\ufffdb", id="second half of a pair"),
        pytest.param("\ud83d\udd4a", "\ufffd\ufffd", id="both halves, apart"),
        pytest.param("\ud7ff\ue000", "\ud7ff\ue000", id="the neighbours of the surrogates"),
    ],
)
def test_lone_surrogates_become_replacement_characters(text: str, kept: str) -> None:
    report = Report.of(text)
    assert report.text == kept
    assert report.sha256 == hashlib.sha256(kept.encode()).hexdigest()


@settings(deadline=None, max_examples=80)
@given(st.text(st.characters() | st.characters(categories=["Cs"])))
def test_whatever_the_text_offsets_stay_and_it_can_be_written_as_utf_8(text: str) -> None:
    report = Report.of(text)
    assert len(report.text) == len(text)
    assert all(a == b for a, b in zip(text, report.text, strict=True) if not "\ud800" <= a <= "\udfff")
    assert hashlib.sha256(report.text.encode()).hexdigest() == report.sha256


def test_what_is_not_known_of_a_report_is_none() -> None:
    report = Report.of("Talks resume.")
    assert (report.title, report.published, report.publisher, report.language) == (None, None, None, None)
