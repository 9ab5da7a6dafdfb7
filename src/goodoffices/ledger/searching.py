"""What in a ledger has some words: reports, with where in them; parties, steps, commitments and moves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from sqlalchemy import or_, select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering
from goodoffices.ledger.briefing import Telling, tellings_of
from goodoffices.ledger.events import Status
from goodoffices.ledger.excerpts import Excerpt, excerpt, is_meant
from goodoffices.ledger.facts import CommitmentFact, ReportFact
from goodoffices.ledger.fates import commitment_facts
from goodoffices.ledger.opening import reading
from goodoffices.ledger.subjects import numbered
from goodoffices.ledger.views import View
from goodoffices.ledger.words import reports_with, words_in
from goodoffices.model.base import Value

AMONG = 60
"""Of so many reports that have the words, the moves are looked at."""


class FoundReport(Value):
    """A report with the words, and where in its text they are."""

    report: ReportFact
    excerpt: Excerpt


def reports_found(view: View, words: str, most: int) -> list[FoundReport]:
    """The reports that have all of the words, the best match first."""
    found = view.search(words, most)
    with reading(view.engine) as connection:
        asked = Answering(connection, view)
        asked.open(numbered(report.id, "r") or 0 for report in found)
        return [FoundReport(report=f, excerpt=excerpt(asked.texts[numbered(f.id, "r") or 0], words)) for f in found]


def moves_found(view: View, words: str, most: int) -> list[Telling]:
    """The moves whose own words, or those of their condition, have all of the words, in the reports that match best."""
    m = tables.moves
    wanted = words_in(words)
    if not wanted:
        return []
    with reading(view.engine) as connection:
        asked = Answering(connection, view)
        reports = reports_with(connection, words, AMONG, view.day)
        these = select(m).where(m.c.report.in_(reports), m.c.status != Status.REJECTED.value).order_by(m.c.report, m.c.n)
        rows = sorted(connection.execute(these), key=lambda row: (reports.index(row.report), row.n))
        found = []
        for move in asked.moves(rows):
            said = words_in(f"{move.words.text} {move.condition.text if move.condition else ''}")
            if all(any(is_meant(word, other) for other in said) for word in wanted):
                found.append(move)
        return tellings_of(asked, found[:most])


def commitments_of(view: View, steps: Sequence[str], most: int) -> list[CommitmentFact]:
    """The commitments to bring one of some steps about, or that wait for one; the oldest first."""
    c = tables.commitments
    if not steps:
        return []
    with reading(view.engine) as connection:
        asked = Answering(connection, view)
        numbers = set(chain.from_iterable(asked.same_steps(numbered(step, "t") or 0) for step in steps))
        waits = [c.c.antecedent.contains(f'"t{number}"') for number in numbers]
        query = select(c).where(or_(c.c.consequent.in_(numbers), *waits), c.c.merged_into.is_(None)).order_by(c.c.id).limit(most)
        return commitment_facts(asked, connection.execute(query).all())
