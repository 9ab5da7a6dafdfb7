"""Parties against issues as an Excel workbook: the table, and whoever tells of it. Every text is stored as text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from goodoffices.brief import lines, of_positions, stances
from goodoffices.errors import LedgerError
from goodoffices.exchange.xlsx import cell_of
from goodoffices.ledger.briefing import Telling
from goodoffices.ledger.events import Status
from goodoffices.ledger.flat import Cell
from goodoffices.ledger.position_facts import PositionTable, standings

EVIDENCE = (
    "party", "step", "issue", "stance", "since", "marks", "draft", "according to", "words", "move", "report", "publisher",
    "published",
)  # fmt: skip


def workbook(table: PositionTable) -> bytes:
    """The workbook. Raises LedgerError where openpyxl is not installed."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise LedgerError("Excel needs another package: pip install 'goodoffices[tables]'") from None
    book = Workbook(write_only=True)
    book.properties.creator = "Good Offices"
    _sheet(book, "Positions", "D2", _issues(table))
    _sheet(book, "Evidence", "A2", _evidence(table))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Any, name: str, frozen: str, rows: Iterator[list[Cell]]) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = frozen
    for row in rows:
        sheet.append([cell_of(sheet, cell) for cell in row])


def _issues(table: PositionTable) -> Iterator[list[Cell]]:
    yield ["measure", "step", "issue", *(column.name for column in table.columns)]
    for row in table.measures:
        for issue in row.issues:
            yield [row.measure.value, issue.step.step, issue.words, *map(stances.in_full, issue.cells)]


def _evidence(table: PositionTable) -> Iterator[list[Cell]]:
    yield list(EVIDENCE)
    for column, issue, cell in standings(table):
        about: list[Cell] = [column.name, issue.step.step, issue.words]
        for standing in cell.standings:
            held: list[Cell] = [stances.word_of(standing), standing.position.day, ", ".join(of_positions.marked(standing))]
            for told in standing.told:
                yield [*about, *held, *_told(told)]
        for told in cell.asked:
            yield [*about, "undeclared", told.move.day, "asked for it", *_told(told)]


def _told(told: Telling) -> list[Cell]:
    move, source = told.move, told.source
    draft = "draft" if move.status is Status.DRAFT else ""
    where: list[Cell] = [move.id, source.title or source.origin, source.publisher, source.day]
    return [draft, lines.whom(source), move.words.text, *where]
