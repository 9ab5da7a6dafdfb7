"""What would have to change for a wanted state to last: against trying all orders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from goodoffices.errors import StabilityError
from goodoffices.stability.concepts.classic import Concept, stable
from goodoffices.stability.conflict import Conflict, Ranked, State
from goodoffices.stability.game import Game, game_of
from goodoffices.stability.preferences import ranked
from goodoffices.stability.questions import lowering
from goodoffices.stability.questions.inverse import Requirement, are_met, least_change, requirements
from goodoffices.stability.questions.lowering import with_any
from tests.stability.brute import Definitions
from tests.stability.strategies import conflicts, rankings
from tests.stability.test_concepts import large
from tests.stability.test_literature import CUBA, CUBA_STATES, ELMIRA, ELMIRA_STATES

CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)
Worth = dict[State, Fraction]


def with_order(defined: Definitions, i: str, worth: Worth) -> None:
    """Another order of one decision maker, in place."""
    defined.worth[i] = worth
    defined.improvements = {**defined.improvements, i: {
        s: frozenset(t for t in defined.moves[i][s] if worth[t] > worth[s]) for s in defined.states
    }}  # fmt: skip


def orders(states: Sequence[State]) -> list[Worth]:
    """All strict orders."""
    return [{s: Fraction(k) for k, s in enumerate(order)} for order in permutations(states)]


def turned(old: Worth, new: Worth) -> int:
    """The pairs of which one is liked better in the old order and not in the new one."""
    return sum(old[x] > old[y] and new[x] <= new[y] for x in old for y in old)


def put_back(conflict: Conflict, i: int, order: Ranked) -> Game:
    people = list(conflict.decision_makers)
    people[i] = replace(people[i], preference=order)
    return game_of(replace(conflict, decision_makers=tuple(people)))


def small(conflict: Conflict, once: bool) -> tuple[Game, Definitions]:
    game = game_of(conflict, once=once)
    assume(2 <= len(game.states) <= 6)
    return game, Definitions(conflict, once=once)


@given(conflicts(most_options=3), st.sampled_from(CONCEPTS), st.booleans(), st.data())
def test_the_least_change_holds_and_no_smaller_one_does(
    conflict: Conflict, concept: Concept, once: bool, data: st.DataObject
) -> None:
    game, defined = small(conflict, once)
    i, state = data.draw(st.sampled_from(game.players)), data.draw(st.integers(0, len(game.states) - 1))
    who, wanted, old = defined.who[i], game.states.state(state), defined.worth[defined.who[i]]
    holds: Callable[[str, State], bool] = getattr(defined, concept.value)
    change = least_change(game, i, [state], concept)
    new = {game.states.state(k): Fraction(int(rank)) for k, rank in enumerate(change.ranks)}
    with_order(defined, who, new)
    assert holds(who, wanted)
    assert turned(old, new) == change.distance == change.at_least
    for order in orders(sorted(defined.states, key=sorted)):
        if turned(old, order) < change.distance:
            with_order(defined, who, order)
            assert not holds(who, wanted), order


@given(conflicts(most_options=2), st.sampled_from(CONCEPTS), st.data())
def test_new_ties_do_not_help(conflict: Conflict, concept: Concept, data: st.DataObject) -> None:
    """A pair that is as good in the new order, of which one was better, counts like one that is turned round."""
    game, defined = small(conflict, False)
    i, state = data.draw(st.sampled_from(game.players)), data.draw(st.integers(0, len(game.states) - 1))
    order = data.draw(rankings(defined.states))
    new = {s: Fraction(-place) for place, level in enumerate(order.levels) for s in level}
    old, who = defined.worth[defined.who[i]], defined.who[i]
    with_order(defined, who, new)
    holds: Callable[[str, State], bool] = getattr(defined, concept.value)
    if holds(who, game.states.state(state)):
        assert turned(old, new) >= least_change(game, i, [state], concept).distance


@given(conflicts(), st.sampled_from(CONCEPTS), st.booleans(), st.data())
def test_the_requirements_are_necessary_and_enough(conflict: Conflict, concept: Concept, once: bool, data: st.DataObject) -> None:
    game, defined = game_of(conflict, once=once), Definitions(conflict, once=once)
    i = data.draw(st.sampled_from(game.players))
    holds: Callable[[str, State], bool] = getattr(defined, concept.value)
    needed = [requirements(game, i, s, concept) for s in range(len(game.states))]
    for order in data.draw(st.lists(rankings(defined.states), min_size=1, max_size=4)):
        worth = {s: Fraction(-place) for place, level in enumerate(order.levels) for s in level}
        with_order(defined, defined.who[i], worth)
        ranks = np.array([int(worth[game.states.state(s)]) for s in range(len(game.states))], np.int32)
        for s in range(len(game.states)):
            assert are_met(needed[s], s, ranks) == holds(defined.who[i], game.states.state(s))


@given(conflicts(), st.sampled_from(CONCEPTS), st.data())
def test_the_change_put_back_makes_the_state_stable(conflict: Conflict, concept: Concept, data: st.DataObject) -> None:
    game = game_of(conflict)
    i, state = data.draw(st.sampled_from(game.players)), data.draw(st.integers(0, len(game.states) - 1))
    change = least_change(game, i, [state], concept)
    assert stable(put_back(conflict, i, ranked(change.ranks, game.states)), concept)[i, state]
    assert (change.distance == 0) == bool(stable(game, concept)[i, state])


@st.composite
def demands(draw: st.DrawFn) -> tuple[list[int], list[list[int]]]:
    """Levels of up to seven states, and demands of sets of them."""
    levels = draw(st.lists(st.integers(1, 4), min_size=1, max_size=7))
    part = st.integers(1, (1 << len(levels)) - 1)
    return levels, draw(st.lists(st.lists(part, min_size=1, max_size=4), max_size=5))


@given(demands())
def test_the_cheapest_set_is_that_of_trying_all(case: tuple[list[int], list[list[int]]]) -> None:
    """A set costs its size, and one for each pair of a state in it and a state outside that is liked less."""
    levels, wanted = case

    def cost(chosen: int) -> int:
        inside = [k for k in range(len(levels)) if chosen >> k & 1]
        return len(inside) + sum(levels[y] < levels[x] for x in inside for y in range(len(levels)) if y not in inside)

    costs = [cost(c) for c in range(1 << len(levels)) if all(any(not part & ~c for part in d) for d in wanted)]
    found = with_any(np.array(levels, np.int32), wanted)
    assert found.swaps == found.at_least == min(costs)
    chosen = sum(1 << k for k, below in enumerate(found.below) if below)
    assert cost(chosen) == found.swaps
    assert all(any(not part & ~chosen for part in d) for d in wanted)


@given(demands())
def test_a_search_that_is_stopped_says_what_is_proved(case: tuple[list[int], list[list[int]]]) -> None:
    levels, wanted = np.array(case[0], np.int32), case[1]
    exact = with_any(levels, wanted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lowering, "MOST_SETS", 1)
        stopped = with_any(levels, wanted)
    assert stopped.at_least <= exact.swaps <= stopped.swaps
    chosen = sum(1 << k for k, below in enumerate(stopped.below) if below)
    assert all(any(not part & ~chosen for part in d) for d in wanted)


# Worked by hand


def _number(game: Game, states: dict[str, frozenset[State]], name: str) -> int:
    return game.states.number(min(states[name], key=len))


def _names(game: Game, states: dict[str, frozenset[State]], numbers: Sequence[int]) -> set[str]:
    return {name for name, same in states.items() if any(game.states.number(s) in numbers for s in same)}


@pytest.mark.parametrize(("concept", "distance"), [(Concept.NASH, 6), (Concept.GMR, 2), (Concept.SMR, 6), (Concept.SEQ, 6)])
def test_elmira_with_uniroyal_accepting(concept: Concept, distance: int) -> None:
    """The Ministry and the Local government want 7, where Uniroyal accepts. By hand:

    From 7 Uniroyal can delay (5) or abandon (9). Upwards from 7 it likes 3, 9 (four states of one level in our model), 5, 8, 4, 1.
    Nash: 5 and the one state of 9 that it comes to must be below 7. In places from 7 upwards they have 2 (the first of its level)
      and 6: 8 less 1 for the pair, 7; and 6 with 3 as well, or with all six.
    GMR: from 5 the others can bring about 6, which is worse than 7; of 9, one of the four must be below: 2.
    SMR: from 6 it would escape to 8 and 9, from 1 it would stay, from 2 escape to 4 and 9: the dearest; so again 5, and one of 9:
      6.
    SEQ: from 5 the Ministry does not improve to 6, nor the Local government to 1; from 9 nobody improves: as Nash.
    """
    game = game_of(ELMIRA)
    change = least_change(game, 1, [_number(game, ELMIRA_STATES, "7")], concept)
    assert (change.distance, change.at_least) == (distance, distance)


def test_cuba_without_a_sanction() -> None:
    """By hand: 6 (blockade, withdraw) is left by the US for 4 only, just above it: one swap makes it Nash. By the USSR 4 is left
    for 0 and not for 8, again just above it. 7 is left by the US for 5, 6, 4, the three best: three swaps.
    """
    game = game_of(CUBA)
    for i, name, distance, below in ((0, "6", 1, {"4"}), (1, "4", 1, {"0"}), (0, "7", 3, {"4", "5", "6"}), (0, "4", 0, set())):
        change = least_change(game, i, [_number(game, CUBA_STATES, name)], Concept.NASH)
        assert change.distance == distance
        assert _names(game, CUBA_STATES, change.below.tolist()) == below


def test_requirements_of_cuba() -> None:
    """By hand: the US can go from 6 to 4, 5, 7; from 4 the USSR can bring 0 and 8, from 5 1 and 9, from 7 3 and 11."""
    game = game_of(CUBA)
    number = {name: _number(game, CUBA_STATES, name) for name in CUBA_STATES}

    def said(*names: str) -> tuple[frozenset[int], ...]:
        return tuple(sorted((frozenset({number[n]}) for n in names), key=sorted))

    assert requirements(game, 0, number["6"], Concept.NASH) == tuple(
        Requirement(number[n], said(n)) for n in sorted("457", key=number.__getitem__)
    )
    assert requirements(game, 0, number["6"], Concept.GMR) == tuple(
        Requirement(number[n], said(n, *other)) for n, other in (("4", "08"), ("5", "19"), ("7", ("3", "11")))
    )


# What is refused, and how large it may be


def test_simultaneous_stability_has_no_way_back() -> None:
    with pytest.raises(StabilityError, match="Nash, GMR, SMR and SEQ"):
        least_change(game_of(CUBA), 0, [0], Concept.SIM)


def test_a_wanted_state_must_be_named() -> None:
    with pytest.raises(StabilityError, match="no state is wanted"):
        least_change(game_of(CUBA), 0, [], Concept.NASH)


@pytest.mark.parametrize("concept", CONCEPTS)
def test_the_cheapest_of_several_wanted_states(concept: Concept) -> None:
    game = game_of(CUBA)
    each = [least_change(game, 0, [s], concept).distance for s in range(len(game.states))]
    assert least_change(game, 0, range(len(game.states)), concept).distance == min(each)


@pytest.mark.parametrize("concept", CONCEPTS)
def test_a_thousand_states(concept: Concept) -> None:
    game = game_of(large(options=11))
    for state in range(0, len(game.states), 499):
        for i in game.players:
            change = least_change(game, i, [state], concept)
            assert (
                change.at_least
                == change.distance
                == sum(
                    int((change.ranks[y] >= change.ranks[game.ranks[i] > game.ranks[i][y]]).sum()) for y in range(len(game.states))
                )
            )
            again = put_back(game.conflict, i, ranked(change.ranks, game.states))
            assert stable(again, concept)[i, state]


def test_all_pairs_are_counted_once() -> None:
    """Kendall's tau of a strict order to its opposite is the number of pairs."""
    states = [frozenset({f"o{k}"}) for k in range(5)]
    order = {s: Fraction(k) for k, s in enumerate(states)}
    assert turned(order, {s: -w for s, w in order.items()}) == len(list(combinations(states, 2)))
