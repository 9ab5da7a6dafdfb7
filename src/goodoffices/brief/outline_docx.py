"""An outline as a document of Word (DOCX): headings by style, drafts marked, and the sources as footnotes."""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from goodoffices.brief.directions import begins_right_to_left
from goodoffices.brief.footnotes import Footnotes, W, add_styles, runs
from goodoffices.brief.outline import Item, Outline, Told

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold."""
DRAFT = "Draft"
WHOM = "AccordingTo"
LEVELS = ("ListBullet", "ListBullet2", "ListBullet3")
"""Ids of styles."""


def document(outline: Outline) -> bytes:
    """The document; it bears no name of whoever makes it."""
    return _Writer(outline).written()


def printable(text: str) -> str:
    """The text without what no XML may hold."""
    return NO_XML.sub("\ufffd", text)


class _Writer:
    """One document on its way. Its paragraphs are made without python-docx, which looks up the style of each by name."""

    def __init__(self, outline: Outline):
        self.document: Any = Document()
        self.notes = Footnotes(printable)
        self.paragraphs: list[Any] = []
        self._styles()
        self._properties(printable(outline.title))
        self._paragraph("Title", outline.title)
        self._paragraph("Subtitle", outline.status, DRAFT if "draft" in outline.status.casefold() else None)
        self._paragraph("Normal", f"{outline.about}.")
        for section in outline.sections:
            self._paragraph("Heading1", section.title)
            if not section.groups and section.nothing:
                self._paragraph("Normal", f"{section.nothing}.")
            for group in section.groups:
                if group.name is not None:
                    self._paragraph("Heading2", group.name)
                for item in group.items:
                    self._item(item, 0)
            if section.more:
                self._paragraph("Normal", f"{section.more}.")

    def written(self) -> bytes:
        """The file."""
        body = self.document.element.body
        for paragraph in self.paragraphs:
            body[-1].addprevious(paragraph)  # the last describes the pages
        self.notes.put_into(self.document.part)
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _item(self, item: Item, level: int) -> None:
        said = self._paragraph(LEVELS[min(level, len(LEVELS) - 1)], item.said, "Strong")
        for term in filter(None, (item.terms or "").split(" · ")):
            said.extend(runs(" · "))
            said.extend(runs(printable(term), DRAFT if term.startswith("draft") else None))
        for told in item.told:
            self._told(told, level)
        for side in item.sides:
            self._item(side, level + 1)

    def _told(self, told: Told, level: int) -> None:
        """The words and according to whom; the report is in the footnote."""
        whom = told.whom or ("" if told.words else told.source)
        words = f"“{told.words}”" if told.words else ""
        paragraph = self._paragraph("Evidence", words, indent=360 * (level + 1))
        paragraph.extend(runs(printable(f"{' ' if words and whom else ''}{whom}"), WHOM))
        if told.whom or told.words:
            paragraph.append(self.notes.reference(told.source))

    def _paragraph(self, style: str, text: str, of: str | None = None, *, indent: int = 0) -> Any:
        """A paragraph; its indent in twentieths of a point."""
        about = W.pPr(W.pStyle({qn("w:val"): style}))
        if begins_right_to_left(text):
            about.append(W.bidi())
        if indent:
            about.append(W.ind({qn("w:left"): str(indent)}))
        self.paragraphs.append(W.p(about, *runs(printable(text), of)))
        return self.paragraphs[-1]

    def _styles(self) -> None:
        styles = self.document.styles
        draft = styles.add_style(DRAFT, WD_STYLE_TYPE.CHARACTER)
        draft.font.bold = True
        draft.font.color.rgb = RGBColor(0x7A, 0x4A, 0x00)
        border = OxmlElement("w:bdr")
        for name, value in (("val", "dashed"), ("sz", "4"), ("space", "1"), ("color", "7A4A00")):
            border.set(qn(f"w:{name}"), value)
        draft.element.get_or_add_rPr().append(border)
        whom = styles.add_style("According to", WD_STYLE_TYPE.CHARACTER)
        whom.element.set(qn("w:styleId"), WHOM)
        whom.font.italic = True
        evidence = styles.add_style("Evidence", WD_STYLE_TYPE.PARAGRAPH)
        evidence.base_style = styles["Normal"]
        evidence.font.size = Pt(10)
        evidence.paragraph_format.space_after = Pt(3)
        add_styles(styles)

    def _properties(self, title: str) -> None:
        """What the document says of itself: no name, and not what python-docx's own pattern says."""
        about = self.document.core_properties
        about.author = about.last_modified_by = "Good Offices"
        about.title = title[:255]
        about.comments = about.keywords = about.subject = about.category = ""
        about.created = about.modified = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
