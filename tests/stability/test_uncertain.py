"""Preferences that are known in part: the four extensions against their definitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import StabilityError
from goodoffices.model import Done
from goodoffices.stability.concepts.classic import Concept, equilibria, stable
from goodoffices.stability.concepts.uncertain import Extension, stable_in_doubt
from goodoffices.stability.conflict import Conflict, DecisionMaker, Option, Prioritised, Ranked, State, Uncertain, Weighted
from goodoffices.stability.game import Game, game_of
from tests.stability.brute import Definitions, worth
from tests.stability.strategies import conflicts, preferences
from tests.stability.test_literature import ECONOMY, ENVIRONMENT, GISBORNE_STATES

CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)
BOLD, FREELY = (Extension.A, Extension.C), (Extension.C, Extension.D)


class InDoubt:
    """The definitions: R+ (surely better), R+U (may be better), and what deters, for each extension."""

    def __init__(self, conflict: Conflict, *, once: bool) -> None:
        bare = replace(conflict, decision_makers=tuple(replace(d, preference=None) for d in conflict.decision_makers))
        self.bare = Definitions(bare, once=once)
        self.orders: dict[str, list[Mapping[State, Fraction]] | None] = {}
        for d in conflict.decision_makers:
            liked = d.preference.orders if isinstance(d.preference, Uncertain) else (d.preference,)
            known = (
                None if d.preference is None else [{s: worth(replace(d, preference=p), s) for s in self.bare.states} for p in liked]
            )
            self.orders[d.id] = known
        self.may_improve = {
            i: {s: frozenset(t for t in self.bare.moves[i][s] if self.may_be_better(i, t, s)) for s in self.bare.states}
            for i in self.bare.who
        }

    def may_be_better(self, i: str, t: State, s: State) -> bool:
        orders = self.orders[i]
        return s != t if orders is None else any(w[t] > w[s] for w in orders)

    def surely_better(self, i: str, t: State, s: State) -> bool:
        orders = self.orders[i]
        return orders is not None and all(w[t] > w[s] for w in orders)

    def is_stable(self, i: str, s: State, concept: Concept, extension: Extension) -> bool:
        better = self.may_be_better if extension in BOLD else self.surely_better
        not_deterring = self.surely_better if extension in FREELY else self.may_be_better
        leaves = [s1 for s1 in self.bare.moves[i][s] if better(i, s1, s)]
        if concept is Concept.NASH:
            return not leaves
        by = self.may_improve if concept is Concept.SEQ else self.bare.moves
        return all(
            any(
                not not_deterring(i, s2, s)
                and (concept is not Concept.SMR or not any(not_deterring(i, s3, s) for s3 in self.bare.moves[i][s2]))
                for s2 in self.bare.joint(self.bare.others(i), s1, by)
            )
            for s1 in leaves
        )


@st.composite
def in_doubt(draw: st.DrawFn) -> Conflict:
    """Conflicts in which most have several orders, and some nobody knows of."""
    conflict = draw(conflicts(most_options=4))
    names, states = tuple(o.id for o in conflict.options), Definitions(conflict).states
    known = preferences(names, states).filter(lambda p: p is not None)
    several = st.one_of(st.none(), known, st.lists(known, min_size=1, max_size=3).map(lambda p: Uncertain(tuple(p))))
    people = tuple(replace(d, preference=draw(several)) for d in conflict.decision_makers)
    return replace(conflict, decision_makers=people)


@given(in_doubt(), st.sampled_from(Extension), st.booleans())
def test_every_extension_is_as_defined(conflict: Conflict, extension: Extension, once: bool) -> None:
    game, defined = game_of(conflict, once=once), InDoubt(conflict, once=once)
    for concept in CONCEPTS:
        found = stable_in_doubt(game, concept, extension)
        for i, who in enumerate(defined.bare.who):
            for s in range(len(game.states)):
                assert found[i, s] == defined.is_stable(who, game.states.state(s), concept, extension), (concept, who)


@given(in_doubt(), st.booleans())
def test_one_extension_implies_the_other(conflict: Conflict, once: bool) -> None:
    """Who leaves for less, and is deterred by less, stays in fewer states."""
    game = game_of(conflict, once=once)
    for concept in CONCEPTS:
        a, b, c, d = (stable_in_doubt(game, concept, e) for e in Extension)
        assert all((fewer <= more).all() for fewer, more in ((a, b), (a, c), (b, d), (c, d)))


@given(conflicts(most_options=4), st.sampled_from(Extension), st.booleans(), st.data())
def test_preferences_known_or_not_at_all(conflict: Conflict, extension: Extension, shared: bool, data: st.DataObject) -> None:
    """Those have a way of their own, as far as moves go by cells; here often, with options shared and not."""
    if not shared:
        options = tuple(replace(o, owners=o.owners[:1]) for o in conflict.options)
        conflict = replace(conflict, options=options, irreversible=())
    likes = data.draw(st.lists(st.booleans(), min_size=len(conflict.decision_makers), max_size=len(conflict.decision_makers)))
    people = (
        replace(d, preference=d.preference if known else None) for d, known in zip(conflict.decision_makers, likes, strict=True)
    )
    conflict = replace(conflict, decision_makers=tuple(people))
    game, defined = game_of(conflict), InDoubt(conflict, once=False)
    for concept in CONCEPTS:
        found = stable_in_doubt(game, concept, extension)
        for i, who in enumerate(defined.bare.who):
            for s in range(len(game.states)):
                assert found[i, s] == defined.is_stable(who, game.states.state(s), concept, extension), (concept, who)


def test_many_states_and_one_unknown() -> None:
    """By hand: A, B and C have six options each; A and B want theirs taken, nobody knows what C wants.

    A and B are Nash where all of theirs are taken. Else no answer of the others makes a move of A to that worth less. C moves
    whenever it may gain (a). A answers by an improvement unless all of its options are taken, and so does B: but there C is
    deterred (c).
    """
    names = {w: [f"{w}{k}" for k in range(6)] for w in "ABC"}
    likes = {"A": Weighted(dict.fromkeys(names["A"], 1)), "B": Weighted(dict.fromkeys(names["B"], 1)), "C": None}
    conflict = Conflict(
        decision_makers=tuple(DecisionMaker(w, preference=likes[w]) for w in "ABC"),
        options=tuple(Option(o, (w,)) for w in "ABC" for o in names[w]),
    )
    game = game_of(conflict)
    patterns = game.states.patterns
    satisfied = [patterns & 63 == 63, patterns >> 6 & 63 == 63]
    for extension in Extension:
        found = stable_in_doubt(game, Concept.SEQ, extension)
        assert (found[:2] == satisfied).all()
        expected = {"a": np.False_, "c": ~(satisfied[0] & satisfied[1])}.get(extension.value, np.True_)
        assert (found[2] == expected).all()


@given(conflicts(most_options=4), st.sampled_from(Extension), st.booleans())
def test_without_doubt_the_extensions_are_the_concept(conflict: Conflict, extension: Extension, once: bool) -> None:
    people = tuple(replace(d, preference=Uncertain((_known(d),))) for d in conflict.decision_makers)
    known = replace(conflict, decision_makers=people)
    game = game_of(known, once=once)
    for concept in CONCEPTS:
        assert (stable_in_doubt(game, concept, extension) == stable(game, concept)).all()


def _known(who: DecisionMaker) -> Prioritised | Weighted | Ranked:
    """A preference without doubt; all states are as good where there was none."""
    return Weighted({}) if who.preference is None or isinstance(who.preference, Uncertain) else who.preference


# Lake Gisborne, where nobody knew whether the Province was for the environment or the economy (Li, Hipel, Kilgour and Xu 2004).


def _gisborne() -> Game:
    both = [_known(next(d for d in c.decision_makers if d.id == "Provincial")) for c in (ENVIRONMENT, ECONOMY)]
    people = (replace(d, preference=Uncertain(tuple(both))) if d.id == "Provincial" else d for d in ENVIRONMENT.decision_makers)
    return game_of(replace(ENVIRONMENT, decision_makers=tuple(people)))


@pytest.mark.parametrize(
    ("concept", "provincial", "support", "held"),
    [
        (Concept.NASH, {"a": "", "b": "12345678", "c": "", "d": "12345678"}, "3456", {"a": "", "b": "46", "c": "", "d": "46"}),
        *(
            (concept, {"a": "", "b": "12345678", "c": "12345678", "d": "12345678"}, "345678",
             {"a": "", "b": "468", "c": "468", "d": "468"})
            for concept in (Concept.GMR, Concept.SMR)
        ),
        (Concept.SEQ, {"a": "", "b": "12345678", "c": "134567", "d": "12345678"}, "345678",
         {"a": "", "b": "468", "c": "46", "d": "468"}),
    ],
)  # fmt: skip
def test_gisborne(concept: Concept, provincial: dict[str, str], support: str, held: dict[str, str]) -> None:
    """By hand. The Province moves between 1 and 3, 2 and 4, 5 and 7, 6 and 8; each is better in one order and worse in the other.

    Nash: it may gain by every move (a, c), surely by none (b, d).
    a: every state that the others can make of its move has the other answer to lifting, and is better for it in one order: no
    sanction. c: it is worse in the other order: every answer deters (G), also as the Province can be brought back to where it was
    by ban, appeal, and both withdrawn (S). Q: from 4 and from 6 neither Federal nor Support improves: 2 and 8 are unstable; from 1
    3 5 7 Federal improves, from 2 to 6 and from 8 to 4 Support does. Federal: 2 4 6 8, by all (test_literature). Support: 3 4 5 6
    are Nash; 7 -> 3 and 8 -> 4 are deterred by 1 and 2, which the Province may bring about, perhaps as an improvement, and from
    which Support escapes to 5 and 6 only, worse than 7 and 8.
    """
    game = _gisborne()
    name = [next(n for n, same in GISBORNE_STATES.items() if game.states.state(s) in same) for s in range(len(game.states))]

    def names(flags: list[bool]) -> str:
        return "".join(sorted(n for n, flag in zip(name, flags, strict=True) if flag))

    for extension in Extension:
        found = stable_in_doubt(game, concept, extension)
        assert [names(list(row)) for row in found] == ["2468", provincial[extension.value], support], extension
        assert names(list(equilibria(found))) == held[extension.value], extension


# What is refused


def test_simultaneous_stability_has_no_extension() -> None:
    with pytest.raises(StabilityError, match="simultaneous stability has no extension"):
        stable_in_doubt(_gisborne(), Concept.SIM, Extension.A)


def test_an_uncertain_preference_without_an_order() -> None:
    conflict = Conflict((DecisionMaker("A", preference=Uncertain(())),), (Option("a", ("A",)),))
    with pytest.raises(StabilityError, match="preference A: it is uncertain between no orders"):
        game_of(conflict)


def test_too_many_states() -> None:
    several = Uncertain((Weighted({"o1": 1}), Weighted({"o1": -1})))
    conflict = Conflict((DecisionMaker("A", preference=several),), tuple(Option(f"o{k}", ("A",)) for k in range(15)))
    with pytest.raises(StabilityError, match="32,768 states are too many for preferences that are uncertain"):
        stable_in_doubt(game_of(conflict), Concept.GMR, Extension.A)


def test_where_one_order_is_asked_for_it_is_the_first() -> None:
    orders = (Prioritised((Done(step="a"),)), Weighted({"a": -1}))
    conflict = Conflict((DecisionMaker("A", preference=Uncertain(orders)),), (Option("a", ("A",)),))
    assert game_of(conflict).ranks.tolist() == [[0, 1]]
