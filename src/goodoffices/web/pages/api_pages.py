"""The API, for people who write programs."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from goodoffices.web.access.person import Viewer
from goodoffices.web.contents.api_pages import described
from goodoffices.web.rendering import page

router = APIRouter()


@router.get("/api")
def the_api(request: Request, person: Viewer) -> HTMLResponse:
    """All addresses, with what they take."""
    return page(request, "api.html.j2", person, subjects=described(request.app.openapi()), base=str(request.base_url).rstrip("/"))
