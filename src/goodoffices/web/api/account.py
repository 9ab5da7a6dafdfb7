"""One's own account: signing out, the password, tokens for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field

from goodoffices.ledger.history import now
from goodoffices.model.base import Value
from goodoffices.web.access.person import ForbiddenError, Person, Viewer
from goodoffices.web.access.team import TOKEN_LIFETIME, Team, address_of, team_of
from goodoffices.web.contents.account import OwnAccount, own_account

router = APIRouter(tags=["account"])
TheTeam = Annotated[Team, Depends(team_of)]


class NewPassword(Value):
    """The password that somebody has, and the one that he will have."""

    old: str = Field(max_length=1000)
    new: str = Field(min_length=12, max_length=1000)


class NewToken(Value):
    """What a program is for that bears a token."""

    what_for: str = Field(min_length=1, max_length=100, pattern=r"\S")


class ShownOnce(Value):
    """A secret that is shown now and never again."""

    secret: str


def at_a_browser(person: Viewer) -> Person:
    """A dependency: a person who has signed in, not a program that bears his token. Raises ForbiddenError otherwise."""
    if person.is_program:
        raise ForbiddenError("a program cannot do this: sign in at the workbench")
    return person


AtBrowser = Annotated[Person, Depends(at_a_browser)]


@router.get("/account")
def the_account(team: TheTeam, person: Viewer) -> OwnAccount:
    """Who has signed in."""
    return own_account(team, person)


@router.put("/account/password", status_code=204)
def change_password(request: Request, team: TheTeam, person: AtBrowser, asked: NewPassword) -> Response:
    """Change one's own password. All other sessions end."""
    answer = Response(status_code=204)
    team.keep(answer, team.change_password(person.name, asked.old, asked.new, address_of(request)).token)
    return answer


@router.delete("/session", status_code=204, dependencies=[Depends(at_a_browser)])
def sign_out(request: Request, team: TheTeam) -> Response:
    """Sign out here."""
    team.sign_out(request)
    answer = Response(status_code=204)
    team.forget(answer)
    return answer


@router.delete("/sessions", status_code=204)
def sign_out_everywhere(team: TheTeam, person: AtBrowser) -> Response:
    """Sign out everywhere. Tokens of programs stay: revoke them."""
    team.sign_out_everywhere(person.name)
    answer = Response(status_code=204)
    team.forget(answer)
    return answer


@router.post("/tokens", status_code=201)
def make_token(team: TheTeam, person: AtBrowser, asked: NewToken) -> ShownOnce:
    """Make a token for a program: it may do what you may, but for your account and those of others."""
    return ShownOnce(secret=team.accounts.make_token(person.name, asked.what_for.strip(), now(), TOKEN_LIFETIME))


@router.delete("/tokens/{number}", status_code=204)
def revoke_token(team: TheTeam, person: AtBrowser, number: Annotated[int, Field(ge=1, lt=2**31)]) -> None:
    """Revoke a token of one's own."""
    team.accounts.revoke_token(person.name, number)
