"""Parties against issues, as a page, a workbook and a picture."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from goodoffices.brief import lines, of_positions, stances, wording
from goodoffices.web.access.person import Viewer, needs
from goodoffices.web.access.roles import Role
from goodoffices.web.contents.positions import Certainty, Form, positions, today, toggled
from goodoffices.web.desk import TheDesk
from goodoffices.web.rendering import NEVER_SHOWN, page

router = APIRouter()
viewer = [Depends(needs(Role.VIEWER))]
CERTAINTIES = {
    Certainty.ALL: "drafts too", Certainty.MODERATE: "drafts, at least moderately sure", Certainty.HIGH: "drafts, if sure",
    Certainty.CONFIRMED: "confirmed only",
}  # fmt: skip
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/positions")
def the_positions(request: Request, desk: TheDesk, person: Viewer, asked: Annotated[Form, Query()]) -> HTMLResponse:
    """Who stands where."""
    return page(
        request, "positions.html.j2", person, as_of=asked.as_of, found=positions(desk, asked), asked=asked, stances=stances,
        marked=of_positions.marked, source=lines.source, certainties=CERTAINTIES, toggled=toggled,
    )  # fmt: skip


@router.get("/positions/table.xlsx", dependencies=viewer)
def the_workbook(desk: TheDesk, asked: Annotated[Form, Query()]) -> Response:
    """The same for Excel."""
    from goodoffices.exchange.positions_xlsx import workbook

    content = workbook(positions(desk, asked).table)
    return Response(content, media_type=XLSX, headers={"Content-Disposition": 'attachment; filename="positions.xlsx"'})


@router.get("/positions/picture.svg", dependencies=viewer)
def the_picture(desk: TheDesk, asked: Annotated[Form, Query()]) -> Response:
    """The same as a picture."""
    from goodoffices.brief.positions_picture import svg

    drawn = NEVER_SHOWN.sub("\ufffd", svg(positions(desk, asked).table, wording.day(today(asked))))
    return Response(drawn, media_type="image/svg+xml", headers={"Content-Disposition": 'attachment; filename="positions.svg"'})
