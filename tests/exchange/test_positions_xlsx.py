"""Parties against issues as an Excel workbook: what is in it, and that no text of a report runs as a formula."""

from __future__ import annotations

import datetime
import io

import pytest
from openpyxl import load_workbook

from goodoffices.brief.positions_picture import svg
from goodoffices.exchange.positions_xlsx import EVIDENCE, workbook
from goodoffices.ledger.position_facts import PositionTable
from goodoffices.ledger.position_table import position_table
from tests.ledger.telling import Says, ledger_of, told

TODAY = datetime.date(2031, 3, 20)


def table(*said: Says) -> PositionTable:
    """The positions that a report of these sentences shows."""
    return position_table(ledger_of(told(*said, published="2031-03-01", title="Talks")).as_of(TODAY))


def test_the_table_and_its_evidence() -> None:
    book = load_workbook(io.BytesIO(workbook(table(Says("Orsania", "open the road"), Says("Halmin", "withdraw", kind="refusal")))))
    positions, evidence = (list(book[name].values) for name in book.sheetnames)
    assert positions == [
        ("measure", "step", "issue", "Orsania", "Halmin"),
        ("other", "t1", "Orsania: open the road", "for, 2031-03-01, draft", None),
        ("other", "t2", "Halmin: withdraw", None, "against, 2031-03-01, draft"),
    ]
    assert evidence[0] == EVIDENCE
    assert dict(zip(EVIDENCE, evidence[1], strict=True)) == {
        "party": "Orsania", "step": "t1", "issue": "Orsania: open the road", "stance": "for",
        "since": datetime.datetime(2031, 3, 1), "marks": None, "draft": "draft", "according to": "According to Orsania",
        "words": "open the road", "move": "r1.m1", "report": "Talks", "publisher": None, "published": datetime.datetime(2031, 3, 1),
    }  # fmt: skip
    assert book.properties.creator == "Good Offices"


@pytest.mark.parametrize("words", ["=1+2", '=HYPERLINK("http://b.example")', "+1", "-1", "@SUM(A1)", "\x0bopen", "\ufffeopen"])
def test_no_text_runs(words: str) -> None:
    book = load_workbook(io.BytesIO(workbook(table(Says(words, words, kind="refusal")))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(words.strip("\x0b\ufffe") in str(cell.value) for cell in cells)


def test_the_picture_has_every_cell_and_no_markup_of_a_report() -> None:
    drawn = svg(table(Says("<b>Orsania", "open <the> road"), Says("Halmin", "withdraw", kind="refusal")), "20 March 2031")
    assert drawn.count('class="for"') == 1
    assert drawn.count('class="against"') == 1
    assert "<b>" not in drawn
    assert "&lt;b&gt;Orsania" in drawn
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")
