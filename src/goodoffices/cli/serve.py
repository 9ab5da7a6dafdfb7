"""`goodoffices serve`."""

from __future__ import annotations

import importlib.util
import webbrowser
from pathlib import Path

import typer

from goodoffices.errors import LedgerError, WebError

NEEDED = ("fastapi", "uvicorn", "argon2", "python_multipart")


def serve_ledger(
    address: str | None, *, host: str, port: int, team: bool, hosts: tuple[str, ...], certificate: Path | None, key: Path | None,
    behind_tls: bool, in_browser: bool,
) -> None:  # fmt: skip
    """Serve the workbench until told to stop. Raises LedgerError or WebError where it cannot be served as asked."""
    if not address:
        raise LedgerError("no ledger is named: add --ledger talks.db (a new one is made), or set GOODOFFICES_LEDGER")
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        raise WebError("the workbench is not installed: pip install 'goodoffices[web]'")
    from goodoffices.web.serving import Serving
    from goodoffices.web.settings import Settings

    settings = Settings(
        ledger=address, host=host, port=port, team=team, hosts=hosts, certificate=certificate, key=key, behind_tls=behind_tls
    )

    def ready(where: str) -> None:
        typer.echo(f"The workbench on {address}: {where}  (Ctrl+C ends it)")
        if in_browser:
            webbrowser.open(where)

    Serving(settings, ready).run()
