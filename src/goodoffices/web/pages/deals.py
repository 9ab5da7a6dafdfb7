"""Deals, as things are and as somebody supposes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from goodoffices.brief.deals import to_svg
from goodoffices.web.access.person import Viewer, needs
from goodoffices.web.access.roles import Role
from goodoffices.web.contents import deals
from goodoffices.web.contents.deal_targets import words_of
from goodoffices.web.contents.scenario import Scenario
from goodoffices.web.desk import TheDesk
from goodoffices.web.rendering import page

router = APIRouter()
Asked = Annotated[Scenario, Query()]


@router.get("/deals")
def the_deals(request: Request, desk: TheDesk, person: Viewer, asked: Asked) -> HTMLResponse:
    """Who waits for whom, and what would start if."""
    drawn = deals.drawn(desk, asked)
    pictures = {name: Markup(svg) if svg else None for name, svg in (("waits", drawn.waits), ("order", drawn.order))}  # noqa: S704
    has_reports = bool(desk.view(None).reports(1))
    return page(
        request, "deals.html.j2", person, as_of=asked.as_of, asked=asked, found=deals.deals(desk, asked), pictures=pictures,
        not_drawn=drawn.not_drawn, words_of=words_of, has_reports=has_reports,
    )  # fmt: skip


@router.get("/deals/picture.svg", dependencies=[Depends(needs(Role.VIEWER))])
def the_picture(desk: TheDesk, asked: Asked) -> Response:
    """The picture of who waits for whom, by itself."""
    headers = {"Content-Disposition": 'attachment; filename="deals.svg"'}
    return Response(to_svg(deals.answered_by(desk, asked).answer), media_type="image/svg+xml", headers=headers)
