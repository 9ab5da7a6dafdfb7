"""Reports that tell one story, and where their texts were printed: together they are one testimony."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering, report_fact
from goodoffices.ledger.facts import Printing, ReportFact
from goodoffices.ledger.opening import reading
from goodoffices.ledger.printings import printings
from goodoffices.ledger.views import View
from goodoffices.model.base import Value


class Story(Value):
    """Reports that tell one story, the first before the others, and where their texts were printed word for word besides."""

    reports: tuple[ReportFact, ...]
    printings: tuple[Printing, ...]


def story_of(view: View, report: int) -> Story:
    """The story that a report tells, as the reports by the day of the view have it; no reports where none is known by then."""
    r = tables.reports
    with reading(view.engine) as connection:
        found = stories(Answering(connection, view), r.c.story == select(r.c.story).where(r.c.id == report).scalar_subquery())
    return found[0] if found else Story(reports=(), printings=())


def stories(asked: Answering, these: ColumnElement[bool]) -> list[Story]:
    """The stories of some reports, the latest first."""
    r = tables.reports
    together: dict[int, list[Any]] = defaultdict(list)
    for row in asked.connection.execute(asked.view.by_day(select(r).where(these), r.c.day).order_by(r.c.story.desc(), r.c.id)):
        together[row.story].append(row)
    printed = printings(asked.connection, asked.view, [row.id for rows in together.values() for row in rows])
    return [
        Story(
            reports=tuple(map(report_fact, rows)), printings=tuple(p for row in rows for p in printed.get(row.id, ()))
        )
        for rows in together.values()
    ]  # fmt: skip
