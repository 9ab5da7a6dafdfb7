"""The reports of the ledger."""

from __future__ import annotations

from fastapi import APIRouter

from goodoffices.web.contents import reports
from goodoffices.web.desk import AsOf, Most, TheDesk

router = APIRouter(tags=["reports"])


@router.get("/reports")
def the_reports(desk: TheDesk, as_of: AsOf = None, most: Most = 50) -> reports.Reports:
    """The latest reports."""
    return reports.reports(desk.view(as_of), most)
