from __future__ import annotations

from goodoffices.documents.paragraphs import paragraphs, without_running_lines


def test_a_word_divided_at_the_end_of_a_line_is_joined():
    assert paragraphs(["The government and the re-", "bels agreed on a truce"]) == [
        "The government and the rebels agreed on a truce"
    ]


def test_a_hyphen_stays_where_the_document_spells_the_word_with_one():
    lines = ["They asked for a cease-fire and", "then they wanted another cease-", "fire in the north of the land"]
    assert paragraphs(lines)[0].endswith("another cease-fire in the north of the land")


def test_a_line_with_room_for_the_next_word_ends_its_paragraph():
    lines = ["He said that the army would stay where it", "was for now.", "She said that the barges would go upriver"]
    assert paragraphs(lines) == [f"{lines[0]} {lines[1]}", lines[2]]


def test_bullets_and_empty_lines_begin_paragraphs():
    lines = ["a line of quite some length, it is", "", "another line of quite some length", "• a point of quite some length too"]
    assert len(paragraphs(lines)) == 3


def test_ligatures_are_spelled_out():
    assert paragraphs(["The \ufb01rst o\ufb03cer"]) == ["The first officer"]


def test_running_lines_differ_only_in_their_numbers():
    pages = [["Bulletin 1", f"story {word}", f"{page} / 3"] for page, word in enumerate(["one", "two", "three"], 1)]
    assert without_running_lines(pages) == ["story one", "story two", "story three"]


def test_what_repeats_inside_a_page_stays():
    pages = [["a", "b", "the same", "c", "d"], ["e", "f", "the same", "g", "h"]]
    assert without_running_lines(pages) == pages[0] + pages[1]


def test_a_single_page_has_no_running_lines_but_a_number():
    assert without_running_lines([["Bulletin", "story", "3"]]) == ["Bulletin", "story"]
