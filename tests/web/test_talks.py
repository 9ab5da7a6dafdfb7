"""The talks in two minutes."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from goodoffices.ledger import Ledger
from goodoffices.web.contents import deals
from goodoffices.web.contents.scenario import Scenario
from goodoffices.web.contents.talks import SOME
from goodoffices.web.soon import Soon
from tests.web.conftest import workbench
from tests.web.parsing import elements, parsed

HALF_A_YEAR_BEFORE = "2025-03-16"


def test_what_could_start_is_what_deals_say(client: TestClient) -> None:
    told = client.get("/api/v1/talks").json()
    answer = deals.answered_by(client.app.state.desk, Scenario()).answer  # type: ignore[attr-defined]
    assert told["starting"]["now_of"] == len(answer.deals[0].now)
    assert 0 < len(told["starting"]["now"]) <= SOME
    assert {line["subject"] for line in told["starting"]["now"]} <= answer.deals[0].now
    assert told["starting"]["together_of"] == len(answer.deals[0].circles)
    assert {line["subject"] for line in told["starting"]["blocks"]} <= set(answer.out_of_reach.roots)


def test_every_line_opens_its_evidence(client: TestClient) -> None:
    told = client.get("/api/v1/talks").json()
    for line in told["starting"]["now"] + told["starting"]["blocks"]:
        assert line["told"], line["said"]
        report = client.get("/api/v1/reports").json()
        assert report
    page = client.get("/").text
    assert page.count("Who says so") >= len(told["starting"]["now"])
    assert re.search(r'<q dir="auto">[^<]+</q> <cite dir="auto"><a href="/reports/r\d+#r\d+\.m\d+">', page)


def test_dates_and_disputes_are_those_known_by_a_day(client: TestClient) -> None:
    told = client.get(f"/api/v1/talks?as_of={HALF_A_YEAR_BEFORE}").json()
    assert told["today"] == HALF_A_YEAR_BEFORE
    assert told["dates"], "dates that were ahead then"
    assert client.get("/api/v1/talks").json()["dates"] == []
    assert "As the reports published by" in client.get(f"/?as_of={HALF_A_YEAR_BEFORE}").text
    assert client.get("/?as_of=2000-01-01").status_code == 200


def test_what_is_new_is_counted_by_who_did_it(client: TestClient) -> None:
    before = client.get("/api/v1/talks/new").json()
    assert not before["is_since"]
    ledger: Ledger = client.app.state.desk.ledger  # type: ignore[attr-defined]
    for subject in ("r1.m1", "r1.m2"):
        ledger.confirm(subject, who="Ana")
    ledger.reject("r2.m1", who="Bo <script>")
    new = client.get(f"/api/v1/talks/new?since={before['number']}").json()
    assert new["is_since"]
    assert new["counts"] == ["2 drafts confirmed by Ana", "1 draft rejected by Bo <script>"]
    assert [c["subject"] for c in new["latest"]] == ["r2.m1", "r1.m2", "r1.m1"]
    page = client.get(f"/?since={before['number']}").text
    assert "Since you last looked" in page
    assert "2 drafts confirmed by Ana" in page
    assert "<script>" not in page.replace("<script type", "")
    assert "Nothing has changed" in client.get(f"/?since={new['number']}").text
    assert not client.get(f"/api/v1/talks/new?since={new['number'] + 5}").json()["is_since"], "a mark of another ledger"


@pytest.mark.parametrize("query", ["since=-1", "since=x", f"since={2**31}", "as_of=yesterday"])
def test_what_makes_no_sense_is_one_line(client: TestClient, query: str) -> None:
    assert client.get(f"/api/v1/talks?{query}").status_code == 422


def test_an_empty_ledger_says_what_this_is(on_nothing: TestClient) -> None:
    page = on_nothing.get("/").text
    assert "Add reports" in page
    assert "Open the example" in page
    assert on_nothing.get("/api/v1/talks").json()["starting"] is None


def test_too_many_commitments_are_left_to_deals(examples: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodoffices.web.contents.talks.MOST_COMMITMENTS", 1)
    with workbench(examples) as client:
        assert client.get("/api/v1/talks").json()["is_too_much"]
        assert "too many commitments" in client.get("/").text


def test_a_page_does_not_wait_for_what_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodoffices.web.soon.MOMENT", 0.01)
    soon, may_end, asked = Soon(), threading.Event(), []

    def slow() -> str:
        asked.append(1)
        may_end.wait()
        return "an answer"

    assert soon.get("what", slow) is None
    assert soon.get("what", slow) is None, "it is looked for once"
    may_end.set()
    monkeypatch.setattr("goodoffices.web.soon.MOMENT", 10)
    assert soon.get("what", slow) == "an answer"
    assert len(asked) == 1
    with pytest.raises(ZeroDivisionError):
        soon.get("another", lambda: 1 // 0)
    soon.close()


def test_headings_are_in_order(client: TestClient) -> None:
    levels = [int(str(e.tag)[1]) for e in elements(parsed(client.get("/").text)) if re.fullmatch("h[1-6]", str(e.tag))]
    assert levels[0] == 1
    assert {2} <= set(levels) <= {1, 2, 3}


def test_a_ledger_without_moves(tmp_path: Path) -> None:
    with workbench(str(tmp_path / "talks.db")) as client:
        text = "The council met on Monday. It was raining in the valley, and nobody had anything to say about it.\n" * 3
        added = client.post("/api/v1/reports/text", json={"text": text, "published": "2031-03-03"})
        assert added.json()["reports"][0]["report"] == "r1"
        page = client.get("/").text
        assert "Nothing that is promised could start by itself" in page
