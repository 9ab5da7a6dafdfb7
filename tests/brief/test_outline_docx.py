"""An outline as a DOCX: what is in it, that its parts fit together, and that nothing in a report can break it."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from goodoffices.brief.directions import begins_right_to_left, pieces
from goodoffices.brief.outline import Group, Item, Outline, Section, Told, section
from goodoffices.brief.outline_docx import document

FRONT = Told(source="According to the Front: r1 “Talks”, 1 March 2031, r1.m1", words="open the road", whom="According to the Front")
ROAD = Item(said="c1 The Front promises: open the road", terms="conditional · firm · draft", told=(FRONT,))
EXAMPLE = Outline(
    title="Who is committed to what", status="What is marked as draft was read by a machine", about="1 commitment",
    sections=(
        Section(title="Promises", groups=(Group(name="The Front", items=(ROAD,)),), more="No more than 1 of 2 are told"),
        section("Threats", [], nothing="None"),
        section("Disputes", [Item(said="On the road", sides=(ROAD,))]),
    ),
)  # fmt: skip


def opened(outline: Outline) -> tuple[Any, etree._Element]:
    """The document as python-docx reads it, and its footnotes."""
    content = document(outline)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
        return Document(io.BytesIO(content)), etree.fromstring(parts.read("word/footnotes.xml"))


def notes(footnotes: etree._Element) -> dict[str, str]:
    """The texts of footnotes by their ids."""
    return {n.get(qn("w:id")): "".join(n.itertext()).strip() for n in footnotes if n.get(qn("w:type")) is None}


def test_headings_are_styles_and_every_line_is_there() -> None:
    found, _ = opened(EXAMPLE)
    assert [(p.style.name, p.text) for p in found.paragraphs] == [
        ("Title", "Who is committed to what"),
        ("Subtitle", "What is marked as draft was read by a machine"),
        ("Normal", "1 commitment."),
        ("Heading 1", "Promises"),
        ("Heading 2", "The Front"),
        ("List Bullet", "c1 The Front promises: open the road · conditional · firm · draft"),
        ("Evidence", "“open the road” According to the Front"),
        ("Normal", "No more than 1 of 2 are told."),
        ("Heading 1", "Threats"),
        ("Normal", "None."),
        ("Heading 1", "Disputes"),
        ("List Bullet", "On the road"),
        ("List Bullet 2", "c1 The Front promises: open the road · conditional · firm · draft"),
        ("Evidence", "“open the road” According to the Front"),
    ]


def test_sources_are_footnotes_that_are_referred_to_once_each() -> None:
    found, footnotes = opened(EXAMPLE)
    referred = [r.get(qn("w:id")) for r in found.element.body.iter(qn("w:footnoteReference"))]
    assert referred == ["1", "2"]
    assert notes(footnotes) == dict.fromkeys(referred, FRONT.source)
    assert {n.get(qn("w:type")) for n in footnotes} == {"separator", "continuationSeparator", None}


def test_parts_fit_together() -> None:
    """The footnotes are a part of their own type, related to the document, and all styles that are used are there."""
    content = document(EXAMPLE)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        types = {e.get("PartName"): e.get("ContentType") for e in etree.fromstring(parts.read("[Content_Types].xml"))}
        assert types["/word/footnotes.xml"].endswith("wordprocessingml.footnotes+xml")
        relations = [e.get("Target") for e in etree.fromstring(parts.read("word/_rels/document.xml.rels"))]
        assert relations.count("footnotes.xml") == 1
        known = {e.get(qn("w:styleId")) for e in etree.fromstring(parts.read("word/styles.xml")).iter(qn("w:style"))}
        used = {
            e.get(qn("w:val"))
            for part in ("word/document.xml", "word/footnotes.xml")
            for e in etree.fromstring(parts.read(part)).iter(qn("w:pStyle"), qn("w:rStyle"))
        }
        assert used <= known
        settings = [e.tag for e in etree.fromstring(parts.read("word/settings.xml"))]
        assert settings.index(qn("w:footnotePr")) < settings.index(qn("w:compat"))


def test_drafts_and_who_says_so_are_marked() -> None:
    found, _ = opened(EXAMPLE)
    styles = {run.text.strip(): run.style.name for p in found.paragraphs for run in p.runs}
    assert styles["draft"] == styles["What is marked as draft was read by a machine"] == "Draft"
    assert styles["According to the Front"] == "According to"
    assert styles["firm"] == "Default Paragraph Font"


def test_it_names_nobody_who_made_it() -> None:
    about = opened(EXAMPLE)[0].core_properties
    assert (about.author, about.last_modified_by, about.title) == ("Good Offices", "Good Offices", EXAMPLE.title)
    assert (about.comments, about.keywords, about.category) == ("", "", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("open the road", [("open the road", False)]),
        ("שלום", [("שלום", True)]),
        ("the שלום road", [("the ", False), ("שלום ", True), ("road", False)]),
        ("السلام 12 road", [("السلام 12 ", True), ("road", False)]),
        ("“שלום”", [("“שלום”", True)]),
        ("", []),
    ],
)
def test_pieces_of_one_direction(text: str, expected: list[tuple[str, bool]]) -> None:
    assert list(pieces(text)) == expected


def test_words_from_right_to_left_are_marked_as_such() -> None:
    told = Told(source="לפי הארץ: r1", words="לפתוח את הדרך", whom="לפי הארץ")
    found, footnotes = opened(EXAMPLE.model_copy(update={"sections": (section("א", [Item(said="the דרך", told=(told,))]),)}))
    runs = {run.text.strip(): bool(run.font.rtl) for p in found.paragraphs for run in p.runs}
    assert runs["the"] is False
    assert runs["דרך"] is True
    heading = next(p for p in found.paragraphs if p.text == "א")
    assert heading._p.pPr.find(qn("w:bidi")) is not None
    assert footnotes.find(f".//{qn('w:rtl')}") is not None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_read_again(said: str, words: str) -> None:
    """What XML may not hold is replaced, all else stays."""
    told = Told(source=f"According to {words}", words=words or None, whom=f"According to {said}")
    item = Item(said=said, terms=words, told=(told,))
    outline = EXAMPLE.model_copy(update={"title": said, "sections": (section(words, [item]),)})
    found, footnotes = opened(outline)
    text = "".join(p.text for p in found.paragraphs)
    kept = [c for c in item.said if c.isalnum()]
    assert [c for c in text if c.isalnum()][: len(kept)] == kept  # the title comes first
    assert len(notes(footnotes)) == 1


@given(st.text(max_size=60))
def test_pieces_put_together_are_the_text(text: str) -> None:
    found = list(pieces(text))
    assert "".join(piece for piece, _ in found) == text
    assert all(a[1] != b[1] for a, b in pairwise(found))
    assert not found or found[0][1] == begins_right_to_left(text)
