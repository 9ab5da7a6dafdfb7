"""What the tests of `documents` share: a folder to write into, and a web server on this machine."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from goodoffices.documents import Limits, load
from goodoffices.errors import DocumentError
from goodoffices.model import Report

Loaded = list[Report | DocumentError]
DEFAULTS = Limits()


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[..., Loaded]:
    """Writes a file into a fresh folder and loads it."""

    def write_and_load(
        name: str, data: bytes | str, *, limits: Limits = DEFAULTS, published: datetime.date | None = None
    ) -> Loaded:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return list(load([str(path)], limits=limits, published=published))

    return write_and_load


@pytest.fixture
def report(loaded: Callable[..., Loaded]) -> Callable[..., Report]:
    """Like `loaded`, for a file that holds exactly one report."""

    def one_report(name: str, data: bytes | str, **options: Any) -> Report:
        (only,) = loaded(name, data, **options)
        assert isinstance(only, Report), only
        return only

    return one_report


@pytest.fixture
def error(loaded: Callable[..., Loaded]) -> Callable[..., str]:
    """Like `loaded`, for a file that gives an error: what it says after the file's name, which is always one line."""

    def one_error(name: str, data: bytes | str, **options: Any) -> str:
        (only,) = loaded(name, data, **options)
        assert isinstance(only, DocumentError), only
        assert "\n" not in str(only)
        _, found, reason = str(only).partition(name)
        assert found
        return reason.strip()

    return one_error


class Site(BaseHTTPRequestHandler):
    """Answers each path with what `pages` says: status, headers, body."""

    pages: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {}

    def do_GET(self) -> None:
        status, headers, body = self.pages.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Callable[..., str]]:
    """A web server; called with a path and a page, it serves the page and returns its address."""
    handler = type("Pages", (Site,), {"pages": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def serve(path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        data = body.encode() if isinstance(body, str) else body
        handler.pages[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, data)
        return f"http://127.0.0.1:{server.server_port}{path}"

    yield serve
    server.shutdown()
    server.server_close()
    thread.join()
