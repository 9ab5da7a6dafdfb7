"""`goodoffices read`."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import typer

from goodoffices.cli.files import make_folder, write_file
from goodoffices.cli.progress import readings


def write_readings(sources: Sequence[str], json: bool, out: Path | None, published: datetime.date | None) -> None:
    """Print or write each reading as soon as it is made."""
    if out is not None:
        make_folder(out)
    for reading in readings(sources, published):
        if out is not None:
            write_file(out / f"{reading.report.id}.json", reading.model_dump_json(indent=1) + "\n")
        if json:
            typer.echo(reading.model_dump_json())
        elif out is None:
            typer.echo(
                _summary(len(reading.statements), len({s.speaker for s in reading.statements} - {None}), reading.report.origin)
            )


def _summary(statements: int, speakers: int, origin: str) -> str:
    if not statements:
        return f"{origin}: no statements found"
    return f"{origin}: {_count(statements, 'statement', 'statements')} by {_count(speakers, 'party', 'parties')}"


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
