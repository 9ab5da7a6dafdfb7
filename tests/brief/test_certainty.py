"""What is left of a reading when only what was read with some confidence counts."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodoffices.brief import brief_of
from goodoffices.model import Interpretation, Reading
from goodoffices.reading.certainty import at_least


@pytest.fixture
def doubtful(bridges: Reading) -> Reading:
    """The reading of BRIDGES, with statements and links of all confidences."""
    statements = [
        s.model_copy(update={"confidence": c}) for s, c in zip(bridges.statements, (0.1, 0.9, 0.5, 0.9, 0.2), strict=True)
    ]
    mentions = [m.model_copy(update={"confidence": 0.4}) if m.part == "condition" else m for m in bridges.step_mentions]
    return bridges.model_copy(update={"statements": tuple(statements), "step_mentions": tuple(mentions)})


def test_what_is_below_is_left_out_and_what_is_at_it_stays(doubtful: Reading) -> None:
    left = at_least(doubtful, 0.6)
    assert [s.id for s in left.statements] == ["s2", "s4"]
    assert [m.id for m in left.moves] == ["m1", "m2", "m3", "m4"]


def test_a_move_whose_statement_goes_keeps_its_place(doubtful: Reading) -> None:
    assert [(m.id, m.statement) for m in at_least(doubtful, 0.6).moves] == [("m1", None), ("m2", "s2"), ("m3", None), ("m4", "s4")]


def test_a_date_stays_and_bounds_what_is_left(doubtful: Reading) -> None:
    assert [(d.text, d.of) for d in at_least(doubtful, 0.2).dates] == [("5 March", None), ("Friday", "m5")]
    assert [(d.text, d.of) for d in at_least(doubtful, 0.6).dates] == [("5 March", None), ("Friday", None)]


def test_a_position_goes_with_the_last_move_that_shows_it(doubtful: Reading) -> None:
    assert [p.party for p in at_least(doubtful, 0.6).positions] == ["front", "oro"]
    shown_twice = doubtful.positions[2].model_copy(update={"evidence": ("m5", "m4")})
    left = at_least(doubtful.model_copy(update={"positions": (shown_twice,)}), 0.6)
    assert [p.evidence for p in left.positions] == [("m4",)]


def test_links_go_with_their_moves_and_when_they_are_doubtful_themselves(doubtful: Reading) -> None:
    assert {(m.move, m.part.value) for m in at_least(doubtful, 0.4).step_mentions} >= {("m1", "condition"), ("m3", "condition")}
    assert [(m.move, m.part.value) for m in at_least(doubtful, 0.6).step_mentions] == [(f"m{n}", "step") for n in (1, 3, 4, 2)]


def test_an_interpretation_goes_with_its_statement_and_so_does_who_only_disputes_it(doubtful: Reading) -> None:
    assert [i.id for i in at_least(doubtful, 0.2).interpretations] == ["i1", "i2"]
    assert at_least(doubtful, 0.3).interpretations == ()
    meaning = doubtful.interpretations[0].meaning
    own = (*doubtful.interpretations, Interpretation(id="i3", party="oro", meaning=meaning, disputes="i2"))
    (left,) = at_least(doubtful.model_copy(update={"interpretations": own}), 0.3).interpretations
    assert (left.id, left.disputes) == ("i3", None)


def test_a_note_tells_how_much_was_left_out(doubtful: Reading) -> None:
    assert at_least(doubtful, 0.6).notes == ("left out, as read with less confidence than 0.6: 3 statements, 1 move",)
    assert at_least(doubtful, 0.15).notes == ("left out, as read with less confidence than 0.15: 1 statement",)


def test_at_0_and_where_nothing_is_doubtful_nothing_changes(bridges: Reading, truce: Reading) -> None:
    assert at_least(bridges, 0) == bridges
    assert at_least(truce, 0.3) == truce


@given(confidence=st.floats(0, 1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_left_is_a_valid_reading_and_stays_as_it_is(doubtful: Reading, confidence: float) -> None:
    left = at_least(doubtful, confidence)
    assert Reading.model_validate(left.model_dump()) == left
    assert at_least(left, confidence) == left
    assert all(x.confidence >= confidence for x in (*left.statements, *left.moves, *left.step_mentions))
    assert len(list(brief_of([left]).move_entries())) == len(left.moves)


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_a_confidence_lies_between_0_and_1(bridges: Reading, confidence: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        at_least(bridges, confidence)
