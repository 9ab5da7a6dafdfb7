"""Looking ahead: limited moves of a horizon and non-myopic stability, against the game tree and for games of two."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import StabilityError
from goodoffices.stability.concepts.classic import Concept, equilibria, stable
from goodoffices.stability.concepts.limited import limited, non_myopic
from goodoffices.stability.conflict import Conflict, State
from goodoffices.stability.game import game_of
from goodoffices.stability.moves import kernels
from tests.stability.brute import Definitions
from tests.stability.strategies import conflicts
from tests.stability.test_concepts import large
from tests.stability.test_two_by_two import CHICKEN, PRISONERS, TWO


class Tree:
    """The game tree: sets of final states, the definition as it stands."""

    def __init__(self, conflict: Conflict) -> None:
        self.of = Definitions(conflict)
        self.final = cache(self.final)  # type: ignore[method-assign]

    def worst(self, i: str, ends: frozenset[State]) -> object:
        return min(self.of.worth[i][s] for s in ends)

    def final(self, h: int, i: str, s: State) -> frozenset[State]:
        """G_h(i, s): the final states that may come when i is the first to choose."""
        if h == 0:
            return frozenset({s})
        after = {t: self.answered(h - 1, i, t) for t in self.of.moves[i][s]}
        best = max((self.worst(i, ends) for ends in after.values()), default=None)
        if best is None or best <= self.of.worth[i][s]:
            return frozenset({s})
        return frozenset().union(*(ends for ends in after.values() if self.worst(i, ends) == best))

    def answered(self, h: int, i: str, t: State) -> frozenset[State]:
        """What may come when i has moved to t."""
        wanted = [self.final(h, j, t) for j in self.of.others(i)]
        moves = [ends for ends in wanted if ends != {t}]
        return frozenset().union(*moves) if moves else frozenset({t})

    def stable(self, h: int) -> dict[str, frozenset[State]]:
        return {i: frozenset(s for s in self.of.states if self.final(h, i, s) == {s}) for i in self.of.who}


def named(conflict: Conflict, flags: np.ndarray) -> dict[str, frozenset[State]]:
    states = game_of(conflict).states
    return {
        d.id: frozenset(states.state(int(s)) for s in np.flatnonzero(row))
        for d, row in zip(conflict.decision_makers, flags, strict=True)
    }


@given(conflicts(most_options=4), st.integers(1, 5))
def test_limited_moves_are_as_the_tree_has_them(conflict: Conflict, horizon: int) -> None:
    assert named(conflict, limited(game_of(conflict), horizon)) == Tree(conflict).stable(horizon)


@given(conflicts(most_options=4, strict=True), st.integers(1, 5))
def test_limited_moves_where_nobody_is_indifferent(conflict: Conflict, horizon: int) -> None:
    assert named(conflict, limited(game_of(conflict), horizon)) == Tree(conflict).stable(horizon)


@settings(max_examples=50)
@given(conflicts(most_options=3))
def test_non_myopic_is_what_stays_for_every_longer_horizon(conflict: Conflict) -> None:
    """What a model of eight states foresees comes round within twenty moves; sixteen more are looked at in the tree."""
    tree = Tree(conflict)
    long = [tree.stable(h) for h in range(20, 36)]
    assert named(conflict, non_myopic(game_of(conflict))) == {i: frozenset.intersection(*(x[i] for x in long)) for i in tree.of.who}


@given(conflicts())
def test_one_move_ahead_is_nash(conflict: Conflict) -> None:
    game = game_of(conflict)
    assert (limited(game, 1) == stable(game, Concept.NASH)).all()


@given(conflicts(most_options=4), st.integers(1, 4))
def test_moves_one_by_one_look_as_far(conflict: Conflict, horizon: int) -> None:
    """Opponents who move once at most are another way of listing the moves; looking ahead does not heed it."""
    assert (limited(game_of(conflict), horizon) == limited(game_of(conflict, once=True), horizon)).all()


@pytest.mark.parametrize("once", [False, True])
def test_compiled_loops_answer_as_the_plain_ones(once: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    game = game_of(large(), once=once)
    monkeypatch.setattr(kernels, "COMPILE_FROM", 1 << 30)
    plain = limited(game, 4)
    monkeypatch.setattr(kernels, "COMPILE_FROM", 0)
    assert (limited(game, 4) == plain).all()
    assert 0 < plain.sum() < plain.size


def letters(conflict: Conflict, flags: np.ndarray) -> list[set[str]]:
    of = {next(iter(states)): name for name, states in TWO.items()}
    return [{of[s] for s in states} for states in named(conflict, flags).values()]


@pytest.mark.parametrize(
    ("conflict", "a_stays"),
    [
        pytest.param(PRISONERS, {1: "a- ab", 2: "-- a- ab", 3: "-- a- ab", 7: "-- a- ab"}, id="prisoner's dilemma"),
        pytest.param(CHICKEN, {1: "a- -b", 2: "a-", 3: "-- a-", 4: "-- a-", 9: "-- a-"}, id="chicken"),
    ],
)
def test_two_by_two(conflict: Conflict, a_stays: dict[int, str]) -> None:
    """By hand, from the definition; B is A's mirror image, and G(B, .) is read off that.

    Prisoner's dilemma (A's values: -- 3, a- 4, -b 1, ab 2). 1: from -- to a-, from -b to ab. 2: -- to a- ends in ab (B goes on), 2
    < 3: stays. a- to -- ends in -b: stays. -b to ab, where B stays: 2 > 1, moves. ab to -b, where B stays: stays. 3: -- to a- ends
    in ab: stays. a- to --, where B now stays: 3 < 4, stays. The others as before; so it remains.

    Chicken (A: -- 3, a- 4, -b 2, ab 1). 1: from -- to a-, from ab to -b. 2: -- to a-, where B stays: 4, moves. a- to -- ends in
    -b: stays. -b to ab, from where B goes to a-: 4 > 2, moves. ab to -b: 2 > 1, moves. 3: -- to a-, from where B now brings ab and
    then A -b: 2 < 3, stays. a- to -- ends in -b: stays. -b moves as before, ab too. 4: a- to --, where B now stays: 3 < 4, stays;
    the others as in 3; so it remains.
    """
    game = game_of(conflict)
    for horizon, states in a_stays.items():
        a, b = letters(conflict, limited(game, horizon))
        assert a == set(states.split()), horizon
        assert b == {{"a-": "-b", "-b": "a-"}.get(s, s) for s in a}, horizon


@pytest.mark.parametrize(
    ("conflict", "lasting"),
    [pytest.param(PRISONERS, {"--", "ab"}, id="prisoner's dilemma"), pytest.param(CHICKEN, {"--"}, id="chicken")],
)
def test_non_myopic_equilibria_of_games_of_two(conflict: Conflict, lasting: set[str]) -> None:
    """As Brams and Wittman 1981 and Kilgour 1984 have them (from memory), and as it follows from the tables above."""
    game = game_of(conflict)
    of = {next(iter(states)): name for name, states in TWO.items()}
    assert {of[game.states.state(int(s))] for s in np.flatnonzero(equilibria(non_myopic(game)))} == lasting


@pytest.mark.parametrize("horizon", [0, -1, 1 << 20])
def test_a_horizon_that_makes_no_sense_is_refused(horizon: int) -> None:
    with pytest.raises(StabilityError, match=f"{horizon}"):
        limited(game_of(CHICKEN), horizon)
