"""Circles: who waits for whom, and the smallest packages, against every set of steps."""

from __future__ import annotations

from itertools import islice
from math import comb
from random import Random

import pytest
from hypothesis import given

from goodoffices.deals.problem import Problem
from goodoffices.deals.starting.reach import reach
from goodoffices.deals.waiting.circles import circles
from goodoffices.deals.waiting.graphs import shortest_ways, strongly_connected
from goodoffices.deals.waiting.minimal import Minimal
from goodoffices.model import AtLeast, Condition, Done, all_of, any_of
from tests.deals import brute
from tests.deals.strategies import problems
from tests.deals.test_reach import a, b, c, problem, promise

d = Done(step="d")


def packages(asked: Problem) -> list[list[list[str]]]:
    return [[sorted(p) for p in circle.packages()] for circle in circles(asked, reach(asked))]


def test_two_who_wait_for_each_other_are_one_circle() -> None:
    asked = problem(promise("1", "a", b), promise("2", "b", a))
    (circle,) = circles(asked, reach(asked))
    (package,) = circle.packages()
    assert [(p.party, p.gives, set(p.waits_for), p.commitment) for p in circle.promises(package)] == [
        ("A", "a", {"b"}, "1"),
        ("A", "b", {"a"}, "2"),
    ]


def test_what_needs_a_circle_but_is_not_needed_by_it_is_outside() -> None:
    asked = problem(promise("1", "a", b), promise("2", "b", a), promise("3", "c", all_of(a, b)))
    assert reach(asked).together == set("abc")
    assert [c.steps for c in circles(asked, reach(asked))] == [set("ab")]


def test_a_circle_that_waits_for_another_comes_after_it() -> None:
    asked = problem(promise("1", "a", b), promise("2", "b", a), promise("3", "c", all_of(a, d)), promise("4", "d", c))
    assert packages(asked) == [[["a", "b"]], [["c", "d"]]]


def test_a_part_may_hold_several_packages_and_the_smallest_comes_first() -> None:
    asked = problem(
        promise("1", "a", any_of(b, all_of(c, d))), promise("2", "b", a), promise("3", "c", d), promise("4", "d", all_of(a, c))
    )
    assert packages(asked) == [[["a", "b"], ["a", "c", "d"]]]


def test_packages_are_made_only_as_they_are_asked_for() -> None:
    steps = [Done(step=f"s{i}") for i in range(40)]
    asked = problem().model_copy(
        update={
            "steps": tuple(problem().steps[0].model_copy(update={"id": s.step}) for s in steps),
            "commitments": tuple(
                promise(f"c{i}", s.step, AtLeast(count=1, parts=tuple(x for x in steps if x != s))) for i, s in enumerate(steps)
            ),
        }
    )
    (circle,) = circles(asked, reach(asked))
    assert [len(p) for p in islice(circle.packages(), 5)] == [2] * 5


def pledges(size: int, needed: int) -> Problem:
    """Each of `size` parties gives if `needed` of the others do."""
    steps = [Done(step=f"s{i:02}") for i in range(size)]
    return problem().model_copy(
        update={
            "steps": tuple(problem().steps[0].model_copy(update={"id": s.step}) for s in steps),
            "commitments": tuple(
                promise(f"c{s.step}", s.step, AtLeast(count=needed, parts=tuple(x for x in steps if x != s))) for s in steps
            ),
        }
    )


@pytest.mark.parametrize(("size", "needed"), [(3, 2), (12, 6), (40, 20), (40, 39)])
def test_of_pledges_that_wait_for_enough_others_just_enough_move(size: int, needed: int) -> None:
    """40 pledges that each wait for 20 have 131 thousand million smallest packages, of 21: only those asked for are made."""
    asked = pledges(size, needed)
    (circle,) = circles(asked, reach(asked))
    packages, has_more = circle.some_packages(5)
    assert {len(p) for p in packages} == {needed + 1}
    assert len(set(packages)) == len(packages) == min(5, comb(size, needed + 1))
    assert has_more == (comb(size, needed + 1) > 5)


def test_a_circle_with_too_many_choices_still_has_a_package_that_needs_all_of_its_steps() -> None:
    at_random = Random(2014)  # noqa: S311
    names = [f"s{i:03}" for i in range(200)]

    def waits(step: str) -> Condition:
        one, two, three, four = (Done(step=s) for s in at_random.sample([n for n in names if n != step], 4))
        return all_of(any_of(one, two), any_of(three, four))

    asked = problem().model_copy(
        update={
            "steps": tuple(problem().steps[0].model_copy(update={"id": s}) for s in names),
            "commitments": tuple(promise(f"c{s}", s, waits(s)) for s in names),
        }
    )
    circle = circles(asked, reach(asked))[0]
    package = circle.one_package()
    needs = {c.consequent[0]: c.antecedent for c in asked.commitments}
    outside = reach(asked).together - circle.steps

    def supported(steps: frozenset[str]) -> frozenset[str]:
        while fewer := {s for s in steps if not brute.holds(needs[s], steps | outside)}:
            steps -= fewer
        return steps

    assert supported(package) == package
    assert not any(supported(package - {s}) for s in package)


@given(problems(most_commitments=10))
def test_any_one_package_is_among_the_smallest_of_the_definition(asked: Problem) -> None:
    for circle in circles(asked, reach(asked)):
        every = set(circle.packages())
        needs = {s: all_of(*(any_of(*cs.values()) for cs in circle.waiting[s].values())) for s in circle.steps}
        assert Minimal(needs).some() in every
        assert circle.one_package() in every
        told, has_more = circle.some_packages(2)
        assert set(told) <= every
        assert (len(told), has_more) == (min(2, len(every)), len(every) > 2)


@given(problems(most_commitments=10))
def test_packages_of_each_circle_are_the_smallest_of_the_definition(asked: Problem) -> None:
    reached = reach(asked)
    for circle in circles(asked, reached):
        beside = reached.together - circle.steps
        supported = [x for x in brute.subsets(circle.steps) if x and all(brute.supports(asked, beside | x, step) for step in x)]
        found = list(circle.packages())
        assert set(found) == brute.smallest(supported)
        assert len(found) == len(set(found))
        assert [len(f) for f in found] == sorted(len(f) for f in found)
        for package in found:
            for p in circle.promises(package):
                assert p.waits_for <= package
                assert brute.holds(asked.commitment_of[p.commitment].antecedent, beside | p.waits_for, asked.day)


@given(problems())
def test_what_starts_only_together_stands_on_a_circle(asked: Problem) -> None:
    reached = reach(asked)
    found = circles(asked, reached)
    assert bool(found) == bool(reached.on_trust)
    assert frozenset().union(*(c.steps for c in found)) <= reached.on_trust


def test_parts_come_after_those_for_which_they_wait() -> None:
    graph = {"a": "b", "b": "ac", "c": "d", "d": "c", "e": "a", "f": ""}
    assert [sorted(p) for p in strongly_connected(graph)] == [["c", "d"], ["a", "b"], ["e"], ["f"]]


def test_a_chain_of_a_hundred_thousand_needs_no_recursion() -> None:
    graph = {str(i): [str(i + 1)] for i in range(100_000)} | {"100000": []}
    assert len(strongly_connected(graph)) == 100_001
    assert shortest_ways(graph, ["100000"])["0"] == "1"
