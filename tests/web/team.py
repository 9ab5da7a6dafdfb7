"""A workbench of a team, and its people at their browsers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from goodoffices.ledger import Ledger
from goodoffices.ledger.accounts import Accounts
from goodoffices.ledger.accounts import Accounts as Stored
from goodoffices.web.access.roles import Role
from goodoffices.web.app import create_app
from goodoffices.web.settings import Settings
from tests.web.conftest import HERE

PASSWORD = "a bridge over the Selm"  # noqa: S105
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Hashes of test passwords cost nothing; the first sign-in makes them anew."""
PEOPLE = {"Vera": Role.VIEWER, "Ana": Role.ANALYST, "Ada": Role.ADMINISTRATOR}


def with_people(ledger: str) -> str:
    """The ledger, with one person of each role."""
    with Ledger.open(ledger) as opened:
        accounts = Stored(opened.engine)
        for name, role in PEOPLE.items():
            accounts.create(name, role.value, QUICK.hash(PASSWORD), who="desk")
    return ledger


@dataclass
class Bench:
    """The workbench of a team."""

    app: FastAPI

    @property
    def accounts(self) -> Accounts:
        """Its accounts."""
        found: Accounts = self.app.state.who.accounts
        return found

    def browser(self, **headers: str) -> TestClient:
        """A browser in which nobody has signed in."""
        return TestClient(self.app, base_url=HERE, headers=headers, follow_redirects=False)

    def of(self, name: str | None) -> TestClient:
        """A browser in which somebody has signed in, whose changes bear the secret; None for nobody."""
        client = self.browser()
        if name is not None:
            account = self.accounts.by_name(name)
            assert account is not None
            moment = datetime.datetime.now(datetime.UTC)
            token = self.accounts.open_session(account, moment, datetime.timedelta(hours=1))
            session = self.accounts.session(token, moment)
            assert session is not None
            client.cookies.set(self.app.state.who.cookie, token)
            client.headers["X-CSRF-Token"] = session.secret
        return client


@contextmanager
def bench(ledger: str, **settings: object) -> Iterator[Bench]:
    """The workbench of a team on a ledger that has people."""
    app = create_app(Settings(ledger=ledger, team=True, **settings))  # type: ignore[arg-type]
    with TestClient(app, base_url=HERE):
        yield Bench(app)
