"""Strength, attitudes and misperceptions in an answer: as defined, without being asked for, never in the way of the rest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import StabilityError
from goodoffices.model import Done
from goodoffices.stability.answer import Question, answer
from goodoffices.stability.concepts.attitudes import Relational, relationally_stable
from goodoffices.stability.concepts.classic import Concept, stable
from goodoffices.stability.concepts.limited import Horizon
from goodoffices.stability.concepts.strength import Strongly, degrees_of, tiers
from goodoffices.stability.conflict import Attitude, Conflict, DecisionMaker, Misperception, Prioritised
from goodoffices.stability.game import game_of
from goodoffices.stability.hypergames import Perceived
from goodoffices.stability.perception import own_view
from goodoffices.stability.questions import variants as module
from tests.stability.brute import Definitions
from tests.stability.forms.spelled import misperceptions
from tests.stability.strategies import conflicts
from tests.stability.test_two_by_two import CHICKEN, PRISONERS


@st.composite
def mistaken(draw: st.DrawFn) -> Conflict:
    """Conflicts in which one or two are mistaken."""
    plain = draw(conflicts(most_options=4))
    who = draw(st.lists(st.sampled_from([d.id for d in plain.decision_makers]), min_size=1, max_size=2, unique=True))
    told = [draw(misperceptions(w, plain)) for w in who]
    return replace(plain, misperceptions=tuple(m for m in told if m.hidden or m.believed))


@given(mistaken(), st.booleans())
def test_each_judges_by_what_it_sees(conflict: Conflict, once: bool) -> None:
    found = answer(conflict, Question(once=once))
    if not conflict.misperceptions:
        assert found.variants.perceptions is None
        return
    seen = found.variants.perceptions
    assert seen is not None
    states = [found.game.states.state(s) for s in range(len(found.game.states))]
    own = [Definitions(_first_orders(own_view(conflict, d.id)), once=once) for d in conflict.decision_makers]
    for i, defined in enumerate(own):
        assert [states[s] in defined.states for s in range(len(states))] == seen.seen[i].tolist()
        for concept in Concept:
            by_all = defined.stable(concept.value)
            held = by_all[defined.who[i]]
            assert found.stable[Perceived(concept)][i].tolist() == [s in held for s in states]
            expected = frozenset.intersection(*by_all.values())
            assert seen.expected(i, concept).tolist() == [s in expected for s in states]
        for s, state in enumerate(states):
            surprises = {move.who: states[move.state] for move in seen.surprises(i, s)}
            assert surprises.keys() == {h for h in range(len(own)) if h != i and _unseen_gains(own[h], h, defined, state)}
            for h, end in surprises.items():
                gains = _unseen_gains(own[h], h, defined, state)
                assert end in gains
                assert not any(own[h].prefers(own[h].who[h], other, end) for other in gains)


def _first_orders(conflict: Conflict) -> Conflict:
    """With the likeliest order where there are several, as the answer takes it."""
    likeliest = [getattr(d.preference, "orders", (d.preference,))[0] for d in conflict.decision_makers]
    return replace(
        conflict,
        decision_makers=tuple(replace(d, preference=p) for d, p in zip(conflict.decision_makers, likeliest, strict=True)),
    )


def _unseen_gains(own: Definitions, h: int, blind: Definitions, state: frozenset[str]) -> frozenset[frozenset[str]]:
    """The improvements of h from a state, as it sees things, that lead out of the sight of another."""
    return own.improvements[own.who[h]].get(state, frozenset()) - blind.states


@given(conflicts(most_options=4), st.booleans(), st.data())
def test_degrees_and_attitudes_of_the_conflict_count(conflict: Conflict, once: bool, data: st.DataObject) -> None:
    ids = [d.id for d in conflict.decision_makers]
    first, *rest = conflict.decision_makers
    strong = replace(first, preference=Prioritised((Done(step=conflict.options[0].id),), (data.draw(st.integers(2, 3)),)))
    told = replace(
        conflict,
        decision_makers=(strong, *rest),
        attitudes={(ids[0], ids[1]): data.draw(st.sampled_from(Attitude))},
    )
    found, game = answer(told, Question(once=once)), game_of(told, once=once)
    of = tiers(game)
    assert {by.degree for by in found.stable if isinstance(by, Strongly)} == set(range(2, len(of) + 1))
    for by, flags in found.stable.items():
        if isinstance(by, Strongly):
            assert (flags == (degrees_of(game, of, by.concept) >= by.degree)).all()
        elif isinstance(by, Relational):
            assert (flags == relationally_stable(game, by.concept)).all()
    assert {by.concept for by in found.stable if isinstance(by, Relational)} == set(module.RELATIONAL)


def test_of_a_conflict_that_tells_nothing_of_them_there_are_none() -> None:
    found = answer(CHICKEN, Question(horizons=(Horizon(2),)))
    assert set(found.stable) == {*Concept, Horizon(2)} == set(found.usual)
    assert found.variants.perceptions is None


def test_the_rest_of_the_answer_is_as_it_would_be_without_them() -> None:
    """The equilibria by the concepts, and their order, are not touched by what is told besides."""
    told = replace(
        PRISONERS,
        attitudes={("A", "B"): Attitude.POSITIVE},
        misperceptions=(Misperception("B", ("a",)),),
    )
    plain, found = answer(PRISONERS), answer(told)
    for concept in Concept:
        assert (found.stable[concept] == plain.stable[concept]).all()
    assert found.lasting_by(found.usual) == plain.lasting
    assert set(plain.lasting) <= set(found.lasting)
    assert len(found.stable) == len(plain.stable) + 4 + 5


def test_what_is_too_large_is_said_and_the_rest_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told = replace(CHICKEN, attitudes={("A", "B"): Attitude.POSITIVE}, misperceptions=(Misperception("B", ("a",)),))
    monkeypatch.setattr(module, "MOST_MINDED", 3)
    found = answer(told)
    assert found.variants.refused == {Relational(Concept.SMR): "4 states are too many (at most 3): leave out options"}
    assert Relational(Concept.SMR) not in found.stable
    assert Relational(Concept.GMR) in found.stable
    monkeypatch.setattr(module, "MOST_LISTED", 3)
    assert set(answer(told).variants.refused) == {Relational(c) for c in module.RELATIONAL}
    alone = replace(CHICKEN, attitudes={("A", "B"): Attitude.NEUTRAL})
    monkeypatch.setattr(module, "MOST_LISTED", 4)
    assert not answer(alone).variants.refused


def test_a_concept_that_refuses_a_party_s_own_game_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    told = replace(CHICKEN, misperceptions=(Misperception("B", ("a",)),))

    def stable_but(game: object, concept: Concept) -> np.ndarray:
        if concept is Concept.SIM:
            raise StabilityError("too many")
        return stable(game, concept)  # type: ignore[arg-type]

    monkeypatch.setattr("goodoffices.stability.hypergames.stable", stable_but)
    found = answer(told)
    assert found.variants.refused == {Perceived(Concept.SIM): "too many"}
    assert Perceived(Concept.SEQ) in found.stable


def test_a_ranking_that_is_not_whole_for_who_believes_it_is_an_error() -> None:
    some = Misperception("B", believed={"A": PRISONERS.decision_makers[0].preference})
    assert answer(replace(PRISONERS, misperceptions=(some,))).variants.perceptions is not None
    ranking = PRISONERS.decision_makers[0].preference
    less = replace(some, believed={"A": replace(ranking, levels=ranking.levels[1:])})  # type: ignore[union-attr,type-var]
    with pytest.raises(StabilityError, match="A ranks 3 of 4 states"):
        answer(replace(PRISONERS, misperceptions=(less,)))


def test_who_sees_the_same_shares_a_game() -> None:
    three = replace(CHICKEN, decision_makers=(*CHICKEN.decision_makers, DecisionMaker("C")))
    found = answer(replace(three, misperceptions=(Misperception("B", ("a",)),))).variants.perceptions
    assert found is not None
    a, b, c = found.hypergame.games
    assert a is c
    assert len(b.states) == 2
