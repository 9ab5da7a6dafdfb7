"""Tables as the sheets of an Excel workbook. Every text is stored as text, so that no formula runs."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

from goodoffices.errors import LedgerError
from goodoffices.exchange.rows import may_run, rows_of
from goodoffices.ledger import Ledger
from goodoffices.ledger.flat import Cell, Row

ROWS = 1_048_575
"""Rows that a sheet holds below its header: a longer table goes on in another sheet."""
CHARACTERS = 32_767
"""Characters that a cell holds: a longer text ends with an ellipsis."""
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no workbook may hold, as it is XML."""
FIRST_DAY = datetime.date(1900, 3, 1)
"""Before this day Excel's calendar is wrong or empty: earlier days are texts."""


def write(ledger: Ledger, out: Path) -> None:
    """Write a workbook. Raises LedgerError where openpyxl is not installed."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise LedgerError("Excel needs another package: pip install 'goodoffices[tables]'") from None
    book = Workbook(write_only=True)
    with rows_of(ledger) as tables:
        for table, rows in tables:
            for name, lot in _lots(table.name, rows):
                sheet = book.create_sheet(name)
                sheet.freeze_panes = "A2"
                sheet.append(list(table.columns))
                for row in lot:
                    sheet.append([cell_of(sheet, cell) for cell in row])
    book.save(out)


def _lots(name: str, rows: Iterator[Row]) -> Iterator[tuple[str, Iterator[Row]]]:
    """The rows for one sheet after the other, each with its name; the first may be without rows."""
    for number in count(1):
        head = list(islice(rows, 1))
        if not head and number > 1:
            return
        yield name if number == 1 else f"{name} {number}", _then(head, islice(rows, ROWS - 1))


def _then(head: list[Row], rest: Iterator[Row]) -> Iterator[Row]:
    yield from head
    yield from rest


def cell_of(sheet: Any, cell: Cell) -> Any:
    """A cell for a sheet; every text stays text."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(cell, datetime.date) and cell < FIRST_DAY:
        cell = cell.isoformat()
    if not isinstance(cell, str):
        return cell
    text = NO_XML.sub("\ufffd", cell)
    made = WriteOnlyCell(sheet, text if len(text) <= CHARACTERS else f"{text[: CHARACTERS - 1]}…")
    made.data_type = "s"
    made.quotePrefix = may_run(cell)
    return made
