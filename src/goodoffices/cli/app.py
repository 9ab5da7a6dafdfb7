"""The commands and their options; what a command needs is imported when it runs, so that help is there at once."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import goodoffices
from goodoffices.cli.readers import LLMModel, LLMPrice, LLMUrl, NoCache, ReaderKind, WhichReader, chosen
from goodoffices.errors import GoodOfficesError

app = typer.Typer(
    name="goodoffices",
    help="Reads reports on peace talks: who said what, according to whom, and where in the report.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Sources = Annotated[
    list[str],
    typer.Argument(metavar="REPORT...", help="Files, folders, web addresses, or - for standard input.", show_default=False),
]
Published = Annotated[
    datetime.datetime | None,
    typer.Option(
        metavar="DATE",
        formats=["%Y-%m-%d"],
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


class Format(StrEnum):
    """What a brief can be written as."""

    TERMINAL = "terminal"
    HTML = "html"
    MARKDOWN = "markdown"
    JSON = "json"


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


@app.command(epilog="Example:  goodoffices brief talks.pdf --format html --out brief.html")
def brief(
    reports: Sources,
    *,
    format: Annotated[Format, typer.Option(help="What to write.")] = Format.TERMINAL,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to a file, not to standard output.", show_default=False)
    ] = None,
    published: Published = None,
    min_confidence: MinConfidence = 0,
    reader: WhichReader = ReaderKind.BUILT_IN,
    llm_url: LLMUrl = None,
    llm_model: LLMModel = None,
    llm_price: LLMPrice = None,
    no_cache: NoCache = False,
) -> None:
    """Who would do what, and who said what, by party, with where each line stands in which report."""
    from goodoffices.cli.brief import write_brief

    choice = chosen(reader, llm_url, llm_model, llm_price, no_cache)
    write_brief(
        reports, format.value, out, published=published.date() if published else None, min_confidence=min_confidence, choice=choice
    )


@app.command(epilog="Example:  goodoffices read reports/ --out readings/")
def read(
    reports: Sources,
    *,
    json: Annotated[bool, typer.Option("--json", help="Print each reading as one line of JSON.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write each reading to DIR, as the report's name with .json.", show_default=False),
    ] = None,
    published: Published = None,
    min_confidence: MinConfidence = 0,
    reader: WhichReader = ReaderKind.BUILT_IN,
    llm_url: LLMUrl = None,
    llm_model: LLMModel = None,
    llm_price: LLMPrice = None,
    no_cache: NoCache = False,
) -> None:
    """Read reports: the statements, their sources, cues and contents, the parties that make them, and their moves."""
    from goodoffices.cli.read import write_readings

    choice = chosen(reader, llm_url, llm_model, llm_price, no_cache)
    write_readings(
        reports, json, out, published=published.date() if published else None, min_confidence=min_confidence, choice=choice
    )
