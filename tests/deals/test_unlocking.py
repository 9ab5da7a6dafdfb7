"""Unlocking: every smallest set of concessions, cheapest first, against every set there is."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from goodoffices.deals.alternatives.standing import Standing
from goodoffices.deals.concessions import Concession, Guarantee, Lifting, Offer, Waiver
from goodoffices.deals.problem import Problem, Stand
from goodoffices.deals.starting.wiring import wire
from goodoffices.deals.unlocking.lacking import NetworkOracle, When
from goodoffices.deals.unlocking.unlocking import unlock
from goodoffices.deals.unlocking.what_if import Changes, changed
from goodoffices.errors import DealsError
from goodoffices.model import Not, all_of
from tests.deals import brute
from tests.deals.strategies import problems
from tests.deals.test_reach import a, b, c, problem, promise


def offer(step: str, party: str = "A") -> Offer:
    return Offer(party=party, step=step)


def waiver(commitment: str, part: int = 0) -> Waiver:
    return Waiver(commitment=commitment, part=part)


A_REFUSES = (Stand(party="A", step="a"),)


@pytest.mark.parametrize(
    ("asked", "together", "now"),
    [
        pytest.param(problem(promise("1", "a")), [[]], [[]], id="nothing is needed"),
        pytest.param(problem(), [[offer("a")]], [[offer("a")]], id="nobody has offered it"),
        pytest.param(
            problem(promise("1", "a", b)), [[offer("a")], [offer("b")], [waiver("1")]], [[offer("a")], [offer("b")], [waiver("1")]],
            id="what it waits for is offered by nobody",
        ),
        pytest.param(
            problem(promise("1", "a", b), promise("2", "b", a)), [[]], [[offer("a")], [offer("b")], [waiver("1")], [waiver("2")]],
            id="a circle stands together; to start now somebody must go first",
        ),
        pytest.param(
            problem(promise("1", "a", all_of(b, c)), promise("2", "b")),
            [[offer("a")], [offer("c")], [waiver("1", 1)]], [[offer("a")], [offer("c")], [waiver("1", 1)]],
            id="one conjunct of two is open",
        ),
        pytest.param(
            problem(promise("1", "a")).model_copy(update={"refusals": A_REFUSES}),
            [[Lifting(party="A", step="a")], [offer("a")]], [[Lifting(party="A", step="a")], [offer("a")]],
            id="it is promised, and refused",
        ),
        pytest.param(
            problem().model_copy(update={"unable": A_REFUSES, "guarantees": (Stand(party="UN", step="a"),)}),
            [[Guarantee(party="UN", step="a")]], [[Guarantee(party="UN", step="a")]],
            id="who cannot take it can be stood in for",
        ),
        pytest.param(problem().model_copy(update={"unable": A_REFUSES}), [], [], id="nothing helps"),
        pytest.param(problem(joint="a"), [[offer("a"), offer("a", "B")]], [[offer("a"), offer("a", "B")]], id="a joint step"),
    ],
)  # fmt: skip
def test_what_unlocks(asked: Problem, together: list[list[Concession]], now: list[list[Concession]]) -> None:
    for when, sets in ((When.TOGETHER, together), (When.NOW, now)):
        found = unlock(asked, ["a"], when=when)
        assert {u.concessions for u in found.found} == {frozenset(s) for s in sets}
        assert found.is_complete


def stands(asked: Problem, concessions: Iterable[Concession], targets: list[str], when: When) -> bool:
    granted = changed(asked, Changes(conceded=tuple(concessions)))
    if when is When.NOW:
        return brute.start_now(granted) >= set(targets)
    return any(package >= set(targets) for package in brute.packages(granted))


@given(problems(most_steps=4, most_commitments=4), st.sampled_from(When), st.data())
def test_all_smallest_sets_are_found_and_no_others(asked: Problem, when: When, data: st.DataObject) -> None:
    targets = data.draw(st.lists(st.sampled_from(sorted(asked.by_id)), min_size=1, max_size=2, unique=True))
    concessions = list(wire(asked, switches=True).concessions)
    assume(len(concessions) <= 10)
    costs = {c: data.draw(st.sampled_from((0.5, 1.0, 2.0, 3.0))) for c in concessions}
    every = chain.from_iterable(combinations(concessions, n) for n in range(len(concessions) + 1))
    unlocking: list[frozenset[Concession]] = []
    for conceded in every:
        if not any(u <= set(conceded) for u in unlocking) and stands(asked, conceded, targets, when):
            unlocking.append(frozenset(conceded))
    found = unlock(asked, targets, when=when, costs=costs)
    assert {u.concessions for u in found.found} == set(unlocking)
    assert found.is_complete
    assert [u.cost for u in found.found] == sorted(sum(costs[c] for c in u.concessions) for u in found.found)
    small = unlock(asked, targets, when=when, costs=costs, largest=2)
    assert {u.concessions for u in small.found} == {u for u in unlocking if len(u) <= 2}


@given(problems(), st.sampled_from(When), st.data())
def test_a_cut_blocks_for_as_long_as_nothing_of_it_is_conceded(asked: Problem, when: When, data: st.DataObject) -> None:
    wiring = wire(asked, switches=True)
    target = data.draw(st.sampled_from(sorted(asked.by_id)))
    conceded = data.draw(st.lists(st.sampled_from(list(wiring.concessions)), max_size=2)) if wiring.concessions else []
    oracle = NetworkOracle(wiring, [target], when)
    cut = oracle.lacking(conceded)
    if cut is None:
        assert stands(asked, conceded, [target], when)
    else:
        assert not cut & set(conceded)
        assert not stands(asked, wiring.concessions.keys() - cut, [target], when)


def test_when_time_is_up_it_says_what_it_has_and_what_it_does_not_know() -> None:
    found = unlock(problem(promise("1", "a", all_of(b, c))), ["a"], costs={offer("a"): 5, waiver("1", 0): 4}, seconds=0)
    assert not found.is_complete
    assert len(found.found) == 1
    assert found.bound == 0
    assert found.gap == found.found[0].cost


def test_a_set_that_is_larger_than_was_asked_for_is_not_given_for_want_of_time() -> None:
    found = unlock(problem(joint="a"), ["a"], largest=1, seconds=0)
    assert not found.found
    assert not found.is_complete


@pytest.mark.parametrize("questions", range(6))
def test_when_the_time_of_the_oracle_is_up_it_says_what_it_has(questions: int) -> None:
    """Of an oracle that answers so many questions and no more: what has been found is right, and that it is not all is said."""
    asked = problem(promise("1", "a", all_of(b, c)), promise("2", "b"))
    whole = unlock(asked, ["a"])

    class Tired(NetworkOracle):
        left = questions

        def lacking(self, conceded: Iterable[Concession]) -> frozenset[Concession] | None:
            self.left -= 1
            if self.left < 0:
                raise TimeoutError
            return super().lacking(conceded)

    oracle = Tired(wire(asked, switches=True), ["a"], When.TOGETHER)
    found = unlock(asked, ["a"], oracle=oracle)
    assert set(found.found) <= set(whole.found)
    assert found.is_complete == (oracle.left >= 0)
    assert found.is_complete or found.bound <= whole.found[0].cost


def test_a_standing_whose_time_is_up_stops_the_search() -> None:
    asked = problem(promise("1", "a", all_of(b, Not(part=c))))
    assert not unlock(asked, ["a"], oracle=Standing(asked, ["a"], time_limit=0)).is_complete
    assert unlock(asked, ["a"], oracle=Standing(asked, ["a"])).is_complete


def test_no_more_than_was_asked_for() -> None:
    found = unlock(problem(promise("1", "a", b)), ["a"], most=2)
    assert len(found.found) == 2
    assert not found.is_complete


@pytest.mark.parametrize(
    ("targets", "costs", "says"),
    [
        (["x"], {}, "no step is called x"),
        (["a"], {offer("a"): 0.0}, "must cost more than 0, not 0"),
        (["a"], {offer("a"): float("nan")}, "must cost more than 0, not nan"),
        (["a"], {offer("a", "B"): 1.0}, "nobody could concede this"),
    ],
)
def test_questions_that_make_no_sense(targets: list[str], costs: dict[Concession, float], says: str) -> None:
    with pytest.raises(DealsError, match=says):
        unlock(problem(), targets, costs=costs)
