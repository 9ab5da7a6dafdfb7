"""Parties and steps: the network and its files, a party merged and split, a step done and not done."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from goodoffices.ledger import Ledger
from tests.web.team import bench, with_people


def ledger_at(client: TestClient) -> Ledger:
    found: Ledger = client.app.state.desk.ledger  # type: ignore[attr-defined]
    return found


def test_who_has_to_do_with_whom(client: TestClient) -> None:
    found = client.get("/api/v1/parties").json()
    tied = {party["name"]: party for party in found["tied"]}
    assert any(tie["said"] == "backs Upland Front" for tie in tied["Norhal"]["ties"])
    assert all(tie["told"] for party in found["tied"] for tie in party["ties"])
    page = client.get("/parties").text
    assert 'aria-label="Picture of who has to do with whom"' in page
    assert '<a href="/parties/norhal" aria-label="Norhal">' in page


def test_the_network_as_files(client: TestClient) -> None:
    for form in ("graphml", "gexf", "svg"):
        answer = client.get(f"/parties/network.{form}")
        assert answer.status_code == 200
        assert "attachment" in answer.headers["content-disposition"]
        ElementTree.fromstring(answer.content)  # noqa: S314 (it is ours)
    assert client.get("/parties/network.xls").status_code in (404, 422)


def test_a_party_with_all_that_is_known_of_it(client: TestClient) -> None:
    found = client.get("/api/v1/parties/upland-front").json()
    assert found["party"]["name"] == "Upland Front"
    for part in ("ties", "positions", "commitments", "moves", "statements"):
        assert found[part], part
    assert all(line["told"] for part in ("ties", "commitments", "moves") for line in found[part])
    page = client.get("/parties/upland-front").text
    for words in ("To what it is bound", "Where it stands", "With whom it has to do", "Is it the same as another?"):
        assert words in page
    assert client.get("/parties/Upland%20Front").status_code == 200, "by its name as well"
    assert client.get("/parties/upland-front?as_of=2025-03-05&most=3").status_code == 200


@pytest.mark.parametrize("address", ["/parties/nobody", "/parties/%00", "/parties/%E2%80%AE", "/steps/t999999", "/steps/t0"])
def test_what_is_not_there_is_one_line(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404
    answer = client.get(f"/api/v1{address}")
    assert answer.status_code == 404
    assert "there is no" in answer.json()["error"]


def test_two_parties_become_one_and_are_split_again(client: TestClient) -> None:
    before = client.get("/api/v1/parties/estvar").json()
    answer = client.post("/api/v1/parties/estvar/merge", json={"party": "norhal", "why": "a test"})
    assert answer.status_code == 204, answer.text
    merged = client.get("/api/v1/parties/estvar").json()
    assert merged["party"]["merged"] == ["norhal"]
    assert merged["history"][0]["said"] == "merged norhal into estvar"
    assert "a test" in merged["history"][0]["terms"]
    assert 'data-splits="norhal"' in client.get("/parties/norhal").text, "it is shown under its name of before, too"
    assert client.post("/api/v1/parties/norhal/split", json={}).status_code == 204
    after = client.get("/api/v1/parties/estvar").json()
    assert {k: v for k, v in after.items() if k != "history"} == {k: v for k, v in before.items() if k != "history"}


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        ("/parties/estvar/merge", {"party": "nobody"}, 404),
        ("/parties/estvar/merge", {"party": "estvar"}, 422),
        ("/parties/estvar/merge", {"party": "t1"}, 422),
        ("/parties/estvar/merge", {}, 422),
        ("/parties/estvar/merge", {"party": "norhal", "who": "Bo"}, 422),
        ("/parties/estvar/split", {}, 422),
        ("/parties/nobody/split", {}, 404),
    ],
)
def test_changes_that_make_no_sense(client: TestClient, address: str, body: dict[str, str], status: int) -> None:
    number = ledger_at(client).last()
    answer = client.post(f"/api/v1{address}", json=body)
    assert answer.status_code == status, answer.text
    assert list(answer.json()) == ["error"]
    assert ledger_at(client).last() == number


def test_a_step_is_done_and_not_done(client: TestClient) -> None:
    step = client.get("/api/v1/steps/t2").json()
    assert step["step"]["done"] is None
    assert step["awaited"], "the ceasefire waits for the road"
    assert client.put("/api/v1/steps/t2/done", json={"day": "2025-04-05", "why": "seen by monitors"}).status_code == 204
    done = client.get("/api/v1/steps/t2").json()
    assert done["step"]["done"] == "2025-04-05"
    assert "seen by monitors" in done["history"][0]["terms"]
    assert "It is marked as done on 5 April 2025" in client.get("/steps/t2").text
    assert client.put("/api/v1/steps/t2/done", json={"day": None}).status_code == 204
    assert "It is not marked as done" in client.get("/steps/t2").text
    for body in ({"day": "2999-01-01"}, {"day": "soon"}, {"day": 5}, {}, {"day": "2025-04-05", "by": "x"}):
        assert client.put("/api/v1/steps/t2/done", json=body).status_code == 422
    assert client.put("/api/v1/steps/t99999/done", json={"day": "2025-04-05"}).status_code == 404


def test_a_viewer_sees_no_forms_and_an_analyst_signs_what_he_does(examples: str) -> None:
    with bench(with_people(examples)) as team:
        page = team.of("Vera").get("/parties/estvar").text
        assert "merging" not in page
        assert team.of("Vera").post("/api/v1/parties/estvar/merge", json={"party": "norhal"}).status_code == 403
        assert team.of("Vera").get("/add").status_code == 403
        assert team.of("Ana").post("/api/v1/parties/estvar/merge", json={"party": "norhal"}).status_code == 204
        assert "Ana" in team.of("Vera").get("/api/v1/parties/estvar").json()["history"][0]["terms"]


def test_an_empty_ledger_offers_a_next_step(on_nothing: TestClient) -> None:
    assert 'href="/add"' in on_nothing.get("/parties").text
