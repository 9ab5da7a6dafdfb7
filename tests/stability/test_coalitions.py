"""Coalitions: against the definitions, and what they change in well-known conflicts."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import StabilityError
from goodoffices.stability.concepts import coalitions
from goodoffices.stability.concepts.classic import Concept, equilibria, stable
from goodoffices.stability.concepts.coalitions import all_coalitions, coalition_stable, departures, joint_improvements, resistant
from goodoffices.stability.conflict import Conflict, DecisionMaker, Direction, Option, Ranked, State
from goodoffices.stability.game import Game, game_of
from goodoffices.stability.moves import kernels
from tests.stability.brute import Definitions
from tests.stability.strategies import conflicts
from tests.stability.test_concepts import large
from tests.stability.test_literature import ELMIRA, ELMIRA_STATES
from tests.stability.test_two_by_two import CHICKEN, PRISONERS, TWO

CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)


class Together(Definitions):
    """The definitions for a coalition."""

    def better(self, group: tuple[str, ...], t: State, s: State) -> bool:
        return all(self.prefers(i, t, s) for i in group)

    def reached(self, group: tuple[str, ...], s: State) -> frozenset[State]:
        """What the group can bring about; one alone by one move."""
        return self.joint(group, s, self.moves)

    def improved(self, group: tuple[str, ...], s: State) -> list[State]:
        return [t for t in self.reached(group, s) if self.better(group, t, s)]

    def holds(self, concept: Concept, group: tuple[str, ...], s: State) -> bool:
        return not self.undeterred(concept, group, s)

    def undeterred(self, concept: Concept, group: tuple[str, ...], s: State) -> list[State]:
        rest = [h for h in self.who if h not in group]

        def sanctions(y: State) -> bool:
            if self.better(group, y, s):
                return False
            return concept is not Concept.SMR or not any(self.better(group, z, s) for z in self.reached(group, y))

        if concept is Concept.NASH:
            return self.improved(group, s)
        answers = self.improvements if concept is Concept.SEQ else self.moves
        return [x for x in self.improved(group, s) if not any(sanctions(y) for y in self.joint(rest, x, answers))]


def of_states(game: Game, flags: Iterable[bool]) -> frozenset[State]:
    return frozenset(game.states.state(k) for k, flag in enumerate(flags) if flag)


@given(conflicts(most_options=4), st.booleans(), st.data())
def test_a_coalition_stays_as_defined(conflict: Conflict, once: bool, data: st.DataObject) -> None:
    game, defined = game_of(conflict, once=once), Together(conflict, once=once)
    coalition = data.draw(st.sampled_from(all_coalitions(game)))
    group = tuple(defined.who[i] for i in coalition)
    for concept in CONCEPTS:
        expected = frozenset(s for s in defined.states if defined.holds(concept, group, s))
        assert of_states(game, coalition_stable(game, coalition, concept)) == expected, concept
    for s in range(len(game.states)):
        found = joint_improvements(game, coalition, s)
        assert {game.states.state(int(t)) for t in found} == set(defined.improved(group, game.states.state(s)))


@given(conflicts(most_options=4), st.booleans(), st.data())
def test_a_coalition_leaves_for_what_nothing_deters_it_from(conflict: Conflict, once: bool, data: st.DataObject) -> None:
    """The definition, improvement by improvement: each that is not sanctioned, and no other."""
    game, defined = game_of(conflict, once=once), Together(conflict, once=once)
    groups = [c for c in all_coalitions(game) if len(c) > 1]
    if not groups:
        return
    coalition = data.draw(st.sampled_from(groups))
    group = tuple(defined.who[i] for i in coalition)
    for concept in CONCEPTS:
        found = dict(departures(game, coalition, concept, range(len(game.states))))
        for s, to in found.items():
            state = game.states.state(s)
            assert {game.states.state(int(t)) for t in to} == set(defined.undeterred(concept, group, state)), concept
        stays = coalition_stable(game, coalition, concept)
        assert [len(found[s]) == 0 for s in range(len(stays))] == stays.tolist()


def test_one_alone_is_no_coalition_that_departs() -> None:
    with pytest.raises(StabilityError, match="no coalition of two or more"):
        list(departures(game_of(PRISONERS), [0], Concept.NASH, [0]))


@given(conflicts(most_options=4, strict=True))
def test_what_resists_everybody_resists_each(conflict: Conflict) -> None:
    game, defined = game_of(conflict), Together(conflict)
    groups = [tuple(defined.who[i] for i in c) for c in all_coalitions(game)]
    assert len(groups) == 2 ** len(defined.who) - 1
    for concept in CONCEPTS:
        expected = frozenset(s for s in defined.states if all(defined.holds(concept, g, s) for g in groups))
        assert of_states(game, resistant(game, concept)) == expected
        assert (resistant(game, concept, [(i,) for i in game.players]) == equilibria(stable(game, concept))).all()


def test_the_prisoners_would_leave_their_dilemma_together() -> None:
    """By hand: ab is Nash; from there they bring --, which both prefer (3, 3 to 2, 2); than -- nothing is better for both."""
    game = game_of(PRISONERS)
    held = resistant(game, Concept.NASH)
    assert not held.any()
    assert of_states(game, coalition_stable(game, (0, 1), Concept.NASH)) == {s for n, (s,) in TWO.items() if n != "ab"}
    ab, neither = (game.states.number(s) for (s,) in (TWO["ab"], TWO["--"]))
    assert joint_improvements(game, (0, 1), ab).tolist() == [neither]
    assert of_states(game, resistant(game, Concept.SEQ)) == TWO["--"]


def test_the_drivers_have_nothing_to_gain_together() -> None:
    """By hand: each Nash equilibrium of chicken is the best for one of the two."""
    game = game_of(CHICKEN)
    assert (resistant(game, Concept.NASH) == equilibria(stable(game, Concept.NASH))).all()


def test_elmira_does_not_resist_the_ministry_and_uniroyal() -> None:
    """Kilgour, Hipel, Fang and Peng 2001 find that 5 does not resist M and U, who bring 8 together (from memory).

    By hand: from 5 (delay, insist) M modifies, 6, and U accepts, 8; M likes 8 better than 5 (7 > 3 > 4 > 8 > 5), and so does U
    (1 > 4 > 8 > 5). From 8 nothing is better for both: M likes 7, 3, 4 better, U 1, 4; 4 needs L. In 9 U can do nothing more. No
    other coalition has an improvement from 8 or 9: L likes 7, 3, 5, 1 better than 8, M of these 7, 3, but modify is there for
    good; U likes 1, 4 better, L of these 1, where nothing is modified. So 8 and 9 resist all.
    """
    game = game_of(ELMIRA)
    number = {name: {game.states.number(s) for s in states} for name, states in ELMIRA_STATES.items()}
    (five,), (eight,) = number["5"], number["8"]
    people = {d.id: i for i, d in enumerate(ELMIRA.decision_makers)}
    assert joint_improvements(game, (people["M"], people["U"]), five).tolist() == [eight]
    assert set(np.flatnonzero(resistant(game, Concept.NASH)).tolist()) == {eight} | number["9"]


@pytest.mark.parametrize("compile_from", [0, 1 << 30])
def test_what_one_wants_the_other_does_not(compile_from: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """By hand: A takes five options for good, state k being that with the bits of k. A likes a higher k better, B a lower one, but
    3 best after 0: only from 1 and 2 is there something that both like better, and that is 3. All that can be reached is kept on
    the way, 3^5 = 243 offers for 32 states.
    """
    monkeypatch.setattr(kernels, "COMPILE_FROM", compile_from)
    names = [f"o{k}" for k in range(5)]
    level = [frozenset({frozenset(o for k, o in enumerate(names) if pattern >> k & 1)}) for pattern in range(32)]
    conflict = Conflict(
        decision_makers=(
            DecisionMaker("A", preference=Ranked(tuple(reversed(level)))),
            DecisionMaker("B", preference=Ranked((level[0], level[3], level[1], level[2], *level[4:]))),
        ),
        options=tuple(Option(o, ("A",), direction=Direction.FORWARD) for o in names),
    )
    game = game_of(conflict)
    assert np.flatnonzero(~coalition_stable(game, (0, 1), Concept.NASH)).tolist() == [1, 2]
    assert joint_improvements(game, (0, 1), 1).tolist() == joint_improvements(game, (0, 1), 2).tolist() == [3]


@pytest.mark.parametrize("once", [False, True])
@pytest.mark.parametrize("concept", CONCEPTS)
def test_compiled_loops_answer_as_the_plain_ones(concept: Concept, once: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    game = game_of(large(8), once=once)
    monkeypatch.setattr(kernels, "COMPILE_FROM", 1 << 30)
    plain = coalition_stable(game, (0, 2), concept)
    monkeypatch.setattr(kernels, "COMPILE_FROM", 0)
    assert (coalition_stable(game, (0, 2), concept) == plain).all()
    assert 0 < plain.sum() < plain.size


@pytest.mark.parametrize("coalition", [(), (2,), (0, -1)])
def test_nobody_and_somebody_unknown_are_no_coalition(coalition: tuple[int, ...]) -> None:
    with pytest.raises(StabilityError, match="no coalition"):
        coalition_stable(game_of(CHICKEN), coalition, Concept.NASH)


def test_simultaneous_stability_is_not_for_coalitions() -> None:
    with pytest.raises(StabilityError, match="not defined for coalitions"):
        coalition_stable(game_of(CHICKEN), (0, 1), Concept.SIM)


def test_too_many_pairs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coalitions, "MOST_ESCAPES", 1)
    with pytest.raises(StabilityError, match="ask for gmr or seq"):
        coalition_stable(game_of(large(8)), (0, 2), Concept.SMR)
