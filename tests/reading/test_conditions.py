"""The words that bring in a condition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.model import Relation
from goodoffices.reading.bargaining.conditions import MARKERS, relation_said
from goodoffices.reading.encoder.decoding import WordSpan
from tests.reading.scored import at, words_of

CONDITION = "the army leaves"


def relation(text: str, condition: str = CONDITION) -> Relation | None:
    words = words_of(text)
    return relation_said(words, at(words, condition))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will stop if the army leaves.", Relation.IF),
        ("They will stop provided the army leaves.", Relation.IF),
        ("They will stop provided that the army leaves.", Relation.IF),
        ("They will stop as long as the army leaves.", Relation.IF),
        ("They will stop on condition that the army leaves.", Relation.IF),
        ("They will stop on the understanding that the army leaves.", Relation.IF),
        ("Should the army leaves, they will stop.", Relation.IF),
        ("They will stop only if the army leaves.", Relation.ONLY_IF),
        ("They will stop only when the army leaves.", Relation.ONLY_IF),
        ("They will fight on unless the army leaves.", Relation.UNLESS),
        ("They will not stop without the army leaves.", Relation.UNLESS),
        ("They will not stop until the army leaves.", Relation.UNTIL),
        ("They will not stop before the army leaves.", Relation.UNTIL),
        ("They will stop after the army leaves.", Relation.AFTER),
        ("They will stop once the army leaves.", Relation.AFTER),
        ("They will stop as soon as the army leaves.", Relation.AFTER),
        ("They will stop the day the army leaves.", Relation.AFTER),
        ("They will stop in exchange for the army leaves.", Relation.IN_EXCHANGE),
        ("They will stop in return for the army leaves.", Relation.IN_EXCHANGE),
    ],
)
def test_the_words_right_before_a_condition_say_its_relation(text: str, expected: Relation) -> None:
    assert relation(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("only if the army leaves", Relation.ONLY_IF, id="only if, not if"),
        pytest.param("only when the army leaves", Relation.ONLY_IF, id="only when, not when"),
        pytest.param("ONLY IF the army leaves", Relation.ONLY_IF, id="in capitals"),
        pytest.param("only, if the army leaves", Relation.IF, id="a comma parts them"),
        pytest.param("if the army leaves", Relation.IF, id="the first word of the text"),
        pytest.param("only\nif the army leaves", Relation.ONLY_IF, id="over a line's end"),
    ],
)
def test_the_longest_marker_counts(text: str, expected: Relation) -> None:
    assert relation(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("They will stop and the army leaves.", id="another word"),
        pytest.param("the army leaves", id="no word"),
        pytest.param("If they stop, the army leaves.", id="farther before"),
        pytest.param("They ask if, when asked, the army leaves.", id="with words between"),
        pytest.param("In exchange the army leaves.", id="half a marker"),
    ],
)
def test_other_words_say_none(text: str) -> None:
    assert relation(text) is None


@given(st.sampled_from(sorted(MARKERS)), st.lists(st.sampled_from(["they", "stop", ".", "the", "in", "only", "as"]), max_size=6))
def test_every_marker_is_known_whatever_stands_before_it(marker: str, before: list[str]) -> None:
    words = words_of(" ".join([*before, ";", marker, CONDITION]))
    assert relation_said(words, WordSpan("condition", len(words) - 3, len(words))) is MARKERS[marker]
