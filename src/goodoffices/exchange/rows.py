"""The tables of a ledger, for the formats that have tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from goodoffices.ledger import Ledger
from goodoffices.ledger.every import everything
from goodoffices.ledger.flat import TABLES, Cell, Row, Table

MAY_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet may take for a formula (OWASP, "CSV injection")."""


@contextmanager
def rows_of(ledger: Ledger) -> Iterator[Iterator[tuple[Table, Iterator[Row]]]]:
    """All tables with their rows, as one moment has them."""
    with everything(ledger.as_of()) as every:
        yield ((table, table.rows(every)) for table in TABLES.values())


def may_run(cell: Cell) -> bool:
    """Whether a spreadsheet may take a cell for a formula."""
    return isinstance(cell, str) and cell.startswith(MAY_RUN)
