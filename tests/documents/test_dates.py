from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.documents.dates import mentions


@pytest.mark.parametrize(
    ("text", "day", "month", "year", "weekday"),
    [
        ("on January 22.", 22, 1, None, None),
        ("Saturday 22 July 2017", 22, 7, 2017, 5),
        ("UAESaturday 22 July 2017", 22, 7, 2017, 5),
        ("1 Nov. 2018 -", 1, 11, 2018, None),
        ("Feb 18 (Newswire)", 18, 2, None, None),
        ("Tuesday, March 3rd, 2020", 3, 3, 2020, 1),
        ("2020-02-18", 18, 2, 2020, None),
        ("a June 2012 peace conference", None, 6, 2012, None),
        ("the 4th of May", 4, 5, None, None),
    ],
)
def test_a_date_is_recognised(text, day, month, year, weekday):
    (found,) = mentions(text)
    assert (found.day, found.month, found.year, found.weekday) == (day, month, year, weekday)


@pytest.mark.parametrize("text", ["they may 22 times", "31 February 2020", "version 2020-13-01", "Marching 3 days", "in 2019"])
def test_other_words_are_none(text):
    assert not list(mentions(text))


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_any_day_is_found_as_written(day):
    for text in (f"{day:%A}, {day.day} {day:%B %Y}", f"{day:%b} {day.day}, {day.year}", day.isoformat()):
        (found,) = mentions(f"It was on {text} that")
        assert found.date == day
        assert found.text == text
