from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.documents import load
from goodoffices.documents.published import publication

GENEVA = Path(__file__).parents[3] / "shared" / "peace" / "dev" / "geneva2.txt"
HEADER = "Abu Dhabi, UAE Saturday 22 July 2017\n\nTense talks\n\n"
JULY = datetime.date(2017, 7, 22)


def trusted(story: str, day: datetime.date = JULY) -> bool:
    return publication(story, day).date == day


@pytest.mark.parametrize(
    "story",
    [
        "The talks are planned for January 22.",
        "Both will discuss it on January 22.",
        "They meet ahead of talks on Wednesday, January 22.",
        "The talks will begin on 22 January 2014.",
        "The treaty was signed on 3 March 2018.",
        "LUANZA, Feb 18 (Newswire) - The talks go on.",
    ],
)
def test_a_date_that_the_story_contradicts_is_not_trusted_and_said(story):
    found = publication(HEADER + story)
    assert found.date is None
    assert "22 July 2017" in found.notes[0]
    assert "not trusted" in found.notes[0]


@pytest.mark.parametrize(
    "story",
    [
        "The talks are planned for October 5.",
        "The talks will begin on 25 July and end on 3 August 2017.",
        "An agreement reached at a June 2012 conference was never kept.",
        "The elections planned for January 22, 2018, will be held.",
        "It began on Saturday, July 15. The talks had been planned for January 22.",
        "They will mourn the victims of the February 12 massacre and keep the promise of March 3.",
        "Nothing is said of dates.",
    ],
)
def test_a_date_that_agrees_with_the_story_is_trusted(story):
    assert publication(HEADER + story).date == JULY


def test_over_the_turn_of_the_year():
    assert trusted("The talks are planned for January 22.", datetime.date(2013, 12, 20))
    assert not trusted("The talks are planned for January 22.", datetime.date(2013, 6, 20))


def test_as_much_for_as_against_leaves_the_date_alone():
    assert trusted("The talks will begin on July 25. A feast is planned for January 22.")


def test_a_weekday_that_the_date_did_not_have():
    found = publication("Friday 22 July 2017\n\nThe story.")
    assert found.date is None
    assert "2017-07-22 was a Saturday" in found.notes[0]


def test_the_dateline_settles_it():
    found = publication(HEADER + "GENEVA, 13 Jan. 2014 - The talks are planned for January 22.")
    assert found.date == datetime.date(2014, 1, 13)
    assert "the dateline" in found.notes[0]


def test_a_second_line_that_the_story_does_not_contradict_settles_it():
    found = publication(HEADER + "Published: 13 January 2014\n\nThe talks are planned for January 22.")
    assert found.date == datetime.date(2014, 1, 13)


def test_a_dateline_without_a_year_gets_it_from_what_is_declared_only():
    story = "LUANZA, Feb 18 (Newswire) - The talks go on."
    assert publication(story).date is None
    assert "without a year" in publication(story).notes[0]
    assert publication(story, datetime.date(2020, 2, 19)).date == datetime.date(2020, 2, 19)


def test_who_says_the_date_overrides_all(report):
    day = datetime.date(2014, 1, 13)
    story = report("a.txt", HEADER + "The talks are planned for January 22.", published=day)
    assert (story.published, story.notes) == (day, ())


@pytest.mark.skipif(not GENEVA.exists(), reason="../shared/peace is not beside this checkout")
def test_a_wire_report_of_2014_under_a_page_header_of_2017():
    (report,) = load([str(GENEVA)])
    assert report.published is None
    assert "22 July 2017" in report.notes[0]
    assert "January 22" in report.notes[0]
    assert report.title == "Kerry and Lavrov hold tense negotiations ahead of Syria peace talks"
    assert report.text == GENEVA.read_bytes().decode()


WORDS = st.sampled_from(
    ["will", "was", "planned for", "January 22", "29 February", "June 2099", "LUANZA,", "- ", "\n", "Published:", "2017-07-22", "."]
)


@given(st.lists(WORDS | st.text(max_size=5)).map(" ".join), st.none() | st.dates(), st.none() | st.dates())
def test_any_text_has_a_date_or_none(text, declared, created):
    found = publication(text, declared, created).date
    assert found is None or found == declared or created is not None or found.year in (2017, 2099)
