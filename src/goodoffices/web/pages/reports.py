"""The reports of the ledger."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from goodoffices.web.access.person import Viewer
from goodoffices.web.api.reports import TheSought
from goodoffices.web.contents import reports
from goodoffices.web.desk import AsOf, Most, TheDesk
from goodoffices.web.rendering import page

router = APIRouter()


@router.get("/reports")
def the_reports(  # noqa: PLR0917
    request: Request, desk: TheDesk, person: Viewer, asked: TheSought, as_of: AsOf = None, most: Most = 50
) -> HTMLResponse:
    """The latest reports."""
    return page(
        request, "reports.html.j2", person, as_of=as_of, asked=asked, found=reports.reports(desk.view(as_of), asked, most)
    )  # fmt: skip
