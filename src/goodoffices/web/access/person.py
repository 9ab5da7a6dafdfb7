"""Who asks: the person at this computer, or whoever has signed in; and whether that is enough."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request

from goodoffices.errors import GoodOfficesError
from goodoffices.web.access.roles import Role

READING = ("GET", "HEAD", "OPTIONS")
"""The methods that change nothing."""


class ForbiddenError(GoodOfficesError):
    """Somebody asks for what his role does not allow, or from another site."""


class SignInError(GoodOfficesError):
    """Nobody has signed in, and one must."""


@dataclass(frozen=True)
class Person:
    """Who asks; `secret` is what a page must send with every change, so that no other site can (CSRF)."""

    name: str
    role: Role
    secret: str

    def may(self, role: Role) -> bool:
        """Whether the person's role includes another."""
        return self.role.includes(role)


def person_of(request: Request) -> Person:
    """Whoever asks. Raises SignInError where somebody must sign in first."""
    who: Callable[[Request], Person] = request.app.state.who
    return who(request)


def needs(role: Role) -> Callable[[Request], Person]:
    """A dependency: the person, who has at least this role. Raises ForbiddenError otherwise."""

    def allowed(request: Request) -> Person:
        person = person_of(request)
        if not person.may(role):
            raise ForbiddenError(f"you are a {person.role}, and this takes an {role}: ask an administrator for it")
        return person

    allowed.role = role  # type: ignore[attr-defined]  # the table of routes and roles is made from it
    return allowed


def from_our_pages(request: Request, token: Annotated[str, Header(alias="X-CSRF-Token")] = "") -> None:
    """A dependency: a change comes from a page of ours, with its secret. Raises ForbiddenError otherwise."""
    if request.method in READING:
        return
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise ForbiddenError("this came from a page of another site, and was not done")
    if not hmac.compare_digest(token.encode(), person_of(request).secret.encode()):
        raise ForbiddenError("this page is out of date, and nothing was done: load it again")


Viewer = Annotated[Person, Depends(needs(Role.VIEWER))]
Analyst = Annotated[Person, Depends(needs(Role.ANALYST))]
Administrator = Annotated[Person, Depends(needs(Role.ADMINISTRATOR))]
