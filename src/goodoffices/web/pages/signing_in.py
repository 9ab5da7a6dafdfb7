"""Signing in and out: forms that work without scripts."""

from __future__ import annotations

import re
import secrets
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from goodoffices.errors import WebError
from goodoffices.web.access.person import SignInError, person_of
from goodoffices.web.access.team import MustChoose, SignedIn, Team, WaitError, WrongError, address_of, team_of
from goodoffices.web.failing import status_of
from goodoffices.web.rendering import page

router = APIRouter()
LASTS = 3600
"""Seconds for which a form can be sent."""
MARK = re.compile(r"[A-Za-z0-9_-]{43}")
TheTeam = Annotated[Team, Depends(team_of)]
Name = Annotated[str, Form(max_length=64)]
Password = Annotated[str, Form(max_length=1000)]
Ticket = Annotated[str, Form(max_length=200)]
To = Annotated[str, Form(max_length=2000)]


@router.get("/sign-in", response_model=None)
def sign_in_page(request: Request, team: TheTeam, to: str = "/") -> Response:
    """Where one signs in; on, for whoever has."""
    try:
        person_of(request)
    except SignInError:
        return form(request, team, to=to)
    return RedirectResponse(local(to), 303)


@router.post("/sign-in", response_model=None)
def sign_in(
    request: Request, team: TheTeam, *, name: Name = "", password: Password = "", form_ticket: Ticket = "", to: To = "/"
) -> Response:  # fmt: skip
    """Sign in."""
    if not is_ours(request, team, form_ticket):
        return form(request, team, to=to, name=name, error=WrongError("this page was open for too long: try once more"))
    try:
        outcome = team.sign_in(name.strip(), password, address_of(request))
    except (WrongError, WebError) as error:
        return form(request, team, to=to, name=name, error=error)
    if isinstance(outcome, MustChoose):
        return form(request, team, to=to, choosing=outcome)
    return signed_in(team, outcome, to)


@router.post("/choose-password", response_model=None)
def choose(
    request: Request, team: TheTeam, *, name: Name = "", ticket: Ticket = "", password: Password = "", again: Password = "",
    form_ticket: Ticket = "", to: To = "/",
) -> Response:  # fmt: skip
    """Choose a password in place of that for one sign-in."""
    if not is_ours(request, team, form_ticket):
        return form(request, team, to=to, name=name, error=WrongError("this page was open for too long: sign in again"))
    try:
        if password != again:
            raise WebError("these are two passwords: type the same one twice")
        return signed_in(team, team.choose(name, ticket, password), to)
    except WrongError as error:
        return form(request, team, to=to, name=name, error=error)
    except WebError as error:
        return form(request, team, to=to, choosing=MustChoose(name, ticket), error=error)


def form(
    request: Request, team: Team, *, to: str, name: str = "", choosing: MustChoose | None = None,
    error: WrongError | WebError | None = None,
) -> HTMLResponse:  # fmt: skip
    """The form, with what is wrong; it can be sent from the browser that was given it."""
    mark = request.cookies.get(before(team), "")
    mark = mark if MARK.fullmatch(mark) else secrets.token_urlsafe(32)
    answer = page(
        request, "sign_in.html.j2", None, status=200 if error is None else status_of(error), to=local(to), typed=name,
        choosing=choosing, error=None if error is None else str(error), form_ticket=team.signer.sign("form", mark, LASTS),
    )  # fmt: skip
    if isinstance(error, WaitError):
        answer.headers["Retry-After"] = str(error.seconds)
    answer.set_cookie(before(team), mark, path="/", secure=team.secure, httponly=True, samesite="strict")
    return answer


def signed_in(team: Team, outcome: SignedIn, to: str) -> Response:
    """On to where somebody wanted to go, with a new session: whatever cookie there was before is not it."""
    answer = RedirectResponse(local(to), 303)
    team.keep(answer, outcome.token)
    answer.delete_cookie(before(team), path="/", secure=team.secure, httponly=True, samesite="strict")
    return answer


def before(team: Team) -> str:
    """The cookie of a browser from which nobody has signed in yet."""
    return "__Host-before" if team.secure else "before"


def is_ours(request: Request, team: Team, ticket: str) -> bool:
    """Whether a form was given to this browser, by us, not long ago."""
    return team.signer.is_good(ticket, "form", request.cookies.get(before(team), ""))


def local(to: str) -> str:
    """An address of the workbench; the first page for what leads elsewhere."""
    try:
        target = urlsplit(to)
    except ValueError:
        return "/"
    inside = re.fullmatch(r"/(?![/\\])[^\\\s\x00-\x20\x7f]*", to) and not target.netloc and not target.scheme
    return to if inside and not to.startswith("/sign-in") else "/"
