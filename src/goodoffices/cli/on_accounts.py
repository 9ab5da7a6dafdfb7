"""The commands on accounts."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from goodoffices.cli.options import LedgerAddress

EXAMPLE = "Example:  goodoffices account add Ana --role analyst --ledger talks.db"
commands = typer.Typer()
account = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
commands.add_typer(account, name="account", help="Who may sign in to the workbench of a team, and as what.", epilog=EXAMPLE)

Name = Annotated[str, typer.Argument(help="The name, as it stands beside what somebody does.", show_default=False)]


class RoleName(StrEnum):
    """What somebody may do."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


@account.command(epilog=EXAMPLE)
def add(
    name: Name, *, role: Annotated[RoleName, typer.Option(help="What somebody may do.")] = RoleName.ANALYST,
    ledger: LedgerAddress = None,
) -> None:  # fmt: skip
    """Add somebody. The password is asked for twice, or is the first line of standard input."""
    from goodoffices.cli.account import add_account

    add_account(name, role.value, ledger)


@account.command("list", epilog="Example:  goodoffices account list --ledger talks.db")
def list_(*, ledger: LedgerAddress = None) -> None:
    """Everybody who has an account."""
    from goodoffices.cli.account import list_accounts

    list_accounts(ledger)


@account.command(epilog="Example:  goodoffices account disable Ana --ledger talks.db")
def disable(name: Name, *, ledger: LedgerAddress = None) -> None:
    """Close an account: nobody can sign in with it, and all its sessions end. What was done under the name stays."""
    from goodoffices.cli.account import set_open

    set_open(name, False, ledger)


@account.command(epilog="Example:  goodoffices account enable Ana --ledger talks.db")
def enable(name: Name, *, ledger: LedgerAddress = None) -> None:
    """Open an account again."""
    from goodoffices.cli.account import set_open

    set_open(name, True, ledger)


@account.command(epilog="Example:  goodoffices account role Ana administrator --ledger talks.db")
def role(name: Name, role: RoleName, *, ledger: LedgerAddress = None) -> None:
    """Give somebody another role; there is always an administrator."""
    from goodoffices.cli.account import give_role

    give_role(name, role.value, ledger)


@account.command(epilog="Example:  goodoffices account password Ana --ledger talks.db")
def password(name: Name, *, ledger: LedgerAddress = None) -> None:
    """Give somebody another password, asked for twice or on standard input; all sessions of that person end."""
    from goodoffices.cli.account import give_password

    give_password(name, ledger)
