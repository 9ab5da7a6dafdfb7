"""Make the .docx and the .pdf report of the example talks from their plain-text sources.

Usage: python examples/make_binaries.py   (needs python-docx and fpdf2)

A source starts with the lines "Title:", "Author:" and "Date:"; a blank line and the paragraphs follow,
separated by blank lines. The files come out the same on every run.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from fpdf import FPDF
from fpdf.enums import XPos, YPos

TALKS = Path(__file__).resolve().parent / "talks"


@dataclass(frozen=True)
class Source:
    """A report before it is set: its title, author, date (noon, UTC) and paragraphs."""

    title: str
    author: str
    date: datetime
    paragraphs: list[str]


def read_source(path: Path) -> Source:
    """Read one source file; raise KeyError if a head line is missing."""
    head, *paragraphs = path.read_text(encoding="utf-8").strip().split("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    date = datetime.fromisoformat(fields["Date"]).replace(hour=12, tzinfo=UTC)
    return Source(fields["Title"], fields["Author"], date, paragraphs)


def write_docx(source: Source, path: Path) -> None:
    """Write the report as a Word document with its core properties."""
    document = Document()
    properties = document.core_properties
    properties.title = source.title
    properties.author = source.author
    properties.last_modified_by = source.author
    properties.language = "en"
    properties.comments = ""
    properties.created = properties.modified = source.date.replace(tzinfo=None)  # python-docx takes it as UTC
    document.add_heading(source.title, level=0)
    for paragraph in source.paragraphs:
        document.add_paragraph(paragraph)
    packed = BytesIO()
    document.save(packed)
    with ZipFile(packed) as old, ZipFile(path, "w", ZIP_DEFLATED) as new:  # again, with a fixed clock
        for name in old.namelist():
            entry = ZipInfo(name, source.date.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))


class Newspaper(FPDF):
    """A newspaper page with a masthead line and a page number."""

    masthead = "The Brenn Evening Post"

    def header(self) -> None:
        self.set_font("Helvetica", "B", 10)
        self.cell(0, 8, self.masthead, border="B", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(4)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", "", 9)
        self.cell(0, 8, f"Page {self.page_no()} of {{nb}}", align="C")


def write_pdf(source: Source, path: Path) -> None:
    """Write the report as a PDF in the built-in Helvetica (latin-1 characters only)."""
    pdf = Newspaper(format="A4")
    pdf.set_title(source.title)
    pdf.set_author(source.author)
    pdf.set_lang("en")
    pdf.set_creation_date(source.date)
    pdf.set_margins(30, 15, 30)
    pdf.set_auto_page_break(True, margin=20)
    pdf.add_page()
    pdf.set_font("Helvetica", "B", 20)
    pdf.multi_cell(0, 10, source.title, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.set_font("Helvetica", "I", 11)
    pdf.cell(0, 10, f"By {source.author}", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.set_font("Helvetica", "", 11.5)
    for paragraph in source.paragraphs:
        pdf.multi_cell(0, 6, paragraph, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        pdf.ln(3)
    pdf.output(str(path))


def main() -> None:
    """Make both files beside the other reports."""
    for name, write in (("2025-03-28-communique.docx", write_docx), ("2025-04-24-feature.pdf", write_pdf)):
        path = TALKS / name
        write(read_source(TALKS / "sources" / f"{path.stem}.txt"), path)
        print(path.relative_to(TALKS.parent))


if __name__ == "__main__":
    main()
