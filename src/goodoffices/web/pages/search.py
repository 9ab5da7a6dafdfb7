"""Search over everything."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from goodoffices.web.access.person import Viewer
from goodoffices.web.api.search import Many, Words
from goodoffices.web.contents import search
from goodoffices.web.desk import AsOf, TheDesk
from goodoffices.web.rendering import page

router = APIRouter()


@router.get("/search")
def the_search(
    request: Request, *, desk: TheDesk, person: Viewer, q: Words = "", as_of: AsOf = None, most: Many = search.MOST
) -> HTMLResponse:
    """What has all of the words."""
    found = search.search(desk, q, as_of, most)
    return page(request, "search.html.j2", person, as_of=as_of, found=found, most=most, many=search.FEW)
