"""The commands on reports: `brief` and `read`."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from goodoffices.cli.options import AsOf, LedgerAddress, MinConfidence, Most, Published, Sources, SourcesIfAny, day_of
from goodoffices.cli.readers import LLMModel, LLMPrice, LLMUrl, NoCache, ReaderKind, WhichReader, chosen
from goodoffices.errors import GoodOfficesError

commands = typer.Typer()
PAGE = 50
OF_READING = ("published", "min_confidence", "reader", "llm_url", "llm_model", "llm_price", "no_cache")
"""Options of a brief that say how reports are read."""


class Format(StrEnum):
    """What a brief can be written as."""

    TERMINAL = "terminal"
    HTML = "html"
    MARKDOWN = "markdown"
    DOCX = "docx"
    JSON = "json"


@commands.command(
    epilog="Example:  goodoffices brief talks.pdf --format html --out brief.html; "
    "or  goodoffices brief --ledger talks.db --as-of 2025-04-01"
)
def brief(
    context: typer.Context,
    reports: SourcesIfAny = None,
    *,
    ledger: LedgerAddress = None,
    as_of: AsOf = None,
    most: Most = PAGE,
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
    """Who would do what, and who said what, by party, with where each line stands in which report.

    Of reports, or of a whole ledger: what it knows of promises, demands and refusals, disputes and dates.
    """
    from goodoffices.cli.brief import write_brief, write_ledger_brief

    if not reports:
        if not ledger:
            raise GoodOfficesError("nothing to brief: name reports, or a ledger with --ledger talks.db")
        _nothing_of(context, OF_READING, "is for reading reports: name some, or leave it out")
        write_ledger_brief(ledger, format.value, out, as_of=day_of(as_of), most=most)
        return
    _nothing_of(context, ("ledger", "as_of", "most"), "makes the brief of a ledger: name no reports beside it")
    choice = chosen(reader, llm_url, llm_model, llm_price, no_cache)
    write_brief(reports, format.value, out, published=day_of(published), min_confidence=min_confidence, choice=choice)


def _nothing_of(context: typer.Context, options: Sequence[str], why: str) -> None:
    """Raises GoodOfficesError where one of these options is on the command line."""
    for option in options:
        source = context.get_parameter_source(option)
        if source is not None and source.name == "COMMANDLINE":
            raise GoodOfficesError(f"--{option.replace('_', '-')} {why}")


@commands.command(epilog="Example:  goodoffices read reports/ --out readings/")
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
    write_readings(reports, json, out, published=day_of(published), min_confidence=min_confidence, choice=choice)
