"""What stands before every page: names, sizes, other sites, HEAD, and what goes wrong unforeseen."""

from __future__ import annotations

import http.client
import logging
import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from fastapi import Depends
from fastapi.testclient import TestClient

from goodoffices.web.access.guard import HEADERS, MOST_BYTES, MOST_OF_STRANGERS
from goodoffices.web.app import create_app
from goodoffices.web.settings import Settings
from tests.web.browser.conftest import served
from tests.web.conftest import HERE, workbench

SECRET = "the-password-of-a-person"  # noqa: S105


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 404),  # a program that says nothing
        ({"Origin": HERE}, 404),
        ({"Sec-Fetch-Site": "same-origin", "Origin": HERE}, 404),
        ({"Sec-Fetch-Site": "none"}, 404),  # typed by the person
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),  # another port or name of the same site
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": f"{HERE}.evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[::1"}, 403),
        ({"Origin": ""}, 403),
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/api/v1/nothing", "/nothing"])
def test_a_change_that_another_site_asks_for_is_refused(
    client: TestClient, path: str, headers: dict[str, str], status: int
) -> None:
    """Whatever the address, and before anything is looked at; reading is not: there the browser keeps the answer from the site."""
    assert client.post(path, headers=headers).status_code == status
    assert client.get("/reports", headers=headers).status_code == 200


@pytest.mark.parametrize(("length", "status"), [("-1", 400), ("1e3", 400), ("٣", 400), ("9" * 30, 413), (str(MOST_BYTES + 1), 413)])
def test_lengths_that_cannot_be(client: TestClient, length: str, status: int) -> None:
    answer = client.post("/api/v1/nothing", headers={"Content-Length": length.encode()}, content=b"")  # type: ignore[dict-item]
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]


def chunks(size: int) -> Iterator[bytes]:
    piece = b" " * (1 << 16)
    for _ in range(size >> 16):
        yield piece


@pytest.fixture
def echo(examples: str) -> Iterator[TestClient]:
    """A workbench with addresses that read what is sent, and one that fails."""
    app = create_app(Settings(ledger=examples))

    @app.post("/api/v1/read")
    def read(sent: dict[str, str]) -> int:
        return len(sent)

    def fails() -> None:
        raise ZeroDivisionError(SECRET)

    @app.get("/api/v1/fails", dependencies=[Depends(fails)])
    def failing() -> None:
        pass

    @app.get("/fails", dependencies=[Depends(fails)])
    def failing_page() -> None:
        pass

    with TestClient(app, base_url=HERE) as client:
        yield client


def test_a_body_in_chunks_that_is_too_large_is_refused_and_not_waited_for(echo: TestClient) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        for piece in chunks(MOST_BYTES + (4 << 20)):
            sent += len(piece)
            yield piece

    answer = echo.post("/api/v1/read", content=endless(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert "more than 64 MiB" in answer.json()["error"]
    assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def test_strangers_may_send_less(examples: str) -> None:
    """Whoever has not signed in cannot fill the memory of the workbench."""

    class Nobody:
        def __call__(self, _: object) -> None:
            from goodoffices.web.access.person import SignInError

            raise SignInError("sign in first")

    app = create_app(Settings(ledger=examples))
    app.state.who = Nobody()
    with TestClient(app, base_url=HERE) as client:
        large = b" " * (MOST_OF_STRANGERS + 1)
        assert client.post("/api/v1/nothing", content=large).status_code == 413
        assert client.post("/api/v1/nothing", content=large[1:]).status_code == 404


@pytest.mark.parametrize("path", ["/reports", "/api/v1/reports", "/static/workbench.css", "/nothing"])
def test_head_is_get_without_its_body(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    ignored = {"content-length"} if "text/html" in get.headers["Content-Type"] else set()
    assert {k: v for k, v in head.headers.items() if k not in ignored} == {k: v for k, v in get.headers.items() if k not in ignored}


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/nothing", {}, 404),
        ("DELETE", "/reports", {}, 405),
        ("GET", "/reports", {"Host": "evil.example"}, 400),
        ("POST", "/reports", {"Origin": "null"}, 403),
        ("GET", "/reports?most=x", {}, 422),
        ("GET", "/static/none.css", {}, 404),
        ("GET", "/static/../app.py", {}, 404),
        ("GET", "/api/v1/fails", {}, 500),
        ("GET", "/fails", {}, 500),
    ],
)
def test_errors_bear_what_every_answer_bears(
    echo: TestClient, caplog: pytest.LogCaptureFixture, *, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    answer = echo.request(method, path, headers=headers)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS | (
        {"Cache-Control": answer.headers["Cache-Control"]} if path.startswith("/static") else {}
    )
    assert not re.search(r"Traceback|File \"|ZeroDivision|of-a-person", answer.text)
    if status == 500:
        told = next(r for r in caplog.records if r.name == "goodoffices.web")
        assert (told.levelno, told.message.splitlines()[0]) == (logging.ERROR, "ZeroDivisionError in GET")
        assert "test_access_guard.py" in told.message
        assert SECRET not in caplog.text


def test_over_tls_browsers_are_told_to_stay_there(examples: str) -> None:
    with workbench(examples, behind_tls=True) as client:
        assert "max-age" in client.get("/reports").headers["Strict-Transport-Security"]


def test_a_real_server_answers_what_is_too_large_and_closes(examples: str) -> None:
    with served(examples) as address:
        host, port = urlsplit(address).hostname, urlsplit(address).port
        with socket.create_connection((host, port), 20) as line:  # type: ignore[arg-type]
            line.sendall(
                f"POST /api/v1/nothing HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {MOST_BYTES + 1}\r\n\r\n".encode()
            )
            said = b"".join(iter(lambda: line.recv(1 << 16), b""))
        assert said.startswith(b"HTTP/1.1 413 ")
        with socket.create_connection((host, port), 20) as line:  # type: ignore[arg-type]
            line.sendall(f"GET / HTTP/1.1\r\nHost: {host}:{port}\r\nX-Long: {'x' * (1 << 17)}\r\n\r\n".encode())
            with suppress(ConnectionResetError):  # it does not read on
                said = line.recv(1 << 16)
                assert said.startswith(b"HTTP/1.1 400 ")
        asked = http.client.HTTPConnection(f"{host}:{port}", timeout=20)
        asked.request("HEAD", "/reports")
        answer = asked.getresponse()
        assert (answer.status, answer.read()) == (200, b"")
        assert answer.getheader("Server") is None
        asked.close()
