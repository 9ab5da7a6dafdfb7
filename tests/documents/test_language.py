from __future__ import annotations

import pytest

from goodoffices.documents.language import as_code, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said that the truce would hold if the rebels kept to it and left the bridge.", "en"),
        ("Le ministre a déclaré que la trêve tiendrait si les rebelles la respectaient et quittaient le pont.", "fr"),
        ("Министр заявил, что перемирие будет соблюдаться, если повстанцы покинут мост и вернутся домой.", "ru"),
        ("Too short to tell", None),
        ("1234 " * 100, None),
    ],
)
def test_the_language_of_a_text(text, language):
    assert language_of(text) == language


def test_declared_languages_in_their_many_spellings():
    assert [as_code(code) for code in ("en-GB", "EN_us", "fr", "english", "", None)] == ["en", "en", "fr", None, None, None]


def test_a_page_that_declares_another_language_than_it_is_in(report):
    words = "Le ministre a déclaré que la trêve tiendrait si les rebelles la respectaient et quittaient le pont de la ville."
    page = report("page.html", f"<html lang='en'><body><p>{words}</p></body></html>")
    assert page.language == "fr"
    assert "declares the language “en”" in page.notes[0]
