"""Search over everything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.conftest import workbench
from tests.web.hostile import hostile, ledger_of


def test_everything_with_the_words_is_found(client: TestClient) -> None:
    found = client.get("/api/v1/search?q=road").json()
    assert found["reports"]
    assert all("road" in s["said"] for s in found["steps"])
    assert found["moves"]
    assert found["commitments"]
    assert "reports" in found["more"] or len(found["reports"]) <= 10
    parties = client.get("/api/v1/search?q=lakes").json()["parties"]
    assert "Lakes Council" in {p["name"] for p in parties}


def test_words_are_marked_and_nothing_else_is_markup(client: TestClient) -> None:
    page = client.get("/search?q=ROADS").text
    assert re.search(r"<mark>road</mark>", page)
    assert page.count("<mark>") >= 3


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    with workbench(ledger_of(tmp_path / "hostile.db", hostile)) as client:
        for words in ("<script>hacked()</script>", "script", "hacked", '"><img src=x onerror=hacked()>', "a" * 500, "\u202e\x00"):
            page = client.get("/search", params={"q": words})
            assert page.status_code == 200
            assert "<script>hacked" not in page.text
            assert "<img" not in page.text


@pytest.mark.parametrize("words", ["zebra", "road zebra", "%", "_", "***", '"', "NEAR(", "🕊"])
def test_nothing_found_says_how_to_ask_otherwise(client: TestClient, words: str) -> None:
    page = client.get("/search", params={"q": words})
    assert page.status_code == 200
    found = client.get("/api/v1/search", params={"q": words}).json()
    if not any(found[kind] for kind in ("reports", "parties", "steps", "moves", "commitments")):
        assert "Other ways to ask" in page.text


def test_without_words_it_says_what_can_be_found(client: TestClient) -> None:
    for query in ("", "?q=", "?q=%20"):
        assert "Search reports, parties, steps" in client.get(f"/search{query}").text
    assert client.get("/search?q=" + "w" * 501).status_code == 422


def test_only_what_was_known_by_a_day(client: TestClient) -> None:
    found = client.get("/api/v1/search?q=road&as_of=2025-03-03").json()
    assert {f["report"]["day"] for f in found["reports"]} == {"2025-03-03"}
    assert client.get("/api/v1/search?q=road&as_of=2000-01-01").json()["reports"] == []
