"""The reports of a ledger, page by page, with how many drafts of each nobody has judged yet."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Select, exists, func, or_, select, tuple_

from goodoffices.ledger import tables
from goodoffices.ledger.answering import report_fact
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import ReportFact
from goodoffices.ledger.opening import reading
from goodoffices.ledger.subjects import numbered
from goodoffices.ledger.views import View
from goodoffices.ledger.words import reports_with
from goodoffices.model.base import Value

DRAFTED = (tables.moves, tables.links, tables.statements)
FOUND = 1000
"""The most reports among which those with some words are looked for."""


class Sought(Value):
    """Which reports: published or printed by somebody, with words, with drafts left; those after one (r12) in the list."""

    publisher: str | None = None
    words: str | None = None
    drafts: bool = False
    after: str | None = None


class ListedReport(Value):
    """A report, and how many of its statements, moves and links nobody has judged."""

    report: ReportFact
    drafts: int


def listed(view: View, sought: Sought, most: int) -> list[ListedReport]:
    """At most so many of the reports that are sought, the latest first."""
    r = tables.reports
    with reading(view.engine) as connection:
        query = view.by_day(_these(connection, view, sought), r.c.day)
        rows = connection.execute(query.order_by(r.c.day.desc(), r.c.id.desc()).limit(most)).all()
        left = _left(connection, [row.id for row in rows])
        return [ListedReport(report=report_fact(row), drafts=left.get(row.id, 0)) for row in rows]


def publishers(view: View) -> list[str]:
    """Who published the reports, by name."""
    r = tables.reports
    query = select(r.c.publisher).where(r.c.publisher.is_not(None)).distinct()
    with reading(view.engine) as connection:
        return sorted(filter(None, connection.scalars(view.by_day(query, r.c.day))), key=str.casefold)


def _these(connection: Connection, view: View, sought: Sought) -> Select[tuple[object, ...]]:
    r, p = tables.reports, tables.printings
    query: Select[tuple[object, ...]] = select(r)
    if sought.publisher is not None:
        printed = exists().where(p.c.report == r.c.id, p.c.publisher == sought.publisher)
        query = query.where(or_(r.c.publisher == sought.publisher, printed))
    if sought.words:
        query = query.where(r.c.id.in_(reports_with(connection, sought.words, FOUND, view.day)))
    if sought.drafts:
        query = query.where(or_(*(exists().where(t.c.report == r.c.id, t.c.status == Status.DRAFT.value) for t in DRAFTED)))
    if sought.after is not None:
        before = select(r.c.day).where(r.c.id == (numbered(sought.after, "r") or 0)).scalar_subquery()
        query = query.where(tuple_(r.c.day, r.c.id) < tuple_(before, numbered(sought.after, "r") or 0))
    return query


def _left(connection: Connection, reports: Iterable[int]) -> dict[int, int]:
    """For each of some reports how many drafts are left, where there are any."""
    left: dict[int, int] = {}
    for t in DRAFTED:
        query = select(t.c.report, func.count()).where(t.c.report.in_(reports), t.c.status == Status.DRAFT.value)
        for report, count in connection.execute(query.group_by(t.c.report)):
            left[report] = left.get(report, 0) + count
    return left
