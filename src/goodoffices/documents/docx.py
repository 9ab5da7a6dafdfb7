"""DOCX: paragraphs and tables in their order, and the core properties."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodoffices.documents.found import Extracted, Found, Unreadable, size
from goodoffices.documents.limits import Limits

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table, _Cell

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEMPLATE_MADE = datetime.date(2013, 12, 23)  # python-docx writes its own template's date into every new file
TABLES_DEEP = 20


def read(found: Found, limits: Limits) -> Extracted:
    """The text of a Word document, tracked changes accepted. Raises Unreadable where it is locked or unpacks to too much."""
    from docx import Document

    data = io.BytesIO(found.data(limits))
    with zipfile.ZipFile(data) as archive:
        if any(part.flag_bits & 1 for part in archive.infolist()):
            raise Unreadable("is encrypted: save a copy without the password and read that")
        if sum(part.file_size for part in archive.infolist()) > limits.unpacked:
            raise Unreadable(f"unpacks to more than {size(limits.unpacked)}: save its text and read that")
    document = Document(data)
    properties = document.core_properties
    created = properties.created.date() if properties.created else None
    return Extracted(
        "\n\n".join(block for block in _blocks(document, TABLES_DEEP) if block.strip()), title=properties.title or None,
        created=created if created != TEMPLATE_MADE else None, language=properties.language or None,
    )  # fmt: skip


def _blocks(holder: Document | _Cell, deeper: int) -> Iterator[str]:
    from docx.text.paragraph import Paragraph

    for block in holder.iter_inner_content():
        if isinstance(block, Paragraph):
            yield _text(block._p)
        elif deeper:
            yield from _rows(block, deeper - 1)


def _rows(table: Table, deeper: int) -> Iterator[str]:
    for row in table.rows:
        cells = {id(cell._tc): cell for cell in row.cells}  # a merged cell stands once for every column that it spans
        yield "\t".join("\n".join(text for text in _blocks(cell, deeper) if text) for cell in cells.values())


def _text(element: BaseOxmlElement) -> str:
    """All text below a paragraph, tracked insertions and links included (python-docx's own `text` leaves insertions out)."""
    pieces: list[str] = []
    for child in element:
        if child.tag == W + "t":
            pieces.append(child.text or "")
        elif child.tag == W + "tab":
            pieces.append("\t")
        elif child.tag in (W + "br", W + "cr"):
            pieces.append("\n")
        elif child.tag == W + "noBreakHyphen":
            pieces.append("-")
        elif isinstance(child.tag, str) and child.tag not in (FALLBACK, W + "pPr", W + "rPr"):
            pieces.append(_text(child))
    return "".join(pieces)
