"""`goodoffices read`."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import typer

from goodoffices.cli.files import make_folder, write_file
from goodoffices.cli.progress import readings
from goodoffices.cli.readers import Choice
from goodoffices.model import Reading


def write_readings(
    sources: Sequence[str], json: bool, out: Path | None, *, published: datetime.date | None, min_confidence: float, choice: Choice
) -> None:
    """Print or write each reading as soon as it is made."""
    if out is not None:
        make_folder(out)
    for reading in readings(sources, published, min_confidence, choice):
        if out is not None:
            write_file(out / f"{reading.report.id}.json", reading.model_dump_json(indent=1) + "\n")
        if json:
            typer.echo(reading.model_dump_json())
        elif out is None:
            typer.echo(f"{reading.report.origin}: {summary(reading)}")


def summary(reading: Reading) -> str:
    """How many statements by how many parties, how many moves, and how many of these with a condition."""
    speakers = {s.speaker for s in reading.statements} - {None}
    conditional = sum(m.condition is not None for m in reading.moves)
    found = "no statements found"
    if reading.statements:
        found = f"{_count(len(reading.statements), 'statement', 'statements')} by {_count(len(speakers), 'party', 'parties')}"
    if not reading.moves:
        return f"{found}, no moves"
    conditions = {0: "none with a condition", 1: "1 with a condition"}.get(conditional, f"{conditional} with conditions")
    return f"{found}, {_count(len(reading.moves), 'move', 'moves')}, {conditions}"


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
