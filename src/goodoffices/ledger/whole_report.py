"""One report with all that was read from it: its text, its statements, moves and links, whatever people have said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from goodoffices.errors import LedgerError
from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering, report_fact
from goodoffices.ledger.facts import LinkFact, MoveFact, ReportFact, StatementFact, StepFact
from goodoffices.ledger.history import last
from goodoffices.ledger.opening import reading
from goodoffices.ledger.proposed import Proposal, proposals
from goodoffices.ledger.review import drafts_of
from goodoffices.ledger.subjects import numbered
from goodoffices.ledger.views import View
from goodoffices.model.base import Value


class WholeReport(Value):
    """A report as of the event `number`; `drafts` are in the order in which they are worth a person's time.

    `names` are those of the parties in it by their keys, `steps` the steps in it by their numbers; `proposals` is what a later
    reading has otherwise than a person has judged.
    """

    number: int
    report: ReportFact
    language: str | None
    text: str
    statements: tuple[StatementFact, ...]
    moves: tuple[MoveFact, ...]
    links: tuple[LinkFact, ...]
    drafts: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    names: Mapping[str, str]
    steps: Mapping[str, StepFact]


def whole_report(view: View, report: str) -> WholeReport:
    """The report (r12). Raises LedgerError where there is none, or where it comes after the day of the view."""
    r, s, m, k, p = tables.reports, tables.statements, tables.moves, tables.links, tables.parties
    with reading(view.engine) as connection:
        number = last(connection)
        n = numbered(report, "r") or 0
        row = connection.execute(view.by_day(select(r).where(r.c.id == n), r.c.day)).first()
        if row is None:
            raise LedgerError(f"there is no report {report} in this ledger{f' by {view.day}' if view.day else ''}")
        asked = Answering(connection, view)
        statements = asked.statements(
            connection.execute(select(s, r.c.day).join(r, r.c.id == s.c.report).where(s.c.report == n).order_by(s.c.n)).all()
        )
        moves = asked.moves(connection.execute(select(m).where(m.c.report == n).order_by(m.c.n)).all())
        found = connection.execute(select(k).where(k.c.report == n).order_by(k.c.n, k.c.step)).all()
        proposed = proposals(connection, n)
        named = {int(move.step[1:]) for move in moves} | {link.step for link in found} | {x.step for x in proposed if x.step}
        steps = {f"t{i}": fact for i, fact in asked.steps(named).items()}
        keys = {fact.agent for fact in steps.values() if fact.agent}.union(*(x.parties for x in proposed))
        asked.meet(connection.scalars(select(p.c.id).where(p.c.key.in_(keys))))
        asked.open([n])
        return WholeReport(
            number=number, report=report_fact(row), language=row.language, text=asked.texts[n],
            statements=tuple(statements), moves=tuple(moves), links=tuple(_links(found, moves)),
            drafts=tuple(drafts_of(connection, n)), proposals=tuple(proposed), names=dict(asked.people.values()), steps=steps,
        )  # fmt: skip


def _links(rows: Sequence[Any], moves: Sequence[MoveFact]) -> list[LinkFact]:
    by_id = {move.id: move for move in moves}
    return [
        LinkFact(
            id=f"r{row.report}.m{row.n}>t{row.step}", move=by_id[f"r{row.report}.m{row.n}"], step=f"t{row.step}",
            confidence=row.confidence, status=row.status,
        )
        for row in rows
    ]  # fmt: skip
