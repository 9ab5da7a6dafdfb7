"""What a ledger says: its parties, moves, commitments, positions and dates, each with where it stands in which report."""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import Select, case, exists, func, or_, select

from goodoffices.errors import LedgerError
from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering, party_number, report_fact, step_number
from goodoffices.ledger.by_day import ByDay
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
from goodoffices.ledger.fates import commitment_facts
from goodoffices.ledger.latest import Latest
from goodoffices.ledger.opening import reading
from goodoffices.ledger.standing import by_position, positions
from goodoffices.ledger.subjects import numbered
from goodoffices.ledger.words import reports_with

PAGE = 50
"""Rows shown of each kind, the latest, unless more are asked for."""


class View(ByDay):
    """A ledger as the reports by a day have it: for asking, not for changing."""

    def reports(self, most: int = PAGE) -> list[ReportFact]:
        """The latest reports, the last first."""
        t = tables.reports
        with reading(self.engine) as connection:
            rows = connection.execute(self.by_day(select(t), t.c.day).order_by(t.c.day.desc(), t.c.id.desc()).limit(most))
            return [report_fact(row) for row in rows]

    def parties(self, most: int = PAGE) -> list[PartyFact]:
        """The parties that most reports speak of, with all their names."""
        counted = self.reports_counted().subquery()
        top = select(counted).where(counted.c.reports > 0).order_by(counted.c.reports.desc(), counted.c.id).limit(most)
        with reading(self.engine) as connection:
            return Answering(connection, self).parties(connection.execute(top).all())

    def party(self, key: str) -> PartyFact:
        """One party. Raises LedgerError where there is none of that key or name."""
        with reading(self.engine) as connection:
            one = self.reports_counted().where(tables.parties.c.id == party_number(connection, key))
            return Answering(connection, self).parties(connection.execute(one).all())[0]

    def statements(self, party: str, most: int = PAGE) -> list[StatementFact]:
        """The statements of a party and of whoever speaks for it: the last report first, in the order of its text."""
        p, s, r = tables.parties, tables.statements, tables.reports
        last = select(func.max(s.c.report)).where(s.c.speaker == p.c.id).scalar_subquery()
        said = select(s, r.c.day).join(r, r.c.id == s.c.report).where(s.c.status != Status.REJECTED.value)
        said = self.by_day(said, r.c.day).order_by(s.c.report.desc(), s.c.n).limit(most)
        with reading(self.engine) as connection:
            asked = Answering(connection, self)
            ids = asked.all_of(party_number(connection, party), speakers=True)
            speakers = connection.execute(select(p.c.id, last.label("last")).where(p.c.id.in_(ids), last.is_not(None)))
            rows: list[Any] = []
            for speaker in sorted(speakers, key=lambda speaker: -speaker.last):
                if rows and len(rows) == most and speaker.last < rows[-1].report:
                    break  # nor have those who come after this one said anything later
                rows += connection.execute(said.where(s.c.speaker == speaker.id))
                rows = sorted(rows, key=lambda row: (-row.report, row.n))[:most]
            return asked.statements(rows)

    def moves(
        self, *, party: str | None = None, step: str | None = None, report: int | None = None, most: int = PAGE
    ) -> list[MoveFact]:
        """The latest moves: of a party, on a step, of a report."""
        with reading(self.engine) as connection:
            asked = Answering(connection, self)
            return asked.moves(Latest(asked, party=party, step=step, report=report).rows(most))

    def positions(self, party: str | None = None, most: int = PAGE) -> list[PositionFact]:
        """Where parties stand: for each party and step, what the latest move on it says; the latest first."""
        with reading(self.engine) as connection:
            asked = Answering(connection, self)
            moves: list[list[Any]] = []
            for rows, complete in Latest(asked, party=party).more_and_more(most):
                # of the last day, there may be more
                moves = by_position(asked, rows if complete else [row for row in rows if row.day > rows[-1].day])
                if len(moves) >= most:
                    break
            return positions(asked, moves[:most])

    def step(self, step: str) -> StepFact:
        """One step (t4). Raises LedgerError where there is none."""
        with reading(self.engine) as connection:
            return Answering(connection, self).step(step_number(connection, step))

    def commitment(self, commitment: str) -> CommitmentFact:
        """One commitment (c7), or that of which it has become a part. Raises LedgerError where there is none."""
        t = tables.commitments
        with reading(self.engine) as connection:
            one = select(func.coalesce(t.c.merged_into, t.c.id)).where(t.c.id == (numbered(commitment, "c") or 0))
            rows = connection.execute(select(t).where(t.c.id.in_(one))).all()
            found = commitment_facts(Answering(connection, self), rows)
        if not found:
            raise LedgerError(f"there is no commitment {commitment} in this ledger")
        return found[0]

    def commitments(self, *, debtor: str | None = None, step: str | None = None, most: int = PAGE) -> list[CommitmentFact]:
        """The commitments with the latest testimonies: of a debtor, to bring about a step."""
        c, t = tables.commitments, tables.testimonies
        with reading(self.engine) as connection:
            asked = Answering(connection, self)
            found: list[int] = []
            # the debtor of a commitment makes the moves that tell of it, its consequent is their step
            for rows, _ in Latest(asked, party=debtor, step=step, binding=True).more_and_more(most):
                one = select(t.c.report, t.c.n, func.coalesce(c.c.merged_into, c.c.id)).join(c, c.c.id == t.c.commitment)
                told = connection.execute(one.where(t.c.report.in_({x.report for x in rows})))
                of = {(report, n): commitment for report, n, commitment in told}
                found = list(dict.fromkeys(of[row.report, row.n] for row in rows))[:most]
                if len(found) == most:
                    break
            by_id = {row.id: row for row in connection.execute(select(c).where(c.c.id.in_(found)))}
            return commitment_facts(asked, [by_id[i] for i in found])

    def dates(self, first: datetime.date | None = None, most: int = PAGE) -> list[DateFact]:
        """The dates from a day on (today unless told otherwise), the next first."""
        d, r = tables.dates, tables.reports
        since = (first or self.today).isoformat()
        query = select(d).join(r, r.c.id == d.c.report).where(d.c.date >= since)
        with reading(self.engine) as connection:
            rows = connection.execute(self.by_day(query, r.c.day).order_by(d.c.date, d.c.report, d.c.start).limit(most)).all()
            return Answering(connection, self).dates(rows)

    def search(self, words: str, most: int = PAGE) -> list[ReportFact]:
        """The reports with all of the words, the best match first."""
        t = tables.reports
        with reading(self.engine) as connection:
            ids = reports_with(connection, words, most, self.day)
            rows = {r.id: r for r in connection.execute(select(t).where(t.c.id.in_(ids)))}
        return [report_fact(rows[i]) for i in ids]

    def reports_counted(self) -> Select[tuple[int, int]]:
        """For each party that is not merged into another its number, and how many reports speak of it."""
        p, a, r = tables.parties, tables.appearances, tables.reports
        part = p.alias()
        alone = select(func.count()).select_from(a).where(a.c.party == p.c.id)
        together = select(func.count(func.distinct(a.c.report))).join(part, part.c.id == a.c.party)
        together = together.where(or_(part.c.id == p.c.id, part.c.merged_into == p.c.id))
        if self.day is not None:
            alone, together = (self.by_day(query.join(r, r.c.id == a.c.report), r.c.day) for query in (alone, together))
        one, several = (query.correlate(p).scalar_subquery() for query in (alone, together))
        count = case((exists().where(part.c.merged_into == p.c.id), several), else_=one)
        return select(p.c.id, count.label("reports")).where(p.c.merged_into.is_(None))
