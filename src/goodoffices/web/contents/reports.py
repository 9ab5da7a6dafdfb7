"""The reports of a ledger, the latest first."""

from __future__ import annotations

from goodoffices.ledger.facts import ReportFact
from goodoffices.ledger.views import View
from goodoffices.model.base import Value


class Reports(Value):
    """The latest reports."""

    reports: tuple[ReportFact, ...]
    has_more: bool


def reports(view: View, most: int) -> Reports:
    """At most so many of the reports of a view."""
    found = view.reports(most + 1)
    return Reports(reports=tuple(found[:most]), has_more=len(found) > most)
