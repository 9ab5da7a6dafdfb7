"""Names found in pieces, and names of one word found to be of several kinds."""

from __future__ import annotations

import pytest

from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.parties.entities import person_tokens, same_person
from goodoffices.reading.parties.names import of_one_kind, whole_names
from tests.reading.scored import at, words_of

Names = list[tuple[str, str]]


def spans(text: str, names: Names) -> list[WordSpan]:
    """The names with their kinds as spans; "name#2" where the text has it the second time."""
    return [at(words_of(text), name, kind) for name, kind in names]


@pytest.mark.parametrize(
    ("text", "pieces", "names"),
    [
        pytest.param("the Kerry - Lavrov plan", [("Kerry", "person"), ("Lavrov", "person")],
                     [("Kerry", "person"), ("Lavrov", "person")], id="a hyphen ties nobody"),
        pytest.param("Turki al Dosari said", [("Turki", "person"), ("Dosari", "person")], [("Turki al Dosari", "person")],
                     id="an article"),
        pytest.param("Ursula von der Horst said", [("Ursula", "person"), ("Horst", "person")], [("Ursula von der Horst", "person")],
                     id="particles"),
        pytest.param("Kerry and Lavrov met", [("Kerry", "person"), ("Lavrov", "person")],
                     [("Kerry", "person"), ("Lavrov", "person")], id="two persons"),
        pytest.param("Brig. Gen. Joseph Mabior", [("Brig", "person"), ("Joseph Mabior", "person")],
                     [("Brig. Gen. Joseph Mabior", "person")], id="ranks in short"),
        pytest.param("He met Lavrov. Kerry left", [("Lavrov", "person"), ("Kerry", "person")],
                     [("Lavrov", "person"), ("Kerry", "person")], id="a new sentence"),
        pytest.param("the Turkish Cypriot leader", [("Turkish", "people"), ("Cypriot", "people")], [("Turkish Cypriot", "people")],
                     id="a people of two names"),
        pytest.param("the Turkish Cypriot leader", [("Turkish", "people"), ("Cypriot", "place")], [("Turkish Cypriot", "people")],
                     id="the second taken for a place"),
        pytest.param("Turkish and Cypriot leaders", [("Turkish", "people"), ("Cypriot", "people")],
                     [("Turkish", "people"), ("Cypriot", "people")], id="two peoples"),
        pytest.param("the Turkish Marmara coast", [("Turkish", "people"), ("Marmara", "place")],
                     [("Turkish", "people"), ("Marmara", "place")], id="a people and a place"),
    ],
)  # fmt: skip
def test_pieces_of_names(text: str, pieces: Names, names: Names) -> None:
    assert whole_names(spans(text, pieces), words_of(text), ["IN"] * len(words_of(text))) == spans(text, names)


@pytest.mark.parametrize(
    ("text", "found", "kinds"),
    [
        pytest.param("Andreas Iacovides left. Mr Iacovides smiled. Iacovides sang",
                     [("Andreas Iacovides", "person"), ("Iacovides#2", "person"), ("Iacovides#3", "place")],
                     ["person", "person", "person"], id="a surname is its bearer's"),
        pytest.param("Gob fell. In Gob he met Gob", [("Gob", "place"), ("Gob#2", "place"), ("Gob#3", "person")],
                     ["place", "place", "place"], id="most often a place"),
        pytest.param("Mary Jordan left Jordan. Jordan wept. Mary Jordan sang",
                     [("Mary Jordan", "person"), ("Jordan#2", "place"), ("Jordan#3", "place"), ("Mary Jordan#2", "person")],
                     ["person", "place", "place", "person"], id="a state's name stays one"),
        pytest.param("Ambo and the Ambo", [("Ambo", "place"), ("Ambo#2", "people")], ["place", "people"], id="a people stays one"),
        pytest.param("", [], [], id="no names"),
    ],
)  # fmt: skip
def test_a_name_of_one_word_is_of_one_kind(text: str, found: Names, kinds: list[str]) -> None:
    assert [name.role for name in of_one_kind(spans(text, found), words_of(text))] == kinds


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Turki al-Dosari", "Dosari", True, id="without its article"),
        pytest.param("el-Sisi", "Sisi", True, id="el"),
        pytest.param("Al Gore", "Gore", True, id="a surname"),
        pytest.param("Albert", "Bert", False, id="no article"),
    ],
)
def test_articles_make_no_other_person(one: str, other: str, same: bool) -> None:
    assert same_person(person_tokens(one), person_tokens(other)) is same
