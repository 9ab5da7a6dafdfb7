"""Parties against issues in the workbench: the page, its files, the API, and what they can be asked for."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import etree
from openpyxl import load_workbook

from goodoffices.ledger import Ledger
from tests.web.conftest import workbench
from tests.web.hostile import hostile, ledger_of
from tests.web.parsing import elements, parsed


def cells(html: str) -> list[str]:
    """What the buttons of the table say to a screen reader."""
    return [e.get("aria-label", "") for e in elements(parsed(html)) if e.get("class") == "cell"]


def test_each_cell_names_party_issue_stance_and_day(client: TestClient) -> None:
    found = cells(client.get("/positions").text)
    assert "The River Assembly on The River Assembly: come: against, 2025-04-24, draft. Who says so" in found
    assert "Estvar on Estvar: a vote on independence: against, 2025-04-24, red line, draft. Who says so" in found


def test_each_cell_opens_its_evidence(client: TestClient) -> None:
    """The words, according to whom, where they stand, and where the party stood before."""
    page = client.get("/positions").text
    root = parsed(page)
    button = next(e for e in elements(root) if e.get("class") == "cell" and "River Assembly: come:" in e.get("aria-label", ""))
    card = next(e for e in elements(root) if e.get("id") == button.get("popovertarget"))
    said = " ".join("".join(card.itertext()).split())
    assert "against since 24 April 2025 draft" in said
    assert "Before that + for since 17 April 2025 draft come According to Hanna Ostrel" in said
    assert any(re.fullmatch(r"/reports/r9#r9\.m\d+", e.get("href", "")) for e in elements(card))


def test_filters_by_day_certainty_source_and_party(client: TestClient) -> None:
    def asked(**asked: Any) -> dict[str, Any]:
        answer = client.get("/api/v1/positions", params=asked)
        assert answer.status_code == 200, answer.text
        table: dict[str, Any] = answer.json()["table"]
        return table

    everything = asked()
    assert [c["name"] for c in everything["columns"]][:2] == ["Upland Front", "The River Assembly"]
    assert sum(r["steps"] for r in asked(as_of="2025-03-05")["measures"]) < sum(r["steps"] for r in everything["measures"])
    assert asked(certainty="confirmed")["measures"] == []
    assert asked(as_of="2001-01-01") == {"columns": [], "parties": 0, "measures": [], "names": {}}
    assert [c["key"] for c in asked(party=["estvar", "Norhal"])["columns"]] == ["estvar", "norhal"]
    assert asked(source="The Norhal Observer")["parties"] < everything["parties"]
    assert asked(source="Nobody's Paper")["columns"] == []
    opened = {r["measure"]: r["is_open"] for r in asked(open=["talks"], folded=True)["measures"]}
    assert [measure for measure, is_open in opened.items() if is_open] == ["talks"]
    assert not any(r["is_open"] for r in asked(folded=True)["measures"])


def test_what_a_person_says_counts_at_once(client: TestClient, examples: str) -> None:
    with Ledger.open(examples) as ledger:
        (move,) = [m for m in ledger.as_of().moves(party="estvar", most=100) if "independence" in m.words.text][:1]
        ledger.confirm(move.id, who="Ana")
    found = cells(client.get("/positions?certainty=confirmed").text)
    assert found == ["Estvar on Estvar: a vote on independence: against, 2025-04-24, red line. Who says so"]


def test_a_form_that_is_not_filled_in_asks_for_everything(client: TestClient) -> None:
    page = client.get("/positions?as_of=&certainty=all&source=&party=")
    assert cells(page.text) == cells(client.get("/positions").text)
    assert client.get("/api/v1/positions?as_of=").status_code == 422


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        ("as_of=yesterday", 422, "write the day as 2014-01-20"),
        ("certainty=very", 422, "certainty"),
        ("party=nobody", 404, "there is no party nobody"),
        ("open=love", 422, "open"),
        ("parties=0", 422, "parties"),
        ("nonsense=1", 422, "nonsense"),
        (f"source={'x' * 501}", 422, "source"),
    ],
)
def test_nonsense_is_told_in_one_line(client: TestClient, asked: str, status: int, says: str) -> None:
    for path in ("/positions", "/api/v1/positions", "/positions/table.xlsx", "/positions/picture.svg"):
        answer = client.get(f"{path}?{asked}")
        assert answer.status_code == status
        assert says in answer.text


def test_the_workbook_and_the_picture_have_what_the_page_has(client: TestClient) -> None:
    book = load_workbook(io.BytesIO(client.get("/positions/table.xlsx?party=estvar").content))
    assert next(book["Positions"].values) == ("measure", "step", "issue", "Estvar")
    assert any("red line" in str(row[3]) for row in book["Positions"].values)
    answer = client.get("/positions/picture.svg?party=estvar")
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    drawn = " ".join("".join(etree.fromstring(answer.content).itertext()).split())
    assert "Who stands where, according to reports" in drawn
    assert "red line" in drawn


def test_an_empty_ledger_has_a_next_step(on_nothing: TestClient) -> None:
    assert 'href="/add"' in on_nothing.get("/positions").text
    assert on_nothing.get("/api/v1/positions").json()["is_empty"] is True
    assert on_nothing.get("/positions/picture.svg").status_code == 200
    assert on_nothing.get("/positions/table.xlsx").status_code == 200


def test_hostile_words_stay_words_in_the_picture(tmp_path: Path) -> None:
    with workbench(ledger_of(tmp_path / "talks.db", hostile)) as client:
        root = etree.fromstring(client.get("/positions/picture.svg").content)
        assert {e.tag.rpartition("}")[2] for e in root.iter()} <= {"svg", "title", "style", "rect", "text", "path", "g"}
        assert not [a for e in root.iter() for a in e.attrib if a.startswith("on")]
