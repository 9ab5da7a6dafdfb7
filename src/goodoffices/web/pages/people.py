"""The people of a team, for administrators."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from goodoffices.web.access.person import Administrator
from goodoffices.web.access.roles import Role
from goodoffices.web.access.team import Team, team_of
from goodoffices.web.contents.people import people
from goodoffices.web.rendering import page

router = APIRouter()


@router.get("/people")
def the_people(request: Request, team: Annotated[Team, Depends(team_of)], person: Administrator) -> HTMLResponse:
    """Who may sign in, and as what."""
    return page(request, "people.html.j2", person, found=people(team), roles=list(Role))
