"""How the workbench is served: which ledger, to whom, under which names."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from goodoffices.errors import WebError

PORT = 8737
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Settings:
    """On loopback for the person at this computer; with `team`, for people with accounts, at whatever address.

    `hosts` are further names by which a browser may ask for it (of the reverse proxy before it). With `certificate` and `key`
    (PEM), connections are encrypted; `behind_tls` says that a proxy sees to that, so that cookies are sent over TLS only.
    """

    ledger: str
    host: str = LOOPBACK[0]
    port: int = PORT
    team: bool = False
    hosts: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    behind_tls: bool = False

    def __post_init__(self) -> None:
        """Raises WebError for settings that would open the ledger to whoever comes along."""
        if not self.team and not is_loopback(self.host):
            raise WebError(
                f"--host {self.host} would open the ledger to everybody who can reach it: add --team, so that people sign in"
            )
        if (self.certificate is None) != (self.key is None):
            raise WebError("a certificate and its key belong together: give --certificate and --key")
        for file in (self.certificate, self.key):
            if file is not None and not file.is_file():
                raise WebError(f"there is no file {file}: name the certificate and its key, as PEM")
        if not 0 <= self.port < 1 << 16:
            raise WebError(f"--port {self.port} is none: give a number from 1 to 65535, or 0 for any that is free")

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach it over TLS."""
        return self.certificate is not None or self.behind_tls


def is_loopback(host: str) -> bool:
    """Whether only programs on this computer can reach an address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
