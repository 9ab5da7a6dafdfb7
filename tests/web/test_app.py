"""What every page has, and what stands before all of them."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from goodoffices.errors import WebError
from goodoffices.web.kept import PATIENCE, PAUSE, Kept
from goodoffices.web.settings import Settings


def test_the_reports_are_shown(client: TestClient) -> None:
    page = client.get("/reports")
    assert page.status_code == 200
    assert "River" in page.text or "bridge" in page.text.lower()
    assert client.get("/api/v1/reports").json()["reports"][0]["report"]["id"] in page.text


def test_an_empty_ledger_offers_a_next_step(on_nothing: TestClient) -> None:
    assert 'href="/add"' in on_nothing.get("/reports").text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8737", "", "[::1"])
def test_other_names_are_not_answered(client: TestClient, host: str) -> None:
    """Against DNS rebinding: a page of another site whose name leads here."""
    assert client.get("/reports", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("path", ["/reports", "/nothing", "/static/workbench.css", "/api/v1/reports"])
def test_every_answer_lets_nothing_from_elsewhere_in(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_not_there_is_said_in_one_line(client: TestClient) -> None:
    page = client.get("/nothing")
    assert page.status_code == 404
    assert "This did not work" in page.text
    assert client.get("/api/v1/nothing").json() == {"error": "there is nothing at this address: begin with Talks"}
    answer = client.get("/api/v1/reports?most=none")
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("most: ")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("audit?who=Ana&who=Ben", 422),
        ("timeline?page=1&page=2", 422),
        ("commitments/c1?as_of=2025-04-01&as_of=2025-04-02", 422),
        ("timeline?kind=offer&kind=refusal", 200),  # takes any number of kinds
    ],
)
def test_what_an_address_takes_one_value_of_has_one(client: TestClient, query: str, status: int) -> None:
    answer = client.get(f"/api/v1/{query}")
    assert answer.status_code == status
    assert ("this is given twice" in answer.text) == (status == 422)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"host": "0.0.0.0"}, "add --team"),  # noqa: S104
        ({"host": "desk.example"}, "add --team"),
        ({"certificate": Path("cert.pem")}, "belong together"),
        ({"certificate": Path("no.pem"), "key": Path("no.key")}, "there is no file no.pem"),
        ({"port": 70000}, "--port 70000"),
    ],
)
def test_settings_that_make_no_sense(settings: dict[str, object], says: str) -> None:
    with pytest.raises(WebError, match=says):
        Settings(ledger="talks.db", **settings)  # type: ignore[arg-type]


def test_an_answer_is_made_once_for_each_state_of_the_ledger() -> None:
    kept, made = Kept(), []
    for number in (1, 1, 2):
        assert kept.get("deals", number, lambda: made.append(0) or len(made)).number == number
    assert len(made) == 2
    kept.close()


def test_what_takes_long_is_given_once_more_while_a_new_one_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr("goodoffices.web.kept.time.monotonic", lambda: clock[0])
    kept, may_end = Kept(), threading.Event()

    def slow() -> str:
        may_end.wait()
        clock[0] += 2 * PATIENCE
        return "an answer"

    may_end.set()
    assert kept.get("deals", 1, slow).number == 1  # waited for: there is none at hand
    clock[0] += PAUSE * 2 * PATIENCE - 0.01
    assert kept.get("deals", 2, slow).number == 1  # too early for another
    kept.get("another", 2, lambda: 0)  # answers are made one after the other
    assert kept.get("deals", 2, slow).number == 1
    clock[0] += 0.02
    may_end.clear()
    assert kept.get("deals", 2, slow).number == 1  # begun, and not waited for
    may_end.set()
    kept.get("another", 3, lambda: 0)
    assert kept.get("deals", 2, slow).number == 2
    kept.close()


def test_what_fails_is_raised_and_tried_again() -> None:
    kept = Kept()
    with pytest.raises(ZeroDivisionError):
        kept.get("deals", 1, lambda: 1 // 0)
    assert kept.get("deals", 1, lambda: 7).value == 7
    kept.close()
