"""What is said again of a day is no new date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.model.reading import DateMention
from goodoffices.reading.dates.deadlines import once

Given = tuple[str, str | None]
"""A date, and the move that it bounds."""


def mentions(given_: list[Given]) -> list[DateMention]:
    return [DateMention(start=10 * i, end=10 * i + 3, text="day", date=date, of=of) for i, (date, of) in enumerate(given_)]


FRIDAY, MARCH, YEAR = "2014-01-24", "2014-03", "2014"


@pytest.mark.parametrize(
    ("dates", "kept"),
    [
        pytest.param([], [], id="none"),
        pytest.param([(FRIDAY, None), (MARCH, None)], [0, 1], id="two days"),
        pytest.param([(FRIDAY, None), (FRIDAY, None), (FRIDAY, None)], [0], id="the first of three"),
        pytest.param([(FRIDAY, None), (FRIDAY, "m1")], [0, 1], id="again where it bounds a move"),
        pytest.param([(FRIDAY, "m1"), (FRIDAY, None)], [0], id="after it has bounded a move"),
        pytest.param([(FRIDAY, "m1"), (FRIDAY, "m2")], [0, 1], id="of two moves"),
        pytest.param([(FRIDAY, "m1"), (FRIDAY, "m1")], [0, 1], id="twice of one move"),
        pytest.param([(FRIDAY, None), (MARCH, None), (FRIDAY, None)], [0, 1], id="again after another"),
        pytest.param([("2014-03-01", None), (MARCH, None), (YEAR, None)], [0, 1, 2], id="a day, its month and its year are three"),
    ],
)
def test_a_date_is_kept_where_it_is_first_named_and_where_it_bounds_a_move(dates: list[Given], kept: list[int]) -> None:
    given_ = mentions(dates)
    assert once(given_) == tuple(given_[i] for i in kept)


@given(st.lists(st.tuples(st.sampled_from([FRIDAY, MARCH, YEAR]), st.sampled_from([None, "m1", "m2"])), max_size=12))
def test_no_day_and_no_bound_is_lost_and_what_is_left_stays(dates: list[Given]) -> None:
    given_ = mentions(dates)
    kept = once(given_)
    assert once(kept) == kept
    assert [d.start for d in kept] == sorted({d.start for d in kept})
    assert {d.date for d in kept} == {d.date for d in given_}
    assert [d for d in kept if d.of] == [d for d in given_ if d.of]
    unbound = [d.date for d in kept if d.of is None]
    assert len(unbound) == len(set(unbound))
