"""Text of reports made safe to print."""

from __future__ import annotations

import re

SPACES = re.compile(r"\s+")
# Controls (C0, C1: an escape sequence starts with one), and marks that turn the direction of what follows them
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """The text as one line that is safe to print."""
    return UNPRINTABLE.sub("", SPACES.sub(" ", text)).strip()
