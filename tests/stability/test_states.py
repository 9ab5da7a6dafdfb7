"""Which states there are: patterns of what cannot be, bit patterns and numbers, and conflicts that cannot be worked out."""

from __future__ import annotations

import datetime
import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import StabilityError
from goodoffices.model import AtLeast, Condition, Done, Not, Until, all_of, any_of, holds
from goodoffices.stability.concepts.classic import Concept, stable
from goodoffices.stability.conflict import Conflict, DecisionMaker, Direction, Option, at_least_one, dependent, mutually_exclusive
from goodoffices.stability.game import game_of
from goodoffices.stability.states import ABSENT, feasible_states
from tests.stability.brute import feasible
from tests.stability.strategies import conditions, conflicts, contradictory

a, b, c = (Done(step=o) for o in "abc")
ALWAYS = all_of()


def conflict(*infeasible: Condition, options: tuple[str, ...] = ("a", "b", "c")) -> Conflict:
    """A has all options, B none."""
    people = (DecisionMaker("A"), DecisionMaker("B"))
    return Conflict(decision_makers=people, options=tuple(Option(o, ("A",)) for o in options), infeasible=infeasible)


@pytest.mark.parametrize(
    ("infeasible", "states"),
    [
        pytest.param([], "- a b ab c ac bc abc", id="nothing said"),
        pytest.param([mutually_exclusive("ab")], "- a b c ac bc", id="two exclude each other"),
        pytest.param([mutually_exclusive("abc")], "- a b c", id="all exclude each other"),
        pytest.param([mutually_exclusive("a")], "- a b ab c ac bc abc", id="one excludes nothing"),
        pytest.param([at_least_one("abc")], "a b ab c ac bc abc", id="at least one"),
        pytest.param([at_least_one("a")], "a ab ac abc", id="this one"),
        pytest.param([mutually_exclusive("abc"), at_least_one("abc")], "a b c", id="exactly one"),
        pytest.param([dependent("c", on=a)], "- a b ab ac abc", id="c needs a"),
        pytest.param([dependent("c", on=any_of(a, b))], "- a b ab ac bc abc", id="c needs a or b"),
        pytest.param([dependent("a", on=b), dependent("b", on=c)], "- c bc abc", id="a chain"),
        pytest.param([dependent("a", on=b), dependent("b", on=a)], "- ab c abc", id="both or neither"),
        pytest.param([all_of(a, Not(part=b), c)], "- a b ab c bc abc", id="one state"),
        pytest.param([all_of(a, Not(part=b))], "- b ab c bc abc", id="a pattern that leaves c open"),
        pytest.param([AtLeast(count=2, parts=(a, b, c))], "- a b c", id="two of three"),
        pytest.param([any_of()], "- a b ab c ac bc abc", id="what never holds"),
    ],
)
def test_what_cannot_be_is_left_out(infeasible: list[Condition], states: str) -> None:
    expected = [frozenset(s.replace("-", "")) for s in states.split()]
    found = feasible_states(conflict(*infeasible))
    assert [found.state(k) for k in range(len(found))] == expected


@given(conflicts())
def test_states_are_those_in_which_nothing_infeasible_holds(some: Conflict) -> None:
    found = feasible_states(some)
    assert {found.state(k) for k in range(len(found))} == feasible(some)
    assert (np.diff(found.patterns.astype(np.int64)) > 0).all()


@given(conflicts())
def test_a_state_has_one_number_and_what_cannot_be_has_none(some: Conflict) -> None:
    found = feasible_states(some)
    assert [found.number(found.state(k)) for k in range(len(found))] == list(range(len(found)))
    every = np.arange(1 << len(found.options), dtype=np.uint64)
    assert set(every[found.numbers(every) == ABSENT]) == set(every) - set(found.patterns)


@given(conflicts(), st.data())
def test_where_a_condition_holds(some: Conflict, data: st.DataObject) -> None:
    found = feasible_states(some)
    condition = data.draw(conditions(found.options, depth=2))
    assert list(found.where(condition)) == [holds(condition, found.state(k)) for k in range(len(found))]


@pytest.mark.parametrize("count", [27, 40, 64])
def test_many_options_of_which_one_can_be_taken(count: int) -> None:
    """More options than a table of all patterns could hold, one statement, as an analyst would make it."""
    names = tuple(f"o{k}" for k in range(count))
    found = feasible_states(conflict(mutually_exclusive(names), options=names))
    assert [found.state(k) for k in range(len(found))] == [frozenset(), *(frozenset({o}) for o in names)]
    assert [found.number(frozenset({o})) for o in names] == list(range(1, count + 1))
    with pytest.raises(StabilityError, match="not feasible"):
        found.number(frozenset(names[-2:]))


def test_without_options_there_is_one_state_and_it_is_stable() -> None:
    game = game_of(conflict(options=()))
    assert all(stable(game, concept).tolist() == [[True], [True]] for concept in Concept)


# What makes no sense


@given(contradictory())
def test_contradictory_infeasibility_is_refused(some: Conflict) -> None:
    with pytest.raises(StabilityError, match="no state is left"):
        feasible_states(some)


@pytest.mark.parametrize(
    "infeasible",
    [
        [ALWAYS],
        [a, Not(part=a)],
        [at_least_one("ab"), any_of(a, b)],
        [mutually_exclusive("ab"), at_least_one("a"), at_least_one("b")],
    ],
)
def test_no_state_left_is_one_clear_line(infeasible: list[Condition]) -> None:
    with pytest.raises(StabilityError) as told:
        game_of(conflict(*infeasible))
    assert str(told.value).startswith("no state is left: ")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "infeasible",
    [pytest.param([], id="free"), pytest.param([dependent("o39", on=Done(step="o0"))], id="told of the last one only")],
)
def test_forty_free_options_are_refused_soon_and_without_much_memory(infeasible: list[Condition]) -> None:
    """2^40 states are a million million; that is known before any is made."""
    too_much = conflict(*infeasible, options=tuple(f"o{k}" for k in range(40)))
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(StabilityError, match="40") as told:
        feasible_states(too_much)
    took, (_, most) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 5
    assert most < 64 << 20
    assert "\n" not in str(told.value)


def test_more_options_than_a_pattern_has_bits_are_refused() -> None:
    names = tuple(f"o{k}" for k in range(65))
    with pytest.raises(StabilityError, match="65"):
        game_of(conflict(mutually_exclusive(names), options=names))


def test_more_ranks_than_memory_has_are_refused_before_they_are_made() -> None:
    some = Conflict(
        tuple(DecisionMaker(f"p{i}") for i in range(1_025)), tuple(Option(id=f"o{i}", owners=("p0",)) for i in range(18))
    )
    with pytest.raises(StabilityError, match="1,025 decision makers who rank 262,144 states are too many"):
        game_of(some)


@pytest.mark.parametrize("infeasible", [Done(step="z"), dependent("a", on=Done(step="z")), at_least_one("az")])
def test_an_unknown_option_among_what_cannot_be_is_named(infeasible: Condition) -> None:
    with pytest.raises(StabilityError, match="z"):
        game_of(conflict(infeasible))


def test_a_condition_with_a_day_is_refused() -> None:
    with pytest.raises(StabilityError, match="day"):
        feasible_states(conflict(all_of(a, Until(day=datetime.date(2014, 1, 22)))))


@pytest.mark.parametrize(("state", "told"), [("ab", "{a, b} is not feasible"), ("az", "unknown option “z”")])
def test_a_state_that_there_is_not(state: str, told: str) -> None:
    with pytest.raises(StabilityError, match=told):
        feasible_states(conflict(mutually_exclusive("ab"))).number(frozenset(state))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param((Option("a", ()), Option("b", ("A",))), "a", id="without an owner"),
        pytest.param((Option("a", ("X",)), Option("b", ("A",))), "X", id="of somebody unknown"),
        pytest.param((Option("a", ("A",)), Option("a", ("B",), direction=Direction.BACK)), "a", id="twice"),
    ],
)
def test_an_option_without_a_known_owner_or_named_twice_is_refused(options: tuple[Option, ...], told: str) -> None:
    with pytest.raises(StabilityError, match=told):
        game_of(Conflict(decision_makers=(DecisionMaker("A"), DecisionMaker("B")), options=options))
