from __future__ import annotations

import datetime


def test_marks_go_and_words_stay(report):
    story = report("story.md", "# Truce *holds*\n\nThe **spokesman** said [so](http://x.org) and\nmore.\n\n- one\n- two `three`\n")
    assert story.text == "Truce holds\n\nThe spokesman said so and\nmore.\n\none\n\ntwo three"
    assert story.title == "Truce holds"


def test_a_front_matter_tells_of_the_document(report):
    story = report("story.md", '---\ntitle: "Truce holds"\ndate: 2020-02-18\nlang: en-GB\n---\nSo they say.\n')
    assert (story.title, story.published, story.language) == ("Truce holds", datetime.date(2020, 2, 18), "en")
    assert story.text == "So they say."


def test_tables_give_their_cells(report):
    assert report("t.md", "| who | what |\n|---|---|\n| army | leaves |\n").text == "who\twhat\n\narmy\tleaves"
