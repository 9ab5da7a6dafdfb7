"""Signing in and out: cookies, sessions, waits, passwords for once, tokens of programs."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from goodoffices.errors import WebError
from goodoffices.ledger import Ledger
from goodoffices.web.access import team as team_module
from goodoffices.web.access.waiting import FREE
from goodoffices.web.app import create_app
from goodoffices.web.settings import Settings
from tests.web.team import PASSWORD, Bench, bench, with_people

NEW = "three herons at the ford"


@pytest.fixture
def ledger(tmp_path: object) -> str:
    return with_people(f"{tmp_path}/talks.db")


@pytest.fixture
def team(ledger: str) -> Iterator[Bench]:
    with bench(ledger) as found:
        yield found


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime.datetime]:
    """The moment, which a test can put forward."""
    moment = [datetime.datetime.now(datetime.UTC)]
    monkeypatch.setattr(team_module, "now", lambda: moment[0])
    return moment


def hidden(page: str) -> dict[str, str]:
    """What a form bears unseen."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def sign_in(client: TestClient, name: str = "Ana", password: str = PASSWORD, to: str = "/", **changed: str) -> Response:
    """Fill in the form and send it."""
    form = hidden(client.get("/sign-in", params={"to": to}).text)
    return client.post("/sign-in", data=form | {"name": name, "password": password} | changed)


def test_a_page_leads_to_where_one_signs_in_and_back(team: Bench) -> None:
    client = team.browser()
    away = client.get("/reports?most=7")
    assert (away.status_code, away.headers["Location"]) == (303, "/sign-in?to=/reports%3Fmost%3D7")
    assert client.get("/api/v1/reports").status_code == 401
    back = sign_in(client, to="/reports?most=7")
    assert (back.status_code, back.headers["Location"]) == (303, "/reports?most=7")
    page = client.get("/reports")
    assert page.status_code == 200
    assert "Ana" in page.text
    assert client.get("/sign-in?to=/api").headers["Location"] == "/api"


@pytest.mark.parametrize(("secure", "name"), [(False, "session"), (True, "__Host-session")])
def test_the_cookie(ledger: str, secure: bool, name: str) -> None:
    with bench(ledger, behind_tls=secure) as team:
        client = team.browser()
        client.base_url = client.base_url.copy_with(scheme="https") if secure else client.base_url
        cookie = SimpleCookie(next(c for c in sign_in(client).headers.get_list("Set-Cookie") if c.startswith(name)))[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "lax", "/", "")
        assert bool(cookie["secure"]) is secure
        assert len(cookie.value) >= 43


def test_each_sign_in_is_a_session_of_its_own(team: Bench) -> None:
    """Against a session that somebody else has put into the browser."""
    client = team.browser()
    client.cookies.set("session", "put-there-by-somebody-else", domain="127.0.0.1", path="/")
    first = kept(sign_in(client))
    assert client.delete("/api/v1/session", headers={"X-CSRF-Token": secret_of(client)}).status_code == 204
    assert len({"put-there-by-somebody-else", first, kept(sign_in(client))}) == 3


def kept(answer: Response) -> str:
    """The session that a browser is given."""
    given = SimpleCookie(next(c for c in answer.headers.get_list("Set-Cookie") if c.startswith("session=")))
    return given["session"].value


def secret_of(client: TestClient) -> str:
    """The secret of a page."""
    found = re.search(r'data-secret="([^"]+)"', client.get("/reports").text)
    return found[1] if found else ""


@pytest.mark.parametrize(
    ("name", "password"), [("Ana", "wrong password"), ("nobody", PASSWORD), ("", ""), ("Ana\0", PASSWORD), ("ana'--", PASSWORD)]
)
def test_what_is_wrong_gets_the_same_answer(team: Bench, name: str, password: str) -> None:
    answer = sign_in(team.browser(), name, password)
    assert answer.status_code == 401
    assert "The name or the password is wrong." in answer.text
    assert not [c for c in answer.headers.get_list("Set-Cookie") if c.startswith("session")]


def test_names_are_found_whatever_their_capitals(team: Bench) -> None:
    client = team.browser()
    assert sign_in(client, "ANA").status_code == 303
    assert ">Ana<" in client.get("/reports").text


@pytest.mark.parametrize("ticket", ["", "1.x", "99999999999.0000"])
def test_the_form_must_be_ours(team: Bench, ticket: str) -> None:
    assert "open for too long" in sign_in(team.browser(), form_ticket=ticket).text


def test_the_form_of_another_browser_is_not_ours(team: Bench) -> None:
    """A site cannot sign somebody in as its own person."""
    form = hidden(team.browser().get("/sign-in").text)
    other = team.browser()
    other.get("/sign-in")
    assert other.post("/sign-in", data=form | {"name": "Ana", "password": PASSWORD}).status_code == 401
    elsewhere = team.browser(Origin="https://evil.example")
    assert sign_in(elsewhere).status_code == 403


def test_failures_make_whoever_tries_wait(team: Bench, clock: list[datetime.datetime]) -> None:
    for _ in range(FREE):
        assert sign_in(team.browser(), "Ana", "wrong password").status_code == 401
    refused = sign_in(team.browser(), "ana", PASSWORD)  # right, but too early
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "1")
    assert "wait a second" in refused.text
    assert sign_in(team.browser(), "Vera", PASSWORD).status_code == 303  # others are not held up
    clock[0] += datetime.timedelta(seconds=1)
    assert sign_in(team.browser(), "Ana", "wrong password").status_code == 401
    assert sign_in(team.browser(), "Ana", PASSWORD).headers["Retry-After"] == "2"
    clock[0] += datetime.timedelta(seconds=2)
    assert sign_in(team.browser(), "Ana", PASSWORD).status_code == 303
    assert sign_in(team.browser(), "Ana", "wrong password").status_code == 401  # counted from nothing again


def test_an_unknown_name_waits_as_well(team: Bench) -> None:
    for _ in range(FREE):
        sign_in(team.browser(), "nobody", "wrong password")
    assert sign_in(team.browser(), "nobody", "wrong password").status_code == 429


def test_sessions_end(team: Bench, clock: list[datetime.datetime]) -> None:
    client = team.browser()
    sign_in(client)
    for _ in range(11):
        clock[0] += datetime.timedelta(hours=1)
        assert client.get("/reports").status_code == 200
    clock[0] += datetime.timedelta(hours=1, seconds=1)  # after twelve hours, however busy
    assert client.get("/reports").status_code == 303
    sign_in(client)
    clock[0] += datetime.timedelta(hours=8)  # idle
    assert client.get("/reports").status_code == 303


def test_signing_out_here_and_everywhere(team: Bench) -> None:
    here, there = team.of("Ana"), team.of("Ana")
    token = here.cookies.get("session")
    assert here.delete("/api/v1/session").status_code == 204
    here.cookies.set("session", token or "")  # kept by a thief
    assert here.get("/reports").status_code == 303
    assert there.get("/reports").status_code == 200
    other = team.of("Ana")
    assert other.delete("/api/v1/sessions").status_code == 204
    assert there.get("/reports").status_code == 303


def test_changing_the_password_ends_other_sessions(team: Bench) -> None:
    here, there = team.browser(), team.of("Ana")
    sign_in(here)
    send = {"X-CSRF-Token": secret_of(here)}
    wrong = here.put("/api/v1/account/password", json={"old": "not this one", "new": NEW}, headers=send)
    assert (wrong.status_code, wrong.json()["error"]) == (422, "old: the password that you have now is another")
    easy = here.put("/api/v1/account/password", json={"old": PASSWORD, "new": "password1234"}, headers=send)
    assert "among the first" in easy.json()["error"]
    assert here.put("/api/v1/account/password", json={"old": PASSWORD, "new": NEW}, headers=send).status_code == 204
    assert here.get("/reports").status_code == 200
    assert secret_of(here) != send["X-CSRF-Token"]
    assert there.get("/reports").status_code == 303
    assert sign_in(team.browser(), "Ana", PASSWORD).status_code == 401
    assert sign_in(team.browser(), "Ana", NEW).status_code == 303


def test_somebody_is_added_and_chooses_a_password(team: Bench) -> None:
    ada = team.of("Ada")
    given = ada.post("/api/v1/people", json={"name": "Ben", "role": "analyst"}).json()["secret"]
    assert ada.post("/api/v1/people", json={"name": "ben", "role": "viewer"}).status_code == 422
    assert "has not signed in yet" in ada.get("/people").text
    assert given not in ada.get("/people").text
    ben = team.browser()
    page = sign_in(ben, "Ben", given, to="/reports")
    assert page.status_code == 200
    assert "Choose a password" in page.text
    assert ben.get("/reports").status_code == 303  # not signed in yet
    form = hidden(page.text) | {"name": "Ben"}
    assert "type the same one twice" in ben.post("/choose-password", data=form | {"password": NEW, "again": NEW + "s"}).text
    assert "among the first" in ben.post("/choose-password", data=form | {"password": "password1234", "again": "password1234"}).text
    done = ben.post("/choose-password", data=form | {"password": NEW, "again": NEW})
    assert (done.status_code, done.headers["Location"]) == (303, "/reports")
    assert ben.get("/reports").status_code == 200
    again = team.browser()
    fresh = hidden(again.get("/sign-in").text)
    late = again.post("/choose-password", data=form | fresh | {"password": PASSWORD, "again": PASSWORD})
    assert late.status_code == 401  # the ticket was good once
    assert sign_in(team.browser(), "Ben", given).status_code == 401
    assert sign_in(team.browser(), "Ben", NEW).status_code == 303


def test_a_role_that_is_taken_away_is_gone_at_once(team: Bench) -> None:
    ada, ana = team.of("Ada"), team.of("Ana")
    assert ana.get("/people").status_code == 403
    assert ada.put("/api/v1/people/Ana/role", json={"role": "administrator"}).status_code == 204
    assert ana.get("/people").status_code == 200
    assert ana.put("/api/v1/people/Ada/state", json={"is_open": False}).status_code == 204
    assert ada.get("/reports").status_code == 303
    assert sign_in(team.browser(), "Ada").status_code == 401
    for change in (("role", {"role": "viewer"}), ("state", {"is_open": False})):
        last = ana.put(f"/api/v1/people/Ana/{change[0]}", json=change[1])
        assert (last.status_code, "last administrator" in last.json()["error"]) == (422, True)
    assert ana.put("/api/v1/people/nobody/role", json={"role": "viewer"}).status_code == 404


def test_a_lost_password_is_replaced(team: Bench) -> None:
    ana = team.of("Ana")
    given = team.of("Ada").post("/api/v1/people/Ana/password").json()["secret"]
    assert ana.get("/reports").status_code == 303
    assert "Choose a password" in sign_in(team.browser(), "Ana", given).text


def test_a_program_bears_a_token(team: Bench) -> None:
    ada = team.of("Ada")
    token = ada.post("/api/v1/tokens", json={"what_for": "the morning's reports"}).json()["secret"]
    (told,) = ada.get("/api/v1/account").json()["tokens"]
    assert told["what_for"] == "the morning's reports"
    assert token not in ada.get("/account").text
    program = team.browser(Authorization=f"Bearer {token}")
    assert program.get("/api/v1/reports").status_code == 200
    assert program.get("/api/v1/people").status_code == 200
    changes = (
        ("POST", "/tokens", {"what_for": "x"}),
        ("POST", "/people", {"name": "Eve", "role": "administrator"}),
        ("DELETE", "/sessions", None),
    )
    for method, path, body in changes:  # what would outlive the token
        assert program.request(method, f"/api/v1{path}", json=body).status_code == 403
    assert team.of("Ana").delete(f"/api/v1/tokens/{told['number']}").status_code == 404  # not hers
    assert ada.delete(f"/api/v1/tokens/{told['number']}").status_code == 204
    assert program.get("/api/v1/reports").status_code == 401


@pytest.mark.parametrize("header", ["Bearer", "Bearer x", "Basic QWRhOng=", "bearer  ", "\u00fc"])
def test_what_is_no_token_is_nobody_even_beside_a_cookie(team: Bench, header: str) -> None:
    assert team.of("Ada").get("/api/v1/reports", headers={"Authorization": header.encode()}).status_code == 401


def test_secrets_are_in_no_log(team: Bench, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    caplog.set_level(0)
    client = team.browser()
    sign_in(client, "Ana", "a wrong secret of mine")
    sign_in(client)
    secret, cookie = secret_of(client), client.cookies.get("session") or ""
    token = client.post("/api/v1/tokens", json={"what_for": "x"}, headers={"X-CSRF-Token": secret}).json()["secret"]
    client.post("/api/v1/tokens", json={}, headers={"X-CSRF-Token": secret})
    ours = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("httpx"))
    written = ours + "".join(capfd.readouterr())
    assert not [s for s in (PASSWORD, "a wrong secret of mine", secret, cookie, token) if s in written]


def test_a_team_without_people_is_not_served(tmp_path: object) -> None:
    with pytest.raises(WebError, match="goodoffices account add"):
        create_app(Settings(ledger=f"{tmp_path}/new.db", team=True))
    Ledger.open(f"{tmp_path}/new.db").close()
