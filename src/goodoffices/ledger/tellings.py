"""Moves with according to whom they were made, and one report with all that it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from goodoffices.errors import LedgerError
from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering, report_fact
from goodoffices.ledger.briefing import Promised, Telling, tellings_called, tellings_of
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import CommitmentFact, MoveFact, ReportFact, StatementFact
from goodoffices.ledger.opening import reading
from goodoffices.ledger.subjects import numbered
from goodoffices.ledger.views import View
from goodoffices.model.base import Value


class Said(Value):
    """A report, and its statements and moves, in the order of its text; without those that a person has rejected."""

    report: ReportFact
    statements: tuple[StatementFact, ...]
    moves: tuple[Telling, ...]


def tellings(view: View, moves: Sequence[MoveFact]) -> list[Telling]:
    """A few hundred moves, each with its source."""
    with reading(view.engine) as connection:
        return tellings_of(Answering(connection, view), moves)


def promised(view: View, commitments: Iterable[CommitmentFact]) -> list[Promised]:
    """A few hundred commitments with all who tell of them."""
    facts = list(commitments)
    with reading(view.engine) as connection:
        told = tellings_called(Answering(connection, view), [[t.move for t in fact.testimonies] for fact in facts])
    return [Promised(commitment=fact, told=lot) for fact, lot in zip(facts, told, strict=True)]


def said(view: View, report: str) -> Said:
    """One report (r12). Raises LedgerError where there is none by the day of the view."""
    r, s, m = tables.reports, tables.statements, tables.moves
    with reading(view.engine) as connection:
        row = connection.execute(view.by_day(select(r).where(r.c.id == (numbered(report, "r") or 0)), r.c.day)).first()
        if row is None:
            raise LedgerError(f"there is no report {report} in this ledger")
        asked = Answering(connection, view)
        made = select(s, r.c.day).join(r, r.c.id == s.c.report).where(s.c.report == row.id, s.c.status != Status.REJECTED.value)
        statements = asked.statements(connection.execute(made.order_by(s.c.n)).all())
        these = select(m).where(m.c.report == row.id, m.c.status != Status.REJECTED.value).order_by(m.c.n)
        moves = tellings_of(asked, asked.moves(connection.execute(these).all()))
    return Said(report=report_fact(row), statements=tuple(statements), moves=tuple(moves))
