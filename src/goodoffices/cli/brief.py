"""`goodoffices brief`."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from pathlib import Path

import typer

from goodoffices.brief import brief_of, to_html, to_json, to_markdown, to_terminal
from goodoffices.cli.files import write_file
from goodoffices.cli.progress import readings
from goodoffices.cli.readers import Choice


def write_brief(
    sources: Sequence[str], form: str, out: Path | None, *, published: datetime.date | None, min_confidence: float, choice: Choice
) -> None:
    """Write the brief of all reports together to a file or to standard output."""
    from rich.console import Console

    found = list(readings(sources, published, min_confidence, choice))
    brief = brief_of(found)
    match form:
        case "html":
            text = to_html(brief, found)
        case "markdown":
            text = to_markdown(brief)
        case "json":
            text = to_json(brief)
        case _ if out is None:
            to_terminal(brief, Console())
            return
        case _:
            console = Console(record=True, file=io.StringIO(), width=80)
            to_terminal(brief, console)
            text = console.export_text()
    if out is None:
        typer.echo(text.rstrip("\n"))
    else:
        write_file(out, text)
