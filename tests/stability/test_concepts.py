"""Who would stay: the solution concepts against their definitions, and what must hold of them for any conflict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.model import AtLeast, Condition, Done, Not
from goodoffices.stability.concepts.classic import Concept, equilibria, stable
from goodoffices.stability.conflict import (
    Conflict,
    DecisionMaker,
    Direction,
    Irreversible,
    Option,
    Preference,
    Prioritised,
    Ranked,
    State,
    Weighted,
    dependent,
    mutually_exclusive,
)
from goodoffices.stability.game import Game, game_of
from goodoffices.stability.moves import kernels
from tests.stability.brute import Definitions
from tests.stability.strategies import conflicts

Stable = dict[str, frozenset[State]]


def by_name(game: Game, concept: Concept) -> Stable:
    """For each decision maker the states that the engine calls stable."""
    return {d.id: _states(game, row) for d, row in zip(game.conflict.decision_makers, stable(game, concept), strict=True)}


def _states(game: Game, flags: Iterable[bool]) -> frozenset[State]:
    return frozenset(game.states.state(k) for k, flag in enumerate(flags) if flag)


# Against the definitions


@given(conflicts(), st.booleans())
def test_every_concept_is_as_defined(conflict: Conflict, once: bool) -> None:
    game, defined = game_of(conflict, once=once), Definitions(conflict, once=once)
    for concept in Concept:
        assert by_name(game, concept) == defined.stable(concept.value), concept


@given(conflicts(strict=True))
def test_every_concept_is_as_defined_where_nobody_is_indifferent(conflict: Conflict) -> None:
    game, defined = game_of(conflict), Definitions(conflict)
    for concept in Concept:
        assert by_name(game, concept) == defined.stable(concept.value), concept


@given(conflicts(most_options=4))
def test_an_equilibrium_is_stable_for_everybody(conflict: Conflict) -> None:
    game = game_of(conflict)
    for concept in Concept:
        everybody = frozenset.intersection(*by_name(game, concept).values())
        assert _states(game, equilibria(stable(game, concept))) == everybody


# What follows from the definitions


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (Concept.NASH, Concept.SEQ),
        (Concept.SEQ, Concept.GMR),
        (Concept.NASH, Concept.SMR),
        (Concept.SMR, Concept.GMR),
        (Concept.NASH, Concept.SIM),
    ],
)
@given(conflict=conflicts(), once=st.booleans())
def test_one_concept_implies_the_other(stronger: Concept, weaker: Concept, conflict: Conflict, once: bool) -> None:
    game = game_of(conflict, once=once)
    assert (stable(game, stronger) <= stable(game, weaker)).all()


@given(conflicts())
def test_opponents_who_may_move_once_only_sanction_less(conflict: Conflict) -> None:
    freely, once = game_of(conflict), game_of(conflict, once=True)
    for concept in (Concept.GMR, Concept.SMR, Concept.SEQ):
        assert (stable(once, concept) <= stable(freely, concept)).all(), concept


@given(conflicts(), st.data())
def test_new_names_and_another_order_change_nothing(conflict: Conflict, data: st.DataObject) -> None:
    who = data.draw(st.permutations([d.id for d in conflict.decision_makers]))
    what = data.draw(st.permutations([o.id for o in conflict.options]))
    party, option = {w: f"P{k}" for k, w in enumerate(who)}, {w: f"n{k}" for k, w in enumerate(what)}
    other = relabelled(conflict, party, option)
    game, again = game_of(conflict), game_of(other)
    for concept in Concept:
        renamed = {party[i]: frozenset(_state(s, option) for s in states) for i, states in by_name(game, concept).items()}
        assert by_name(again, concept) == renamed, concept


@given(conflicts(), st.data(), st.sampled_from(("unknown", "one level", "no statements", "no weights")))
def test_who_finds_all_states_equally_good_has_no_reason_to_move(conflict: Conflict, data: st.DataObject, how: str) -> None:
    who = data.draw(st.sampled_from([d.id for d in conflict.decision_makers]))
    preference = {
        "unknown": None,
        "one level": Ranked((Definitions(conflict).states,)),
        "no statements": Prioritised(()),
        "no weights": Weighted({}),
    }[how]
    people = tuple(replace(d, preference=preference) if d.id == who else d for d in conflict.decision_makers)
    game = game_of(replace(conflict, decision_makers=people))
    for concept in Concept:
        assert stable(game, concept)[[d.id for d in people].index(who)].all(), concept


@given(conflicts(), st.data())
def test_an_irreversible_move_that_no_option_would_allow_changes_nothing(conflict: Conflict, data: st.DataObject) -> None:
    anywhere = AtLeast(count=0, parts=())
    state = data.draw(st.sampled_from(sorted(Definitions(conflict).states, key=sorted)))
    stays = AtLeast(
        count=len(conflict.options),
        parts=tuple(Done(step=o.id) if o.id in state else Not(part=Done(step=o.id)) for o in conflict.options),
    )
    bare = replace(conflict, irreversible=())
    nothing = replace(conflict, irreversible=(Irreversible(before=stays, after=stays), Irreversible(anywhere, Not(part=anywhere))))
    for concept in Concept:
        assert by_name(game_of(bare), concept) == by_name(game_of(nothing), concept), concept


# The rule on joint moves


def _chain() -> Conflict:
    """A can start a chain of answers that needs B twice: b1 by B, then c by C, then b2 by B, each needing the one before."""
    done = {o: Done(step=o) for o in ("a", "b1", "c", "b2")}
    needs = tuple(dependent(later, done[earlier]) for earlier, later in pairwise(done))
    hurts = Prioritised((Not(part=done["b2"]), done["a"]))
    return Conflict(
        decision_makers=(DecisionMaker("A", preference=hurts), DecisionMaker("B"), DecisionMaker("C")),
        options=(
            Option("a", ("A",), direction=Direction.FORWARD),
            Option("b1", ("B",)),
            Option("c", ("C",)),
            Option("b2", ("B",)),
        ),
        infeasible=needs,
    )


@pytest.mark.parametrize(("once", "deterred"), [(False, True), (True, False)])
def test_a_sanction_that_needs_one_opponent_twice_counts_unless_each_moves_once_at_most(once: bool, deterred: bool) -> None:
    """By hand: A at {} improves to {a}; from there the only way to hurt it is B, C, B again, to {a, b1, c, b2}, its worst."""
    stays = by_name(game_of(_chain(), once=once), Concept.GMR)["A"]
    assert (frozenset() in stays) is deterred


def test_nobody_moves_twice_in_a_row_where_two_moves_are_not_one() -> None:
    """B alone could come from {a} to {a, b1, b2} by way of {a, b1} only, as the direct way is barred: two moves of B in a row."""
    done = {o: Done(step=o) for o in ("a", "b1", "b2")}
    conflict = Conflict(
        decision_makers=(DecisionMaker("A", preference=Prioritised((Not(part=done["b2"]), done["a"]))), DecisionMaker("B")),
        options=(Option("a", ("A",), direction=Direction.FORWARD), Option("b1", ("B",)), Option("b2", ("B",))),
        irreversible=(Irreversible(before=Not(part=done["b1"]), after=done["b2"]),),
    )
    assert frozenset() not in by_name(game_of(conflict), Concept.GMR)["A"]


# Many one-way options, and many states


@pytest.mark.parametrize("count", [3, 12, 40])
def test_one_of_many_one_way_options_that_exclude_each_other(count: int) -> None:
    """By hand: A takes one of its options for good; it likes the last best. Untouched, it moves; once taken, it stays."""
    names = tuple(f"o{k}" for k in range(count))
    conflict = Conflict(
        decision_makers=(DecisionMaker("A", preference=Weighted({names[-1]: 1})), DecisionMaker("B")),
        options=tuple(Option(o, ("A",), direction=Direction.FORWARD) for o in names),
        infeasible=(mutually_exclusive(names),),
    )
    for concept in Concept:
        found = by_name(game_of(conflict), concept)
        assert found["A"] == frozenset(frozenset({o}) for o in names)
        assert found["B"] == found["A"] | {frozenset()}


@pytest.mark.parametrize("once", [False, True])
@pytest.mark.parametrize("concept", Concept)
def test_compiled_loops_answer_as_the_plain_ones(concept: Concept, once: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten options, some one-way, some common, some combinations impossible: compiled by setting the threshold down to nothing."""
    pytest.importorskip("numba")
    conflict = large()
    monkeypatch.setattr(kernels, "COMPILE_FROM", 1 << 30)
    plain = stable(game_of(conflict, once=once), concept)
    monkeypatch.setattr(kernels, "COMPILE_FROM", 0)
    assert (stable(game_of(conflict, once=once), concept) == plain).all()
    assert 0 < plain.sum() < plain.size


def large(options: int = 10, seed: int = 6) -> Conflict:
    """Four decision makers who weigh each option at random."""
    some = np.random.default_rng(seed)
    names = tuple(f"o{k}" for k in range(options))
    directions = (Direction.BOTH, Direction.BOTH, Direction.FORWARD, Direction.BOTH, Direction.BACK)
    return Conflict(
        decision_makers=tuple(
            DecisionMaker(w, preference=Weighted({o: int(x) for o, x in zip(names, some.integers(-9, 10, options), strict=True)}))
            for w in "ABCD"
        ),
        options=tuple(
            Option(o, ("A", "B") if k == 0 else ("ABCD"[k % 4],), direction=directions[k % 5]) for k, o in enumerate(names)
        ),
        infeasible=(mutually_exclusive(names[1:4]),),
    )


# Another name for everything


def relabelled(conflict: Conflict, party: dict[str, str], option: dict[str, str]) -> Conflict:
    """The same conflict with other ids, in the alphabetical order of these."""

    def said(condition: Condition) -> Condition:
        match condition:
            case Done(step=o):
                return Done(step=option[o])
            case Not(part=part):
                return Not(part=said(part))
            case AtLeast(count=count, parts=parts):
                return AtLeast(count=count, parts=tuple(said(p) for p in parts))
        raise AssertionError(condition)

    def liked(preference: Preference | None) -> Preference | None:
        match preference:
            case Prioritised(statements=statements):
                return Prioritised(tuple(said(s) for s in statements))
            case Weighted(weights=weights):
                return Weighted({option[o]: w for o, w in weights.items()})
            case Ranked(levels=levels):
                return Ranked(tuple(frozenset(_state(s, option) for s in level) for level in levels))
        return None

    people = (DecisionMaker(party[d.id], preference=liked(d.preference)) for d in conflict.decision_makers)
    options = (replace(o, id=option[o.id], owners=tuple(party[w] for w in o.owners)) for o in conflict.options)
    return replace(
        conflict,
        decision_makers=tuple(sorted(people, key=lambda d: d.id)),
        options=tuple(sorted(options, key=lambda o: o.id)),
        infeasible=tuple(said(c) for c in conflict.infeasible),
        irreversible=tuple(Irreversible(said(m.before), said(m.after)) for m in conflict.irreversible),
    )


def _state(state: State, option: dict[str, str]) -> State:
    return frozenset(option[o] for o in state)
