"""Why a state holds or does not: every sanction that is told is one, none is shorter, and where none is told there is none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.stability.concepts.classic import Concept, stable
from goodoffices.stability.conflict import Conflict, State
from goodoffices.stability.game import game_of
from goodoffices.stability.questions.from_state import Move
from goodoffices.stability.questions.why import why
from tests.stability.brute import Definitions, subsets
from tests.stability.strategies import conflicts
from tests.stability.test_concepts import large
from tests.stability.test_from_state import fewest, is_legal
from tests.stability.test_literature import CUBA, CUBA_STATES, ELMIRA, ELMIRA_STATES

IN_TURN = (Concept.GMR, Concept.SMR, Concept.SEQ)


@given(conflicts(), st.sampled_from(Concept), st.booleans())
def test_reasons_agree_with_what_is_stable(conflict: Conflict, concept: Concept, once: bool) -> None:
    """Stable: all improvements, each deterred, the best first. Unstable: one that is not deterred, and all better ones are."""
    game, defined = game_of(conflict, once=once), Definitions(conflict, once=once)
    holds = stable(game, concept)
    for i, who in enumerate(defined.who):
        for s in range(len(game.states)):
            told = why(game, i, s, concept)
            better = defined.improvements[who][game.states.state(s)]
            if holds[i, s]:
                assert [a.deters for a in told] == [True] * len(better)
                assert {game.states.state(a.improvement) for a in told} == better
                assert sorted(-game.ranks[i, a.improvement] for a in told) == [-game.ranks[i, a.improvement] for a in told]
            else:
                (upset,) = told
                assert not upset.deters
                assert game.states.state(upset.improvement) in better


@given(conflicts(), st.sampled_from(IN_TURN), st.booleans(), st.data())
def test_sanctions_in_turn(conflict: Conflict, concept: Concept, once: bool, data: st.DataObject) -> None:
    game, defined = game_of(conflict, once=once), Definitions(conflict, once=once)
    i, s = data.draw(st.sampled_from(game.players)), data.draw(st.integers(0, len(game.states) - 1))
    who, start = defined.who[i], game.states.state(s)

    def comes_to(state: State) -> list[State]:
        """What i may end with: the state, or after an escape."""
        return [state, *(defined.moves[who][state] if concept is Concept.SMR else ())]

    for told in why(game, i, s, concept):
        assert is_legal(game, defined, told.improvement, told.moves, concept is Concept.SEQ)
        assert told.end == (told.moves[-1].state if told.moves else told.improvement)
        end = game.states.state(told.end)
        assert game.states.state(told.escape) in comes_to(end)
        assert defined.worth[who][game.states.state(told.escape)] == max(defined.worth[who][t] for t in comes_to(end))
        assert told.deters is not defined.prefers(who, game.states.state(told.escape), start)
        can_be = fewest(defined, who, game.states.state(told.improvement), concept is Concept.SEQ)
        worst = {t: max(defined.worth[who][u] for u in comes_to(t)) for t in can_be}
        if told.deters:
            assert len(told.moves) == min(count for t, count in can_be.items() if worst[t] <= defined.worth[who][start])
        else:
            assert defined.worth[who][game.states.state(told.escape)] == min(worst.values())


@given(conflicts(), st.data())
def test_sanctions_at_once(conflict: Conflict, data: st.DataObject) -> None:
    game, defined = game_of(conflict), Definitions(conflict)
    i, s = data.draw(st.sampled_from(game.players)), data.draw(st.integers(0, len(game.states) - 1))
    who, start = defined.who[i], game.states.state(s)
    for told in why(game, i, s, Concept.SIM):
        together = start ^ game.states.state(told.improvement)
        for h, end in told.moves:
            assert game.states.state(end) in defined.improvements[defined.who[h]][start]
            assert not together & (start ^ game.states.state(end))
            together |= start ^ game.states.state(end)
        assert game.states.state(told.end) == start ^ together
        assert who not in {defined.who[h] for h, _ in told.moves}
        assert told.deters is not defined.prefers(who, game.states.state(told.end), start)
        if told.deters:
            improved = game.states.state(told.improvement)
            assert len(told.moves) == min(len(g) for g in subsets(defined.others(who)) if _deters(defined, who, start, improved, g))


def _deters(defined: Definitions, who: str, start: State, improved: State, group: frozenset[str]) -> bool:
    """Whether improvements of members of the group alone deter."""
    others = Definitions.__new__(Definitions)
    others.__dict__ = {**defined.__dict__, "who": tuple(w for w in defined.who if w == who or w in group)}
    return any(not defined.prefers(who, t, start) for t in others._at_once(who, start, improved))


# Worked by hand


def _told(conflict: Conflict, states: dict[str, frozenset[State]], i: int, state: str, concept: Concept) -> list[str]:
    """In the numbers of the source: "improvement | who:state ... | escape", "!" where nothing deters."""
    game = game_of(conflict)
    name = {game.states.number(s): n for n, same in states.items() for s in same}

    def moved(moves: tuple[Move, ...]) -> str:
        return " ".join(f"{conflict.decision_makers[h].id}:{name[s]}" for h, s in moves)

    start = game.states.number(min(states[state], key=len))
    return [
        f"{name[a.improvement]} | {moved(a.moves)} | {name[a.escape]}{'' if a.deters else ' !'}"
        for a in why(game, i, start, concept)
    ]


def test_elmira() -> None:
    """From the tables in test_literature. By hand: L improves 1 -> 5; M's 6 deters it, as U's 9 would, and is told, M being named
    first (G). By an improvement neither moves (Q). U improves 7 -> 5, best first; M can make 6 of it, from where U escapes to 8, L
    1, both 2, from where U escapes to 4: all better for U than 5 itself, which is better than 7. L improves 3 -> 7, from which U
    improves to 9. At 5 L has no improvement.
    """
    assert _told(ELMIRA, ELMIRA_STATES, 2, "1", Concept.GMR) == ["5 | M:6 | 6"]
    assert _told(ELMIRA, ELMIRA_STATES, 2, "1", Concept.SEQ) == ["5 |  | 5 !"]
    assert _told(ELMIRA, ELMIRA_STATES, 1, "7", Concept.SMR) == ["5 |  | 5 !"]
    assert _told(ELMIRA, ELMIRA_STATES, 2, "3", Concept.SEQ) == ["7 | U:9 | 9"]
    assert _told(ELMIRA, ELMIRA_STATES, 2, "5", Concept.GMR) == []


def test_cuba() -> None:
    """By hand, as in test_literature: the US would leave 6 for 4, but from there the USSR improves to 0, and the US comes back to 2
    at most with a move of its own. The US leaves 1 for 2: from there the USSR would improve to 6 only, which
    the US likes better than 2. The USSR would leave 4 for 0, its best.
    """
    assert _told(CUBA, CUBA_STATES, 0, "6", Concept.SEQ) == ["4 | USSR:0 | 0"]
    assert _told(CUBA, CUBA_STATES, 0, "6", Concept.SMR)[0] == "4 | USSR:0 | 2"
    assert _told(CUBA, CUBA_STATES, 0, "1", Concept.SEQ) == ["2 |  | 2 !"]
    assert _told(CUBA, CUBA_STATES, 1, "4", Concept.NASH) == ["0 |  | 0 !"]


def test_from_one_state_of_many() -> None:
    """Sixteen options: from every state asked, what is told agrees with what is stable."""
    game = game_of(large(options=16))
    holds = {concept: stable(game, concept) for concept in Concept}
    for s in range(0, len(game.states), 9973):
        for concept in Concept:
            for i in game.players:
                assert all(a.deters for a in why(game, i, s, concept)) == holds[concept][i, s]
