"""An outline in whatever form it is handed on."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from goodoffices.brief.outline import Outline


class Form(StrEnum):
    """A document for Word, a page that needs no other file, text with simple marks, or a page to be printed."""

    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "markdown"
    PRINT = "print"


MEDIA = {
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.HTML: "text/html; charset=utf-8",
    Form.MARKDOWN: "text/markdown; charset=utf-8",
    Form.PRINT: "text/html; charset=utf-8",
}
ENDINGS = {Form.DOCX: "docx", Form.HTML: "html", Form.MARKDOWN: "md", Form.PRINT: "html"}


@dataclass(frozen=True)
class HandedOn:
    """A file: what is in it, of what kind that is, a name for it of plain letters, and what it may use, if it is a page."""

    content: bytes
    media_type: str
    name: str
    policy: str | None


def handed_on(outline: Outline, form: Form) -> HandedOn:
    """The outline as a file, its sources as notes."""
    content, policy = _content(outline, form)
    return HandedOn(content, MEDIA[form], f"{_plain(outline.title)}.{ENDINGS[form]}", policy)


def _content(outline: Outline, form: Form) -> tuple[bytes, str | None]:
    match form:
        case Form.DOCX:
            from goodoffices.brief import outline_docx

            return outline_docx.document(outline), None
        case Form.MARKDOWN:
            from goodoffices.brief import outline_markdown

            return outline_markdown.document(outline).encode("utf-8", "replace"), None
        case Form.HTML | Form.PRINT:
            from goodoffices.brief import outline_html

            return outline_html.page(outline, notes=True).encode("utf-8", "replace"), outline_html.allowed()


def _plain(title: str) -> str:
    """A title as the name of a file: letters, digits and hyphens of ASCII."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:60] or "brief"
