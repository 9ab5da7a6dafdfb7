"""The timeline: months, filters, the strip of weeks, the calendar."""

from __future__ import annotations

import datetime
import re

import pytest
from fastapi.testclient import TestClient

from goodoffices.ledger import Ledger
from tests.web.parsing import elements, parsed


def test_a_month_has_its_days_the_latest_first(client: TestClient) -> None:
    found = client.get("/api/v1/timeline?month=2025-03").json()
    days = [day["date"] for day in found["days"]]
    assert days == sorted(days, reverse=True)
    assert all(day.startswith("2025-03") for day in days)
    assert sum(len(day["entries"]) for day in found["days"]) <= found["of"]
    assert found["later"] == "2025-04"
    assert [m["month"] for m in found["months"]] == sorted((m["month"] for m in found["months"]), reverse=True)


def test_without_a_month_it_is_that_of_the_last_report(client: TestClient) -> None:
    assert client.get("/api/v1/timeline").json()["month"] == "2025-04"


def test_every_line_says_according_to_whom(client: TestClient) -> None:
    for day in client.get("/api/v1/timeline?month=2025-03").json()["days"]:
        for entry in day["entries"]:
            if entry["what"] not in ("report", "done"):
                assert entry["line"]["told"][0]["words"]
                assert entry["line"]["told"][0]["according_to"]


@pytest.mark.parametrize(
    ("query", "kinds"),
    [("kind=report", {"report"}), ("kind=offer&kind=refusal", {"offer", "refusal"}), ("kind=date", {"date"}), ("kind=done", set())],
)
def test_some_kinds(client: TestClient, query: str, kinds: set[str]) -> None:
    found = client.get(f"/api/v1/timeline?month=2025-03&{query}").json()
    assert {e["what"] for day in found["days"] for e in day["entries"]} == kinds
    assert client.get(f"/timeline?month=2025-03&{query}").status_code == 200


def test_one_party(client: TestClient) -> None:
    found = client.get("/api/v1/timeline?month=2025-03&party=estvar&kind=offer").json()
    assert found["party"] == "Estvar"
    assert all(e["line"]["said"].startswith("Estvar") for day in found["days"] for e in day["entries"])
    missing = client.get("/timeline?party=nobody")
    assert missing.status_code == 404
    assert "there is no party nobody" in missing.text


def test_today_stands_between_what_was_and_what_is_ahead(client: TestClient) -> None:
    page = client.get("/timeline?as_of=2025-04-03&month=2025-04").text
    before, today, after = page.partition("Today, 3 April 2025")
    assert today
    assert "Saturday, 5 April 2025" in before
    assert "ahead" in before
    assert "Thursday, 3 April 2025" in after
    assert "8 April 2025" not in after, "that report was not known yet"
    assert "Today," not in client.get("/timeline?as_of=2025-04-03&month=2025-03").text


def test_a_step_that_was_done_is_there(client: TestClient) -> None:
    ledger: Ledger = client.app.state.desk.ledger  # type: ignore[attr-defined]
    ledger.done("t1", datetime.date(2025, 3, 20), who="Ana")
    found = client.get("/api/v1/timeline?month=2025-03&kind=done").json()
    assert [(day["date"], [e["line"]["subject"] for e in day["entries"]]) for day in found["days"]] == [("2025-03-20", ["t1"])]


def test_filters_go_from_page_to_page(client: TestClient) -> None:
    page = client.get("/timeline?month=2025-03&kind=offer&party=estvar&as_of=2025-05-01").text
    links = [
        e.get("href") or "" for e in elements(parsed(page)) if e.tag == "a" and (e.get("href") or "").startswith("/timeline?month")
    ]
    assert links
    assert all("party=estvar" in link and "kind=offer" in link and "as_of=2025-05-01" in link for link in links)
    assert client.get("/timeline?month=&party=&as_of=").status_code == 200, "a form with empty fields"


@pytest.mark.parametrize(
    "query", ["month=2025", "month=2025-13", "month=0000-01", "month=x", "kind=nothing", "page=0", "as_of=x", "party=" + "p" * 201]
)
def test_what_makes_no_sense_is_one_line(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/timeline?{query}")
    assert answer.status_code == 422
    assert "\n" not in answer.json()["error"]


def test_pages_of_a_full_month(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodoffices.web.contents.timeline.PAGE", 10)
    first = client.get("/api/v1/timeline?month=2025-03").json()
    assert first["pages"] == -(-first["of"] // 10)
    page = client.get("/timeline?month=2025-03&page=2").text
    assert f"Page 2 of {first['pages']}" in page
    assert client.get("/timeline?month=2025-03&page=9999").status_code == 200


def test_the_strip_counts_the_moves_of_each_week(client: TestClient) -> None:
    weeks = client.get("/api/v1/timeline/weeks").json()
    ledger: Ledger = client.app.state.desk.ledger  # type: ignore[attr-defined]
    assert sum(n for week in weeks for n in week["moves"].values()) == len(ledger.as_of().moves(most=10_000))
    page = client.get("/timeline").text
    assert re.search(r'aria-label="Week of 3 March 2025: \d+ offers', page)
    assert "The same as a table" in page


def test_the_calendar(client: TestClient) -> None:
    answer = client.get("/timeline/dates.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    assert "attachment" in answer.headers["content-disposition"]


def test_an_empty_ledger_offers_a_next_step(on_nothing: TestClient) -> None:
    assert 'href="/add"' in on_nothing.get("/timeline").text
