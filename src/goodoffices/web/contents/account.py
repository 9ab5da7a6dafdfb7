"""One's own account: tokens for programs."""

from __future__ import annotations

import datetime

from goodoffices.model.base import Value
from goodoffices.web.access.person import Person
from goodoffices.web.access.roles import Role
from goodoffices.web.access.team import Team


class Token(Value):
    """A token of a program, by what it is for; what it is was shown once."""

    number: int
    what_for: str
    created: datetime.datetime
    used: datetime.datetime | None
    expires: datetime.datetime


class OwnAccount(Value):
    """Who has signed in, and the tokens of his programs."""

    name: str
    role: Role
    tokens: tuple[Token, ...]


def own_account(team: Team, person: Person) -> OwnAccount:
    """The account of a person."""
    tokens = (
        Token(number=t.number, what_for=t.what_for, created=t.created, used=t.used, expires=t.expires)
        for t in team.accounts.tokens(person.name)
    )
    return OwnAccount(name=person.name, role=person.role, tokens=tuple(tokens))
