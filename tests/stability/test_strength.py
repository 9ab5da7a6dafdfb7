"""How strongly states are stable: against the definitions with strong and very strong preferences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import StabilityError
from goodoffices.model import Condition, Done, Not, holds
from goodoffices.stability.concepts.classic import Concept, stable
from goodoffices.stability.concepts.strength import UNSTABLE, Security, degrees_of, security, tiers
from goodoffices.stability.conflict import Conflict, DecisionMaker, Option, Preference, Prioritised, Ranked, State, Uncertain
from goodoffices.stability.game import game_of
from tests.stability.brute import Definitions
from tests.stability.strategies import conditions, conflicts
from tests.stability.tables import States, ranked

CONCEPTS = (Concept.GMR, Concept.SMR, Concept.SEQ)
Order = list[tuple[frozenset[State], int]]
"""Levels of equally good states, the worst first, each with the degree of the gap below which it ends (1: none)."""


def degree_between(order: Order, better: State, worse: State) -> int:
    """By which degree a state is preferred to another: the greatest of those on the way down; 0 where it is not preferred."""
    at = {s: k for k, (level, _) in enumerate(order) for s in level}
    return max((order[k][1] for k in range(at[worse] + 1, at[better] + 1)), default=0)


def is_held(defined: Definitions, i: str, s: State, concept: Concept, enough: Callable[[State], bool]) -> bool:
    """The definition: for every improvement there is a sanction s2 that is bad enough (and so is all after it, for SMR)."""
    by = defined.improvements if concept is Concept.SEQ else defined.moves
    return all(
        any(
            enough(s2) and (concept is not Concept.SMR or all(enough(s3) for s3 in defined.moves[i][s2]))
            for s2 in defined.joint(defined.others(i), s1, by)
        )
        for s1 in defined.improvements[i][s]
    )


def as_bad(defined: Definitions, order: Order, who: str, s: State, degree: int) -> Callable[[State], bool]:
    """Whether a state is less preferred than s by the degree or more; by degree 0: not preferred to s."""
    return lambda t: degree_between(order, s, t) >= degree if degree else not defined.prefers(who, t, s)


def ranking(order: Order) -> Ranked:
    """An order as the conflict type has it: the best first."""
    return Ranked(tuple(level for level, _ in reversed(order)), tuple(degree for _, degree in reversed(order))[:-1])


def drawn_gaps(data: st.DataObject, defined: Definitions) -> dict[str, Order]:
    """Gaps of degree 2 and 3 at random places of everybody's order."""
    orders = {}
    for who in defined.who:
        worths = sorted(set(defined.worth[who].values()))
        levels = [frozenset(s for s in defined.states if defined.worth[who][s] == worth) for worth in worths]
        degrees = data.draw(st.lists(st.integers(1, 3), min_size=len(levels), max_size=len(levels)))
        orders[who] = list(zip(levels, degrees, strict=True))
    return orders


def with_gaps(conflict: Conflict, orders: dict[str, Order]) -> Conflict:
    """The conflict with these orders, which are those that it has."""
    return replace(conflict, decision_makers=tuple(replace(d, preference=ranking(orders[d.id])) for d in conflict.decision_makers))


@given(conflicts(), st.booleans(), st.data())
def test_degrees_are_as_defined(conflict: Conflict, once: bool, data: st.DataObject) -> None:
    defined = Definitions(conflict, once=once)
    orders = drawn_gaps(data, defined)
    game = game_of(with_gaps(conflict, orders), once=once)
    of = tiers(game)
    for concept in CONCEPTS:
        found = degrees_of(game, of, concept)
        for i, who in enumerate(defined.who):
            for k in range(len(game.states)):
                s = game.states.state(k)
                held = [is_held(defined, who, s, concept, as_bad(defined, orders[who], who, s, d)) for d in range(len(of) + 1)]
                assert found[i, k] == (max(d for d, h in enumerate(held) if h) if held[0] else UNSTABLE)


@given(conflicts(), st.data())
def test_strong_and_weak_stability_are_parts_of_the_stable_states(conflict: Conflict, data: st.DataObject) -> None:
    game = game_of(with_gaps(conflict, drawn_gaps(data, Definitions(conflict))))
    for concept in CONCEPTS:
        parts = security(game, concept)
        assert not (parts[Security.STRONG] & parts[Security.WEAK]).any()
        assert ((parts[Security.STRONG] | parts[Security.WEAK]) == stable(game, concept)).all()
    assert (security(game, Concept.SMR)[Security.STRONG] <= security(game, Concept.GMR)[Security.STRONG]).all()
    assert (security(game, Concept.SEQ)[Security.STRONG] <= security(game, Concept.GMR)[Security.STRONG]).all()


@given(conflicts())
def test_without_gaps_nothing_is_strongly_stable_but_by_the_want_of_improvements(conflict: Conflict) -> None:
    game = game_of(conflict)
    for concept in CONCEPTS:
        assert (security(game, concept)[Security.STRONG] == stable(game, Concept.NASH)).all()


def order_by(statements: tuple[Condition, ...], degrees: tuple[int, ...], states: frozenset[State]) -> Order:
    """The definition: a gap is of the degree of the first statement in which the states of two neighbouring levels differ."""
    met = {s: tuple(holds(statement, s) for statement in statements) for s in states}
    levels = sorted(set(met.values()))
    gaps = [1] + [
        next(d for d, low, high in zip(degrees, below, above, strict=True) if low != high) for below, above in pairwise(levels)
    ]
    return [(frozenset(s for s in states if met[s] == level), gap) for level, gap in zip(levels, gaps, strict=True)]


@given(conflicts(), st.data())
def test_statements_have_degrees(conflict: Conflict, data: st.DataObject) -> None:
    """A state is of a higher tier just when it is preferred by the degree; first differing in a statement of it is enough."""
    names = tuple(o.id for o in conflict.options)
    weighed = st.lists(st.tuples(conditions(names), st.integers(1, 4)), max_size=5)
    said = {d.id: data.draw(weighed) for d in conflict.decision_makers}
    wishes = {who: Prioritised(tuple(c for c, _ in s), tuple(d for _, d in s)) for who, s in said.items()}
    game = game_of(replace(conflict, decision_makers=tuple(replace(d, preference=wishes[d.id]) for d in conflict.decision_makers)))
    of, states = tiers(game), [game.states.state(k) for k in range(len(game.states))]
    for i, (who, statements) in enumerate(said.items()):
        order = order_by(wishes[who].statements, tuple(d for _, d in statements), frozenset(states))
        for s, t in product(range(len(states)), repeat=2):
            degree = degree_between(order, states[s], states[t])
            assert [of[k, i, s] > of[k, i, t] for k in range(len(of))] == [degree > k for k in range(len(of))]
            differing = [d for c, d in statements if holds(c, states[s]) != holds(c, states[t])]
            assert not degree or degree >= differing[0]


def test_of_several_possible_orders_the_first_has_its_degrees() -> None:
    option = Done(step="a")
    sure, other = Prioritised((option,), (3,)), Prioritised((Not(part=option),), (5,))
    game = game_of(Conflict((DecisionMaker("A", preference=Uncertain((sure, other))),), (Option("a", ("A",)),)))
    assert tiers(game).tolist() == [[[0, 1]]] * 3


# Sustainable development (Hamouda, Kilgour and Hipel 2004; Hipel 2001): a developer who develops sustainably or not, and an agency
# that is proactive or reactive. From memory; both tables derived by hand.

STATES: States = {
    "1": frozenset({frozenset({"proactive", "sustainable"})}),
    "2": frozenset({frozenset({"proactive"})}),
    "3": frozenset({frozenset({"sustainable"})}),
    "4": frozenset({frozenset()}),
}
SUSTAINABLE = Conflict(
    decision_makers=(
        DecisionMaker("E", "Environmental agency", ranked(STATES, "1 > 3 >> 2 > 4")),
        DecisionMaker("D", "Developer", ranked(STATES, "3 > 1 > 4 >> 2")),
    ),
    options=(Option("proactive", ("E",)), Option("sustainable", ("D",))),
)


def test_sustainable_development() -> None:
    """E: 1 > 3 >> 2 > 4; D: 3 > 1 > 4 >> 2. By hand:

    E moves between 1 and 3, and between 2 and 4; D between 1 and 2, and between 3 and 4.
    E: 1 and 2 have no improvement. 3 -> 1 | 2, strongly less than 3 for E; from 2 E escapes to 4, strongly less as well: G and S
      strongly. D does not improve from 1 to 2: not Q. 4 -> 2 | 1, which E likes better: unstable.
    D: 1 and 3 have no improvement. 2 -> 1 | 3, better; 4 -> 3 | 1, better: unstable.
    """
    game = game_of(SUSTAINABLE)
    number = {name: game.states.number(min(same)) for name, same in STATES.items()}
    degrees = {c: degrees_of(game, tiers(game), c) for c in CONCEPTS}
    assert {c: [int(degrees[c][0, number[n]]) for n in "1234"] for c in CONCEPTS} == {
        Concept.GMR: [2, 2, 2, UNSTABLE],
        Concept.SMR: [2, 2, 2, UNSTABLE],
        Concept.SEQ: [2, 2, UNSTABLE, UNSTABLE],
    }
    assert {c: [int(degrees[c][1, number[n]]) for n in "1234"] for c in CONCEPTS} == {
        c: [2, UNSTABLE, 2, UNSTABLE] for c in CONCEPTS
    }


@pytest.mark.parametrize(
    ("order", "degree", "words"),
    [
        ("DC > CC > DD > CD", 1, Security.WEAK),
        ("DC > CC >> DD > CD", 2, Security.STRONG),
        ("DC > CC > DD >> CD", 1, Security.WEAK),
    ],
)
def test_the_prisoners_dilemma(order: str, degree: int, words: Security) -> None:
    """DC > CC > DD > CD for whoever is named first. By hand: CC is left for DC, the other answers with DD, from which the only way
    on is CD: stable by all three, mildly with DC > CC > DD > CD, strongly with DC > CC >> DD > CD (a gap below CC), and mildly with
    a gap below DD only, for DD is the sanction that counts and is mildly less than CC.
    """
    states: States = {
        "CC": frozenset({frozenset({"a", "b"})}),
        "DC": frozenset({frozenset({"b"})}),
        "CD": frozenset({frozenset({"a"})}),
        "DD": frozenset({frozenset()}),
    }
    conflict = Conflict(
        decision_makers=(
            DecisionMaker("A", preference=ranked(states, order)),
            DecisionMaker("B", preference=ranked(states, "CD > CC > DD > DC")),
        ),
        options=(Option("a", ("A",)), Option("b", ("B",))),
    )
    game = game_of(conflict)
    both = game.states.number(frozenset({"a", "b"}))
    for concept in CONCEPTS:
        assert degrees_of(game, tiers(game), concept)[0, both] == degree
        assert security(game, concept)[words][0, both]


@pytest.mark.parametrize(
    ("preference", "says"),
    [
        (Prioritised((Done(step="sustainable"),), (0,)), "no degree 0 of preference: give one from 1 to 9"),
        (Prioritised((Done(step="sustainable"),), (10,)), "no degree 10"),
        (Prioritised((Done(step="sustainable"),), (1, 2)), "the number of degrees is 2, that of statements 1"),
        (ranked(STATES, "1 >>>>>>>>>> 2 > 3 > 4"), "no degree 10"),
        (replace(ranked(STATES, "1 > 2 > 3 > 4"), degrees=(2, 2)), "the number of degrees is 2, that of gaps between levels 3"),
        (Uncertain((Prioritised((), (2,)),)), "the number of degrees is 1, that of statements 0"),
    ],
)
def test_what_makes_no_sense(preference: Preference, says: str) -> None:
    with pytest.raises(StabilityError, match=f"preference E: .*{says}"):
        game_of(replace(SUSTAINABLE, decision_makers=(DecisionMaker("E", preference=preference), DecisionMaker("D"))))


def test_degrees_that_are_all_one_are_none() -> None:
    assert Prioritised((Done(step="a"), Done(step="b")), (1, 1)) == Prioritised((Done(step="a"), Done(step="b")))
    assert replace(ranked(STATES, "1 > 2 = 3 > 4"), degrees=(1, 1)) == ranked(STATES, "1 > 2 = 3 > 4")


@pytest.mark.parametrize("concept", [Concept.NASH, Concept.SIM])
def test_concepts_without_degrees(concept: Concept) -> None:
    game = game_of(SUSTAINABLE)
    with pytest.raises(StabilityError, match="GMR, SMR or SEQ"):
        degrees_of(game, tiers(game), concept)


def test_tiers() -> None:
    """1 >> 3 > 2 >>> 4: by degree 2 three tiers, by degree 3 two."""
    order = ranked(STATES, "1 >> 3 > 2 >>> 4")
    game = game_of(replace(SUSTAINABLE, decision_makers=(DecisionMaker("E", preference=order), DecisionMaker("D"))))
    found = tiers(game)
    number = [game.states.number(min(STATES[n])) for n in "1324"]
    assert np.array_equal(found[:, 0, number], [[3, 2, 1, 0], [2, 1, 1, 0], [1, 1, 1, 0]])
