"""The reports of the ledger."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from goodoffices.web.access.person import Viewer
from goodoffices.web.contents import reports
from goodoffices.web.desk import AsOf, Most, TheDesk
from goodoffices.web.rendering import page

router = APIRouter()


@router.get("/reports")
def the_reports(request: Request, desk: TheDesk, person: Viewer, as_of: AsOf = None, most: Most = 50) -> HTMLResponse:
    """The latest reports."""
    return page(request, "reports.html.j2", person, as_of=as_of, found=reports.reports(desk.view(as_of), most))
