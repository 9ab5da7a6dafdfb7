"""Who may do what: every address of the workbench and every method, by every role. What is not in the table fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from goodoffices.ledger import Ledger
from goodoffices.web.access.roles import Role
from tests.web.addresses import filled, routes
from tests.web.conftest import HERE, workbench
from tests.web.team import PEOPLE, Bench, bench, with_people

TABLE = """
nobody         GET    /sign-in
nobody         POST   /sign-in
nobody         POST   /choose-password
nobody         GET    /static/pictures.css

viewer         GET    /
viewer         GET    /account
viewer         GET    /api
viewer         GET    /audit
viewer         GET    /brief
viewer         GET    /commitments
viewer         GET    /commitments/{commitment}
viewer         GET    /deals
viewer         GET    /deals/picture.svg
viewer         GET    /parties
viewer         GET    /parties/network.gexf
viewer         GET    /parties/network.graphml
viewer         GET    /parties/network.svg
viewer         GET    /parties/{key}
viewer         GET    /positions
viewer         GET    /positions/picture.svg
viewer         GET    /positions/table.xlsx
viewer         GET    /reports
viewer         GET    /reports/{report}
viewer         GET    /search
viewer         GET    /stability
viewer         GET    /stability/gmcr
viewer         GET    /stability/text
viewer         GET    /steps/{step}
viewer         GET    /timeline
viewer         GET    /timeline/dates.ics

viewer         GET    /api/v1/account
viewer         GET    /api/v1/audit
viewer         GET    /api/v1/brief
viewer         GET    /api/v1/changes
viewer         GET    /api/v1/choices
viewer         GET    /api/v1/commitments
viewer         GET    /api/v1/commitments/{commitment}
viewer         GET    /api/v1/deals
viewer         GET    /api/v1/openapi.json
viewer         GET    /api/v1/parties
viewer         GET    /api/v1/parties/{key}
viewer         GET    /api/v1/positions
viewer         GET    /api/v1/reports
viewer         GET    /api/v1/reports/{report}
viewer         GET    /api/v1/search
viewer         GET    /api/v1/stability
viewer         GET    /api/v1/steps/{step}
viewer         GET    /api/v1/talks
viewer         GET    /api/v1/talks/new
viewer         GET    /api/v1/timeline
viewer         GET    /api/v1/timeline/weeks
viewer         POST   /api/v1/stability/file
viewer         POST   /api/v1/stability/preferences
viewer         POST   /api/v1/stability/text
viewer         PUT    /api/v1/account/password
viewer         DELETE /api/v1/session
viewer         DELETE /api/v1/sessions
viewer         POST   /api/v1/tokens
viewer         DELETE /api/v1/tokens/{number}

analyst        GET    /add
analyst        POST   /api/v1/drafts/{subject}/judgement
analyst        POST   /api/v1/drafts/{subject}/correction
analyst        POST   /api/v1/drafts/{subject}/undo
analyst        POST   /api/v1/drafts/{move}/links
analyst        POST   /api/v1/reports/{report}/statements
analyst        POST   /api/v1/reports/{report}/moves
analyst        POST   /api/v1/new-parties
analyst        DELETE /api/v1/commitments/{commitment}/ending
analyst        PUT    /api/v1/commitments/{commitment}/ending
analyst        POST   /api/v1/parties/{key}/merge
analyst        POST   /api/v1/parties/{key}/split
analyst        POST   /api/v1/reports/example
analyst        POST   /api/v1/reports/files
analyst        POST   /api/v1/reports/text
analyst        PUT    /api/v1/steps/{step}/done

administrator  GET    /api/v1/audit/accounts
administrator  GET    /people

administrator  GET    /api/v1/people
administrator  POST   /api/v1/people
administrator  PUT    /api/v1/people/{name}/role
administrator  PUT    /api/v1/people/{name}/state
administrator  POST   /api/v1/people/{name}/password
"""
"""The least role that may, the method, the address."""
MAY = {(method, path): role for role, method, path in (line.split() for line in TABLE.strip().splitlines() if line)}
WHO = {"nobody": None, "viewer": "Vera", "analyst": "Ana", "administrator": "Ada"}
ORDER = list(WHO)
CHANGES = [(method, path) for (method, path), role in MAY.items() if method != "GET" and role != "nobody"]


@pytest.fixture(scope="module")
def team(read_examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    ledger = tmp_path_factory.mktemp("team") / "talks.db"
    ledger.write_bytes(read_examples.read_bytes())
    with bench(with_people(str(ledger))) as found:
        yield found


@pytest.fixture(scope="module")
def party(read_examples: Path) -> str:
    with Ledger.open(read_examples) as ledger:
        return ledger.as_of().parties()[0].key


def test_every_address_is_in_the_table(team: Bench) -> None:
    there = set(routes(team.app))
    assert sorted(there - set(MAY)) == [], "write down who may"
    assert sorted(set(MAY) - there) == [], "this is no longer there"


def ask(client: TestClient, method: str, address: str, **headers: str) -> Response:
    """A request; a change says nothing that makes sense, so that nothing is done."""
    body = {} if method == "GET" else {"json": {"no": "sense"}}
    return client.request(method, address, headers=headers, **body)


@pytest.mark.parametrize(("method", "path"), list(MAY), ids=" ".join)
def test_each_role_may_what_the_table_says(team: Bench, party: str, method: str, path: str) -> None:
    least = ORDER.index(MAY[method, path])
    for who, name in WHO.items():
        answer = ask(team.of(name), method, filled(path, party))
        refused = answer.status_code in (401, 403) or answer.headers.get("Location", "").startswith("/sign-in")
        may = ORDER.index(who) >= least
        if path in ("/sign-in", "/choose-password"):
            assert answer.status_code < 500
            continue
        assert refused != may, f"{who}: {answer.status_code} {answer.text[:200]}"
        if refused and path.startswith("/api/"):
            assert answer.status_code == (401 if name is None else 403)
            assert list(answer.json()) == ["error"]
        elif refused and method == "GET":
            assert answer.status_code == (303 if name is None else 403)


@pytest.mark.parametrize(("method", "path"), CHANGES, ids=" ".join)
def test_a_change_needs_the_secret_of_its_own_session_and_our_pages(team: Bench, party: str, method: str, path: str) -> None:
    address = filled(path, party)
    client = team.of("Ada")
    for secret in ("", "wrong", "ünï", team.of("Ana").headers["X-CSRF-Token"], team.of("Ada").headers["X-CSRF-Token"]):
        answer = client.request(method, address, json={"no": "sense"}, headers={"X-CSRF-Token": secret.encode()})
        assert answer.status_code == 403, secret
        assert "load it again" in answer.json()["error"]
    for elsewhere in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        answer = ask(client, method, address, **elsewhere)
        assert answer.status_code == 403
        assert "another site" in answer.json()["error"]
    assert ask(team.of("Ada"), method, address, Origin=HERE).status_code not in (401, 403)


def test_the_table_names_every_role() -> None:
    assert {Role(r) for r in set(MAY.values()) - {"nobody"}} | {Role.ANALYST} == set(Role)
    assert set(PEOPLE) == set(WHO.values()) - {None}


def test_alone_every_change_needs_the_secret_too(read_examples: Path, party: str, tmp_path: Path) -> None:
    ledger = tmp_path / "talks.db"
    ledger.write_bytes(read_examples.read_bytes())
    with workbench(str(ledger)) as client:
        assert "X-CSRF-Token" in client.headers
        del client.headers["X-CSRF-Token"]
        for method, path in routes(client.app):  # type: ignore[arg-type]
            if method != "GET" and path.startswith("/api/"):
                assert ask(client, method, filled(path, party)).status_code == 403, path
