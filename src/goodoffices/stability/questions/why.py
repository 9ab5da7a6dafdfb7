"""Why a state holds for a decision maker: each improvement with the answer that deters it; or why not: the one that nothing deters.

The definitions are those of the solution concepts (`concepts`); here the moves behind them are told, searched from one state only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.game import Game
from goodoffices.stability.questions.from_state import Move, Opponents, reached
from goodoffices.stability.states import ABSENT, Numbers, Patterns

STAYS = np.int32(-1)
"""Instead of a state: who does not move."""


@dataclass(frozen=True)
class Answered:
    """An improvement, and how the others answer it: a shortest sequence that deters it; where none does, the worst they can do.

    `moves` (empty: nobody answers) are one after the other, for simultaneous stability at once, each then with the state to which
    it would lead by itself. `end` is the state that comes of it; `escape` the best state that the mover can bring about from there,
    where the concept lets it (SMR), else `end`.
    """

    improvement: int
    moves: tuple[Move, ...]
    end: int
    escape: int
    deters: bool


def why(game: Game, i: int, state: int, concept: Concept) -> tuple[Answered, ...]:
    """Why a state is stable for decision maker i: all its improvements, best first, each deterred. (None: there is no improvement.)

    Or why it is not: the best of its improvements that nothing deters, alone.
    """
    found = []
    for answered in _answers(game, i, state, concept):
        if not answered.deters:
            return (answered,)
        found.append(answered)
    return tuple(found)


def _answers(game: Game, i: int, state: int, concept: Concept) -> Iterator[Answered]:
    liked = game.ranks[i]
    ends = reached(game.moves, i, state)
    better = ends[liked[ends] > liked[state]]
    ordered = better[np.argsort(-liked[better], kind="stable")].tolist()
    match concept:
        case Concept.NASH:
            return (Answered(s, (), s, s, False) for s in ordered)
        case Concept.SIM:
            return _answered_at_once(game, i, state, ordered)
    return _answered_in_turn(game, i, state, ordered, concept)


def _answered_in_turn(game: Game, i: int, state: int, improvements: list[int], concept: Concept) -> Iterator[Answered]:
    liked, escapes = game.ranks[i], concept is Concept.SMR
    opponents = Opponents(game, i, improving=concept is Concept.SEQ)
    comes_to = np.maximum(liked, game.moves.greatest_after(i, liked)) if escapes else liked
    sanctions = comes_to <= liked[state]
    for improvement in improvements:
        replies = opponents.replies(improvement, sanctions)
        deters = bool(sanctions[replies.met[-1]])
        place = len(replies.met) - 1 if deters else int(comes_to[replies.met].argmin())
        end = int(replies.met[place])
        yield Answered(improvement, replies.path(place), end, _best(game, i, end) if escapes else end, deters)


def _best(game: Game, i: int, state: int) -> int:
    """The best state that i can bring about, or the state itself where none is better."""
    ends = reached(game.moves, i, state)
    if not len(ends):
        return state
    best = int(ends[game.ranks[i, ends].argmax()])
    return best if game.ranks[i, best] > game.ranks[i, state] else state


def _answered_at_once(game: Game, i: int, state: int, improvements: list[int]) -> Iterator[Answered]:
    """The others' own improvements from the same state, by as few of them as will do; see `simultaneously_stable`."""
    liked, patterns = game.ranks[i], game.states.patterns
    changes, choices = _joint_improvements(game, i, state)
    movers = (choices != STAYS).sum(axis=1)
    for improvement in improvements:
        own = patterns[improvement] ^ patterns[state]
        ends = game.states.numbers(patterns[improvement] ^ changes)
        possible = np.flatnonzero((changes & own == 0) & (ends != ABSENT))
        deterring = possible[liked[ends[possible]] <= liked[state]]
        if len(deterring):
            chosen = int(deterring[movers[deterring].argmin()])
        else:
            chosen = int(possible[np.lexsort((movers[possible], liked[ends[possible]]))[0]])
        moves = tuple(Move(h, s) for h, s in enumerate(choices[chosen].tolist()) if s != STAYS)
        end = int(ends[chosen])
        yield Answered(improvement, moves, end, end, bool(len(deterring)))


def _joint_improvements(game: Game, i: int, state: int) -> tuple[Patterns, Numbers]:
    """What the others could change at once: the bits (m), and to which state each improves (m, decision makers), or that it stays.

    The first is that all stay. They are no more than the combinations of the options.
    """
    patterns = game.states.patterns
    changes, choices = np.zeros(1, np.uint64), np.full((1, len(game.players)), STAYS)
    for h in game.players:
        ends = reached(game.moves, h, state)
        better = ends[game.ranks[h, ends] > game.ranks[h, state]]
        if h == i or not len(better):
            continue
        options = np.concatenate([patterns[[state]], patterns[better]]) ^ patterns[state]
        before, chosen = np.nonzero((changes[:, None] & options) == 0)
        changes, choices = changes[before] ^ options[chosen], choices[before]
        choices[:, h] = np.concatenate([[STAYS], better])[chosen]
    return changes, choices
