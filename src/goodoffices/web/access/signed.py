"""What the workbench gives out and wants back unchanged: signed with a key that is gone when the program ends."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time


class Signer:
    """Signs what is said for a purpose, for a while (seconds)."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def sign(self, purpose: str, said: str, lasts: float) -> str:
        """A ticket for what is said."""
        until = str(int(time.time() + lasts))
        return f"{until}.{self._signature(purpose, said, until)}"

    def is_good(self, ticket: str, purpose: str, said: str) -> bool:
        """Whether a ticket is for this, and not too old."""
        until, _, signature = ticket.partition(".")
        if not (until.isascii() and until.isdigit() and len(until) < 13):
            return False
        ours = self._signature(purpose, said, until)
        return hmac.compare_digest(ours.encode(), signature.encode(errors="replace")) and time.time() < int(until)

    def _signature(self, purpose: str, said: str, until: str) -> str:
        message = "\0".join((purpose, until, said)).encode(errors="surrogatepass")
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()
