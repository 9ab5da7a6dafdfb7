"""Attitudes: against the definitions of Inohara, Hipel and Walker (2007), and what they change in the prisoner's dilemma."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import StabilityError
from goodoffices.stability.concepts import attitudes as module
from goodoffices.stability.concepts.attitudes import minds_several, relationally_stable
from goodoffices.stability.concepts.classic import Concept, stable
from goodoffices.stability.conflict import Attitude, Conflict, State
from goodoffices.stability.game import game_of
from goodoffices.stability.moves import kernels
from tests.stability.brute import Definitions
from tests.stability.strategies import conflicts
from tests.stability.test_concepts import large
from tests.stability.test_two_by_two import CHICKEN, PRISONERS, TWO

CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)


Attitudes = Sequence[Sequence[int]]
"""That of i towards j is `attitudes[i][j]`."""


def with_attitudes(conflict: Conflict, attitudes: Attitudes) -> Conflict:
    """The conflict in which each has an attitude towards each."""
    who = [d.id for d in conflict.decision_makers]
    told = {(i, j): Attitude(a) for i, row in zip(who, attitudes, strict=True) for j, a in zip(who, row, strict=True)}
    return replace(conflict, attitudes=told)


class Related(Definitions):
    """The relational definitions."""

    def __init__(self, conflict: Conflict, *, once: bool) -> None:
        super().__init__(conflict, once=once)
        selfish = {(i, j): Attitude.POSITIVE if i == j else Attitude.NEUTRAL for i in self.who for j in self.who}
        self.towards = selfish | conflict.attitudes
        self.replies = {
            i: {s: frozenset(t for t in self.moves[i][s] if self.acceptable(i, t, s)) for s in self.states} for i in self.who
        }

    def acceptable(self, i: str, t: State, s: State) -> bool:
        """The total relational preference of i: devoting towards whom it likes, aggressive towards whom it does not."""
        for j in self.who:
            if self.towards[i, j] is Attitude.POSITIVE and self.prefers(j, s, t):
                return False
            if self.towards[i, j] is Attitude.NEGATIVE and self.prefers(j, t, s):
                return False
        return True

    def holds(self, concept: Concept, i: str, s: State) -> bool:
        def sanctions(u: State) -> bool:
            if self.acceptable(i, u, s):
                return False
            return concept is not Concept.SMR or not any(self.acceptable(i, v, s) for v in self.moves[i][u])

        answers = self.replies if concept is Concept.SEQ else self.moves
        return all(
            concept is not Concept.NASH and any(sanctions(u) for u in self.joint(self.others(i), t, answers))
            for t in self.replies[i][s]
        )


def drawn(data: st.DataObject, conflict: Conflict) -> Conflict:
    """The conflict with attitudes, where something is said of them."""
    who = [d.id for d in conflict.decision_makers]
    said = {pair: data.draw(st.sampled_from((None, *Attitude))) for pair in product(who, who)}
    return replace(conflict, attitudes={pair: attitude for pair, attitude in said.items() if attitude is not None})


@given(conflicts(most_options=4), st.booleans(), st.data())
def test_relational_stability_is_as_defined(conflict: Conflict, once: bool, data: st.DataObject) -> None:
    conflict = drawn(data, conflict)
    game, defined = game_of(conflict, once=once), Related(conflict, once=once)
    minded = [[a for (i, _), a in defined.towards.items() if i == who and a is not Attitude.NEUTRAL] for who in defined.who]
    assert minds_several(conflict) == any(len(m) > 1 for m in minded)
    for concept in CONCEPTS:
        found = relationally_stable(game, concept)
        for i, row in zip(defined.who, found, strict=True):
            held = frozenset(game.states.state(int(s)) for s in np.flatnonzero(row))
            assert held == frozenset(s for s in defined.states if defined.holds(concept, i, s)), (concept, i)


@given(conflicts(strict=True))
def test_where_nothing_is_said_it_is_as_ever(conflict: Conflict) -> None:
    """Inohara, Hipel and Walker 2007 (from memory): of the selfish the relational concepts are the usual ones."""
    game = game_of(replace(conflict, options=tuple(replace(o, owners=o.owners[:1]) for o in conflict.options)))
    for concept in CONCEPTS:
        assert (relationally_stable(game, concept) == stable(game, concept)).all(), concept


@pytest.mark.parametrize(
    ("own", "other", "a_stays"),
    [
        pytest.param(1, 0, "a- ab", id="selfish"),
        pytest.param(0, 1, "-- -b", id="each wants the other to fare well"),
        pytest.param(0, -1, "a- ab", id="each wants the other to fare badly"),
        pytest.param(1, 1, "-- a- -b ab", id="each minds both"),
        pytest.param(1, -1, "a- ab", id="each wants to fare better than the other"),
        pytest.param(0, 0, "", id="nobody minds anything"),
    ],
)
def test_prisoners_with_attitudes(own: int, other: int, a_stays: str) -> None:
    """By hand: RNASH for A, who moves between -- and a-, and between -b and ab. A and B: -- 3 3, a- 4 1, -b 1 4, ab 2 2.

    A for itself: from -- to a-, from -b to ab. For B: from a- to --, from ab to -b. Against B: from -- to a-, from -b to ab. For
    both: each move is worse for one. For itself and against B: from -- to a- and from -b to ab, either way. Minding nothing
    every move is a reply. B is the mirror image.
    """
    game = game_of(with_attitudes(PRISONERS, [[own, other], [other, own]]))
    of = {state: name for name, (state,) in TWO.items()}
    a, b = ({of[game.states.state(int(s))] for s in np.flatnonzero(row)} for row in relationally_stable(game, Concept.NASH))
    assert a == set(a_stays.split())
    assert b == {{"a-": "-b", "-b": "a-"}.get(s, s) for s in a}


@pytest.mark.parametrize("concept", CONCEPTS)
def test_compiled_loops_answer_as_the_plain_ones(concept: Concept, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    attitudes = np.random.default_rng(6).integers(-1, 2, (4, 4)).tolist()
    game = game_of(with_attitudes(large(8), attitudes))
    monkeypatch.setattr(kernels, "COMPILE_FROM", 1 << 30)
    plain = relationally_stable(game, concept)
    monkeypatch.setattr(kernels, "COMPILE_FROM", 0)
    assert (relationally_stable(game, concept) == plain).all()
    assert 0 < plain.sum() < plain.size


def test_what_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    game = game_of(CHICKEN)
    for pair in (("A", "Z"), ("Z", "A")):
        with pytest.raises(StabilityError, match=r"attitudes .: no party is called Z"):
            game_of(replace(CHICKEN, attitudes={pair: Attitude.POSITIVE}))
    with pytest.raises(StabilityError, match="no relational simultaneous stability"):
        relationally_stable(game, Concept.SIM)
    monkeypatch.setattr(module, "MOST_ESCAPES", 0)
    with pytest.raises(StabilityError, match="ask for gmr or seq"):
        relationally_stable(game_of(with_attitudes(large(8), [[1] * 4] * 4)), Concept.SMR)
