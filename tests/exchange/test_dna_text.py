"""Characters as DNA counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.exchange.dna_text import Units, shown, units

TEXTS = st.text(st.sampled_from("ab\r\n é\u20ac\U0001f54a\U00010348"), max_size=20)


@pytest.mark.parametrize(
    ("text", "offset", "there"),
    [
        ("a truce", 2, 2),
        ("🕊 a truce", 2, 3),
        ("one\r\ntwo", 5, 4),
        ("one\rtwo", 4, 4),
        ("é€", 2, 2),
        ("🕊\r\n🕊", 4, 5),
    ],
)
def test_where_a_character_stands_in_dna(text: str, offset: int, there: int) -> None:
    assert units(text, offset) == there


@pytest.mark.parametrize(
    ("start", "stop"),
    [(1, 2), (0, 1), (2, 2), (3, 2), (-1, 2), (2, 99), (99, 100)],
    ids=["second half", "first half", "nothing", "backwards", "before", "beyond", "all beyond"],
)
def test_characters_that_are_none_are_no_span(start: int, stop: int) -> None:
    assert Units("🕊 a truce").span(start, stop) is None


@given(TEXTS, st.data())
def test_what_is_counted_out_is_counted_back(text: str, data: st.DataObject) -> None:
    text = shown(text)
    start, stop = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    found = Units(text).span(units(text, start), units(text, stop))
    assert found == ((start, stop) if start < stop else None)


@given(TEXTS)
def test_units_are_those_of_utf_16(text: str) -> None:
    assert units(text, len(text)) == len(shown(text).encode("utf-16-le")) // 2
