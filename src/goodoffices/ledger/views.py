"""What a ledger says: its parties, moves, commitments, positions and dates, each with where it stands in which report."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

from sqlalchemy import Engine, Select, func, select

from goodoffices.errors import LedgerError
from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering, party_number, position_fact, report_fact, step_number
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import (
    CommitmentFact,
    DateFact,
    MoveFact,
    PartyFact,
    PositionFact,
    ReportFact,
    StatementFact,
    StepFact,
)
from goodoffices.ledger.opening import reading
from goodoffices.ledger.subjects import numbered
from goodoffices.ledger.words import reports_with

PAGE = 50
"""Rows shown of each kind, the latest, unless more are asked for."""


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
            rows = connection.execute(self.by_day(select(t), t.c.day).order_by(t.c.day.desc(), t.c.id.desc()).limit(most))
            return [report_fact(row) for row in rows]

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
            return [Answering(connection, self).party(one, n) for one, n in counts.items()]

    def party(self, key: str) -> PartyFact:
        """One party. Raises LedgerError where there is none of that key or name."""
        with reading(self.engine) as connection:
            return Answering(connection, self).party(party_number(connection, key))

    def statements(self, party: str, most: int = PAGE) -> list[StatementFact]:
        """The latest statements of a party and of whoever speaks for it."""
        s, r = tables.statements, tables.reports
        with reading(self.engine) as connection:
            asked = Answering(connection, self)
            ids = asked.all_of(party_number(connection, party), speakers=True)
            query = (
                select(s, r.c.day).join(r, r.c.id == s.c.report).where(s.c.speaker.in_(ids), s.c.status != Status.REJECTED.value)
            )
            query = self.by_day(query, r.c.day).order_by(s.c.report.desc(), s.c.n).limit(most)
            return [asked.statement(row) for row in connection.execute(query)]

    def moves(
        self, *, party: str | None = None, step: str | None = None, report: int | None = None, most: int = PAGE
    ) -> list[MoveFact]:
        """The latest moves: of a party, on a step, of a report."""
        m = tables.moves
        query = self.by_day(select(m).where(m.c.status != Status.REJECTED.value), m.c.day)
        with reading(self.engine) as connection:
            asked = Answering(connection, self)
            if party is not None:
                query = query.where(m.c.party.in_(asked.all_of(party_number(connection, party))))
            if step is not None:
                query = query.where(m.c.step.in_(asked.same_steps(step_number(connection, step))))
            if report is not None:
                query = query.where(m.c.report == report)
            return asked.moves(connection.execute(query.order_by(m.c.day.desc(), m.c.report.desc(), m.c.n).limit(most)).all())

    def positions(self, party: str | None = None, most: int = PAGE) -> list[PositionFact]:
        """Where parties stand: for each party and step, what the latest move on it says."""
        m = tables.moves
        last = func.max(m.c.day).label("day")
        with reading(self.engine) as connection:
            asked = Answering(connection, self)
            newest = self.by_day(select(m.c.party, m.c.step, last).where(m.c.status != Status.REJECTED.value), m.c.day)
            if party is not None:
                newest = newest.where(m.c.party.in_(asked.all_of(party_number(connection, party))))
            top = newest.group_by(m.c.party, m.c.step).order_by(last.desc(), m.c.party, m.c.step).limit(most).subquery()
            same = (m.c.party == top.c.party) & (m.c.step == top.c.step) & (m.c.day == top.c.day)
            query = select(m).join(top, same).where(m.c.status != Status.REJECTED.value).order_by(m.c.day.desc(), m.c.report, m.c.n)
            grouped: dict[tuple[str, str], list[MoveFact]] = defaultdict(list)
            for move in asked.moves(connection.execute(query).all()):
                grouped[move.party, move.step].append(move)
            return [position_fact([x for x in moves if x.day == moves[0].day]) for moves in grouped.values()]

    def step(self, step: str) -> StepFact:
        """One step (t4). Raises LedgerError where there is none."""
        with reading(self.engine) as connection:
            return Answering(connection, self).step(step_number(connection, step))

    def commitment(self, commitment: str) -> CommitmentFact:
        """One commitment (c7). Raises LedgerError where there is none."""
        t = tables.commitments
        with reading(self.engine) as connection:
            row = connection.execute(select(t).where(t.c.id == (numbered(commitment, "c") or 0))).first()
            found = Answering(connection, self).commitments([row]) if row is not None else []
        if not found:
            raise LedgerError(f"there is no commitment {commitment} in this ledger")
        return found[0]

    def commitments(self, *, debtor: str | None = None, step: str | None = None, most: int = PAGE) -> list[CommitmentFact]:
        """The commitments with the latest testimonies: of a debtor, to bring about a step."""
        c, t, r = tables.commitments, tables.testimonies, tables.reports
        latest = func.max(t.c.report)
        query = self.by_day(select(t.c.commitment).join(r, r.c.id == t.c.report).join(c, c.c.id == t.c.commitment), r.c.day)
        with reading(self.engine) as connection:
            asked = Answering(connection, self)
            if debtor is not None:
                query = query.where(c.c.debtor.in_(asked.all_of(party_number(connection, debtor))))
            if step is not None:
                query = query.where(c.c.consequent.in_(asked.same_steps(step_number(connection, step))))
            ids = list(connection.scalars(query.group_by(t.c.commitment).order_by(latest.desc(), t.c.commitment).limit(most)))
            rows = {row.id: row for row in connection.execute(select(c).where(c.c.id.in_(ids)))}
            return asked.commitments([rows[i] for i in ids])

    def dates(self, first: datetime.date | None = None, most: int = PAGE) -> list[DateFact]:
        """The dates from a day on (today unless told otherwise), the next first."""
        d, r = tables.dates, tables.reports
        since = (first or self.today).isoformat()
        query = select(d, r.c.day, r.c.sha256).join(r, r.c.id == d.c.report).where(d.c.date >= since)
        with reading(self.engine) as connection:
            rows = connection.execute(self.by_day(query, r.c.day).order_by(d.c.date, d.c.report, d.c.start).limit(most)).all()
            asked = Answering(connection, self)
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
            ids = reports_with(connection, words, most, self.day)
            rows = {r.id: r for r in connection.execute(select(t).where(t.c.id.in_(ids)))}
        return [report_fact(rows[i]) for i in ids]

    def by_day(self, query: Select[Any], day: Any) -> Select[Any]:
        """The query for what reports by the day of the view say; `day` is the column of their days."""
        return query if self.day is None else query.where(day <= self.day.isoformat())
