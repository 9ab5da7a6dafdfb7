"""Where parties stand by their moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import Any

from goodoffices.ledger.answering import Answering
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import MoveFact, PositionFact
from goodoffices.model import MoveKind, Stance

STANCES = {
    MoveKind.OFFER: Stance.FOR, MoveKind.DEMAND: Stance.FOR, MoveKind.SUPPORT: Stance.FOR, MoveKind.THREAT: Stance.FOR,
    MoveKind.REFUSAL: Stance.AGAINST, MoveKind.OPPOSITION: Stance.AGAINST,
}  # fmt: skip
"""What a move without a condition says of the mover's stance on its step."""


def by_position(asked: Answering, rows: Sequence[Any]) -> list[list[Any]]:
    """For each party and step of some moves, the latest first, those of the latest day, in the order of their reports."""
    asked.meet(row.party for row in rows)
    wholes = asked.wholes(row.step for row in rows)
    found: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in rows:
        moves = found[asked.people[row.party][0], wholes[row.step]]
        if not moves or row.day == moves[0].day:
            moves.append(row)
    return [sorted(moves, key=lambda row: (row.report, row.n)) for moves in found.values()]


def positions(asked: Answering, groups: Sequence[Sequence[Any]]) -> list[PositionFact]:
    """The positions that moves come to, those of each together as `by_position` has them."""
    moves = iter(asked.moves([row for group in groups for row in group]))
    return [position_fact(list(islice(moves, len(group)))) for group in groups]


def position_fact(moves: Sequence[MoveFact]) -> PositionFact:
    """Where a party stands on a step by its moves of one day on it, the last of which counts where they differ in kind."""
    last = moves[-1]
    stance, disputed = stance_of([(m.kind, m.condition is not None) for m in moves])
    return PositionFact(
        party=last.party, step=last.step, stance=stance, disputed=disputed, day=last.day,
        is_draft=all(m.status is Status.DRAFT for m in moves), evidence=tuple(m.id for m in moves),
    )  # fmt: skip


def stance_of(moves: Sequence[tuple[MoveKind, bool]]) -> tuple[Stance, bool]:
    """The stance that moves of one day show, each with whether it has a condition; and whether they contradict each other."""
    stances = {Stance.CONDITIONAL if has_condition else STANCES[kind] for kind, has_condition in moves}
    stance = stances.pop() if len(stances) == 1 else Stance.CONDITIONAL if Stance.CONDITIONAL in stances else None
    return stance or STANCES[moves[-1][0]], stance is None
