"""The program: its commands come from modules for each group; what a command needs is imported when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

import goodoffices
from goodoffices.cli import exchange, on_accounts, on_deals, on_ledger, on_reports, on_stability, on_web

app = typer.Typer(
    name="goodoffices",
    help="Reads reports on peace talks: who said what, according to whom, and where in the report.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (on_reports, on_deals, on_stability, on_ledger, exchange, on_web, on_accounts):
    app.add_typer(group.commands)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"goodoffices {goodoffices.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass
