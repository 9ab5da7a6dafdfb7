"""How much of a server's answer is taken, and how long it is waited for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What is beyond these is refused with a clear error, or left out and counted; a server cannot make us wait for ever."""

    bytes: int = 8 * 1024 * 1024
    """Of one answer on the wire."""
    nested: int = 24
    """Objects and lists inside one another in an answer."""
    tries: int = 4
    """Requests for one answer, where the server is not there, busy or broken."""
    slow_tries: int = 2
    """The same, where it does not answer in time."""
    wait: float = 60.0
    """Seconds between two tries, whatever the server asks for."""
    entries: int = 400
    """Parties, statements, moves or dates in one answer; what is beyond is left out."""


DEFAULTS = Limits()
