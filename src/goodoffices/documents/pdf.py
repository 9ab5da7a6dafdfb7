"""PDF: the text of its pages, mended into paragraphs."""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

from goodoffices.documents.found import Extracted, Found, Unreadable
from goodoffices.documents.limits import Limits
from goodoffices.documents.paragraphs import paragraphs, without_running_lines

PROGRAM_TITLE = re.compile(r"^(Microsoft (Word|PowerPoint) - |untitled|\S+\.(docx?|indd|pdf|odt|qxd)$)", re.I)


def read(found: Found, limits: Limits) -> Extracted:
    """The paragraphs of a PDF. Raises Unreadable where it is encrypted, damaged, too long, or made of images."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(found.data(limits)))
    if reader.is_encrypted and not _opens_without_password(reader):
        raise Unreadable("is encrypted: save a copy without the password and read that")
    if len(reader.pages) > limits.pages:
        raise Unreadable(f"has more than {limits.pages:,} pages: split it")
    pages: list[list[str]] = []
    characters = 0
    for page in reader.pages:
        text = page.extract_text()
        characters += len(text)
        if characters > limits.characters:
            raise Unreadable(f"holds more than {limits.characters:,} characters: split it into its reports")
        pages.append(text.splitlines())
    if not any(line.strip() for lines in pages for line in lines):
        raise Unreadable("holds no text, only images: it needs OCR (for instance with OCRmyPDF) before it can be read")
    metadata: Any = reader.metadata
    title = str(metadata.title or "").strip() if metadata else ""
    return Extracted(
        "\n\n".join(paragraphs(without_running_lines(pages))), created=_created(metadata), language=_language(reader),
        title=title if title and not PROGRAM_TITLE.match(title) else None,
    )  # fmt: skip


def _opens_without_password(reader: Any) -> bool:
    """Whether only printing or copying is locked, not reading: such a file opens with the empty password."""
    from pypdf.errors import DependencyError, PyPdfError

    try:
        return bool(reader.decrypt(""))
    except (DependencyError, PyPdfError, NotImplementedError):
        return False


def _created(metadata: Any) -> datetime.date | None:
    try:
        return metadata.creation_date.date() if metadata and metadata.creation_date else None
    except ValueError:
        return None


def _language(reader: Any) -> str | None:
    language = reader.root_object.get("/Lang")
    return str(language) if language else None
