"""What has some words, where in a text they are, and what happened lately."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.ledger import Ledger
from goodoffices.ledger.excerpts import AROUND, excerpt, is_meant
from goodoffices.ledger.lately import lately
from goodoffices.ledger.searching import commitments_of, moves_found, reports_found

from .telling import Says, ledger_of, step_called, told

ROADS = told(
    Says("Army", "pull back", "if", "open the café road", "Rebels"), Says("Rebels", "hold fire"),
    name="roads", published="2031-03-03",
)  # fmt: skip
PRISONERS = told(Says("Army", "release prisoners"), name="prisoners", published="2031-03-04")


@pytest.mark.parametrize(
    ("wanted", "word", "same"),
    [
        ("road", "roads", True), ("roads", "road", True), ("opening", "opened", True), ("cease", "ceasefire", True),
        ("road", "roof", False), ("war", "ward", False), ("war", "war", True), ("in", "into", False), ("prison", "prisoners", True),
    ],
)  # fmt: skip
def test_forms_of_a_word(wanted: str, word: str, same: bool) -> None:
    assert is_meant(wanted, word) is same


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("They would open the Café road.", "cafe roads", ["Café", "road"]),
        ("They would open it.", "nothing here", []),
        ("", "road", []),
        ("Road", "road", ["Road"]),
        ("<script>road</script>", "road", ["road"]),
    ],
)
def test_words_are_marked(text: str, words: str, marked: list[str]) -> None:
    found = excerpt(text, words)
    assert [p.text for p in found.pieces if p.is_meant] == marked
    assert "".join(p.text for p in found.pieces) == text


def test_the_piece_of_a_long_text_is_that_with_the_words() -> None:
    text = "a road " + "filler " * 300 + "the bridge and the road were open " + "filler " * 300
    found = excerpt(text, "bridge road")
    assert [p.text for p in found.pieces if p.is_meant] == ["bridge", "road"]
    assert found.before
    assert found.after
    assert sum(len(p.text) for p in found.pieces) <= 3 * AROUND


@given(st.text(max_size=600), st.text(max_size=20))
def test_pieces_are_a_part_of_the_text(text: str, words: str) -> None:
    found = excerpt(text, words)
    piece = "".join(p.text for p in found.pieces)
    assert piece in text
    assert (not found.before and not found.after) == (piece == text)


def test_what_has_the_words(any_ledger: Ledger) -> None:
    for reading in (ROADS, PRISONERS):
        any_ledger.add(reading, who="eve")
    view = any_ledger.as_of()
    assert [f.report.id for f in reports_found(view, "roads", 9)] == ["r1"]
    assert [t.move.id for t in moves_found(view, "cafe road", 9)] == ["r1.m1"]
    assert [t.source.speaker for t in moves_found(view, "fire", 9)] == ["Rebels"]
    assert moves_found(view, "", 9) == moves_found(view, "army", 9) == []  # the name of a party is no word of a move
    back, road = step_called(any_ledger, "pull back"), step_called(any_ledger, "open the café road")
    assert [c.id for c in commitments_of(view, [back], 9)] == [c.id for c in commitments_of(view, [road], 9)] == ["c1"]
    assert commitments_of(view, [], 9) == []


def test_what_happened_lately() -> None:
    with ledger_of(ROADS, PRISONERS) as ledger:
        seen = ledger.last()
        assert lately(ledger.engine, 0, 5).counts == {("added", "reader"): 2}
        assert lately(ledger.engine, seen, 5).counts == {}
        assert lately(ledger.engine, seen, 5).number == seen
        ledger.confirm("r1.m1", who="Ana")
        ledger.confirm("r1.m2", who="Ana")
        ledger.reject("r2.m1", who="Bo")
        ledger.done(step_called(ledger, "hold fire"), None, who="Ana")
        found = lately(ledger.engine, seen, 2)
        assert found.counts == {("confirmed", "Ana"): 2, ("rejected", "Bo"): 1, ("done", "Ana"): 1}
        assert [r.event.kind for r in found.latest] == ["done", "judged"]
        assert found.number == ledger.last()
        assert lately(ledger.engine, 10_000, 5).number == 10_000
