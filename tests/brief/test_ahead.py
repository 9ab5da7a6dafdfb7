"""The dates ahead."""

from __future__ import annotations

import datetime

import pytest

from goodoffices.brief import brief_of
from goodoffices.model import DateMention, Reading, Report

from .conftest import READER

TEXT = "a b c d e f g"


def dating(published: str | None, *dates: str) -> Reading:
    """A report whose first words resolve to the dates."""
    return Reading(
        report=Report.of(TEXT, published=datetime.date.fromisoformat(published) if published else None),
        reader=READER,
        dates=tuple(DateMention(start=2 * n, end=2 * n + 1, text=TEXT[2 * n], date=date) for n, date in enumerate(dates)),
    )


def ahead(*readings: Reading) -> list[str]:
    """The dates ahead, in order."""
    return [date.date for date in brief_of(readings).ahead]


@pytest.mark.parametrize(
    ("date", "is_ahead"),
    [
        pytest.param("2031-03-04", False, id="the day before"),
        pytest.param("2031-03-05", False, id="the day itself"),
        pytest.param("2031-03-06", True, id="the day after"),
        pytest.param("2031-02", False, id="last month"),
        pytest.param("2031-03", True, id="this month, which is not over"),
        pytest.param("2030", False, id="last year"),
        pytest.param("2031", True, id="this year, which is not over"),
    ],
)
def test_ahead_is_what_ends_after_the_day_of_publication(date: str, is_ahead: bool) -> None:
    assert ahead(dating("2031-03-05", date)) == ([date] if is_ahead else [])


def test_a_month_is_over_on_its_last_day() -> None:
    assert ahead(dating("2032-02-28", "2032-02")) == ["2032-02"]
    assert ahead(dating("2032-02-29", "2032-02")) == []


def test_they_stand_in_the_order_in_which_they_end() -> None:
    reading = dating("2031-03-05", "2032", "2031-04-01", "2031", "2031-03", "2031-03-31", "2031-03-06")
    assert ahead(reading) == ["2031-03-06", "2031-03", "2031-03-31", "2031-04-01", "2031", "2032"]


def test_of_several_reports_the_latest_says_what_is_ahead() -> None:
    early, late = dating("2031-03-01", "2031-03-05", "2031-03-20"), dating("2031-03-10", "2031-03-15")
    assert [(date.report, date.date) for date in brief_of([early, late]).ahead] == [(2, "2031-03-15"), (1, "2031-03-20")]


def test_an_undated_report_beside_a_dated_one_goes_by_it() -> None:
    assert ahead(dating(None, "2031-03-09", "2031-03-11"), dating("2031-03-10")) == ["2031-03-11"]
    assert ahead(dating(None, "2031-03-09")) == []


def test_each_says_what_it_bounds_and_where(bridges: Reading) -> None:
    of_statement = bridges.dates[1].model_copy(update={"of": "s4"})
    (bounded,), (said,) = (brief_of([r]).ahead for r in (bridges, bridges.model_copy(update={"dates": (of_statement,)})))
    assert (bounded.words, bounded.of, bounded.paragraph, said.of) == ("Friday", 5, 4, 8)
    assert bridges.report.text[bounded.start : bounded.end] == "Friday"
