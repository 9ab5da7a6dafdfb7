from __future__ import annotations

import datetime

import pytest

from goodoffices.documents.html import shape

PARAGRAPH = "The minister said on Monday that the truce would hold if the rebels kept to it, and that nobody would be left behind. "
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Talks resume | The Post</title>
<meta property="og:site_name" content="The Post"><meta property="article:published_time" content="2024-03-05T10:00:00Z">
<script>var advert = "buy";</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Talks resume</h1><p>{PARAGRAPH * 3}</p><p>“No,” she said.</p></article>
<footer>All rights reserved</footer></body></html>"""


def test_the_story_of_a_page_and_what_it_says_of_itself(report):
    page = report("page.html", PAGE)
    assert page.text.split("\n\n")[-2:] == [(PARAGRAPH * 3).strip(), "“No,” she said."]
    assert "buy" not in page.text
    assert "Home" not in page.text
    assert (page.title, page.publisher, page.published, page.language) == (
        "Talks resume",
        "The Post",
        datetime.date(2024, 3, 5),
        "en",
    )


def test_a_page_of_two_lines_gives_them(report):
    assert (
        report("page.html", "<html><style>p {}</style><p>One<br>line &amp; <b>more</b></p><div>Two</div>").text
        == "One\nline & more\n\nTwo"
    )


def test_a_declared_character_set_is_followed(report):
    page = "<html><head><meta charset='iso-8859-2'></head><body><p>Ministr řekl: příměří</p></body></html>"
    assert "řekl: příměří" in report("page.html", page.encode("iso-8859-2")).text


def test_elements_and_their_depth_are_counted_without_parsing():
    assert shape("<div><p><p><b>x</b><br></div></b><i>") == (6, 2)


@pytest.mark.parametrize("bomb", ["<div>" * 100_000, "<div><p></b>" * 1000, "<table><tr><td>" * 300])
def test_html_bombs_are_refused(error, bomb):
    assert "250 deep" in error("bomb.html", "<html><body>" + bomb)


def test_a_page_of_too_many_elements_is_refused(error):
    assert "more than 300,000 elements" in error("wide.html", "<html><body>" + "<p>x" * 300_000)


def test_a_page_without_text_is_said_to_have_none(error):
    assert error("page.html", "<html><body><img src=x></body></html>") == "contains no text"


def test_a_date_that_the_page_declares_and_the_story_contradicts_is_not_trusted(report):
    story = "<p>The talks are planned for January 22 in Switzerland. " + PARAGRAPH * 3 + "</p>"
    page = report("page.html", PAGE.replace("2024-03-05", "2017-07-22").replace("<p>“No,”", story + "<p>“No,”"))
    assert page.published is None
    assert "2017-07-22" in page.notes[0]
    assert "January 22" in page.notes[0]
