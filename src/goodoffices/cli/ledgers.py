"""The ledger that a command is about, and what in it a person means."""

from __future__ import annotations

import datetime

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
from goodoffices.ledger.subjects import NUMBERED, ROW, numbered
from goodoffices.ledger.views import View


def opened(address: str | None, *, create: bool = False) -> Ledger:
    """The ledger at an address. Raises LedgerError where none is named, or it cannot be opened."""
    if not address:
        raise LedgerError("no ledger is named: add --ledger talks.db, or set GOODOFFICES_LEDGER")
    return Ledger.open(address, create=create)


def view_of(ledger: Ledger, as_of: datetime.date | None) -> View:
    """The ledger as the reports by a day have it; as all have it where no day is named."""
    return View(ledger.engine, as_of)


def meant(ledger: Ledger, subject: str) -> str:
    """A party or step as the ledger calls it: a party by the key of whatever it was merged into, a step (t4) as it is."""
    return subject if numbered(subject, "t") is not None else View(ledger.engine).party(subject).key


def named(ledger: Ledger, subject: str) -> str:
    """Anything as the ledger calls it: a party by its own key, even where it was merged into another."""
    if NUMBERED.fullmatch(subject) or ROW.fullmatch(subject):
        return subject
    found = View(ledger.engine).party(subject)
    return subject if subject in found.merged else found.key
