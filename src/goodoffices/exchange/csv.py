"""Tables as a folder of CSV files (RFC 4180, UTF-8).

A text that a spreadsheet may take for a formula gets an apostrophe before it, so that none runs; JSON Lines and Parquet have it as
it is.
"""

from __future__ import annotations

import csv
from pathlib import Path

from goodoffices.exchange.rows import may_run, rows_of
from goodoffices.ledger import Ledger
from goodoffices.ledger.flat import Cell


def write(ledger: Ledger, out: Path) -> None:
    """Write a file for each table into a folder, which is made."""
    out.mkdir(parents=True, exist_ok=True)
    with rows_of(ledger) as tables:
        for table, rows in tables:
            with (out / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow(table.columns)
                writer.writerows([_cell(cell) for cell in row] for row in rows)


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"'{cell}" if may_run(cell) else cell
