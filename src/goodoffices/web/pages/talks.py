"""The talks in short: the first page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from goodoffices.web.access.person import Viewer
from goodoffices.web.api.talks import Since
from goodoffices.web.contents import talks
from goodoffices.web.desk import AsOf, TheDesk
from goodoffices.web.rendering import page

router = APIRouter()


@router.get("/")
def the_talks(request: Request, *, desk: TheDesk, person: Viewer, as_of: AsOf = None, since: Since = None) -> HTMLResponse:
    """What could start, what blocks, what is next, what is new, and where sources disagree."""
    found = None if talks.is_empty(desk) else talks.talks(desk, as_of, since)
    return page(request, "talks.html.j2", person, as_of=as_of, found=found)
