"""The commands on the workbench."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from goodoffices.cli.options import LedgerAddress

commands = typer.Typer()


@commands.command(epilog="Example:  goodoffices serve --ledger talks.db")
def serve(
    *,
    ledger: LedgerAddress = None,
    host: Annotated[str, typer.Option(help="The address to serve at; only this computer reaches 127.0.0.1.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 for any that is free.")] = 8737,
    team: Annotated[bool, typer.Option("--team", help="People sign in (goodoffices account add).")] = False,
    host_name: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A further name by which browsers ask for it, as of a proxy.", show_default=False),
    ] = None,
    certificate: Annotated[Path | None, typer.Option(metavar="FILE", help="A TLS certificate, PEM.", show_default=False)] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="Its key, PEM.", show_default=False)] = None,
    behind_tls: Annotated[bool, typer.Option("--behind-tls", help="A proxy before it encrypts connections.")] = False,
    open: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False,
) -> None:  # fmt: skip
    """Open a ledger in the browser: the workbench. It listens to this computer alone, unless told otherwise."""
    from goodoffices.cli.serve import serve_ledger

    serve_ledger(
        ledger, host=host, port=port, team=team, hosts=tuple(host_name or ()), certificate=certificate, key=key,
        behind_tls=behind_tls, in_browser=open,
    )  # fmt: skip
