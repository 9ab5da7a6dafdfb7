"""How things could come from one state to those that would last: by whose moves, and whether each of them is a gain."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.brief import wording
from goodoffices.brief.deals.phrases import capitalised
from goodoffices.brief.outline import Group, Item, Section
from goodoffices.brief.stability.phrases import Phrases, stable
from goodoffices.stability.answer import Answer
from goodoffices.stability.questions.from_state import Move

MOST = 40
"""So many ways are told."""


@dataclass(frozen=True)
class Way:
    """The fewest moves to a state: such as are gains for their movers, where there are any; None where no moves lead there."""

    end: int
    moves: Sequence[Move] | None
    is_gain: bool


def ways(answer: Answer, most: int = MOST) -> Iterator[Way]:
    """The ways from the state that was asked for to the states that would last, at most so many of them."""
    if answer.outlook is None:
        return
    for state in answer.lasting[:most]:
        gains = answer.outlook.by_gains.path(state)
        yield Way(state, gains if gains is not None else answer.outlook.by_moves.path(state), gains is not None)


def section_of(answer: Answer, say: Phrases) -> Iterator[Section]:
    """What could come of the state that was asked for."""
    origin = answer.question.origin
    if origin is None:
        return
    start = answer.game.states.number(origin)
    found = _one_of_each_name([w for w in ways(answer) if w.end != start], say)
    kinds = {
        "By moves that are gains for whoever makes them": [w for w in found if w.is_gain],
        "Only if somebody moves without gaining by it": [w for w in found if not w.is_gain and w.moves is not None],
        "By no moves at all": [w for w in found if w.moves is None],
    }
    groups = tuple(
        Group(name=name, items=tuple(Item(said=_end(w, answer, say), terms=_way(start, w, say)) for w in kind))
        for name, kind in kinds.items()
        if kind
    )
    more = f"No more than {MOST} of {len(answer.lasting):,} are told" if len(answer.lasting) > MOST else None
    yield Section(title=f"From {say.label(start)} to what would last", groups=groups, nothing="Nothing else would last", more=more)


def _one_of_each_name(found: Sequence[Way], say: Phrases) -> list[Way]:
    """The ways in their order, of those to states of one name only the best: by gains, and then by the fewest moves."""
    best: dict[str, Way] = {}
    for way in sorted(found, key=lambda w: (not w.is_gain, len(w.moves) if w.moves is not None else math.inf)):
        best.setdefault(say.label(way.end), way)
    return [way for way in found if best[say.label(way.end)] is way]


def _end(way: Way, answer: Answer, say: Phrases) -> str:
    how = f", in {wording.counted(len(way.moves), 'move')}" if way.moves is not None else ""
    return f"{say.named(way.end)}, {stable(answer.concepts_of(way.end))}{how}"


def _way(start: int, way: Way, say: Phrases) -> str | None:
    if way.moves is None:
        return None
    told, before = [], start
    for move in way.moves:
        told.append(say.move(move.who, before, move.state))
        before = move.state
    return capitalised("; then ".join(told))
