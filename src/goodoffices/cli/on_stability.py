"""The command on stability."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from goodoffices.cli.options import DAY, LedgerAddress, day_of
from goodoffices.cli.sources import one_source
from goodoffices.errors import StabilityError

commands = typer.Typer()


class Format(StrEnum):
    """What an answer, or the conflict itself, can be written as."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    CSV = "csv"
    SVG = "svg"
    CONFLICT = "conflict"
    GMCR = "gmcr"


Several = list[str] | None


@commands.command(
    epilog="Example:  goodoffices stability lake.conflict --state today; or  goodoffices stability --ledger talks.db "
    "--format conflict --out talks.conflict"
)
def stability(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A conflict as text (.conflict) or .gmcr; or name a ledger.", show_default=False),
    ] = None,
    *,
    ledger: LedgerAddress = None,
    state: Annotated[
        Several,
        typer.Option(
            metavar="STATE", show_default=False,
            help="Look at this state: its name, its number (s5), today, or the options taken in it (truce,bridges; or none).",
        ),
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Say why each party would stay in these states, or leave them.")] = False,
    origin: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="STATE", show_default=False, help="By whose moves this state could come to one that would last."
        ),
    ] = None,
    inverse: Annotated[
        str | None,
        typer.Option(
            metavar="STATE", show_default=False,
            help="What each party would have to like better, and for how little, for this state to be stable.",
        ),
    ] = None,
    coalitions: Annotated[
        bool, typer.Option("--coalitions", help="Which states several parties would leave together: coalitions named, else any.")
    ] = False,
    horizon: Annotated[
        int | None,
        typer.Option(metavar="N", show_default=False, help="One more concept: each looks N moves ahead."),
    ] = None,
    non_myopic: Annotated[
        bool, typer.Option("--non-myopic", help="One more concept: each looks ahead as far as it matters.")
    ] = False,
    option: Annotated[
        Several, typer.Option(metavar="STEP", help="Of a ledger, take this step (t4) as an option.", show_default=False)
    ] = None,
    party: Annotated[
        Several, typer.Option(metavar="PARTY", help="Of a ledger, take the steps of this party as options.", show_default=False)
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Each opponent answers with one move at most, as in GMCR+.")] = False,
    as_of: Annotated[
        datetime.datetime | None,
        typer.Option(metavar="DATE", formats=DAY, show_default=False, help="Of a ledger: what the reports published by then say."),
    ] = None,
    format: Annotated[
        Format, typer.Option(help="What to write; svg is the picture alone, conflict and gmcr the conflict itself.")
    ] = Format.TEXT,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to a file, not to standard output.", show_default=False)
    ] = None,
) -> None:  # fmt: skip
    """Where a conflict could end, and for whom a state would not hold (the graph model for conflict resolution).

    Of a conflict in a file; or of a draft from all that a ledger knows, to be edited: --format conflict writes it out.
    """
    from goodoffices.cli.stability import Asked, write_stability

    one_source(context, file, ledger, "no conflict is named")
    for name, given in (("--option", option), ("--party", party), ("--as-of", as_of)):
        if file is not None and given:
            raise StabilityError(f"{name} is for a ledger, and a file is named: leave one out")
    asked = Asked(
        tuple(state or ()), inverse, origin, tuple(option or ()), tuple(party or ()), once, why, coalitions, horizon, non_myopic
    )
    write_stability(file, ledger, asked, as_of=day_of(as_of), form=format.value, out=out)
