"""What can come of today's state: paths against a search from the definition, and Elmira from its status quo."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.stability.concepts.classic import Concept, equilibria, stable
from goodoffices.stability.conflict import Conflict, State
from goodoffices.stability.game import game_of
from goodoffices.stability.moves import kernels
from goodoffices.stability.questions.status_quo import outlook
from tests.stability.brute import Definitions
from tests.stability.strategies import conflicts
from tests.stability.test_concepts import large
from tests.stability.test_literature import ELMIRA, ELMIRA_STATES


def fewest(defined: Definitions, start: State, *, improving: bool) -> dict[State, int]:
    """How many moves each state is away: round by round, all sequences in which nobody moves twice in a row (or twice at all)."""
    moves = defined.improvements if improving else defined.moves
    found = {start: 0}
    ends: set[tuple[State, frozenset[str]]] = {(start, frozenset())}
    seen = set(ends)
    for count in range(1, 4 * len(defined.states) + 2):
        ends = {
            (t, barred | {h} if defined.once else frozenset({h}))
            for s, barred in ends
            for h in set(defined.who) - barred
            for t in moves[h][s]
        } - seen
        seen |= ends
        for t, _ in ends:
            found.setdefault(t, count)
    return found


@given(conflicts(most_options=4), st.booleans(), st.booleans(), st.data())
def test_everything_that_can_come_is_found_by_the_fewest_moves(
    conflict: Conflict, improving: bool, once: bool, data: st.DataObject
) -> None:
    game, defined = game_of(conflict, once=once), Definitions(conflict, once=once)
    start = data.draw(st.integers(0, len(game.states) - 1))
    found = outlook(game, start, improving=improving)
    paths = {game.states.state(s): found.path(s) for s in range(len(game.states))}
    away = fewest(defined, game.states.state(start), improving=improving)
    assert {s: len(path) for s, path in paths.items() if path is not None} == away
    assert [away[game.states.state(int(s))] for s in found.states] == sorted(away.values())
    moves = defined.improvements if improving else defined.moves
    for end, path in paths.items():
        at, movers = game.states.state(start), [m.who for m in path or ()]
        for who, to in path or ():
            assert game.states.state(to) in moves[defined.who[who]][at]
            at = game.states.state(to)
        assert path is None or at == end
        assert all(a != b for a, b in pairwise(movers))
        assert not once or len(set(movers)) == len(movers)


def test_elmira_from_its_status_quo() -> None:
    """By hand, from state 1 (the status quo of Li, Kilgour and Hipel 2005, from memory).

    Improvements: in 1 only L has one, to 5, where nobody has any: of the equilibria 5, 8, 9 only 5 can come, in one move. Moves: U
    abandons, 9, in one; for 8 the M, U and L options must each change: three moves.
    """
    game = game_of(ELMIRA)
    number = {name: {game.states.number(s) for s in states} for name, states in ELMIRA_STATES.items()}
    (start,), (five,), (eight,) = number["1"], number["5"], number["8"]
    lasting = equilibria(stable(game, Concept.NASH))
    people = {d.id: i for i, d in enumerate(ELMIRA.decision_makers)}
    better = outlook(game, start, improving=True)
    assert better.among(lasting).tolist() == [five]
    assert better.path(five) == ((people["L"], five),)
    assert better.path(eight) is None
    anyhow = outlook(game, start, improving=False)
    assert set(anyhow.among(lasting).tolist()) == {five, eight, *number["9"]}
    assert min(len(anyhow.path(s) or ()) for s in number["9"]) == 1
    assert sorted(who for who, _ in anyhow.path(eight) or ()) == sorted(people.values())


@pytest.mark.parametrize("once", [False, True])
@pytest.mark.parametrize("improving", [False, True])
def test_compiled_loops_answer_as_the_plain_ones(once: bool, improving: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    game = game_of(large(), once=once)
    monkeypatch.setattr(kernels, "COMPILE_FROM", 1 << 30)
    plain = outlook(game, 0, improving=improving)
    monkeypatch.setattr(kernels, "COMPILE_FROM", 0)
    again = outlook(game, 0, improving=improving)
    assert again.states.tolist() == plain.states.tolist()
    assert all(again.path(int(s)) == plain.path(int(s)) for s in plain.states)
    assert len(plain.states) > 1
    assert np.all(plain.states < len(game.states))
