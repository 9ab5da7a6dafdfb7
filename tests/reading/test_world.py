"""States by their names, peoples and capitals."""

from __future__ import annotations

import pytest

from goodoffices.reading.parties.world import Naming, named_state, state_of


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Syria", "Syria"), ("the Netherlands", "Netherlands"), ("Islamic Republic of Iran", "Iran"), ("Türkiye", "Turkey"),
        ("Burma", "Myanmar"), ("Ivory Coast", "Ivory Coast"), ("Côte d'Ivoire", "Ivory Coast"), ("Britain", "United Kingdom"),
        ("DR Congo", "Democratic Republic of the Congo"), ("South Sudan", "South Sudan"), ("Sudan", "Sudan"), ("Niger", "Niger"),
    ],
)  # fmt: skip
def test_names(name: str, state: str) -> None:
    assert state_of(name) == state


@pytest.mark.parametrize(
    ("code", "state"),
    [("US", "United States"), ("U.S.", "United States"), ("UAE", "United Arab Emirates"), ("us", None), ("IN", None), ("No", None)],
)
def test_codes_only_in_capitals_and_only_those_that_reports_use(code: str, state: str | None) -> None:
    assert state_of(code) == state


@pytest.mark.parametrize(
    ("people", "state"),
    [
        ("Syrian", "Syria"), ("Russians", "Russia"), ("Saudi", "Saudi Arabia"), ("Danes", "Denmark"), ("Nigerian", "Nigeria"),
        ("Nigerien", "Niger"), ("South Sudanese", "South Sudan"), ("Filipino", "Philippines"), ("Indian", "India"),
        ("Chinese", "China"), ("Congolese", "Democratic Republic of the Congo"), ("Turks", "Turkey"),
    ],
)  # fmt: skip
def test_peoples(people: str, state: str) -> None:
    found = named_state(people)
    assert found is not None
    assert (found.state.name, found.by) == (state, Naming.PEOPLE)


@pytest.mark.parametrize(
    ("capital", "state"),
    [("Damascus", "Syria"), ("Kremlin", "Russia"), ("Washington", "United States"), ("Kyiv", "Ukraine"), ("Kiev", "Ukraine"),
     ("New Delhi", "India"), ("Bogota", "Colombia"), ("Sana'a", "Yemen"), ("Sanaa", "Yemen")],
)  # fmt: skip
def test_capitals_and_seats(capital: str, state: str) -> None:
    found = named_state(capital)
    assert found is not None
    assert (found.state.name, found.by) == (state, Naming.CAPITAL)


@pytest.mark.parametrize("name", ["Geneva", "Brussels", "Jerusalem", "Western", "Houthi", "Ozeria", "Hamilton", "", "rebels"])
def test_no_state_is_guessed(name: str) -> None:
    assert state_of(name) is None
