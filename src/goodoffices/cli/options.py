"""The options that several commands share."""

from __future__ import annotations

import datetime
from typing import Annotated

import typer

from goodoffices.errors import GoodOfficesError

DAY = ["%Y-%m-%d"]

Sources = Annotated[
    list[str],
    typer.Argument(metavar="REPORT...", help="Files, folders, web addresses, or - for standard input.", show_default=False),
]
SourcesIfAny = Annotated[
    list[str] | None,
    typer.Argument(metavar="[REPORT]...", help="Files, folders, web addresses, or - for standard input.", show_default=False),
]
Published = Annotated[
    datetime.datetime | None,
    typer.Option(
        metavar="DATE",
        formats=DAY,
        help="The day of publication (2014-01-13), whatever the documents say.",
        show_default=False,
    ),
]


def _confidence(text: str) -> float:
    """A confidence on the command line. Raises GoodOfficesError where it is none."""
    try:
        confidence = float(text)
    except ValueError:
        confidence = -1
    if not 0 <= confidence <= 1:
        raise GoodOfficesError(f"--min-confidence {text} is not between 0 and 1: try 0.5")
    return confidence


MinConfidence = Annotated[
    float,
    typer.Option(
        metavar="FLOAT",
        parser=_confidence,
        help="Leave out moves and statements read with less confidence than this, from 0 to 1: "
        "fewer wrong promises for more missed ones.",
    ),
]

LedgerAddress = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="FILE_OR_ADDRESS",
        envvar="GOODOFFICES_LEDGER",
        help="The ledger: a file, or postgresql://user@host/name.",
        show_default=False,
    ),
]
AsOf = Annotated[
    datetime.datetime | None,
    typer.Option(metavar="DATE", formats=DAY, help="What the reports published by that day say.", show_default=False),
]
On = Annotated[
    datetime.datetime | None, typer.Option("--on", metavar="DAY", formats=DAY, help="The day (2014-01-20).", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one line for each thing.")]
Most = Annotated[int, typer.Option(metavar="N", min=1, help="How many of each kind at most.")]
Who = Annotated[str | None, typer.Option(metavar="NAME", help="Who says so, if not the user of this computer.", show_default=False)]
Why = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for the record.", show_default=False)]


def day_of(moment: datetime.datetime | None) -> datetime.date | None:
    """The day that was given, if one was."""
    return moment and moment.date()
