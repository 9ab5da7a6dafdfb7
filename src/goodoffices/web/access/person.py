"""Who asks: the person at this computer, or whoever has signed in; and whether that is enough."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.concurrency import run_in_threadpool
from fastapi.security import APIKeyHeader, HTTPBearer
from starlette.types import Scope

from goodoffices.errors import GoodOfficesError
from goodoffices.web.access.elsewhere import READING
from goodoffices.web.access.roles import Role


class ForbiddenError(GoodOfficesError):
    """Somebody asks for what his role does not allow, or from another site."""


class SignInError(GoodOfficesError):
    """Nobody has signed in, and one must."""


@dataclass(frozen=True)
class Person:
    """Who asks; `secret` is what a page must send with every change, so that no other site can (CSRF).

    A program that bears a token has no secret and needs none: no browser sends a token by itself.
    """

    name: str
    role: Role
    secret: str
    is_program: bool = False

    def may(self, role: Role) -> bool:
        """Whether the person's role includes another."""
        return self.role.includes(role)


def person_of(request: Request) -> Person:
    """Whoever asks. Raises SignInError where somebody must sign in first."""
    known: Person | None = getattr(request.state, "person", None)
    if known is None:
        who: Callable[[Request], Person] = request.app.state.who
        known = request.state.person = who(request)
    return known


async def is_known(scope: Scope) -> bool:
    """Whether whoever asks may ask at all."""
    try:
        await run_in_threadpool(person_of, Request(scope))
    except SignInError:
        return False
    return True


def needs(role: Role) -> Callable[[Request], Person]:
    """A dependency: the person, who has at least this role. Raises ForbiddenError otherwise."""

    def allowed(request: Request) -> Person:
        person = person_of(request)
        if not person.may(role):
            raise ForbiddenError(f"you are {_a(person.role)}, and this takes {_a(role)}: ask an administrator for it")
        return person

    allowed.role = role  # type: ignore[attr-defined]  # the table of routes and roles is made from it
    return allowed


PageSecret = APIKeyHeader(
    name="X-CSRF-Token", scheme_name="page", description="The secret of a page, with its cookie.", auto_error=False
)
Token = HTTPBearer(scheme_name="program", description="A token of the account page.", auto_error=False)


def from_our_pages(
    request: Request, secret: Annotated[str | None, Security(PageSecret)], _: Annotated[object, Security(Token)]
) -> None:
    """A dependency: a change comes from a page of ours, with its secret, or from a program. Raises ForbiddenError otherwise."""
    if request.method in READING:
        return
    person = person_of(request)
    if not person.is_program and not hmac.compare_digest((secret or "").encode(), person.secret.encode()):
        raise ForbiddenError("this page is out of date, and nothing was done: load it again")


def _a(role: Role) -> str:
    return f"a {role}" if role is Role.VIEWER else f"an {role}"


Viewer = Annotated[Person, Depends(needs(Role.VIEWER))]
Analyst = Annotated[Person, Depends(needs(Role.ANALYST))]
Administrator = Annotated[Person, Depends(needs(Role.ADMINISTRATOR))]
