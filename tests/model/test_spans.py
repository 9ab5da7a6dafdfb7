"""Spans: characters of a text, with their words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from goodoffices.model import Span

TEXT = "Zoë said “no”. 🕊 Zoë said"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        pytest.param(0, 3, "Zoë", id="at the start"),
        pytest.param(9, 13, "“no”", id="with quotation marks"),
        pytest.param(15, 16, "🕊", id="a character beyond the basic plane counts one"),
        pytest.param(17, 25, "Zoë said", id="to the end"),
    ],
)
def test_offsets_count_characters(start: int, end: int, words: str) -> None:
    assert Span.of(TEXT, start, end) == Span(start=start, end=end, text=words)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        pytest.param(3, 3, "", id="empty"),
        pytest.param(5, 3, "ai", id="backwards"),
        pytest.param(-3, 0, "aid", id="before the text"),
        pytest.param(0, 3, "said", id="fewer characters than words"),
        pytest.param(0, 4, "Zoë", id="more characters than words"),
    ],
)
def test_offsets_that_cannot_hold_the_words_are_refused(start: int, end: int, words: str) -> None:
    with pytest.raises(ValidationError, match=rf"a span of {start} to {end} cannot hold {len(words)} characters"):
        Span(start=start, end=end, text=words)


@pytest.mark.parametrize(("start", "end"), [(20, 40), (26, 27), (-4, 2)], ids=["over the end", "behind the end", "negative"])
def test_a_span_of_a_text_does_not_leave_it(start: int, end: int) -> None:
    with pytest.raises(ValidationError):
        Span.of(TEXT, start, end)


def test_the_same_words_elsewhere_are_not_in_the_text_there() -> None:
    assert Span(start=17, end=20, text="Zoë").is_in(TEXT)
    assert not Span(start=4, end=7, text="Zoë").is_in(TEXT)
    assert not Span(start=25, end=28, text="Zoë").is_in(TEXT)


@settings(deadline=None, max_examples=80)
@given(st.text(min_size=1), st.data())
def test_every_stretch_of_a_text_is_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of(text, start, end)
    assert span.text == text[start:end]
    assert span.is_in(text)
