"""The moves from one state: all that can be brought about, by the fewest moves, against the definitions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.stability.conflict import Conflict, State
from goodoffices.stability.game import Game, game_of
from goodoffices.stability.moves import kernels
from goodoffices.stability.questions.from_state import Move, Opponents, reached
from tests.stability.brute import Definitions
from tests.stability.strategies import conflicts
from tests.stability.test_concepts import large


def fewest(defined: Definitions, i: str, start: State, improving: bool) -> dict[State, int]:
    """How many moves of the opponents of i each state takes, by trying all sequences of them."""
    moves = defined.improvements if improving else defined.moves
    found, waiting, seen = {start: 0}, [(start, frozenset[str](), 0)], {(start, frozenset[str]())}
    for state, barred, count in waiting:
        for who in set(defined.others(i)) - barred:
            for end in moves[who][state]:
                after = barred | {who} if defined.once else frozenset({who})
                found.setdefault(end, count + 1)
                if (end, after) not in seen:
                    seen.add((end, after))
                    waiting.append((end, after, count + 1))
    return found


def is_legal(game: Game, defined: Definitions, start: int, path: tuple[Move, ...], improving: bool) -> bool:
    """Whether each step is a move (an improvement) of whoever takes it, and nobody moves when it may not."""
    moves = defined.improvements if improving else defined.moves
    before, had = start, list[int]()
    for who, state in path:
        barred = had if defined.once else had[-1:]
        if who in barred or game.states.state(state) not in moves[defined.who[who]][game.states.state(before)]:
            return False
        before = state
        had.append(who)
    return True


@given(conflicts(), st.booleans(), st.booleans(), st.data())
def test_all_that_the_others_can_bring_about_by_the_fewest_moves(
    conflict: Conflict, once: bool, improving: bool, data: st.DataObject
) -> None:
    game, defined = game_of(conflict, once=once), Definitions(conflict, once=once)
    i, start = data.draw(st.sampled_from(game.players)), data.draw(st.integers(0, len(game.states) - 1))
    replies = Opponents(game, i, improving).replies(start)
    found: dict[State, int] = {}
    for place, state in enumerate(replies.met):
        path = replies.path(place)
        assert is_legal(game, defined, start, path, improving)
        assert (path[-1].state if path else start) == state
        found.setdefault(game.states.state(int(state)), len(path))
    assert found == fewest(defined, defined.who[i], game.states.state(start), improving)


@given(conflicts(), st.booleans(), st.data())
def test_a_search_stops_at_the_nearest(conflict: Conflict, once: bool, data: st.DataObject) -> None:
    game, defined = game_of(conflict, once=once), Definitions(conflict, once=once)
    n = len(game.states)
    i, start = data.draw(st.sampled_from(game.players)), data.draw(st.integers(0, n - 1))
    until = np.array(data.draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    replies = Opponents(game, i, False).replies(start, until)
    distance = fewest(defined, defined.who[i], game.states.state(start), False)
    wanted = [d for s, d in distance.items() if until[game.states.number(s)]]
    assert until[replies.met[-1]] == bool(wanted)
    if wanted:
        assert len(replies.path(len(replies.met) - 1)) == min(wanted)


@given(conflicts(), st.booleans())
def test_where_one_can_move(conflict: Conflict, once: bool) -> None:
    game, defined = game_of(conflict, once=once), Definitions(conflict)
    for i, who in enumerate(defined.who):
        for s in range(len(game.states)):
            found = [game.states.state(int(k)) for k in reached(game.moves, i, s)]
            assert len(set(found)) == len(found)
            assert set(found) == defined.moves[who][game.states.state(s)]


@pytest.mark.parametrize("once", [False, True])
def test_compiled_searches_answer_as_the_plain_ones(once: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    game = game_of(large(), once=once)
    found = {}
    for limit in (1 << 30, 0):
        monkeypatch.setattr(kernels, "COMPILE_FROM", limit)
        found[limit] = [Opponents(game, i, better).replies(5) for i in game.players for better in (False, True)]
    for plain, fast in zip(*found.values(), strict=True):
        assert all((one == other).all() for one, other in zip(vars(plain).values(), vars(fast).values(), strict=True))
