"""What every answer bears, and every request must: nothing comes from elsewhere, names are ours, sizes fit."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable, Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from goodoffices.web.access.elsewhere import READING, is_from_elsewhere, name_in

MOST_BYTES = 64 << 20
"""The largest request: reports that are added by upload."""
MOST_OF_STRANGERS = 1 << 20
"""The largest request of somebody who has not signed in."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
ENCRYPTED = {"Strict-Transport-Security": "max-age=31536000"}

log = logging.getLogger("goodoffices.web")
Knows = Callable[[Scope], Awaitable[bool]]
"""Whether whoever asks has signed in; only asked before a large request."""


class Guard:
    """Answers only under names that are ours (against DNS rebinding), to changes from our own pages and from programs.

    What fails unforeseen becomes one line, too: where it happened is logged, without the values, which may be secrets.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str], knows: Knows, *, secure: bool = False):
        self.app = app
        self.hosts = frozenset(name_in(h) if h.startswith("[") else h.casefold() for h in hosts)
        self.knows = knows
        self.headers = HEADERS | (ENCRYPTED if secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Answer(send, self.headers, bare=scope["method"] == "HEAD")
        refused = await self._refused(scope)
        if refused is not None:
            await refused(scope, receive, answer.send)
            return
        body = _Body(receive, await self._most(scope))
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        try:
            await self.app(scope, body.receive, answer.unless(body))
        except Exception as error:  # whatever it is, it becomes an answer
            if not body.is_too_large:
                log.error("%s in %s\n%s", type(error).__name__, scope["method"], _where(error))
            if answer.has_begun:
                raise ConnectionError("an answer broke off") from None
            failed = too_large(scope) if body.is_too_large else refusal(scope, 500, BROKEN)
            await failed(scope, receive, answer.send)

    async def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if name_in(headers.get("host", "")) not in self.hosts:
            return refusal(scope, 400, "this is not a name of the workbench: start it with --host-name")
        if scope["method"] not in READING and is_from_elsewhere(headers):
            return refusal(scope, 403, "this came from a page of another site, and was not done")
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()):
            return refusal(scope, 400, "the length of this request is no number")
        if len(length) > 18 or int(length) > await self._most(scope):
            return too_large(scope)
        return None

    async def _most(self, scope: Scope) -> int:
        headers = Headers(scope=scope)
        if "transfer-encoding" not in headers and int(headers.get("content-length", "0")) <= MOST_OF_STRANGERS:
            return MOST_OF_STRANGERS
        return MOST_BYTES if await self.knows(scope) else MOST_OF_STRANGERS


BROKEN = "something went wrong in the workbench, and nothing was done: its log says where"


class _Body:
    """A request as it comes in, up to the size that is allowed."""

    def __init__(self, receive: Receive, most: int):
        self._receive = receive
        self._left = most

    @property
    def is_too_large(self) -> bool:
        return self._left < 0

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self.is_too_large:
            raise _TooLargeError
        return message


class _TooLargeError(Exception):
    """A request is larger than it may be."""


class _Answer:
    """An answer as it goes out, with what every answer bears; of HEAD, no more than that."""

    def __init__(self, send: Send, headers: dict[str, str], *, bare: bool):
        self._send = send
        self._headers = headers
        self._bare = bare
        self.has_begun = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_begun = True
            answered = MutableHeaders(scope=message)
            for name, value in self._headers.items():
                answered.setdefault(name, value)
        elif self._bare:
            message = {**message, "body": b""}
        await self._send(message)

    def unless(self, body: _Body) -> Send:
        """The same for an application, whatever it makes of a request that is too large."""

        async def send(message: Message) -> None:
            if not body.is_too_large or self.has_begun:
                await self.send(message)
            elif message["type"] == "http.response.start":
                raise _TooLargeError

        return send


def refusal(scope: Scope, status: int, why: str) -> Response:
    """An answer in one line: for a program as JSON, for a person as text."""
    if scope["path"].startswith("/api/"):
        return JSONResponse({"error": why}, status)
    return PlainTextResponse(f"{why[0].upper()}{why[1:]}.\n", status)


def too_large(scope: Scope) -> Response:
    """The answer to more than anybody may send."""
    answer = refusal(scope, 413, f"this is more than {MOST_BYTES >> 20} MiB, or nobody has signed in: send less at once")
    answer.headers["Connection"] = "close"
    return answer


def _where(error: BaseException) -> str:
    return "".join(traceback.format_tb(error.__traceback__)).rstrip()
