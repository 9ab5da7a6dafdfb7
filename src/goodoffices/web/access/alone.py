"""The person at this computer: on loopback nobody signs in, and the user may do everything."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from fastapi import Request

from goodoffices.ledger.ledger import user
from goodoffices.web.access.person import Person
from goodoffices.web.access.roles import Role


def the_user() -> Callable[[Request], Person]:
    """Whoever asks is the user of this computer, as long as the program runs."""
    person = Person(user(), Role.ADMINISTRATOR, secrets.token_urlsafe(32))
    return lambda _: person
