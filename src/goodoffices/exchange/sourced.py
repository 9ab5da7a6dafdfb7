"""How files that leave the house say according to whom something is."""

from __future__ import annotations

import re

from goodoffices.ledger.sources import Source

NOT_IN_FILES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 or calendars cannot hold, and marks that turn the direction of what follows them."""


def according_to(source: Source) -> str:
    """ "according to Emin Kolvar, via Radio Halven"; of what only the report says, "according to Lakes Courier"."""
    speaker = source.speaker or (f"“{one_line(source.named)}”" if source.named else None)
    whom = speaker or source.publisher or f"the report “{source.title or source.origin}”"
    return ", via ".join(map(one_line, [f"according to {whom}", *reversed(source.via)]))


def reported(source: Source) -> str:
    """The report: publisher, day, title, and its number in the ledger."""
    known = [source.publisher, source.day.isoformat(), source.title or source.origin, source.report]
    return ", ".join(one_line(x) for x in known if x)


def clean(text: str) -> str:
    """The text without what XML and calendars cannot hold, U+FFFD in its place."""
    return NOT_IN_FILES.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text as one clean line."""
    return clean(" ".join(text.split()))
