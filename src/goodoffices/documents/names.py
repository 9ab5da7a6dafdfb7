"""What reports are called: names that can be file names, unique within a run."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

LONGEST = 80


class Names:
    """The names given out so far; capitals do not tell two names apart, for on many disks they do not."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def unique(self, name: str) -> str:
        """`name`, or `name-2`, `name-3` ... where it was given before."""
        key = name.casefold()
        number = self._next.get(key, 1)
        while (candidate := name if number == 1 else f"{name}-{number}").casefold() in self._taken:
            number += 1
        self._next[key] = number
        self._taken.add(candidate.casefold())
        return candidate


def as_name(text: str) -> str:
    """A name made of words: letters, digits, dots and hyphens, so that it is a file name everywhere."""
    words = re.sub(r"[^\w.]+", "-", unicodedata.normalize("NFC", text)[: 4 * LONGEST]).strip("-._")
    return words[:LONGEST].rstrip("-._") or "report"


def name_of_address(address: str) -> str:
    """The last part of an address's path without its ending, else its host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return as_name(address)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    stem = re.sub(r"\.[A-Za-z0-9]{1,6}$", "", last)
    return as_name(stem or parts.hostname or address)
