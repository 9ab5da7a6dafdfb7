"""What decision makers would rather have: statements, weights, rankings, and nothing known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import StabilityError
from goodoffices.model import Condition, Done, Not, all_of, any_of
from goodoffices.stability.conflict import (
    Conflict,
    DecisionMaker,
    Option,
    Preference,
    Prioritised,
    Ranked,
    Weighted,
    mutually_exclusive,
)
from goodoffices.stability.game import game_of
from goodoffices.stability.preferences import ranks, ranks_of
from goodoffices.stability.states import States, feasible_states
from tests.stability.brute import worth
from tests.stability.strategies import conditions, conflicts

a, b, c = (Done(step=o) for o in "abc")
NEVER = any_of()
OPTIONS = tuple(Option(o, ("A",)) for o in "abc")
CONFLICT = Conflict(decision_makers=(DecisionMaker("A"), DecisionMaker("B")), options=OPTIONS)


def order(preference: Preference | None, conflict: Conflict = CONFLICT) -> str:
    """The states as a preference puts them, best first, as in "ab = a > -"."""
    states = feasible_states(conflict)
    levels: dict[int, list[str]] = {}
    for k, rank in enumerate(ranks_of(DecisionMaker("A", preference=preference), states).tolist()):
        levels.setdefault(rank, []).append("".join(sorted(states.state(k))) or "-")
    assert sorted(levels) == list(range(len(levels)))
    return " > ".join(" = ".join(levels[rank]) for rank in sorted(levels, reverse=True))


@pytest.mark.parametrize(
    ("preference", "expected"),
    [
        pytest.param(None, "- = a = b = ab = c = ac = bc = abc", id="nothing known"),
        pytest.param(Prioritised(()), "- = a = b = ab = c = ac = bc = abc", id="no statement"),
        pytest.param(Prioritised((a, b, c)), "abc > ab > ac > a > bc > b > c > -", id="one option each"),
        pytest.param(Prioritised((c, Not(part=a))), "c = bc > ac = abc > - = b > a = ab", id="ties"),
        pytest.param(
            Prioritised((a, a, Not(part=a))), "a = ab = ac = abc > - = b = c = bc", id="a later statement changes nothing"
        ),
        pytest.param(Prioritised((any_of(Not(part=a), b), all_of(b, c))), "bc = abc > - = b = ab = c > a = ac", id="b if a"),
        pytest.param(Weighted({}), "- = a = b = ab = c = ac = bc = abc", id="no weights"),
        pytest.param(Weighted({"a": 2, "b": 1, "c": 1}), "abc > ab = ac > a = bc > b = c > -", id="weights"),
        pytest.param(Weighted({"a": -1, "c": 3}), "c = bc > ac = abc > - = b > a = ab", id="a weight below nothing"),
        pytest.param(Weighted({"a": 0.1, "b": 0.2, "c": 0.3}), "abc > bc > ac > ab = c > b > a > -", id="tenths add up"),
        pytest.param(
            Weighted({"a": 1.1, "b": 2.2, "c": -3.3}), "ab > b > a > - = abc > bc > ac > c", id="tenths add up to nothing"
        ),
    ],
)
def test_preferences(preference: Preference | None, expected: str) -> None:
    assert order(preference) == expected


@given(conflicts())
def test_ranks_are_the_order_of_what_states_are_worth_without_gaps(conflict: Conflict) -> None:
    states = feasible_states(conflict)
    for who, found in zip(conflict.decision_makers, ranks(conflict, states).tolist(), strict=True):
        assert found == by_worth(who, states)


def by_worth(who: DecisionMaker, states: States) -> list[int]:
    """The ranks, from the definition of what a state is worth."""
    value = [worth(who, states.state(k)) for k in range(len(states))]
    place = {v: rank for rank, v in enumerate(sorted(set(value)))}
    return [place[v] for v in value]


# More statements than a number has bits: of k statements the j-th scores 2**(k - j)


@given(conflicts(most_options=3), st.data())
def test_any_number_of_statements(conflict: Conflict, data: st.DataObject) -> None:
    said = data.draw(st.lists(conditions(tuple(o.id for o in conflict.options)), min_size=1, max_size=4))
    gap = st.sampled_from((0, 1, 60, 61, 62, 63, 64))
    who = DecisionMaker("A", preference=Prioritised(tuple(s for one in said for s in (one, *(NEVER,) * data.draw(gap)))))
    states = feasible_states(conflict)
    assert ranks_of(who, states).tolist() == by_worth(who, states)


@pytest.mark.parametrize("count", [1, 61, 62, 63, 64, 65, 124, 125, 200])
def test_the_first_statement_outweighs_any_number_of_others(count: int) -> None:
    """{a} meets the first of many statements, {b} all others; in the second case the first is the last but one."""
    assert order(Prioritised((a, *(b,) * count))) == "ab = abc > a = ac > b = bc > - = c"
    assert order(Prioritised((*(NEVER,) * count, a, b))) == "ab = abc > a = ac > b = bc > - = c"


# Rankings


def test_a_ranking_with_ties() -> None:
    conflict = replace(CONFLICT, infeasible=(mutually_exclusive("abc"),))
    levels = tuple(frozenset(frozenset(s.replace("-", "")) for s in level.split()) for level in ("b", "- c", "a"))
    assert order(Ranked(levels), conflict) == "b > - = c > a"


EXACT = tuple(frozenset({frozenset(s)}) for s in ("", "a", "b", "c"))


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        pytest.param(EXACT[:3], r"A ranks 3 of 4 states; one that is missing: \{c\}", id="one is missing"),
        pytest.param((), r"A ranks 0 of 4 states; one that is missing: \{\}", id="all are missing"),
        pytest.param((*EXACT, EXACT[1]), r"A ranks the state \{a\} twice", id="one twice"),
        pytest.param((*EXACT, frozenset({frozenset("ab")})), r"\{a, b\} is not feasible", id="one that cannot be"),
        pytest.param((*EXACT, frozenset({frozenset("z")})), "no option is called z", id="one with an unknown option"),
    ],
)
def test_a_ranking_must_have_every_state_once(levels: tuple[frozenset[frozenset[str]], ...], told: str) -> None:
    people = (DecisionMaker("A", preference=Ranked(levels)), DecisionMaker("B"))
    conflict = replace(CONFLICT, decision_makers=people, infeasible=(mutually_exclusive("abc"),))
    with pytest.raises(StabilityError, match=told) as error:
        game_of(conflict)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "preference",
    [
        pytest.param(Prioritised((a, Done(step="z"))), id="statement"),
        pytest.param(Prioritised((any_of(a, Not(part=Done(step="z"))),)), id="part of a statement"),
        pytest.param(Weighted({"a": 1, "z": 2}), id="weight"),
    ],
)
def test_a_preference_over_an_unknown_option_is_refused(preference: Preference) -> None:
    conflict = replace(CONFLICT, decision_makers=(DecisionMaker("A", preference=preference), DecisionMaker("B")))
    with pytest.raises(StabilityError, match="z"):
        game_of(conflict)


@pytest.mark.parametrize("weight", [float("nan"), float("inf"), float("-inf")])
def test_a_weight_that_is_no_number_is_refused(weight: float) -> None:
    conflict = replace(CONFLICT, decision_makers=(DecisionMaker("A", preference=Weighted({"a": weight})), DecisionMaker("B")))
    with pytest.raises(StabilityError, match="a"):
        game_of(conflict)


def test_conditions_are_all_a_statement_can_be() -> None:
    """If and iff are said with "not", "and", "or": c iff a."""
    iff: Condition = any_of(all_of(a, c), all_of(Not(part=a), Not(part=c)))
    assert order(Prioritised((iff,))) == "- = b = ac = abc > a = ab = c = bc"
