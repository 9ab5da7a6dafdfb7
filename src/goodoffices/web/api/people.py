"""The people of a team, for administrators."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import Field

from goodoffices.model.base import Value
from goodoffices.web.access import members
from goodoffices.web.access.person import Administrator, needs
from goodoffices.web.access.roles import Role
from goodoffices.web.access.team import Team, team_of
from goodoffices.web.api.account import ShownOnce, at_a_browser
from goodoffices.web.contents.people import People, people

router = APIRouter(tags=["people"])
browser = [Depends(at_a_browser)]
TheTeam = Annotated[Team, Depends(team_of)]
Name = Annotated[str, Path(max_length=members.LONGEST)]


class NewMember(Value):
    """Somebody to add."""

    name: str = Field(min_length=1, max_length=members.LONGEST)
    role: Role


class NewRole(Value):
    """The role that somebody is to have."""

    role: Role


class NewState(Value):
    """Whether somebody may sign in."""

    is_open: bool = Field(strict=True)


@router.get("/people", dependencies=[Depends(needs(Role.ADMINISTRATOR))])
def the_people(team: TheTeam) -> People:
    """Everybody who has an account."""
    return people(team)


@router.post("/people", status_code=201, dependencies=browser)
def add(team: TheTeam, person: Administrator, asked: NewMember) -> ShownOnce:
    """Add somebody; the password for his first sign-in, at which he chooses his own."""
    return ShownOnce(secret=members.add(team.accounts, asked.name, asked.role, who=person.name))


@router.put("/people/{name}/role", status_code=204, dependencies=browser)
def set_role(team: TheTeam, person: Administrator, name: Name, asked: NewRole) -> None:
    """Give somebody another role; there is always an administrator."""
    members.set_role(team.accounts, name, asked.role, who=person.name)


@router.put("/people/{name}/state", status_code=204, dependencies=browser)
def set_state(team: TheTeam, person: Administrator, name: Name, asked: NewState) -> None:
    """Close an account, with all its sessions, or open it again; what its owner did stays in the record."""
    members.set_open(team.accounts, name, asked.is_open, who=person.name)


@router.post("/people/{name}/password", status_code=201, dependencies=browser)
def give_password(team: TheTeam, person: Administrator, name: Name) -> ShownOnce:
    """A password for one sign-in, for somebody who has lost his."""
    return ShownOnce(secret=members.give_password(team.accounts, name, who=person.name))
