"""Conditions over steps that are no options any more: they mean the same while those steps and the day stay as they are."""

from __future__ import annotations

import datetime
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.model import Condition, Done, Until, all_of, any_of, holds, steps_in
from goodoffices.stability.forms.settled import settled
from tests.deals.strategies import DAY, conditions

STEPS = tuple("abcd")


@given(conditions(STEPS, with_not=True), st.sets(st.sampled_from(STEPS)), st.sets(st.sampled_from(STEPS)))
def test_what_is_left_asks_only_of_options_and_means_the_same(condition: Condition, options: set[str], done: set[str]) -> None:
    rest = settled(condition, options, done, DAY)
    assert isinstance(rest, bool) or steps_in(rest) <= options
    for size in range(len(options) + 1):
        for taken in combinations(sorted(options), size):
            state = {*taken, *(done - options)}
            assert (rest if isinstance(rest, bool) else holds(rest, taken)) == holds(condition, state, DAY)


def test_what_is_settled_drops_out() -> None:
    a, b = Done(step="a"), Done(step="b")
    assert settled(all_of(a, b), {"a"}, {"b"}, None) == a
    assert settled(all_of(a, b), {"a"}, set(), None) is False
    assert settled(any_of(a, b), {"a"}, {"b"}, None) is True
    assert settled(all_of(a, Until(day=DAY)), {"a"}, set(), DAY + datetime.timedelta(days=1)) is False
