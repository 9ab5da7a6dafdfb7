"""`goodoffices account`: who may sign in to the workbench of a team."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from goodoffices.cli.ledgers import opened
from goodoffices.errors import LedgerError, WebError
from goodoffices.ledger.accounts import Accounts
from goodoffices.ledger.ledger import user


def add_account(name: str, role: str, address: str | None) -> None:
    """Add somebody, with a password that is typed or comes on standard input."""
    with _accounts(address, create=True) as accounts:
        from goodoffices.web.access import members, passwords
        from goodoffices.web.access.roles import Role

        name = members.name_of(name)
        if accounts.by_name(name) is not None:
            raise LedgerError(f"there is an account {name} already: give it another password with `goodoffices account password`")
        accounts.create(name, Role(role).value, passwords.chosen(_typed(name), name), who=user())
        typer.echo(f"{name} can sign in, as {'a' if role == 'viewer' else 'an'} {role}")


def list_accounts(address: str | None) -> None:
    """Everybody who has an account."""
    with _accounts(address) as accounts:
        for account in sorted(accounts.list(), key=lambda a: a.name.casefold()):
            closed = ", closed" if account.disabled else ""
            typer.echo(f"{account.name}: {account.role}{closed}, since {account.created.date()}")


def set_open(name: str, is_open: bool, address: str | None) -> None:
    """Close an account, or open it again."""
    with _accounts(address) as accounts:
        from goodoffices.web.access import members

        members.set_open(accounts, name, is_open, who=user())
        typer.echo(f"{name} can sign in again" if is_open else f"{name} can sign in no more")


def give_role(name: str, role: str, address: str | None) -> None:
    """Give somebody another role."""
    with _accounts(address) as accounts:
        from goodoffices.web.access import members
        from goodoffices.web.access.roles import Role

        members.set_role(accounts, name, Role(role), who=user())
        typer.echo(f"{name} is {'a' if role == 'viewer' else 'an'} {role}")


def give_password(name: str, address: str | None) -> None:
    """Give somebody another password; all sessions end."""
    with _accounts(address) as accounts:
        from goodoffices.web.access import members, passwords

        account = members.known(accounts, name)
        accounts.set_hash(account.name, passwords.chosen(_typed(account.name), account.name), who=user())
        accounts.close_all_of(account)
        typer.echo(f"{account.name} has another password, and is signed out everywhere")


@contextmanager
def _accounts(address: str | None, *, create: bool = False) -> Iterator[Accounts]:
    if importlib.util.find_spec("argon2") is None:
        raise WebError("the workbench is not installed: pip install 'goodoffices[web]'")
    with opened(address, create=create) as ledger:
        yield Accounts(ledger.engine)


def _typed(name: str) -> str:
    """A password, typed twice unseen, or the first line of standard input: never an argument, which others could see."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt(f"Password of {name}", hide_input=True, confirmation_prompt="The same again"))
