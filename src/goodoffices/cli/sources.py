"""Whether a command is asked of a file or of a ledger."""

from __future__ import annotations

from pathlib import Path

import typer

from goodoffices.errors import GoodOfficesError


def one_source(context: typer.Context, file: Path | None, ledger: str | None, none_named: str) -> None:
    """Raise GoodOfficesError unless just one of both is named; `none_named` is what is missing where neither is.

    A ledger that only the environment names gives way to a file.
    """
    source = context.get_parameter_source("ledger")
    if file is not None and ledger and source is not None and source.name == "COMMANDLINE":
        raise GoodOfficesError("a file and a ledger are named: leave one out")
    if file is None and not ledger:
        raise GoodOfficesError(f"{none_named}: name a file, or a ledger with --ledger talks.db")
