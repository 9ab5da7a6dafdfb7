from __future__ import annotations

import datetime
from typing import Any

import pytest

from goodoffices.documents import Limits

fpdf = pytest.importorskip("fpdf", reason="the tests make their PDFs with fpdf2")

LOCKED = {"owner_password": "x"}
CLOSED = {"user_password": "y"}
PARAGRAPHS = [
    "Rebels holding the upper Kasai would observe a three-month truce if the army abandons its two bridgeheads, their spokesman "
    "said on Tuesday, a proposal that the defence ministry called a map of our own defeat.",
    "Defence Minister Grace Ilunga said the army would stay where it was. She was nevertheless ready to let barges go upriver "
    "without escort, she said, as long as African Union officers sealed the cargo in Luanza.",
]


class Bulletin(fpdf.FPDF):  # type: ignore[misc]
    """Pages with a running header and a page number."""

    def header(self) -> None:
        self.set_font("Helvetica", size=9)
        self.cell(0, 8, "Kasai Monitor, weekly bulletin", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.cell(0, 8, f"Page {self.page_no()}")


def printed(pages: list[list[str]], kind: Any = fpdf.FPDF, **encryption: Any) -> bytes:
    pdf = kind()
    pdf.set_creation_date(datetime.datetime(2020, 2, 20, tzinfo=datetime.UTC))
    if encryption:
        pdf.set_encryption(**encryption)
    for page in pages:
        pdf.add_page()
        pdf.set_font("Helvetica", size=12)
        for paragraph in page:
            pdf.multi_cell(0, 6, paragraph, new_x="LMARGIN", new_y="NEXT")
            pdf.ln(3)
    return bytes(pdf.output())


def test_lines_become_paragraphs_again(report):
    story = report("a.pdf", printed([["Truce on offer", *PARAGRAPHS]]))
    assert story.text.split("\n\n") == ["Truce on offer", *PARAGRAPHS]
    assert story.title == "Truce on offer"


def test_running_headers_and_page_numbers_are_dropped(report):
    text = report("a.pdf", printed([[PARAGRAPHS[0]], [PARAGRAPHS[1]], ["The end of the matter, she said."]], Bulletin)).text
    assert text.split("\n\n") == [*PARAGRAPHS, "The end of the matter, she said."]


def test_the_day_on_which_the_file_was_made_gives_a_dateline_its_year(report):
    story = report("a.pdf", printed([["LUANZA, Feb 18 (Newswire) - " + PARAGRAPHS[0]]]))
    assert story.published == datetime.date(2020, 2, 18)
    assert report("b.pdf", printed([PARAGRAPHS])).published is None


def test_an_encrypted_pdf(error):
    data = printed([PARAGRAPHS], **LOCKED, **CLOSED)
    assert error("talks.pdf", data) == "is encrypted: save a copy without the password and read that"


def test_a_pdf_that_is_only_locked_against_printing_opens(report):
    assert report("talks.pdf", printed([PARAGRAPHS], **LOCKED)).text.split("\n\n") == PARAGRAPHS


def test_a_scan_needs_ocr(error):
    assert "OCR" in error("scan.pdf", printed([[]]))


def test_too_many_pages(error):
    assert error("a.pdf", printed([["x"]] * 3), limits=Limits(pages=2)) == "has more than 2 pages: split it"


def test_a_damaged_pdf(error):
    assert "is damaged" in error("a.pdf", b"%PDF-1.7\n" + printed([PARAGRAPHS])[9:200])
