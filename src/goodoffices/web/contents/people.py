"""The people of a team."""

from __future__ import annotations

import datetime

from goodoffices.model.base import Value
from goodoffices.web.access.passwords import ONCE
from goodoffices.web.access.roles import Role
from goodoffices.web.access.team import Team


class Member(Value):
    """Somebody with an account; `is_open` unless an administrator closed it, `is_new` while a password for once was not used."""

    name: str
    role: Role
    created: datetime.datetime
    is_open: bool
    is_new: bool


class People(Value):
    """All of them, by name."""

    people: tuple[Member, ...]


def people(team: Team) -> People:
    """Everybody who has an account, open or closed."""
    found = sorted(team.accounts.list(), key=lambda account: account.name.casefold())
    return People(
        people=tuple(
            Member(
                name=a.name, role=Role(a.role), created=a.created, is_open=not a.disabled, is_new=a.hash.startswith(f"{ONCE} ")
            )
            for a in found
        )
    )  # fmt: skip
