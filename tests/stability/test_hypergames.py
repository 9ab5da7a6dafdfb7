"""Misperceptions: everybody judges by its own game."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import StabilityError
from goodoffices.model import Done
from goodoffices.stability.concepts.classic import Concept, equilibria, stable
from goodoffices.stability.conflict import (
    Conflict,
    DecisionMaker,
    Misperception,
    Option,
    Prioritised,
    Ranked,
    State,
    Uncertain,
    Weighted,
    at_least_one,
    mutually_exclusive,
)
from goodoffices.stability.game import game_of
from goodoffices.stability.hypergames import Hypergame, hypergame
from goodoffices.stability.perception import own_view, seen_by
from tests.stability.brute import Definitions, feasible, worth
from tests.stability.strategies import conflicts, rankings
from tests.stability.test_two_by_two import CHICKEN


def of_states(game: Hypergame, flags: np.ndarray) -> frozenset[State]:
    return frozenset(game.states.state(int(s)) for s in np.flatnonzero(flags))


@given(conflicts(most_options=4), st.data())
def test_everybody_judges_by_its_own_game(conflict: Conflict, data: st.DataObject) -> None:
    """Each is given another order of the options, does not see some of them, and believes somebody else to rank at random."""
    options = [o.id for o in conflict.options]
    own = {}
    for d in conflict.decision_makers:
        mixed = replace(conflict, options=tuple(data.draw(st.permutations(conflict.options))))
        hidden = data.draw(st.sets(st.sampled_from(options), max_size=1))
        if any(not s & hidden for s in feasible(conflict)):
            mixed = seen_by(mixed, hidden)
        about = data.draw(st.sampled_from([x.id for x in conflict.decision_makers]))
        own[d.id] = seen_by(mixed, preferences={about: data.draw(rankings(feasible(mixed)))})
    game = hypergame(own)
    defined = {whose: Definitions(c) for whose, c in own.items()}
    assert [of_states(game, row) for row in game.seen] == [d.states for d in defined.values()]
    everybody = frozenset.intersection(*(d.states for d in defined.values()))
    assert of_states(game, game.seen_by_some) == frozenset().union(*(d.states for d in defined.values())) - everybody
    for concept in Concept:
        expected = [d.stable(concept.value)[whose] for whose, d in defined.items()]
        assert [of_states(game, row) for row in game.stable(concept)] == expected
        assert of_states(game, game.equilibria(concept)) == frozenset.intersection(*expected)
        for i, d in enumerate(defined.values()):
            assert of_states(game, game.expected(i, concept)) == frozenset.intersection(*d.stable(concept.value).values())


@given(conflicts(most_options=4), st.data())
def test_who_does_not_see_an_option_sees_the_states_without_it(conflict: Conflict, data: st.DataObject) -> None:
    """They are ranked as before: the others are just not there."""
    hidden = data.draw(st.sampled_from([o.id for o in conflict.options]))
    left = frozenset(s for s in feasible(conflict) if hidden not in s)
    own = seen_by(conflict, [hidden])
    if not left:
        with pytest.raises(StabilityError, match="no state is left"):
            game_of(own)
        return
    assert feasible(own) == left
    assert game_of(own).ranks.shape == (len(conflict.decision_makers), len(left))
    for before, after in zip(conflict.decision_makers, own.decision_makers, strict=True):
        for one in left:
            for other in left:
                assert (worth(before, one) > worth(before, other)) == (worth(after, one) > worth(after, other))


def test_each_of_several_possible_orders_loses_the_states_that_are_not_seen() -> None:
    order = CHICKEN.decision_makers[0].preference
    assert isinstance(order, Ranked)
    unsure = replace(
        CHICKEN, decision_makers=(DecisionMaker("A", preference=Uncertain((order, Weighted({"a": 1})))), DecisionMaker("B"))
    )
    seen = seen_by(unsure, ["b"]).decision_makers[0].preference
    assert seen == Uncertain((Ranked((frozenset({frozenset({"a"})}), frozenset({frozenset()}))), Weighted({"a": 1})))


@given(conflicts(most_options=4))
def test_without_misperceptions_it_is_the_conflict_itself(conflict: Conflict) -> None:
    game = hypergame({d.id: conflict for d in conflict.decision_makers})
    assert not game.seen_by_some.any()
    for concept in Concept:
        assert (game.equilibria(concept) == equilibria(stable(game_of(conflict), concept))).all()


def _state(*options: str) -> frozenset[State]:
    return frozenset({frozenset(options)})


FRANCE_1940 = Conflict(
    title="The fall of France",
    decision_makers=(
        DecisionMaker(
            "F", "France",
            Ranked((_state("north", "forward"), _state("maginot"), _state("maginot", "forward"), _state("ardennes"),
                    _state("north"), _state("ardennes", "forward"))),
        ),
        DecisionMaker(
            "G", "Germany",
            Ranked((_state("ardennes", "forward"), _state("north"), _state("ardennes"), _state("north", "forward"),
                    _state("maginot", "forward"), _state("maginot"))),
        ),
    ),
    options=(*(Option(o, ("G",)) for o in ("north", "maginot", "ardennes")), Option("forward", ("F",))),
    infeasible=(mutually_exclusive(("north", "maginot", "ardennes")), at_least_one(("north", "maginot", "ardennes"))),
)  # fmt: skip
"""After Bennett and Dando 1979 ("Complex strategic analysis: a hypergame study of the fall of France"), from memory and simplified;
the rankings are ours. forward: the mobile army goes to the north."""


def test_the_fall_of_france() -> None:
    """By hand. France does not see that an army can come through the Ardennes.

    Its own game has the four states with north or maginot. G: from maginot to north is better, whatever F does. F: against the
    north forward is better, against the Maginot line not. So France expects north and forward alone (Nash); in it both are at rest.
    Germany sees all: from there it improves to the Ardennes, so France's equilibrium does not hold, and Germany does not expect it:
    with the Ardennes F would keep its army back, and G then go north; and so on: no Nash equilibrium at all, in either's eyes.
    """
    own = {"F": seen_by(FRANCE_1940, ["ardennes"]), "G": FRANCE_1940}
    game = hypergame(own)
    north = frozenset({"north", "forward"})
    assert of_states(game, game.expected(0, Concept.NASH)) == {north}
    assert of_states(game, game.expected(1, Concept.NASH)) == frozenset()
    france, germany = (of_states(game, row) for row in game.stable(Concept.NASH))
    assert france == {north, frozenset({"maginot"})}
    assert germany == {frozenset({"ardennes", "forward"}), frozenset({"north"})}
    assert of_states(game, game.equilibria(Concept.NASH)) == frozenset()
    assert of_states(game, game.seen_by_some) == {frozenset({"ardennes"}), frozenset({"ardennes", "forward"})}


@pytest.mark.parametrize(
    ("hidden", "believed", "told"),
    [(["z"], {}, "unknown option “z”"), ([], {"Z": None}, "unknown decision maker “Z”")],
)
def test_a_misperception_of_what_there_is_not_is_refused(hidden: list[str], believed: dict[str, None], told: str) -> None:
    with pytest.raises(StabilityError, match=told):
        seen_by(CHICKEN, hidden, believed)


LEVELS = (frozenset({frozenset("a"), frozenset("b")}), frozenset({frozenset("ab")}), frozenset({frozenset()}))


@pytest.mark.parametrize(
    ("hidden", "levels", "degrees"),
    [
        ("", LEVELS, (2, 3)),
        ("b", (frozenset({frozenset("a")}), frozenset({frozenset()})), (3,)),
        ("ab", (frozenset({frozenset()}),), ()),
    ],
)
def test_between_the_states_that_are_left_the_greatest_gap_counts(
    hidden: str, levels: tuple[frozenset[State], ...], degrees: tuple[int, ...]
) -> None:
    """a = b >> ab >>> (): without b, a >>> ()."""
    one = replace(CHICKEN, decision_makers=(DecisionMaker("A", preference=Ranked(LEVELS, (2, 3))), DecisionMaker("B")))
    assert seen_by(one, hidden).decision_makers[0].preference == Ranked(levels, degrees)


def test_each_sees_the_conflict_without_its_own_misperception() -> None:
    """B does not see a and believes that A weighs it; A sees all as it is; in nobody's view is anybody mistaken."""
    mistaken = replace(CHICKEN, misperceptions=(Misperception("B", ("a",), {"A": Weighted({"a": 1})}),))
    assert own_view(mistaken, "A") == CHICKEN
    assert own_view(mistaken, "B") == seen_by(CHICKEN, ["a"], {"A": Weighted({"a": 1})})
    game = game_of(mistaken)
    assert (game.ranks == game_of(CHICKEN).ranks).all()


@pytest.mark.parametrize(
    ("wrong", "today", "told"),
    [
        ((Misperception("Z", ("a",)),), None, "misperception Z: no party is called Z"),
        ((Misperception("A", ("z",)),), None, "misperception A: no option is called z"),
        ((Misperception("A", ("b", "b")),), None, "said twice not to see b"),
        ((Misperception("A", ("b",)), Misperception("A", ("a",))), None, "A has two misperceptions"),
        ((Misperception("A"),), None, "the misperception of A is of nothing"),
        ((Misperception("A", ("b",)),), "b", "b is taken today, so A must see it"),
        ((Misperception("A", believed={"Z": None}),), None, "belief of A on Z: no party is called Z"),
        ((Misperception("A", believed={"A": None}),), None, "say what it prefers instead"),
        ((Misperception("A", believed={"B": Weighted({"z": 1})}),), None, "belief of A on B: no option is called z"),
        ((Misperception("A", believed={"B": Prioritised((), (2,))}),), None, "belief of A on B: the number of degrees"),
    ],
)
def test_a_misperception_that_makes_no_sense_is_refused(wrong: tuple[Misperception, ...], today: str | None, told: str) -> None:
    conflict = replace(CHICKEN, misperceptions=wrong, today=frozenset(today) if today else None)
    with pytest.raises(StabilityError, match=told):
        game_of(conflict)


def test_games_of_other_decision_makers_are_refused() -> None:
    with pytest.raises(StabilityError, match="“C” sees it has A, B: it must be of A, C"):
        hypergame({"A": replace(CHICKEN, decision_makers=(DecisionMaker("A"), DecisionMaker("C"))), "C": CHICKEN} | {})


def test_today_must_be_seen() -> None:
    with pytest.raises(StabilityError, match="“a” is taken today"):
        seen_by(replace(CHICKEN, today=frozenset({"a"}), infeasible=(Done(step="b"),)), ["a"])
