"""Decision diagrams against truth tables, and their probabilities against sums over all cases."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.deals.robustness.diagrams import MOST_VARIABLES, Diagrams, TooLargeError

VARIABLES = 5
CASES = list(product((False, True), repeat=VARIABLES))
Truth = tuple[bool, ...]
"""Of a function its value in each case."""

Formula = Callable[[Diagrams], tuple[int, Truth]]
"""Builds a function as a diagram, and says by itself what it is."""


def variable(number: int) -> Formula:
    return lambda d: (d.variable(number), tuple(case[number] for case in CASES))


def joined(smaller: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    def negated(part: Formula) -> Formula:
        def build(d: Diagrams) -> tuple[int, Truth]:
            function, truth = part(d)
            return d.negation(function), tuple(not t for t in truth)

        return build

    def chosen(test: Formula, then: Formula, other: Formula) -> Formula:
        def build(d: Diagrams) -> tuple[int, Truth]:
            (f, ft), (g, gt), (h, ht) = test(d), then(d), other(d)
            return d.choose(f, g, h), tuple(y if x else z for x, y, z in zip(ft, gt, ht, strict=True))

        return build

    def counted(count: int, parts: list[Formula]) -> Formula:
        def build(d: Diagrams) -> tuple[int, Truth]:
            built = [p(d) for p in parts]
            truth = tuple(sum(t[i] for _, t in built) >= count for i in range(len(CASES)))
            return d.at_least(count, [f for f, _ in built]), truth

        return build

    return st.one_of(
        smaller.map(negated),
        st.tuples(smaller, smaller, smaller).map(lambda x: chosen(*x)),
        st.tuples(st.integers(0, 4), st.lists(smaller, max_size=4)).map(lambda x: counted(*x)),
    )


formulas = st.recursive(st.integers(0, VARIABLES - 1).map(variable), joined, max_leaves=12)
chances = st.lists(st.floats(0, 1), min_size=VARIABLES, max_size=VARIABLES)


def expected(truth: Truth, likely: list[float]) -> float:
    return sum(
        prod(p if holds else 1 - p for p, holds in zip(likely, case, strict=True))
        for case, t in zip(CASES, truth, strict=True)
        if t
    )


@given(formulas, formulas)
def test_functions_have_the_same_number_when_they_are_equal_and_only_then(one: Formula, other: Formula) -> None:
    diagrams = Diagrams(VARIABLES)
    (f, truth_of_f), (g, truth_of_g) = one(diagrams), other(diagrams)
    assert (f == g) == (truth_of_f == truth_of_g)
    assert (f == diagrams.true) == all(truth_of_f)
    assert (f == diagrams.false) == (not any(truth_of_f))


@given(formulas, chances)
def test_the_probability_is_the_sum_over_the_cases_in_which_it_holds(formula: Formula, likely: list[float]) -> None:
    diagrams = Diagrams(VARIABLES)
    function, truth = formula(diagrams)
    assert diagrams.probability(function, likely) == pytest.approx(expected(truth, likely))


@given(formulas, chances)
def test_importance_is_the_difference_that_a_variable_makes(formula: Formula, likely: list[float]) -> None:
    diagrams = Diagrams(VARIABLES)
    function, truth = formula(diagrams)
    for number, found in enumerate(diagrams.importance(function, likely)):
        sure, lost = ([p if i != number else end for i, p in enumerate(likely)] for end in (1.0, 0.0))
        assert found == pytest.approx(expected(truth, sure) - expected(truth, lost))


@given(formulas, st.sets(st.integers(0, VARIABLES - 1)))
def test_for_some_values_of_variables(formula: Formula, bound: set[int]) -> None:
    diagrams = Diagrams(VARIABLES)
    function, truth = formula(diagrams)
    some = diagrams.for_some(bound, function)
    value = dict(zip(CASES, truth, strict=True))
    for case in CASES:
        here = [float(x) for x in case]
        alike = [value[c] for c in CASES if all(c[i] == case[i] for i in range(VARIABLES) if i not in bound)]
        assert diagrams.probability(some, here) == any(alike)


def test_at_least_ten_of_twenty_needs_a_node_for_each_variable_and_count() -> None:
    diagrams = Diagrams(20)
    diagrams.at_least(10, [diagrams.variable(i) for i in range(20)])
    assert len(diagrams) <= 2 + 20 + 10 * 11


def test_it_gives_up_beyond_the_nodes_allowed() -> None:
    pairs = 12
    diagrams = Diagrams(2 * pairs, most_nodes=1000)
    # In this order the diagram must remember which of the first half hold: 2 ** pairs nodes (Bryant 1986).
    both = [diagrams.both(diagrams.variable(i), diagrams.variable(i + pairs)) for i in range(pairs)]
    with pytest.raises(TooLargeError):
        diagrams.at_least(1, both)


def test_it_gives_up_beyond_the_variables_allowed() -> None:
    diagrams = Diagrams(MOST_VARIABLES)
    assert diagrams.at_least(MOST_VARIABLES, [diagrams.variable(i) for i in range(MOST_VARIABLES)]) > 1
    with pytest.raises(TooLargeError):
        Diagrams(MOST_VARIABLES + 1)
