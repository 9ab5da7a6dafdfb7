"""All steps with a place, for a map: who speaks of them, in which words, and which states their reports speak of."""

from __future__ import annotations

from collections.abc import Iterator

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


class PlacedFact(Value):
    """A step with a place: the moves on it, each with its source, and the states (usual names) of which their reports speak."""

    step: StepFact
    agent: str | None
    moves: tuple[tuple[MoveFact, Source], ...]
    states: frozenset[str]


def placed(view: View) -> Iterator[PlacedFact]:
    """The steps with a place of which some move speaks, in the order of their numbers."""
    t, m = tables.steps, tables.moves
    with reading(view.engine) as connection:
        steps = connection.scalars(select(t.c.id).where(t.c.place.is_not(None), t.c.merged_into.is_(None)).order_by(t.c.id)).all()
        for step in steps:
            asked = Answering(connection, view)
            query = select(m).where(m.c.step.in_(asked.same_steps(step)), m.c.status != Status.REJECTED.value)
            moves = asked.moves(connection.execute(view.by_day(query, m.c.day).order_by(m.c.report, m.c.n)).all())
            if not moves:
                continue
            told = sources(asked, map(said_in, moves))
            fact = asked.step(step)
            agent = connection.scalar(select(t.c.agent).where(t.c.id == step))
            asked.meet([agent])
            yield PlacedFact(
                step=fact, agent=asked.people[agent][1] if agent else None,
                moves=tuple((move, told[said_in(move)]) for move in moves),
                states=_states(asked, {said_in(move)[0] for move in moves}),
            )  # fmt: skip


def _states(asked: Answering, reports: set[int]) -> frozenset[str]:
    """The states that are parties, or named by parties, in all of these reports together."""
    a, p, n = tables.appearances, tables.parties, tables.names
    query = (
        select(n.c.block).distinct()
        .join(p, p.c.id == n.c.party).join(a, a.c.party == p.c.id)
        .where(a.c.report.in_(reports), n.c.block.startswith(STATE, autoescape=True))
    )  # fmt: skip
    return frozenset(block.removeprefix(STATE) for block in asked.connection.scalars(query))
