"""A step."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from goodoffices.web.access.person import Viewer
from goodoffices.web.api.steps import Number
from goodoffices.web.contents import steps
from goodoffices.web.desk import AsOf, TheDesk
from goodoffices.web.rendering import page

router = APIRouter()


@router.get("/steps/{step}")
def the_step(request: Request, *, desk: TheDesk, person: Viewer, step: Number, as_of: AsOf = None) -> HTMLResponse:
    """Who promises it, waits for it, demands or refuses it; whether it was done."""
    return page(request, "step.html.j2", person, as_of=as_of, found=steps.step(desk, step, as_of))
