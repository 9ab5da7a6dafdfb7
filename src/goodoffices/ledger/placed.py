"""All steps with a place, for a map: who speaks of them, in which words, and which states their reports speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from sqlalchemy import select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import MoveFact, StepFact
from goodoffices.ledger.opening import reading
from goodoffices.ledger.sources import Source, said_in, sources
from goodoffices.ledger.views import View
from goodoffices.model.base import Value

STATE = "state "
"""How the blocks of names of states begin (`naming`)."""
LOT = 100
"""Steps that are looked at together."""


class PlacedFact(Value):
    """A step with a place: the moves on it, each with its source, and the states (usual names) of which their reports speak."""

    step: StepFact
    agent: str | None
    moves: tuple[tuple[MoveFact, Source], ...]
    states: frozenset[str]


def placed(view: View) -> Iterator[PlacedFact]:
    """The steps with a place of which some move speaks, in the order of their numbers."""
    t = tables.steps
    with reading(view.engine) as connection:
        query = select(t.c.id, t.c.agent).where(t.c.place.is_not(None), t.c.merged_into.is_(None)).order_by(t.c.id)
        for lot in connection.execute(query, execution_options={"yield_per": LOT}).partitions():
            asked = Answering(connection, view)
            facts = asked.steps(row.id for row in lot)
            told = _moves(asked, [row.id for row in lot])
            said = sources(asked, (said_in(move) for moves in told.values() for move in moves))
            states = _states(asked, {report for report, _ in said})
            asked.meet(row.agent for row in lot)
            for row in lot:
                if moves := told[f"t{row.id}"]:
                    yield PlacedFact(
                        step=facts[row.id], agent=asked.people[row.agent][1] if row.agent else None,
                        moves=tuple((move, said[said_in(move)]) for move in moves),
                        states=frozenset(state for move in moves for state in states[said_in(move)[0]]),
                    )  # fmt: skip


def _moves(asked: Answering, steps: Collection[int]) -> dict[str, list[MoveFact]]:
    """For each of some steps the moves on it and on what was merged into it, in the order of their reports."""
    m, t = tables.moves, tables.steps
    same = select(t.c.id).where(t.c.id.in_(steps) | t.c.merged_into.in_(steps))
    query = select(m).where(m.c.step.in_(same), m.c.status != Status.REJECTED.value)
    rows = asked.connection.execute(asked.view.by_day(query, m.c.day).order_by(m.c.report, m.c.n)).all()
    found: dict[str, list[MoveFact]] = defaultdict(list)
    for move in asked.moves(rows):
        found[move.step].append(move)
    return found


def _states(asked: Answering, reports: Collection[int]) -> dict[int, set[str]]:
    """For each of some reports the states that are parties in it, or named by its parties."""
    a, n = tables.appearances, tables.names
    query = (
        select(a.c.report, n.c.block).distinct()
        .join(n, n.c.party == a.c.party).where(a.c.report.in_(reports), n.c.block.startswith(STATE, autoescape=True))
    )  # fmt: skip
    found: dict[int, set[str]] = defaultdict(set)
    for report, block in asked.connection.execute(query):
        found[report].add(block.removeprefix(STATE))
    return found
