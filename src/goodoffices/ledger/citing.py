"""What a line about a fact names, as people call it: parties, steps, reports, and the words of any one statement, move or link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, select

from goodoffices.errors import LedgerError
from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering, report_fact
from goodoffices.ledger.facts import CommitmentFact, LinkFact, MoveFact, PositionFact, ReportFact, StatementFact
from goodoffices.ledger.history import document
from goodoffices.ledger.opening import reading
from goodoffices.ledger.subjects import numbered, row_of
from goodoffices.ledger.views import View
from goodoffices.model import steps_in
from goodoffices.model.base import Value


class Named(StrEnum):
    """What has a name or a line of its own."""

    PARTY = "party"
    STEP = "step"
    REPORT = "report"


class Citing:
    """Names and words by keys and numbers, each looked up once. Raises LedgerError for what is not there."""

    def __init__(self, connection: Connection, view: View):
        self.connection = connection
        self.view = view
        self.found: dict[tuple[Named, str], Any] = {}

    def look_up(self, facts: Iterable[Value]) -> None:
        """Look up together what lines about these facts name; without this, each is looked up when its line comes."""
        wanted: dict[Named, set[str]] = {kind: set() for kind in Named}
        for fact in facts:
            for kind, called in named_in(fact):
                wanted[kind].add(called)
        self._find(Named.STEP, wanted[Named.STEP])
        agents = (row.agent_key for (kind, _), row in self.found.items() if kind is Named.STEP)
        wanted[Named.PARTY].update(agent for agent in agents if agent)
        self._find(Named.PARTY, wanted[Named.PARTY])
        self._find(Named.REPORT, wanted[Named.REPORT])

    def name(self, key: str) -> str:
        """The name of a party, or of the one into which it was merged."""
        return str(self._one(Named.PARTY, key).name)

    def step(self, step: str) -> str:
        """What a step (t4) is: who would take it, in the words of its first report, and its measure."""
        row = self._one(Named.STEP, step)
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
        row = self.connection.execute(select(place.table).where(place.where)).first()
        if row is None:
            raise LedgerError(f"there is no {subject} in this ledger")
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
        return asked.statements(self.connection.execute(query).all())[0]

    def _report(self, report: str) -> Any:
        row = self._one(Named.REPORT, report)
        if self.view.day is not None and row.day > self.view.day.isoformat():
            raise LedgerError(f"{report} counts from {row.day}, after {self.view.day}")
        return row

    def _one(self, kind: Named, called: str) -> Any:
        self._find(kind, {called})
        if (kind, called) not in self.found:
            raise LedgerError(f"there is no {kind} {called} in this ledger")
        return self.found[kind, called]

    def _find(self, kind: Named, called: set[str]) -> None:
        p, t, r = tables.parties, tables.steps, tables.reports
        called = {name for name in called if (kind, name) not in self.found}
        if not called:
            return
        match kind:
            case Named.PARTY:
                kept = p.alias()
                query = select(p.c.key, kept.c.name).join(kept, kept.c.id == func.coalesce(p.c.merged_into, p.c.id))
                found = {row.key: row for row in self.connection.execute(query.where(p.c.key.in_(called)))}
            case Named.STEP:
                query = select(t, p.c.key.label("agent_key")).outerjoin(p, p.c.id == t.c.agent)
                numbers = {numbered(step, "t") or 0 for step in called}
                found = {f"t{row.id}": row for row in self.connection.execute(query.where(t.c.id.in_(numbers)))}
            case Named.REPORT:
                numbers = {numbered(report, "r") or 0 for report in called}
                found = {f"r{row.id}": row for row in self.connection.execute(select(r).where(r.c.id.in_(numbers)))}
        self.found.update({(kind, name): row for name, row in found.items()})


def named_in(fact: Value) -> set[tuple[Named, str]]:
    """What a line about a fact names."""
    parties: set[str | None] = set()
    steps: set[str] = set()
    reports: set[str] = set()
    match fact:
        case StatementFact():
            parties, reports = {fact.speaker, *fact.via}, {fact.content.report}
        case MoveFact():
            parties, reports = {fact.party, fact.agent}, {fact.words.report}
        case PositionFact():
            parties, steps, reports = {fact.party}, {fact.step}, {move.partition(".")[0] for move in fact.evidence}
        case CommitmentFact():
            parties, steps = {fact.debtor, fact.creditor}, steps_in(fact.antecedent)
            reports = {told.words.report for told in fact.testimonies}
    kinds = ((Named.PARTY, parties - {None}), (Named.STEP, steps), (Named.REPORT, reports))
    return {(kind, str(called)) for kind, names in kinds for called in names}


@contextmanager
def citing(view: View) -> Iterator[Citing]:
    """What the facts of a view name, all as of one moment."""
    with reading(view.engine) as connection:
        yield Citing(connection, view)
