"""The reports of a ledger, the latest first."""

from __future__ import annotations

from goodoffices.ledger.report_list import ListedReport, Sought, listed, publishers
from goodoffices.ledger.views import View
from goodoffices.model.base import Value


class Reports(Value):
    """The latest of the reports that are sought, and who has published any."""

    reports: tuple[ListedReport, ...]
    has_more: bool
    publishers: tuple[str, ...]


def reports(view: View, sought: Sought, most: int) -> Reports:
    """At most so many of the reports of a view."""
    found = listed(view, sought, most + 1)
    return Reports(reports=tuple(found[:most]), has_more=len(found) > most, publishers=tuple(publishers(view)))
