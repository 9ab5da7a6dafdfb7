"""The commands on reports: `brief` and `read`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from goodoffices.cli.options import MinConfidence, Published, Sources, day_of
from goodoffices.cli.readers import LLMModel, LLMPrice, LLMUrl, NoCache, ReaderKind, WhichReader, chosen

commands = typer.Typer()


class Format(StrEnum):
    """What a brief can be written as."""

    TERMINAL = "terminal"
    HTML = "html"
    MARKDOWN = "markdown"
    JSON = "json"


@commands.command(epilog="Example:  goodoffices brief talks.pdf --format html --out brief.html")
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
    write_brief(reports, format.value, out, published=day_of(published), min_confidence=min_confidence, choice=choice)


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
