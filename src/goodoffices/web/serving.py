"""The workbench on a port: `goodoffices serve`."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from goodoffices.errors import GoodOfficesError, WebError
from goodoffices.web.app import create_app
from goodoffices.web.settings import Settings

GOODBYE = 5
"""Seconds that open requests have to end when the server is told to stop."""


class Serving:
    """A workbench that is served: `run` until a signal, or until `stop` from another thread.

    `ready` is told the address once it answers.
    Raises WebError where the address cannot be had, LedgerError where the ledger cannot be opened.
    """

    def __init__(self, settings: Settings, ready: Callable[[str], None]):
        self._heard = listening(settings)
        try:
            app = create_app(settings)
        except GoodOfficesError:
            self._heard.close()
            raise
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, date_header=False, timeout_graceful_shutdown=GOODBYE,
            ssl_certfile=settings.certificate, ssl_keyfile=settings.key, proxy_headers=settings.behind_tls,
            http="h11", ws="none",  # whatever else is installed: h11 takes 64 KiB of headers at most
        )  # fmt: skip
        self._server = _Server(config, lambda: ready(address_of(settings, self._heard)))

    def run(self) -> None:
        """Serve until told to stop."""
        self._server.run([self._heard])

    def stop(self) -> None:
        """Serve no more."""
        self._server.should_exit = True


def listening(settings: Settings) -> socket.socket:
    """A socket at the address. Raises WebError where it cannot be had."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    heard = socket.socket(family)
    heard.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        heard.bind((settings.host, settings.port))
    except (OSError, UnicodeError) as error:
        heard.close()
        why = error.strerror if isinstance(error, OSError) else "no such name"
        raise WebError(f"cannot serve at {settings.host}:{settings.port} ({why}): try --port 0 for any that is free") from None
    return heard


def address_of(settings: Settings, heard: socket.socket) -> str:
    """Where a browser finds it."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http{'s' if settings.certificate else ''}://{host}:{heard.getsockname()[1]}/"


class _Server(uvicorn.Server):
    """A server that tells when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]):
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.ready()
