"""Where the text of a report was printed, word for word: in one paper or in several, it is one testimony."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

from sqlalchemy import Connection, select

from goodoffices.ledger import tables
from goodoffices.ledger.by_day import ByDay
from goodoffices.ledger.facts import Printing
from goodoffices.model import Report

STANDARD_INPUT = "-"
"""The origin of what was piped in, which is no place."""


def elsewhere(connection: Connection, first: Any, report: Report) -> bool:
    """Whether a report was printed where its text was not known to be; `first` is the row of the report with that text.

    Another place is another publisher, or another origin: of two paths of which one is the end of the other, one may be relative.
    """
    if _same_place(first, report):
        return False
    t = tables.printings
    others = connection.execute(select(t.c.publisher, t.c.origin).where(t.c.report == first.id))
    return not any(_same_place(other, report) for other in others)


def _same_place(row: Any, report: Report) -> bool:
    if row.publisher != report.publisher:
        return False
    if STANDARD_INPUT in (row.origin, report.origin):
        return True
    paths = sorted((PurePath(row.origin).parts, PurePath(report.origin).parts), key=len)
    return paths[1][-len(paths[0]) :] == paths[0]


def printings(connection: Connection, view: ByDay, reports: Iterable[int]) -> Mapping[int, tuple[Printing, ...]]:
    """For each of some reports where else its text was printed by the day of a view, in the order in which that was told."""
    t = tables.printings
    found: dict[int, tuple[Printing, ...]] = defaultdict(tuple)
    query = view.by_day(select(t).where(t.c.report.in_(set(reports))), t.c.day)
    for row in connection.execute(query.order_by(t.c.report, t.c.event)):
        found[row.report] += (Printing(title=row.title, day=row.day, publisher=row.publisher, origin=row.origin),)
    return found
