"""Stability in the workbench: the draft of the ledger, edited in the address, never written; where it could end, and why."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from goodoffices.errors import StabilityError
from goodoffices.ledger import Ledger
from goodoffices.stability.forms import text
from goodoffices.web.contents.conflict import LONGEST_PACKED, edited, packed, statements_of, unpacked
from tests.web.conftest import workbench
from tests.web.hostile import hostile, ledger_of
from tests.web.parsing import shape

BRIDGES = """
title "Two bridges"
party army
party rebels
option leave "leave the bridges" by army
option truce "hold fire" by rebels
today ()
army prefers truce
army prefers not leave
rebels prefers leave
rebels prefers not truce
"""
"""A prisoners' dilemma: by hand, () is the only state that is stable by Nash; (leave, truce) is stable by SEQ."""
CONFLICT = text.read(BRIDGES)


def test_a_conflict_is_its_address() -> None:
    assert unpacked(packed(CONFLICT)) == CONFLICT
    assert len(packed(CONFLICT)) < 400


@pytest.mark.parametrize(
    "said",
    [
        "", "nonsense", "%%%", "ü", packed(CONFLICT)[:-8],
        base64.urlsafe_b64encode(zlib.compress(b"x" * 5_000_000)).decode(),
        base64.urlsafe_b64encode(zlib.compress(b"\xff\xfe")).decode(),
    ],
)  # fmt: skip
def test_a_damaged_address_is_said_in_one_line(said: str) -> None:
    with pytest.raises(StabilityError, match="address is damaged"):
        unpacked(said)


def test_too_long_for_an_address() -> None:
    """What cannot be compressed: 12,000 hexadecimal digits have 6,000 bytes, 8,000 characters of an address."""
    names = [hashlib.sha512(bytes([n])).hexdigest() for n in range(94)]
    lines = "\n".join(f'party p{n} : "{name}"' for n, name in enumerate(names))
    with pytest.raises(StabilityError, match="save it as a file"):
        packed(text.read(f"{lines}\noption o by p0"))
    assert LONGEST_PACKED < 8_000, "nginx reads no more"


def test_statements_are_told_and_read_as_the_text_has_them() -> None:
    army, rebels = CONFLICT.decision_makers
    assert statements_of(army, CONFLICT) == ("truce", "not leave")
    turned = edited(CONFLICT, "army", ["not leave", "truce"])
    assert turned == text.read(BRIDGES.replace("army prefers truce\narmy prefers not leave", "army prefers not leave, then truce"))
    assert statements_of(turned.decision_makers[1], turned) == statements_of(rebels, CONFLICT)
    strongly = edited(CONFLICT, "army", ["strongly truce if leave"])
    assert statements_of(strongly.decision_makers[0], strongly) == ("strongly truce if leave",)
    assert edited(CONFLICT, "army", []).decision_makers[0].preference is None


def test_odd_names_are_told_and_read_too() -> None:
    odd = text.read('party "a b": "x prefers unknown"\nparty party-2\noption "not" by "a b" and party-2\n"a b" prefers not "not"')
    assert statements_of(odd.decision_makers[0], odd) == ('not "not"',)
    assert edited(odd, "a b", ['not "not"']) == odd


@pytest.mark.parametrize(
    ("who", "said", "says"),
    [
        ("army", ["truce", "trce"], "statement 2, trce: "),
        ("army", ["truce, then leave"], "is not one statement"),
        ("army", ["unknown"], "is not one statement"),
        ("army", ["nothing"], "is not one statement"),
        ("army", ["truce\nparty x"], "into one line"),
        ("army", ["truce if"], "statement 1"),
        ("navy", ["truce"], "navy"),
    ],
)  # fmt: skip
def test_what_is_no_statement_is_said(who: str, said: list[str], says: str) -> None:
    with pytest.raises(StabilityError) as error:
        edited(CONFLICT, who, said)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


# Over HTTP


def told(client: TestClient, **asked: object) -> dict[str, object]:
    found: dict[str, object] = client.get("/api/v1/stability", params=asked).raise_for_status().json()  # type: ignore[arg-type]
    return found


def test_the_draft_of_the_ledger(client: TestClient) -> None:
    found = told(client)
    assert found["is_draft"]
    assert "nobody has checked it" in str(found["status"])
    statements = [s for p in found["parties"] for s in p["statements"]]  # type: ignore[attr-defined]
    assert statements
    assert all(s["why"] for s in statements)
    assert any(t["words"] and t["subject"].startswith("r") for s in statements for t in s["told"])
    page = client.get("/stability")
    assert page.status_code == 200
    for said in statements:
        assert said["words"][1:] in unescape(page.text)


def test_options_are_chosen_by_steps_and_by_parties(client: TestClient) -> None:
    three = told(client, option=["t2", "t3", "t12"])
    assert str(three["about"]).startswith("3 parties, 3 options, 8 states")
    assert [s["id"] for o in three["owners"] for s in o["steps"] if s["is_chosen"]] == ["t2", "t3", "t12"]  # type: ignore[attr-defined]
    assert told(client, party="lakes-council")["parties"][0]["id"] == "lakes-council"  # type: ignore[index]


def test_an_edited_conflict_is_answered_and_nothing_is_written(client: TestClient, examples: str) -> None:
    with Ledger.open(examples) as ledger:
        before = ledger.last()
    found = told(client, text=BRIDGES)
    assert not found["is_draft"]
    ends = {e["state"]: (e["by"], e["is_today"]) for e in found["endings"]}  # type: ignore[attr-defined]
    assert ends["s1"] == (["Nash", "GMR", "SMR", "SEQ", "SIM"], True)
    assert "Nash" not in ends["s4"][0]
    assert "SEQ" in ends["s4"][0]
    moved = client.post(
        "/api/v1/stability/preferences",
        json={"of": {"conflict": found["packed"]}, "party": "army", "statements": ["leave", "truce"]},
    ).json()
    after = told(client, conflict=moved["conflict"])
    assert [s["said"] for s in after["parties"][0]["statements"]] == ["leave", "truce"]  # type: ignore[index]
    assert [e["state"] for e in after["endings"] if "Nash" in e["by"]] == ["s2"]  # type: ignore[attr-defined]
    with Ledger.open(examples) as ledger:
        assert ledger.last() == before


def test_a_statement_of_the_draft_keeps_where_it_comes_from(client: TestClient) -> None:
    found = told(client, option=["t2", "t3"])
    party = next(p for p in found["parties"] if len(p["statements"]) > 1)  # type: ignore[attr-defined]
    turned = [s["said"] for s in reversed(party["statements"])]
    answer = client.post(
        "/api/v1/stability/preferences",
        json={"of": {"option": ["t2", "t3"]}, "party": party["id"], "statements": [*turned, "not t2 and not t3"]},
    ).json()
    after = next(p for p in told(client, conflict=answer["conflict"])["parties"] if p["id"] == party["id"])  # type: ignore[attr-defined]
    assert [s["said"] for s in after["statements"]] == [*turned, "not t2 and not t3"]
    assert [s["why"] is not None for s in after["statements"]] == [True] * len(turned) + [False]


def test_out_as_text_or_gmcr_and_in_again(client: TestClient) -> None:
    found = told(client, text=BRIDGES)
    saved = client.get("/stability/text", params={"conflict": str(found["packed"])})
    assert "attachment" in saved.headers["Content-Disposition"]
    assert text.read(saved.text) == CONFLICT
    for name, content in (
        ("a.conflict", saved.content),
        ("a.gmcr", client.get("/stability/gmcr", params={"text": BRIDGES}).content),
    ):
        answer = client.post("/api/v1/stability/file", files={"file": (name, content)}).json()
        again = unpacked(answer["conflict"])
        assert [o.name for o in again.options] == ["leave the bridges", "hold fire"], answer
    answer = client.post("/api/v1/stability/text", json={"text": BRIDGES}).json()
    assert answer == {"conflict": packed(CONFLICT), "warnings": []}


@pytest.mark.parametrize(
    ("asked", "heading"),
    [
        ({"state": "today"}, "State: s1"),
        ({"state": "s4"}, "State: s4"),
        ({"origin": "today"}, "From s1 to what would last"),
        ({"inverse": "s4"}, "To make s4 hold"),
        ({"coalitions": "true"}, "If parties act together"),
    ],
)
def test_what_is_looked_at(client: TestClient, asked: dict[str, str], heading: str) -> None:
    titles = [s["title"] for s in told(client, text=BRIDGES, **asked)["sections"]]  # type: ignore[attr-defined]
    assert heading in titles
    assert heading in unescape(client.get("/stability", params={"text": BRIDGES, **asked}).text)


MANY = "\n".join(["party a", *(f"option o{n} by a" for n in range(15)), "today ()"])
CROWD = "\n".join([*(f"party p{n}\noption o{n} by p{n}" for n in range(12)), "today ()"])


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"text": MANY}, "15 options are more than the 14"),
        ({"text": CROWD, "coalitions": "true"}, "are too many here"),
        ({"text": "\n".join(f"party p{n}" for n in range(13)) + "\noption o by p0"}, "more than 12 parties"),
        ({"text": "party a\noptin x by a"}, "line 2"),
        ({"conflict": "nonsense"}, "address is damaged"),
        ({"conflict": "x" * 8_000}, "conflict: "),
        ({"option": "t99999"}, "t99999"),
        ({"party": "nobody-at-all"}, "nobody-at-all"),
        ({"text": BRIDGES, "state": "s5"}, "from s1 to s4"),
        ({"text": BRIDGES, "state": ["s1", "s2", "s3", "s4"]}, "too many to look at"),
        ({"text": BRIDGES, "origin": "there"}, "there is no state"),
        ({"text": BRIDGES, "colour": "red"}, "colour: "),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_line(client: TestClient, asked: dict[str, str], says: str) -> None:
    for path in ("/api/v1/stability", "/stability"):
        answer = client.get(path, params=asked)
        assert answer.status_code == 422
        assert says in unescape(answer.text)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.conflict", b"\xff\xfe", "no text in UTF-8"),
        ("a.conflict", b"party", "line 1"),
        ("a.conflict", b"# " + b"x" * 300_000, "is longer than"),
        ("a.gmcr", b"{", ""),
        ("a.gmcr", json.dumps([1]).encode(), ""),
        ("../../etc/passwd", b"", ""),
    ],
)
def test_files_that_are_none(client: TestClient, name: str, content: bytes, says: str) -> None:
    answer = client.post("/api/v1/stability/file", files={"file": (name, content)})
    assert answer.status_code == 422
    assert says in answer.json()["error"]
    assert "\n" not in answer.json()["error"]


def test_an_empty_ledger_shows_a_next_step_and_still_answers_a_conflict(on_nothing: TestClient) -> None:
    assert 'href="/add"' in on_nothing.get("/stability").text
    page = on_nothing.get("/stability", params={"text": BRIDGES})
    assert page.status_code == 200
    assert "Two bridges" in page.text


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    with workbench(ledger_of(tmp_path / "talks.db", hostile)) as client:
        for asked in ({}, {"text": 'party a: "<img src=x onerror=y>"\noption o "</textarea><script>z()</script>" by a\ntoday ()'}):
            page = client.get("/stability", params=asked)
            assert page.status_code == 200
            assert not {e for e in shape(page.text) if e[1].startswith("on") or e[1] == "style" or e[0] in ("img", "iframe")}
            assert "<script>" not in page.text


def test_the_text_is_kept_exactly_in_its_field(client: TestClient) -> None:
    """A browser drops a line feed right after <textarea>, and would drop ours, were there not one more."""
    page = client.get("/stability", params={"text": BRIDGES}).text
    field = page.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0]
    assert field.startswith("\n")
    assert text.read(unescape(field[1:])) == CONFLICT
