"""One's own account."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from goodoffices.web.access.person import Viewer
from goodoffices.web.access.team import Team, team_of
from goodoffices.web.contents.account import own_account
from goodoffices.web.rendering import page

router = APIRouter()


@router.get("/account")
def the_account(request: Request, team: Annotated[Team, Depends(team_of)], person: Viewer) -> HTMLResponse:
    """Signing out, the password, tokens for programs."""
    return page(request, "account.html.j2", person, found=own_account(team, person))
