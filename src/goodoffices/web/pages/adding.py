"""Adding reports."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from goodoffices.web.access.person import Analyst
from goodoffices.web.contents.talks import is_empty
from goodoffices.web.desk import TheDesk
from goodoffices.web.rendering import page

router = APIRouter()


@router.get("/add")
def the_adding(request: Request, desk: TheDesk, person: Analyst) -> HTMLResponse:
    """Where reports are added, as files or pasted."""
    return page(request, "add.html.j2", person, is_empty=is_empty(desk))
