"""What a line about a fact names, as people call it: parties, steps, reports, and the words of any one statement, move or link."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Select, func, select

from goodoffices.errors import LedgerError
from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering, report_fact
from goodoffices.ledger.facts import LinkFact, MoveFact, ReportFact, StatementFact
from goodoffices.ledger.history import document
from goodoffices.ledger.opening import reading
from goodoffices.ledger.subjects import numbered, row_of
from goodoffices.ledger.views import View


class Citing:
    """Names and words by keys and numbers, each looked up once. Raises LedgerError for what is not there."""

    def __init__(self, connection: Connection, view: View):
        self.connection = connection
        self.view = view
        self.found: dict[str, Any] = {}

    def name(self, key: str) -> str:
        """The name of a party, or of the one into which it was merged."""
        p, kept = tables.parties, tables.parties.alias()
        query = select(kept.c.name).join(p, kept.c.id == func.coalesce(p.c.merged_into, p.c.id)).where(p.c.key == key)
        return str(self._once(f"party {key}", query).name)

    def step(self, step: str) -> str:
        """What a step (t4) is: who would take it, in the words of its first report, and its measure."""
        t, p = tables.steps, tables.parties
        query = select(t, p.c.key.label("agent_key")).outerjoin(p, p.c.id == t.c.agent).where(t.c.id == (numbered(step, "t") or 0))
        row = self._once(f"step {step}", query)
        words = f"{row.object} ({row.measure})" if row.object else str(row.measure)
        return f"{self.name(row.agent_key)}: {words}" if row.agent_key else words

    def report(self, report: str) -> ReportFact:
        """A report (r12)."""
        return report_fact(self._report(report))

    def text(self, report: str) -> str:
        """The text of a report (r12)."""
        return document(self.connection, self._report(report).sha256)

    def fact(self, subject: str) -> StatementFact | MoveFact | LinkFact:
        """One statement, move or link (r12.s3, r12.m3, r12.m3>t4), whatever people have said of it."""
        place = row_of(subject)
        row = self._once(subject, select(place.table).where(place.where))
        self._report(f"r{place.report}")
        asked = Answering(self.connection, self.view)
        if place.table is tables.moves:
            return asked.moves([row])[0]
        if place.table is tables.links:
            move = self.fact(f"r{place.report}.m{place.n}")
            assert isinstance(move, MoveFact)  # noqa: S101
            return LinkFact(id=subject, move=move, step=f"t{place.step}", confidence=row.confidence, status=row.status)
        s, r = tables.statements, tables.reports
        query = select(s, r.c.day).join(r, r.c.id == s.c.report).where(place.where)
        return asked.statement(self.connection.execute(query).one())

    def _report(self, report: str) -> Any:
        t = tables.reports
        row = self._once(f"report {report}", select(t).where(t.c.id == (numbered(report, "r") or 0)))
        if self.view.day is not None and row.day > self.view.day.isoformat():
            raise LedgerError(f"{report} counts from {row.day}, after {self.view.day}")
        return row

    def _once(self, called: str, query: Select[Any]) -> Any:
        if called not in self.found:
            self.found[called] = self.connection.execute(query).first()
        if self.found[called] is None:
            raise LedgerError(f"there is no {called} in this ledger")
        return self.found[called]


@contextmanager
def citing(view: View) -> Iterator[Citing]:
    """What the facts of a view name, all as of one moment."""
    with reading(view.engine) as connection:
        yield Citing(connection, view)
