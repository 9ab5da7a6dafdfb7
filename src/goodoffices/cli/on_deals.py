"""The command on deals."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from goodoffices.cli.options import DAY, LedgerAddress, day_of
from goodoffices.cli.sources import one_source

commands = typer.Typer()


class Format(StrEnum):
    """What an answer can be written as."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    SVG = "svg"


Steps = list[str] | None


@commands.command(
    epilog="Example:  goodoffices deals talks.deals --target prisoners; or  goodoffices deals --ledger talks.db --format html "
    "--out deals.html"
)
def deals(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A problem as text (.deals), .json or .jsonl; or name a ledger.", show_default=False),
    ] = None,
    *,
    ledger: LedgerAddress = None,
    target: Annotated[
        Steps,
        typer.Option(
            metavar="STEP",
            help="What would unlock this step, and how sure it would be: by its id, or by a part of its name that no other has.",
            show_default=False,
        ),
    ] = None,
    assume: Annotated[
        Steps, typer.Option(metavar="STEP", help="Suppose that this step is done.", show_default=False)
    ] = None,
    withdraw: Annotated[
        Steps, typer.Option(metavar="COMMITMENT", help="Suppose that this commitment (c7) is withdrawn.", show_default=False)
    ] = None,
    waive: Annotated[
        Steps,
        typer.Option(
            metavar="COMMITMENT[:N]", help="Suppose that the condition of this commitment is waived, or the Nth of them.",
            show_default=False,
        ),
    ] = None,
    as_of: Annotated[
        datetime.datetime | None,
        typer.Option(
            metavar="DATE", formats=DAY, show_default=False,
            help="As of that day: past deadlines bind no more, and a ledger tells what the reports published by then say.",
        ),
    ] = None,
    firm_only: Annotated[bool, typer.Option("--firm-only", help="Count on firm promises only.")] = False,
    format: Annotated[Format, typer.Option(help="What to write; svg is the picture alone.")] = Format.TEXT,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to a file, not to standard output.", show_default=False)
    ] = None,
) -> None:  # fmt: skip
    """What could start today, who waits for whom, what is out of reach and why, and what would unlock a step.

    Of a problem in a file, or of all that a ledger knows: each line with the report it is from; with the picture as HTML.
    """
    from goodoffices.cli.deals import Asked, write_deals

    one_source(context, file, ledger, "no deals are named")
    asked = Asked(target or (), assume or (), withdraw or (), waive or (), firm_only)
    write_deals(file, ledger, asked, as_of=day_of(as_of), form=format.value, out=out)
