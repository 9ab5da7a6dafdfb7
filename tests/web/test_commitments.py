"""Commitments in the workbench: the list, one with its life, and how it ended."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from goodoffices.ledger import Ledger
from tests.ledger.telling import Says, filler, told
from tests.web.conftest import workbench
from tests.web.parsing import elements, parsed
from tests.web.team import bench, with_people


def rows(html: str) -> list[list[str]]:
    """The rows of the list, as text."""
    table = [e for e in elements(parsed(html)) if e.tag == "tr"][1:]
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in table]


def test_the_list_says_who_what_if_and_how_it_stands(client: TestClient) -> None:
    found = rows(client.get("/commitments").text)
    assert len(found) == 50
    road = next(row for row in rows(client.get("/commitments?party=upland-front&by=testimonies").text))
    assert road[0] == "Upland Front"
    assert road[2].startswith("open the Selm road humanitarian access")
    assert road[2].endswith("draft")
    assert road[3] == "without a condition"
    assert road[6:] == ["5 April 2025", "2 stories", "8 April 2025"]


def test_what_is_awaited_and_by_whom_it_is_promised(client: TestClient, examples: str) -> None:
    with Ledger.open(examples) as ledger:
        waiting = next(c for c in ledger.as_of().commitments(most=100) if c.id == "c24")
        step = waiting.antecedent.step
        assert "awaited, " in client.get("/commitments/c24").text
        ledger.done(step, datetime.date(2025, 4, 2), who="Ana")
    assert "recorded as done on 2 April 2025" in client.get("/commitments/c24").text
    assert client.get("/api/v1/commitments/c24").json()["row"]["commitment"]["state"] != "conditional"


def test_filters_orders_and_pages(client: TestClient) -> None:
    def asked(**asked: Any) -> dict[str, Any]:
        answer = client.get("/api/v1/commitments", params=asked)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    everything = asked()
    assert (everything["pages"], len(everything["rows"])) == (2, 50)
    second = asked(page=2)["rows"]
    ids = [row["commitment"]["id"] for row in everything["rows"] + second]
    assert len(set(ids)) == everything["total"]
    assert asked(page=9)["rows"] == []
    assert {r["commitment"]["state"] for r in asked(state="violated")["rows"]} == {"violated"}
    assert {r["commitment"]["kind"] for r in asked(kind="threat")["rows"]} == {"threat"}
    assert all(r["commitment"]["deadline"] <= "2025-04-05" for r in asked(due_by="2025-04-05")["rows"])
    assert asked(confirmed=True)["total"] == 0
    assert asked(as_of="2025-03-03")["total"] < everything["total"]
    for by in ("debtor", "creditor", "consequent", "strength", "state", "deadline", "testimonies", "latest"):
        assert asked(by=by, descending=False)["total"] == everything["total"]
    names = [r["debtor"].lower() for r in asked(by="debtor", descending=False)["rows"]]
    assert names == sorted(names)


def test_heads_are_links_that_put_into_order(client: TestClient) -> None:
    root = parsed(client.get("/commitments?by=debtor&descending=false&state=conditional").text)
    heads = {"".join(e.itertext()).strip(): e for e in elements(root) if e.tag == "th" and e.get("scope") == "col"}
    assert heads["Who"].get("aria-sort") == "ascending"
    assert [a.get("href") for a in heads["Who"]] == ["/commitments?state=conditional&by=debtor"]
    assert [a.get("href") for a in heads["Deadline"]] == ["/commitments?state=conditional&by=deadline&descending=false"]
    assert [h for h, e in heads.items() if e.get("aria-sort")] == ["Who"]


def test_one_has_its_testimonies_by_story_and_its_life(tmp_path: Path) -> None:
    """Two papers print one story, a third has its own: three testimonies, two stories."""
    says, text = Says("Orsania", "open the road", until="2031-03-09"), filler("a")
    with Ledger.open(tmp_path / "talks.db") as ledger:
        ledger.add(told(says, name="a", published="2031-03-01", text=text), who="desk")
        ledger.add(told(says, name="b", published="2031-03-02", text=f"{text} More."), who="desk")
        ledger.add(told(says, name="c", published="2031-03-03"), who="desk")
    with workbench(str(tmp_path / "talks.db")) as client:
        found = client.get("/api/v1/commitments/c1?as_of=2031-03-20").json()
        page = client.get("/commitments/c1").text
    assert [[t["move"]["id"] for t in story] for story in found["stories"]] == [["r1.m1", "r2.m1"], ["r3.m1"]]
    assert "3 testimonies in 2 stories" in page
    assert found["states"] == [{"day": "2031-03-01", "state": "detached"}, {"day": "2031-03-10", "state": "violated"}]


def test_it_is_ended_on_a_day_and_the_history_says_by_whom(client: TestClient) -> None:
    ended = client.put("/api/v1/commitments/c1/ending", json={"ending": "cancelled", "day": "2025-04-01", "why": "he said so"})
    assert ended.status_code == 204
    found = client.get("/api/v1/commitments/c1").json()
    assert (found["ended"], found["ended_on"], found["states"][-1]) == (
        "cancelled", "2025-04-01", {"day": "2025-04-01", "state": "cancelled"},
    )  # fmt: skip
    (event,) = found["history"]
    assert (event["what"], event["why"]) == ("c1 was cancelled on 2025-04-01", "he said so")
    assert "he said so" in client.get("/commitments/c1").text
    assert [r["commitment"]["id"] for r in client.get("/api/v1/commitments?state=cancelled").json()["rows"]] == ["c1"]


def test_an_end_is_taken_back(client: TestClient) -> None:
    before = client.get("/api/v1/commitments/c1").json()
    assert client.delete("/api/v1/commitments/c1/ending").status_code == 404
    client.put("/api/v1/commitments/c1/ending", json={"ending": "released", "day": "2025-04-01"})
    assert client.delete("/api/v1/commitments/c1/ending").status_code == 204
    after = client.get("/api/v1/commitments/c1").json()
    assert (after["ended"], after["states"]) == (None, before["states"])
    assert client.delete("/api/v1/commitments/c1/ending").status_code == 404


@pytest.mark.parametrize(
    ("path", "json", "status"),
    [
        ("c999", {"ending": "cancelled", "day": "2025-04-01"}, 404),
        ("x1", {"ending": "cancelled", "day": "2025-04-01"}, 404),
        ("c1", {"ending": "forgotten", "day": "2025-04-01"}, 422),
        ("c1", {"ending": "cancelled", "day": "soon"}, 422),
        ("c1", {"ending": "cancelled"}, 422),
        ("c1", {"ending": "cancelled", "day": "2025-04-01", "who": "Ada"}, 422),
        ("c1", {"ending": "cancelled", "day": "2025-04-01", "why": "x" * 2001}, 422),
    ],
)
def test_an_end_that_makes_no_sense(client: TestClient, path: str, json: dict[str, str], status: int) -> None:
    answer = client.put(f"/api/v1/commitments/{path}/ending", json=json)
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]


def test_viewers_see_no_way_to_end_one(examples: str) -> None:
    with bench(with_people(examples)) as team:
        assert "Record how it ended" not in team.of("Vera").get("/commitments/c1").text
        assert "Record how it ended" in team.of("Ana").get("/commitments/c1").text


def test_what_is_not_there(client: TestClient, on_nothing: TestClient) -> None:
    assert client.get("/commitments/c999").status_code == 404
    assert client.get("/commitments?party=nobody").status_code == 404
    assert "No commitment is like that" in client.get("/commitments?confirmed=true").text
    assert 'href="/add"' in on_nothing.get("/commitments").text


def test_state_is_as_of_the_day_that_is_asked_for(examples: str) -> None:
    with workbench(examples) as client:
        early, late = (client.get(f"/api/v1/commitments/c38?as_of={day}").json() for day in ("2025-04-04", "2025-04-09"))
    assert (early["row"]["commitment"]["state"], late["row"]["commitment"]["state"]) == ("detached", "violated")
