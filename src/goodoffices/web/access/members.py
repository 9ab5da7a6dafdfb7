"""What an administrator does with accounts: add, close, open again, give another role or a password for one sign-in."""

from __future__ import annotations

import unicodedata

from goodoffices.errors import LedgerError, WebError
from goodoffices.ledger.accounts import Account, Accounts
from goodoffices.ledger.history import now
from goodoffices.web.access import passwords
from goodoffices.web.access.roles import Role

LONGEST = 64


def name_of(typed: str) -> str:
    """A name as it is kept: it stands in the record beside what somebody did. Raises WebError for one that cannot be read there."""
    name = unicodedata.normalize("NFC", " ".join(typed.split()))
    if not 0 < len(name) <= LONGEST or not name.isprintable():
        raise WebError(f"a name has from 1 to {LONGEST} letters, digits and marks that can be seen: {typed[:LONGEST]!a} is none")
    return name


def add(accounts: Accounts, name: str, role: Role, *, who: str) -> str:
    """Add somebody; the password for his first sign-in. Raises WebError or LedgerError for a name that cannot be had."""
    password, hash_ = passwords.for_once(now().date())
    accounts.create(name_of(name), role.value, hash_, who=who)
    return password


def give_password(accounts: Accounts, name: str, *, who: str) -> str:
    """A password for one sign-in, in place of one that was lost; all sessions of that person end."""
    account = known(accounts, name)
    password, hash_ = passwords.for_once(now().date())
    accounts.set_hash(account.name, hash_, who=who)
    accounts.close_all_of(account)
    return password


def set_role(accounts: Accounts, name: str, role: Role, *, who: str) -> None:
    """Give somebody another role. Raises LedgerError for the last administrator."""
    accounts.set_role(known(accounts, name).name, role.value, who=who)


def set_open(accounts: Accounts, name: str, is_open: bool, *, who: str) -> None:
    """Close an account, with all its sessions, or open it again. Raises LedgerError for the last administrator."""
    account = known(accounts, name)
    if is_open:
        accounts.enable(account.name, who=who)
    else:
        accounts.disable(account.name, who=who)
        accounts.close_all_of(account)


def known(accounts: Accounts, name: str) -> Account:
    """An account by name. Raises LedgerError where there is none."""
    found = accounts.by_name(name) if name.isprintable() else None
    if found is None:
        raise LedgerError(f"there is no account {name[:LONGEST]!a}")
    return found
