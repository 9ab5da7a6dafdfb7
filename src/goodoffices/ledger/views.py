"""What a ledger says: its parties, moves, commitments, positions and dates, each with where it stands in which report."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, Select, func, select

from goodoffices.errors import LedgerError
from goodoffices.ledger import tables
from goodoffices.ledger.events import Ending, Status
from goodoffices.ledger.facts import (
    CommitmentFact,
    DateFact,
    MoveFact,
    PartyFact,
    PositionFact,
    Quote,
    ReportFact,
    StatementFact,
    StepFact,
    Testimony,
)
from goodoffices.ledger.history import document
from goodoffices.ledger.lifecycle import Change, state_on
from goodoffices.ledger.opening import reading
from goodoffices.ledger.rows import spans_in
from goodoffices.ledger.subjects import numbered
from goodoffices.ledger.words import reports_with
from goodoffices.model import Condition, MoveKind, Stance, Strength

PAGE = 50
"""Rows shown of each kind, the latest, unless more are asked for."""
CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
ENDINGS = {Ending.CANCELLED.value: Change.CANCEL, Ending.RELEASED.value: Change.RELEASE}
STANCES = {
    MoveKind.OFFER: Stance.FOR, MoveKind.DEMAND: Stance.FOR, MoveKind.SUPPORT: Stance.FOR, MoveKind.THREAT: Stance.FOR,
    MoveKind.REFUSAL: Stance.AGAINST, MoveKind.OPPOSITION: Stance.AGAINST,
}  # fmt: skip
"""What a move without a condition says of the mover's stance on its step."""


class View:
    """A ledger as the reports by a day have it: for asking, not for changing. Without a day, all reports count."""

    def __init__(self, engine: Engine, day: datetime.date | None = None):
        self.engine = engine
        self.day = day
        self.today = day or datetime.datetime.now(datetime.UTC).date()

    def reports(self, most: int = PAGE) -> list[ReportFact]:
        """The latest reports, the last first."""
        t = tables.reports
        with reading(self.engine) as connection:
            rows = connection.execute(self._by_day(select(t), t.c.day).order_by(t.c.day.desc(), t.c.id.desc()).limit(most))
            return [_report(row) for row in rows]

    def parties(self, most: int = PAGE) -> list[PartyFact]:
        """The parties that most reports speak of, with all their names."""
        p, a, r = tables.parties, tables.appearances, tables.reports
        one = func.coalesce(p.c.merged_into, p.c.id)
        query = select(one.label("party"), func.count(func.distinct(a.c.report)).label("n")).join(a, a.c.party == p.c.id)
        if self.day is not None:
            query = query.join(r, r.c.id == a.c.report).where(r.c.day <= self.day.isoformat())
        with reading(self.engine) as connection:
            counted = connection.execute(
                query.group_by(one).order_by(func.count(func.distinct(a.c.report)).desc(), one).limit(most)
            )
            counts = {row.party: row.n for row in counted}
            return [_Asked(connection, self).party(one, n) for one, n in counts.items()]

    def party(self, key: str) -> PartyFact:
        """One party. Raises LedgerError where there is none of that key or name."""
        with reading(self.engine) as connection:
            return _Asked(connection, self).party(self._party(connection, key))

    def statements(self, party: str, most: int = PAGE) -> list[StatementFact]:
        """The latest statements of a party and of whoever speaks for it."""
        s, r = tables.statements, tables.reports
        with reading(self.engine) as connection:
            asked = _Asked(connection, self)
            ids = asked.all_of(self._party(connection, party), speakers=True)
            query = (
                select(s, r.c.day).join(r, r.c.id == s.c.report).where(s.c.speaker.in_(ids), s.c.status != Status.REJECTED.value)
            )
            query = self._by_day(query, r.c.day).order_by(s.c.report.desc(), s.c.n).limit(most)
            return [asked.statement(row) for row in connection.execute(query)]

    def moves(
        self, *, party: str | None = None, step: str | None = None, report: int | None = None, most: int = PAGE
    ) -> list[MoveFact]:
        """The latest moves: of a party, on a step, of a report."""
        m = tables.moves
        query = self._by_day(select(m).where(m.c.status != Status.REJECTED.value), m.c.day)
        with reading(self.engine) as connection:
            asked = _Asked(connection, self)
            if party is not None:
                query = query.where(m.c.party.in_(asked.all_of(self._party(connection, party))))
            if step is not None:
                query = query.where(m.c.step.in_(asked.same_steps(self._step(connection, step))))
            if report is not None:
                query = query.where(m.c.report == report)
            return asked.moves(connection.execute(query.order_by(m.c.day.desc(), m.c.report.desc(), m.c.n).limit(most)).all())

    def positions(self, party: str | None = None, most: int = PAGE) -> list[PositionFact]:
        """Where parties stand: for each party and step, what the latest move on it says."""
        m = tables.moves
        last = func.max(m.c.day).label("day")
        with reading(self.engine) as connection:
            asked = _Asked(connection, self)
            newest = self._by_day(select(m.c.party, m.c.step, last), m.c.day)
            if party is not None:
                newest = newest.where(m.c.party.in_(asked.all_of(self._party(connection, party))))
            top = newest.group_by(m.c.party, m.c.step).order_by(last.desc(), m.c.party, m.c.step).limit(most).subquery()
            same = (m.c.party == top.c.party) & (m.c.step == top.c.step) & (m.c.day == top.c.day)
            query = select(m).join(top, same).where(m.c.status != Status.REJECTED.value).order_by(m.c.day.desc(), m.c.report, m.c.n)
            grouped: dict[tuple[str, str], list[MoveFact]] = defaultdict(list)
            for move in asked.moves(connection.execute(query).all()):
                grouped[move.party, move.step].append(move)
            return [_position(moves) for moves in grouped.values()]

    def step(self, step: str) -> StepFact:
        """One step (t4). Raises LedgerError where there is none."""
        with reading(self.engine) as connection:
            return _Asked(connection, self).step(self._step(connection, step))

    def commitment(self, commitment: str) -> CommitmentFact:
        """One commitment (c7). Raises LedgerError where there is none."""
        t = tables.commitments
        with reading(self.engine) as connection:
            row = connection.execute(select(t).where(t.c.id == (numbered(commitment, "c") or 0))).first()
            found = _Asked(connection, self).commitments([row]) if row is not None else []
        if not found:
            raise LedgerError(f"there is no commitment {commitment} in this ledger")
        return found[0]

    def commitments(self, *, debtor: str | None = None, step: str | None = None, most: int = PAGE) -> list[CommitmentFact]:
        """The commitments with the latest testimonies: of a debtor, to bring about a step."""
        c, t, r = tables.commitments, tables.testimonies, tables.reports
        latest = func.max(t.c.report)
        query = self._by_day(select(t.c.commitment).join(r, r.c.id == t.c.report).join(c, c.c.id == t.c.commitment), r.c.day)
        with reading(self.engine) as connection:
            asked = _Asked(connection, self)
            if debtor is not None:
                query = query.where(c.c.debtor.in_(asked.all_of(self._party(connection, debtor))))
            if step is not None:
                query = query.where(c.c.consequent.in_(asked.same_steps(self._step(connection, step))))
            ids = list(connection.scalars(query.group_by(t.c.commitment).order_by(latest.desc(), t.c.commitment).limit(most)))
            rows = {row.id: row for row in connection.execute(select(c).where(c.c.id.in_(ids)))}
            return asked.commitments([rows[i] for i in ids])

    def dates(self, first: datetime.date | None = None, most: int = PAGE) -> list[DateFact]:
        """The dates from a day on (today unless told otherwise), the next first."""
        d, r = tables.dates, tables.reports
        since = (first or self.today).isoformat()
        query = select(d, r.c.day, r.c.sha256).join(r, r.c.id == d.c.report).where(d.c.date >= since)
        with reading(self.engine) as connection:
            rows = connection.execute(self._by_day(query, r.c.day).order_by(d.c.date, d.c.report, d.c.start).limit(most)).all()
            asked = _Asked(connection, self)
            return [
                DateFact(
                    date=row.date,
                    quote=asked.quote(row.report, [(row.start, row.end)]),
                    of=f"r{row.report}.{row.of}" if row.of else None,
                )
                for row in rows
            ]

    def search(self, words: str, most: int = PAGE) -> list[ReportFact]:
        """The reports with all of the words, the best match first."""
        t = tables.reports
        with reading(self.engine) as connection:
            ids = reports_with(connection, words, most)
            rows = {r.id: r for r in connection.execute(self._by_day(select(t).where(t.c.id.in_(ids)), t.c.day))}
        return [_report(rows[i]) for i in ids if i in rows]

    def _by_day(self, query: Select[Any], day: Any) -> Select[Any]:
        return query if self.day is None else query.where(day <= self.day.isoformat())

    @staticmethod
    def _party(connection: Connection, key: str) -> int:
        """The number of the party of that key or name, or of the one into which it was merged."""
        p, n = tables.parties, tables.names
        one = func.coalesce(p.c.merged_into, p.c.id)
        found = connection.scalar(select(one).where(p.c.key == key)) or connection.scalar(
            select(one).join(n, n.c.party == p.c.id).where(func.lower(n.c.name) == key.lower()).order_by(p.c.id)
        )
        if found is None:
            raise LedgerError(f"there is no party {key} in this ledger: `goodoffices parties` names them")
        return int(found)

    @staticmethod
    def _step(connection: Connection, step: str) -> int:
        t = tables.steps
        found = connection.scalar(select(func.coalesce(t.c.merged_into, t.c.id)).where(t.c.id == (numbered(step, "t") or 0)))
        if found is None:
            raise LedgerError(f"there is no step {step} in this ledger")
        return int(found)


class _Asked:
    """One question to a ledger: what it looks up on the way, it looks up once."""

    def __init__(self, connection: Connection, view: View):
        self.connection = connection
        self.view = view
        self.texts: dict[int, str] = {}
        self.stories: dict[int, int] = {}

    @cached_property
    def people(self) -> dict[int, tuple[str, str]]:
        """Key and name of parties that were met, under their own number and that of a party merged into them."""
        return {}

    def meet(self, ids: Iterable[int | None]) -> None:
        """Look up parties."""
        wanted = {i for i in ids if i is not None} - self.people.keys()
        if wanted:
            p, kept = tables.parties, tables.parties.alias()
            joined = select(p.c.id, kept.c.key, kept.c.name).join(kept, kept.c.id == func.coalesce(p.c.merged_into, p.c.id))
            self.people.update({i: (key, name) for i, key, name in self.connection.execute(joined.where(p.c.id.in_(wanted)))})

    def key(self, id: int | None) -> str | None:
        """The key of a party."""
        self.meet([id])
        return None if id is None else self.people[id][0]

    def all_of(self, party: int, *, speakers: bool = False) -> list[int]:
        """The numbers of a party and of those merged into it, and with `speakers` of those who speak for it."""
        p = tables.parties
        ids = list(self.connection.scalars(select(p.c.id).where((p.c.id == party) | (p.c.merged_into == party))))
        if speakers:
            ids += self.connection.scalars(select(p.c.id).where(p.c.speaks_for.in_(ids), p.c.id.not_in(ids)))
        return ids

    def same_steps(self, step: int) -> list[int]:
        """The numbers of a step and of those merged into it."""
        t = tables.steps
        return list(self.connection.scalars(select(t.c.id).where((t.c.id == step) | (t.c.merged_into == step))))

    def quote(self, report: int, spans: Sequence[tuple[int, int]]) -> Quote:
        """The words of a report."""
        if report not in self.texts:
            r = tables.reports
            sha256, self.stories[report] = self.connection.execute(select(r.c.sha256, r.c.story).where(r.c.id == report)).one()
            self.texts[report] = document(self.connection, sha256)
        return Quote(report=f"r{report}", spans=tuple(spans), text=" … ".join(self.texts[report][s:e] for s, e in spans))

    def party(self, id: int, reports: int | None = None) -> PartyFact:
        """A party with its names."""
        p, n, a = tables.parties, tables.names, tables.appearances
        ids = self.all_of(id)
        row = self.connection.execute(select(p).where(p.c.id == id)).one()
        called = list(self.connection.scalars(select(n.c.name).where(n.c.party.in_(ids)).distinct().order_by(n.c.name)))
        if reports is None:
            reports = self.connection.scalar(select(func.count(func.distinct(a.c.report))).where(a.c.party.in_(ids))) or 0
        merged = self.connection.scalars(select(p.c.key).where(p.c.merged_into == id).order_by(p.c.id))
        return PartyFact(
            key=row.key, name=row.name, kind=row.kind, names=tuple(x for x in called if x != row.name),
            speaks_for=self.key(row.speaks_for), reports=reports, merged=tuple(merged),
        )  # fmt: skip

    def step(self, id: int) -> StepFact:
        """A step as its first report names it."""
        row = self.connection.execute(select(tables.steps).where(tables.steps.c.id == id)).one()
        done = datetime.date.fromisoformat(row.done) if row.done and row.done <= self.view.today.isoformat() else None
        return StepFact(
            step=f"t{row.id}", agent=self.key(row.agent), measure=row.measure, object=row.object, place=row.place, done=done
        )

    def statement(self, row: Any) -> StatementFact:
        """A statement with its words."""
        source, cue, content = spans_in(row.spans)
        via = [int(v) for v in (row.via or "").split()]
        self.meet([row.speaker, *via])
        return StatementFact(
            id=f"r{row.report}.s{row.n}", day=row.day, speaker=self.key(row.speaker), via=tuple(self.people[v][0] for v in via),
            manner=row.manner, source=self.quote(row.report, source) if source else None,
            cue=self.quote(row.report, cue) if cue else None, content=self.quote(row.report, content),
            confidence=row.confidence, status=row.status,
        )  # fmt: skip

    def moves(self, rows: Sequence[Any]) -> list[MoveFact]:
        """Moves with their words."""
        self.meet(i for row in rows for i in (row.party, row.agent))
        t = tables.steps
        one = select(t.c.id, func.coalesce(t.c.merged_into, t.c.id)).where(t.c.id.in_({row.step for row in rows}))
        same = dict(self.connection.execute(one).tuples().all())
        found = []
        for row in rows:
            step, condition = spans_in(row.spans)
            found.append(
                MoveFact(
                    id=f"r{row.report}.m{row.n}", day=row.day, kind=row.kind, party=self.people[row.party][0],
                    agent=self.people[row.agent][0], step=f"t{same[row.step]}", words=self.quote(row.report, step),
                    condition=self.quote(row.report, condition) if condition else None, relation=row.relation,
                    strength=row.strength, statement=f"r{row.report}.s{row.statement}" if row.statement else None,
                    confidence=row.confidence, status=row.status,
                )
            )  # fmt: skip
        return found

    def commitments(self, rows: Sequence[Any]) -> list[CommitmentFact]:
        """Commitments with all who report them, and what has become of them by the day of the view."""
        t, m, s = tables.testimonies, tables.moves, tables.steps
        told: dict[int, list[Any]] = defaultdict(list)
        same = (m.c.report == t.c.report) & (m.c.n == t.c.n)
        query = select(t.c.commitment, t.c.deadline, m).join(m, same).where(t.c.commitment.in_([row.id for row in rows]))
        query = self.view._by_day(query.where(m.c.status != Status.REJECTED.value), m.c.day)
        for x in self.connection.execute(query.order_by(m.c.day, m.c.report, m.c.n)):
            told[x.commitment].append(x)
        conditions = {row.id: CONDITION.validate_json(row.antecedent) for row in rows}
        wanted = {row.consequent for row in rows} | {int(x[1:]) for c in conditions.values() for x in _steps(c)}
        done = {
            f"t{i}": datetime.date.fromisoformat(day)
            for i, day in self.connection.execute(select(s.c.id, s.c.done).where(s.c.id.in_(wanted), s.c.done.is_not(None)))
        }
        return [self._commitment(row, conditions[row.id], told[row.id], done) for row in rows if told[row.id]]

    def _commitment(self, row: Any, antecedent: Condition, told: list[Any], done: dict[str, datetime.date]) -> CommitmentFact:
        moves = self.moves(told)
        deadlines = [datetime.date.fromisoformat(x.deadline) for x in told if x.deadline]
        ended = (ENDINGS[row.ended], datetime.date.fromisoformat(row.ended_on)) if row.ended else None
        state = state_on(
            self.view.today, antecedent, (f"t{row.consequent}",), done=done, deadline=max(deadlines, default=None), ended=ended
        )
        return CommitmentFact(
            id=f"c{row.id}", kind=row.kind, debtor=self.key(row.debtor) or "", creditor=self.key(row.creditor),
            antecedent=antecedent, consequent=self.step(row.consequent), strength=Strength(told[-1].strength), state=state,
            deadline=max(deadlines, default=None),
            testimonies=tuple(Testimony(move=m.id, day=m.day, words=m.words, story=f"r{self.stories[x.report]}")
                              for m, x in zip(moves, told, strict=True)),
        )  # fmt: skip


def _steps(condition: Condition) -> set[str]:
    """The steps that a condition names."""
    match condition.kind:
        case "done":
            return {condition.step}
        case "at least":
            return {s for p in condition.parts for s in _steps(p)}
        case "not":
            return _steps(condition.part)
        case "until":
            return set()


def _report(row: Any) -> ReportFact:
    return ReportFact(
        id=f"r{row.id}", title=row.title, day=row.day, publisher=row.publisher, origin=row.origin,
        reader=f"{row.reader} {row.version}", story=f"r{row.story}",
    )  # fmt: skip


def _position(moves: Sequence[MoveFact]) -> PositionFact:
    last = moves[-1]
    stances = {Stance.CONDITIONAL if m.condition else STANCES[m.kind] for m in moves}
    stance = stances.pop() if len(stances) == 1 else Stance.CONDITIONAL if Stance.CONDITIONAL in stances else None
    return PositionFact(
        party=last.party, step=last.step, stance=stance or STANCES[last.kind], disputed=stance is None, day=last.day,
        evidence=tuple(m.id for m in moves),
    )  # fmt: skip
