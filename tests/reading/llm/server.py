"""A server that speaks OpenAI's protocol as far as the reader does, and answers what it has been told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """What the server sends: an answer of the model's, or whatever else; `hangs` until the server is shut."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False


def answer(content: Any, *, finish: str = "stop", usage: dict[str, int] | None = None) -> Reply:
    """The model's answer: a text, or a value that becomes JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
    return Reply(json.dumps({"choices": [choice], "usage": usage or {"prompt_tokens": 1000, "completion_tokens": 100}}))


@dataclass
class Model:
    """The server: replies are sent one after the other, the last one again and again; requests are kept."""

    address: str
    replies: list[Reply] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)

    def says(self, *replies: Any) -> None:
        self.replies[:] = [r if isinstance(r, Reply) else answer(r) for r in replies]

    @property
    def formats(self) -> list[str | None]:
        """What form of answer each request asked for."""
        return [r["response_format"]["type"] if "response_format" in r else None for r in self.requests]

    def texts(self) -> list[str]:
        """The last message of each request."""
        return [r["messages"][-1]["content"] for r in self.requests]


@contextmanager
def model_server() -> Iterator[Model]:
    """A server on this machine, for as long as the context lasts."""
    shut, lock = threading.Event(), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                model.requests.append(body | {"path": self.path})
                model.keys.append(self.headers["Authorization"])
                reply = model.replies.pop(0) if len(model.replies) > 1 else model.replies[0]
            if reply.hangs:
                shut.wait(30)
                self.close_connection = True
                return
            data = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(data)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # the reader hangs up on an answer that is too large

    server = Server(("127.0.0.1", 0), Handler)
    model = Model(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        shut.set()
        server.shutdown()
        server.server_close()
        thread.join()
