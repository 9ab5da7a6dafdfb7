"""Footnotes of a DOCX, which python-docx cannot write: the part that holds them, and the references to it (ECMA-376, 17.11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from docx.shared import Pt
from lxml import etree
from lxml.builder import ElementMaker

from goodoffices.brief.directions import pieces

W = ElementMaker(namespace=nsmap["w"], nsmap={"w": nsmap["w"]})
TEXT, REFERENCE = "FootnoteText", "FootnoteReference"
"""Ids of the styles."""
SEPARATORS = (("separator", "-1"), ("continuationSeparator", "0"))


class Footnotes:
    """The footnotes of one document, numbered in the order in which they are referred to; `printable` makes text fit for XML."""

    def __init__(self, printable: Callable[[str], str]):
        self.printable = printable
        self.root = W.footnotes(*(self._separator(kind, number) for kind, number in SEPARATORS))

    def reference(self, text: str) -> Any:
        """A run that refers to a new footnote."""
        number = str(len(self.root) - len(SEPARATORS) + 1)
        mark = W.r(W.rPr(W.rStyle({qn("w:val"): REFERENCE})), W.footnoteRef())
        paragraph = W.p(W.pPr(W.pStyle({qn("w:val"): TEXT})), mark, *runs(f" {self.printable(text)}"))
        self.root.append(W.footnote({qn("w:id"): number}, paragraph))
        return W.r(W.rPr(W.rStyle({qn("w:val"): REFERENCE})), W.footnoteReference({qn("w:id"): number}))

    def put_into(self, part: Any) -> None:
        """Add them to the document of this part."""
        blob = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        notes = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, part.package)
        part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
        known = W.footnotePr(*(W.footnote({qn("w:id"): number}) for _, number in SEPARATORS))
        settings = part.settings.element
        before = settings.find(qn("w:compat"))
        settings.insert(len(settings) if before is None else settings.index(before), known)

    @staticmethod
    def _separator(kind: str, number: str) -> Any:
        return W.footnote({qn("w:type"): kind, qn("w:id"): number}, W.p(W.r(W(kind))))


def add_styles(styles: Any) -> None:
    """Add the styles of footnotes to those of a document."""
    text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = styles["Normal"]
    text.font.size = Pt(9)
    text.element.set(qn("w:styleId"), TEXT)
    reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    reference.element.set(qn("w:styleId"), REFERENCE)


def runs(text: str, style: str | None = None) -> list[Any]:
    """A text, which XML can hold, in runs of one direction each; `style` is the id of a style of characters."""
    return [_run(piece, style, is_right_to_left) for piece, is_right_to_left in pieces(text)]


def _run(text: str, style: str | None, is_right_to_left: bool) -> Any:
    about = [W.rStyle({qn("w:val"): style})] if style else []
    if is_right_to_left:
        about.append(W.rtl())
    words = W.t({"{http://www.w3.org/XML/1998/namespace}space": "preserve"}, text)
    return W.r(W.rPr(*about), words) if about else W.r(words)
