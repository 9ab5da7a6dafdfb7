"""Stability: the conflict of the ledger, or an edited one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from goodoffices.web.access.person import Viewer, needs
from goodoffices.web.access.roles import Role
from goodoffices.web.contents import stability
from goodoffices.web.contents.conflict import MOST_OPTIONS, Chosen, Looked
from goodoffices.web.desk import TheDesk
from goodoffices.web.rendering import page

router = APIRouter()


@router.get("/stability")
def the_stability(request: Request, desk: TheDesk, person: Viewer, asked: Annotated[Looked, Query()]) -> HTMLResponse:
    """Where the conflict could end, and why."""
    is_of_ledger = asked.conflict is None and asked.text is None
    found = picture = None
    if not is_of_ledger or desk.view(None).reports(1):
        found = stability.stability(desk, asked)
        picture = Markup(stability.drawn(desk, asked))  # noqa: S704 (escaped)
        if found.packed is not None and not is_of_ledger:
            asked = asked.but(conflict=found.packed, text=None)
    return page(
        request, "stability.html.j2", person, as_of=asked.as_of, asked=asked, found=found, picture=picture, most=MOST_OPTIONS
    )  # fmt: skip


@router.get("/stability/text", dependencies=[Depends(needs(Role.VIEWER))])
def the_text(desk: TheDesk, asked: Annotated[Chosen, Query()]) -> Response:
    """The conflict as a text file."""
    headers = {"Content-Disposition": 'attachment; filename="talks.conflict"'}
    return Response(stability.written(desk, asked), media_type="text/plain; charset=utf-8", headers=headers)


@router.get("/stability/gmcr", dependencies=[Depends(needs(Role.VIEWER))])
def the_gmcr(desk: TheDesk, asked: Annotated[Chosen, Query()]) -> Response:
    """The conflict as a file for GMCR+."""
    headers = {"Content-Disposition": 'attachment; filename="talks.gmcr"'}
    return Response(stability.exchanged(desk, asked), media_type="application/json", headers=headers)
