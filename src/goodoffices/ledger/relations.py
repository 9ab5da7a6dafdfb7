"""Who waits for whom, supports, opposes, backs and speaks for whom: every such tie with the report and words it comes from."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum

from sqlalchemy import Connection, and_, func, select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering
from goodoffices.ledger.events import Read, Status
from goodoffices.ledger.facts import CommitmentFact, MoveFact, Quote
from goodoffices.ledger.fates import commitment_facts
from goodoffices.ledger.history import history
from goodoffices.ledger.opening import reading
from goodoffices.ledger.sources import Said, Source, moves_called, said_in, sources
from goodoffices.ledger.subjects import row_of
from goodoffices.ledger.views import View
from goodoffices.model import CommitmentKind, CommitmentState, Condition, MoveKind, Strength
from goodoffices.model.base import Value

CHUNK = 200
"""Reports or commitments that are looked at together."""


class Tie(StrEnum):
    """What one party has to do with another."""

    WAITS_FOR = "waits for"
    SUPPORTS = "supports"
    OPPOSES = "opposes"
    BACKS = "backs"
    SPEAKS_FOR = "speaks for"


OF_MOVES = {MoveKind.SUPPORT: Tie.SUPPORTS, MoveKind.OPPOSITION: Tie.OPPOSES}


class TieFact(Value):
    """A tie from `party` to `other` (keys), as one report has it.

    `step` is what is waited for, supported or opposed; `words` are the report's, for a wait those of its `condition` too. A wait
    has the `commitment` whose debtor waits, and the `state` of it by the day of the view.
    """

    tie: Tie
    party: str
    other: str
    source: Source
    words: Quote | None
    condition: Quote | None = None
    step: str | None = None
    commitment: str | None = None
    kind: CommitmentKind | None = None
    state: CommitmentState | None = None
    strength: Strength | None = None

    @property
    def day(self) -> datetime.date:
        """The day of the report."""
        return self.source.day


def ties(view: View) -> Iterator[TieFact]:
    """All ties between two different parties, in an order that stays. What a person has rejected is no tie."""
    with reading(view.engine) as connection:
        for of_a_kind in (_waits, _stances, _backings, _speakers):
            yield from of_a_kind(view, connection)


def awaited(condition: Condition) -> set[str]:
    """The steps whose being done may make a condition hold: none of those that it wants not to be done."""
    match condition.kind:
        case "done":
            return {condition.step}
        case "at least":
            return {s for p in condition.parts for s in awaited(p)}
        case "not" | "until":
            return set()


def _waits(view: View, connection: Connection) -> Iterator[TieFact]:
    """The debtor of a promise or necessary condition waits for the agent of what it names; a threat waits for nothing."""
    c = tables.commitments
    last = connection.scalar(select(func.max(c.c.id))) or 0
    for first in range(1, last + 1, CHUNK):
        here = Answering(connection, view)
        these = c.c.id.between(first, first + CHUNK - 1), c.c.kind != CommitmentKind.THREAT.value, c.c.merged_into.is_(None)
        rows = connection.execute(select(c).where(*these).order_by(c.c.id))
        found = commitment_facts(here, rows.all())
        moves = moves_called(here, [t.move for f in found for t in f.testimonies])
        told = sources(here, (said_in(m) for m in moves.values()))
        agents = _agents(here, {step for f in found for step in awaited(f.antecedent)})
        cut = _cut(here, moves)
        for f in found:
            yield from _waits_of(f, moves, told, agents, cut)


def _waits_of(
    fact: CommitmentFact,
    moves: dict[str, MoveFact],
    told: dict[Said, Source],
    agents: dict[str, tuple[str, str]],
    cut: set[str],
) -> Iterator[TieFact]:
    for step in sorted(awaited(fact.antecedent) & agents.keys()):
        same, agent = agents[step]
        for testimony in fact.testimonies:
            move = moves[testimony.move]
            if agent != fact.debtor and f"{move.id}>{step}" not in cut:
                yield TieFact(
                    tie=Tie.WAITS_FOR, party=fact.debtor, other=agent, source=told[said_in(move)], words=move.words,
                    condition=move.condition, step=same, commitment=fact.id, kind=fact.kind, state=fact.state,
                    strength=move.strength,
                )  # fmt: skip


def _stances(view: View, connection: Connection) -> Iterator[TieFact]:
    """Who supports or opposes a step supports or opposes its agent in it."""
    m = tables.moves
    kinds = [kind.value for kind in OF_MOVES]
    last = connection.scalar(select(func.max(m.c.report))) or 0
    for first in range(1, last + 1, CHUNK):
        here = Answering(connection, view)
        query = select(m).where(
            m.c.report.between(first, first + CHUNK - 1), m.c.kind.in_(kinds), m.c.status != Status.REJECTED.value
        )
        moves = here.moves(connection.execute(view.by_day(query, m.c.day).order_by(m.c.report, m.c.n)).all())
        told = sources(here, map(said_in, moves))
        for move in moves:
            if move.agent != move.party:
                yield TieFact(
                    tie=OF_MOVES[move.kind], party=move.party, other=move.agent, source=told[said_in(move)], words=move.words,
                    condition=move.condition, step=move.step, strength=move.strength,
                )  # fmt: skip


def _backings(view: View, connection: Connection) -> Iterator[TieFact]:
    b, r = tables.backings, tables.reports
    query = select(b).join(r, r.c.id == b.c.report).order_by(b.c.report, b.c.backer, b.c.backed)
    for row in connection.execute(view.by_day(query, r.c.day)).all():
        tie = told_by(Answering(connection, view), row.report, Tie.BACKS, row.backer, row.backed)
        if tie is not None:
            yield tie


def _speakers(view: View, connection: Connection) -> Iterator[TieFact]:
    """For each party that speaks for another, the first report that says so."""
    p, r, a = tables.parties, tables.reports, tables.appearances
    other = a.alias()
    both = (
        select(p.c.id, p.c.speaks_for, a.c.report)
        .join(a, a.c.party == p.c.id)
        .join(other, and_(other.c.party == p.c.speaks_for, other.c.report == a.c.report))
        .join(r, r.c.id == a.c.report)
        .order_by(p.c.id, a.c.report)
    )
    met: dict[tuple[int, int], list[int]] = defaultdict(list)
    for one, side, report in connection.execute(view.by_day(both, r.c.day)):
        met[one, side].append(report)
    for (one, side), reports in met.items():
        found = (told_by(Answering(connection, view), report, Tie.SPEAKS_FOR, one, side) for report in reports)
        tie = next((x for x in found if x is not None), None)
        if tie is not None:
            yield tie


def told_by(asked: Answering, report: int, tie: Tie, party: int, other: int) -> TieFact | None:
    """The tie as a report has it, with its first words for the party ("its spokesman, Emin Kolvar"); None if it has no such tie."""
    p = tables.parties
    asked.meet([party, other])
    if asked.key(party) == asked.key(other):
        return None
    keys = dict(asked.connection.execute(select(p.c.id, p.c.key).where(p.c.id.in_([party, other]))).tuples().all())
    for recorded in history(asked.connection, f"r{report}"):
        event = recorded.event
        if not isinstance(event, Read):
            continue
        for one in event.reading.get("parties", ()):
            others = one.get("backs", ()) if tie is Tie.BACKS else filter(None, [one.get("speaks_for")])
            if event.parties[one["id"]] == keys[party] and keys[other] in {event.parties[x] for x in others}:
                words = one.get("mentions", ())[:1]
                return TieFact(
                    tie=tie, party=asked.key(party) or "", other=asked.key(other) or "",
                    source=sources(asked, [(report, None)])[report, None],
                    words=asked.quote(report, [(s, e) for s, e in words]) if words else None,
                )  # fmt: skip
    return None


def _agents(asked: Answering, steps: set[str]) -> dict[str, tuple[str, str]]:
    """For each step that has an agent, the step into which it was merged, if it was, and the key of the agent."""
    t = tables.steps
    kept = t.alias()
    query = (
        select(t.c.id, kept.c.id.label("same"), func.coalesce(kept.c.agent, t.c.agent).label("agent"))
        .join(kept, kept.c.id == func.coalesce(t.c.merged_into, t.c.id))
        .where(t.c.id.in_([int(step[1:]) for step in steps]))
    )
    rows = [row for row in asked.connection.execute(query).all() if row.agent is not None]
    asked.meet(row.agent for row in rows)
    return {f"t{row.id}": (f"t{row.same}", asked.people[row.agent][0]) for row in rows}


def _cut(asked: Answering, moves: dict[str, MoveFact]) -> set[str]:
    """The links that a person has rejected in the reports of these moves: r1.m3>t4."""
    x = tables.links
    reports = {row_of(move).report for move in moves}
    query = select(x).where(x.c.report.in_(reports), x.c.status == Status.REJECTED.value)
    return {f"r{row.report}.m{row.n}>t{row.step}" for row in asked.connection.execute(query)}
