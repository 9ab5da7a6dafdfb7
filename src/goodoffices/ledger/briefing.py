"""What a ledger says in short: promises, demands and refusals, disputes, the next dates, and which reports are one testimony."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, case, exists, func, or_, select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import CommitmentFact, DateFact, MoveFact, PositionFact, StepFact
from goodoffices.ledger.opening import reading
from goodoffices.ledger.sources import Said, Source, moves_called, said_in, sources
from goodoffices.ledger.standing import STANCES, by_position, positions
from goodoffices.ledger.stories import Story, stories
from goodoffices.ledger.subjects import ROW, row_of
from goodoffices.ledger.views import PAGE, View
from goodoffices.model import MoveKind, Stance, steps_in
from goodoffices.model.base import Value

SOME = 3
"""How many times as many dates are looked at as are told: several may be of one story, or of what has been rejected."""


class Telling(Value):
    """A move, and according to whom it was made."""

    move: MoveFact
    source: Source


class Promised(Value):
    """A commitment with all who tell of it."""

    commitment: CommitmentFact
    told: tuple[Telling, ...]


class Made(Value):
    """A demand, or a refusal that promises nothing: one party's on one step, with all who tell of it, the latest first."""

    kind: MoveKind
    told: tuple[Telling, ...]

    @property
    def is_draft(self) -> bool:
        """Whether no person has confirmed or corrected any of it."""
        return all(t.move.status is Status.DRAFT for t in self.told)


class Side(Value):
    """Where one party stands on what is disputed, and according to whom."""

    position: PositionFact
    told: tuple[Telling, ...]


class Dispute(Value):
    """A step that some parties are for and others against, or on which one party contradicts itself on one day."""

    step: str
    sides: tuple[Side, ...]


class Coming(Value):
    """A date that has not passed, the move that it bounds, if there is one, and according to whom."""

    date: DateFact
    move: MoveFact | None
    source: Source


class Briefing(Value):
    """What a ledger says by a `day` (by the latest of its `reports` where there is none), at most `most` of each kind, the latest.

    `names` are those of all parties in it by their keys, `steps` all steps in it by their numbers.
    """

    day: datetime.date | None
    today: datetime.date
    most: int
    reports: int
    first: datetime.date | None
    last: datetime.date | None
    commitments: tuple[Promised, ...]
    demands: tuple[Made, ...]
    refusals: tuple[Made, ...]
    disputes: tuple[Dispute, ...]
    dates: tuple[Coming, ...]
    stories: tuple[Story, ...]
    names: dict[str, str]
    steps: dict[str, StepFact]

    @property
    def has_drafts(self) -> bool:
        """Whether anything in it has not been confirmed or corrected by a person."""
        return any(
            (
                *(p.commitment.is_draft for p in self.commitments),
                *(m.is_draft for m in (*self.demands, *self.refusals)),
                *(side.position.is_draft for dispute in self.disputes for side in dispute.sides),
            )
        )


def briefing(view: View, most: int = PAGE) -> Briefing:
    """What the reports of a view say, and what people have said of them."""
    commitments = view.commitments(most=most)
    with reading(view.engine) as connection:
        asked = Answering(connection, view)
        promised = tellings_called(asked, [[t.move for t in c.testimonies] for c in commitments])
        demands, refusals = (_made(asked, kind, most) for kind in (MoveKind.DEMAND, MoveKind.REFUSAL))
        disputes = _disputes(asked, most)
        r = tables.reports
        days: Any = select(func.count().label("n"), func.min(r.c.day).label("first"), func.max(r.c.day).label("last"))
        known = connection.execute(view.by_day(days, r.c.day)).one()
        moves = [t.move for told in promised for t in told]
        moves += [t.move for made in (*demands, *refusals) for t in made.told]
        moves += [t.move for dispute in disputes for side in dispute.sides for t in side.told]
        steps = {m.step for m in moves} | {s for c in commitments for s in (c.consequent.step, *steps_in(c.antecedent))}
        facts = asked.steps({int(s[1:]) for s in steps})
        keys = {k for m in moves for k in (m.party, m.agent)} | {c.creditor for c in commitments} | {c.debtor for c in commitments}
        return Briefing(
            day=view.day, today=view.today, most=most, reports=known.n, first=known.first, last=known.last,
            commitments=tuple(Promised(commitment=c, told=t) for c, t in zip(commitments, promised, strict=True)),
            demands=tuple(demands), refusals=tuple(refusals), disputes=tuple(disputes), dates=tuple(_dates(asked, most)),
            stories=tuple(_stories(asked, most)),
            names=_names(connection, keys | {f.agent for f in facts.values()}),
            steps={f"t{i}": fact for i, fact in facts.items()},
        )  # fmt: skip


def tellings_of(asked: Answering, moves: Collection[MoveFact]) -> list[Telling]:
    """Moves, each with according to whom it was made."""
    told = sources(asked, map(said_in, moves))
    return [Telling(move=move, source=told[said_in(move)]) for move in moves]


def tellings_called(asked: Answering, moves: Sequence[Iterable[str]]) -> list[tuple[Telling, ...]]:
    """The same for lots of moves by their names (r12.m3)."""
    found = moves_called(asked, {i for lot in moves for i in lot})
    each = dict(zip(found, tellings_of(asked, found.values()), strict=True))
    return [tuple(each[i] for i in lot) for lot in moves]


def _made(asked: Answering, kind: MoveKind, most: int) -> list[Made]:
    """The latest moves of a kind that are no commitments, those of one party on one step together."""
    m, t = tables.moves, tables.testimonies
    binding = exists().where(t.c.report == m.c.report, t.c.n == m.c.n)
    query = asked.view.by_day(select(m).where(m.c.kind == kind.value, m.c.status != Status.REJECTED.value, ~binding), m.c.day)
    rows = asked.connection.execute(query.order_by(m.c.day.desc(), m.c.report.desc(), m.c.n).limit(most)).all()
    together: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for move in asked.moves(rows):
        together[move.party, move.agent, move.step].append(move.id)
    return [Made(kind=kind, told=told) for told in tellings_called(asked, list(together.values()))]


def _disputes(asked: Answering, most: int) -> list[Dispute]:
    """The steps on which moves are for and against, as far as the latest moves of the parties still are; the latest first."""
    m, t = tables.moves, tables.steps
    step, last = func.coalesce(t.c.merged_into, t.c.id), func.max(m.c.day)
    against = m.c.kind.in_([kind.value for kind, stance in STANCES.items() if stance is Stance.AGAINST])
    sides = func.count(func.distinct(case((against, 1), else_=0)))
    known = asked.view.by_day(select(step).join(m, m.c.step == t.c.id).where(m.c.status != Status.REJECTED.value), m.c.day)
    steps = list(asked.connection.scalars(known.group_by(step).having(sides > 1).order_by(last.desc(), step).limit(most)))
    made = select(m).join(t, t.c.id == m.c.step).where(step.in_(steps), m.c.status != Status.REJECTED.value)
    rows = asked.connection.execute(asked.view.by_day(made, m.c.day).order_by(m.c.day.desc(), m.c.report.desc(), m.c.n)).all()
    held: dict[str, list[PositionFact]] = defaultdict(list)
    for position in positions(asked, by_position(asked, rows)):
        held[position.step].append(position)
    found = [(f"t{i}", held[f"t{i}"]) for i in steps if _is_disputed(held[f"t{i}"])]
    told = iter(tellings_called(asked, [p.evidence for _, stands in found for p in stands]))
    return [Dispute(step=s, sides=tuple(Side(position=p, told=next(told)) for p in stands)) for s, stands in found]


def _is_disputed(stands: Sequence[PositionFact]) -> bool:
    return any(p.disputed for p in stands) or {Stance.FOR, Stance.AGAINST} <= {p.stance for p in stands}


def _dates(asked: Answering, most: int) -> list[Coming]:
    """The days, months and years that have not passed, the next first; none that bounds what a person has rejected."""
    d, r, m = tables.dates, tables.reports, tables.moves
    today = asked.view.today.isoformat()
    to_come = or_(d.c.date >= today, d.c.date.in_([today[:7], today[:4]]))
    query = asked.view.by_day(select(d, r.c.story).join(r, r.c.id == d.c.report).where(to_come), r.c.day)
    rows = asked.connection.execute(query.order_by(d.c.date, d.c.report, d.c.start).limit(SOME * most)).all()
    rejected = _rejected(asked.connection, {row.report for row in rows})
    once: dict[tuple[int, str, str], Any] = {}
    for row in rows:
        if (row.report, row.of) not in rejected:
            once.setdefault((row.story, row.date, row.of or ""), row)
    found = list(once.values())[:most]
    facts = asked.dates(found)
    moves = moves_called(asked, {f.of for f in facts if f.of and row_of(f.of).table is m})
    said = [said_at(row.report, f, moves) for row, f in zip(found, facts, strict=True)]
    told = sources(asked, said)
    return [Coming(date=f, move=moves.get(f.of or ""), source=told[where]) for f, where in zip(facts, said, strict=True)]


def _rejected(connection: Connection, reports: Collection[int]) -> set[tuple[int, str]]:
    """The statements and moves of some reports (the report, "s3") that a person has rejected."""
    return {
        (row.report, f"{table.name[0]}{row.n}")
        for table in (tables.statements, tables.moves)
        for row in connection.execute(
            select(table.c.report, table.c.n).where(table.c.report.in_(reports), table.c.status == Status.REJECTED.value)
        )
    }


def said_at(report: int, fact: DateFact, moves: dict[str, MoveFact]) -> Said:
    """The report of a date, and the statement that it bounds or in which the move stands that it bounds."""
    if fact.of is not None and fact.of in moves:
        return said_in(moves[fact.of])
    return report, row_of(fact.of).n if fact.of is not None and ROW.fullmatch(fact.of) else None


def _stories(asked: Answering, most: int) -> list[Story]:
    """The latest stories that several reports tell, or whose texts were printed in several places."""
    r, p = tables.reports, tables.printings
    several = asked.view.by_day(select(r.c.story).group_by(r.c.story).having(func.count() > 1), r.c.day)
    again = asked.view.by_day(select(r.c.story).join(p, p.c.report == r.c.id), p.c.day)
    both = several.union(again).subquery()
    return stories(asked, r.c.story.in_(select(both.c.story).order_by(both.c.story.desc()).limit(most)))


def _names(connection: Connection, keys: Iterable[str | None]) -> dict[str, str]:
    """The names of parties by their keys."""
    p = tables.parties
    return dict(connection.execute(select(p.c.key, p.c.name).where(p.c.key.in_({k for k in keys if k}))).tuples().all())
