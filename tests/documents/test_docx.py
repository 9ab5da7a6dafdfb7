from __future__ import annotations

import io
import zipfile

import docx
from docx.oxml import parse_xml

from goodoffices.documents import Limits


def written(build) -> bytes:
    document = docx.Document()
    build(document)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def communique(document) -> None:
    document.core_properties.title = "Joint communiqué"
    document.add_heading("Joint communiqué", 1)
    document.add_paragraph("The parties agreed to a truce.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells], ["Who", "What", "Army", "Leaves the bridge"], strict=True
    ):
        cell.text = text
    document.add_paragraph("Done at Luanza.")


def test_paragraphs_and_tables_in_their_order(report):
    story = report("c.docx", written(communique))
    assert (
        story.text
        == "Joint communiqué\n\nThe parties agreed to a truce.\n\nWho\tWhat\n\nArmy\tLeaves the bridge\n\nDone at Luanza."
    )
    assert story.title == "Joint communiqué"
    assert story.published is None  # the template's own date of 2013 is nobody's


def test_tracked_changes_count_as_accepted(report):
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def draft(document) -> None:
        paragraph = document.add_paragraph("The army ")._p
        paragraph.append(parse_xml(f"<w:ins {namespace}><w:r><w:t>will </w:t></w:r></w:ins>"))
        paragraph.append(parse_xml(f"<w:del {namespace}><w:r><w:delText>may </w:delText></w:r></w:del>"))
        paragraph.append(parse_xml(f"<w:r {namespace}><w:t>leave.</w:t></w:r>"))

    assert report("draft.docx", written(draft)).text == "The army will leave."


def test_a_zip_bomb_is_refused_unopened(error):
    data = io.BytesIO(written(communique))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/bomb", b"\0" * 10_000_000)
    assert "unpacks to more than 5 MB" in error("bomb.docx", data.getvalue(), limits=Limits(unpacked=5 * 1024 * 1024))


def test_a_damaged_document(error):
    assert "damaged" in error("c.docx", written(communique)[:3000])
