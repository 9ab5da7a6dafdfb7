"""The forms in which a ledger goes out, and in which one comes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger


@dataclass(frozen=True)
class Format:
    """What is written, by which module of this room: its function `write(ledger, out)`, and `read(ledger, file)` if it `reads`."""

    what: str
    module: str
    folder: bool = False
    """Whether `out` is a folder with a file for each table."""
    reads: bool = False

    def write(self, ledger: Ledger, out: Path) -> None:
        """Write a ledger to a file, or to a folder."""
        self._function("write")(ledger, out)

    def read(self, ledger: Ledger, file: Path) -> None:
        """Put what a file holds into a ledger."""
        self._function("read")(ledger, file)

    def _function(self, name: str) -> Callable[[Ledger, Path], Any]:
        function: Callable[[Ledger, Path], Any] = getattr(import_module(f"goodoffices.exchange.{self.module}"), name)
        return function


FORMATS = {
    "jsonl": Format("the whole ledger, to be imported again", "jsonl", reads=True),
    "csv": Format("a folder of tables", "csv", folder=True),
    "xlsx": Format("the tables as a workbook", "xlsx"),
    "parquet": Format("a folder of tables for DuckDB and data frames", "parquet", folder=True),
    "dna": Format("for Discourse Network Analyzer", "dna", reads=True),
    "graphml": Format("who supports, opposes and waits for whom, as a network", "graphml"),
    "gexf": Format("the same network for Gephi", "gexf"),
    "ics": Format("dates and deadlines as a calendar", "ics"),
    "geojson": Format("steps that have a place, as a map", "geojson"),
}
"""All formats, by the name of each, which is also the ending of its files."""


def format_of(name: str) -> Format:
    """The format of that name. Raises LedgerError where there is none."""
    if name not in FORMATS:
        raise LedgerError(f"there is no format {name}: there are {', '.join(FORMATS)}")
    return FORMATS[name]


def file_to_read(file: Path) -> Format:
    """The format of a file from which a ledger can be read, by its ending. Raises LedgerError where there is none."""
    if not file.is_file():
        raise LedgerError(f"there is no file {file} to import")
    form = FORMATS.get(file.suffix.removeprefix(".").lower())
    if form is None or not form.reads:
        known = " and ".join(f".{name}" for name, one in FORMATS.items() if one.reads)
        raise LedgerError(f"{file} cannot be imported: a ledger can be read from {known} files")
    return form
