"""A report of our own, and what a model that reads it well answers."""

from __future__ import annotations

import copy
import datetime
from typing import Any

from goodoffices.model import Report

TEXT = """Front names its price

OSK, 6 May 2031 (Norwire) - The Upland Front would reopen the Meril road if the garrison left Osk, its spokesman, Tarin Belo, told \
Radio Osk on Monday.

“We ask for no more,” he said, “and for no less.”

Minister Ana Petrel called the offer “a trap with bread in it” and urged the Front to release forty-two prisoners.
"""


def report(text: str = TEXT, origin: str = "talks.txt") -> Report:
    return Report.of(text, origin=origin, published=datetime.date(2031, 5, 6))


ANSWER: dict[str, Any] = {
    "parties": [
        {"name": "Upland Front", "kind": "armed group", "aliases": ["the Front"], "speaks_for": None, "backs": []},
        {"name": "Tarin Belo", "kind": "person", "aliases": [], "speaks_for": "Upland Front", "backs": []},
        {"name": "Radio Osk", "kind": "organisation", "aliases": [], "speaks_for": None, "backs": []},
        {"name": "Ana Petrel", "kind": "person", "aliases": ["Minister Ana Petrel"], "speaks_for": None, "backs": []},
    ],
    "statements": [
        {
            "id": "s1", "source": "its spokesman, Tarin Belo,", "cue": "told",
            "content": ["The Upland Front would reopen the Meril road if the garrison left Osk"],
            "speaker": "Tarin Belo", "via": ["Radio Osk"], "manner": "indirect", "confidence": 0.9,
        },
        {
            "id": "s2", "source": "he", "cue": "said", "content": ["“We ask for no more,”", "“and for no less.”"],
            "speaker": "Tarin Belo", "via": [], "manner": "direct", "confidence": 0.8,
        },
        {
            "id": "s3", "source": "Minister Ana Petrel", "cue": "called", "content": ["the offer “a trap with bread in it”"],
            "speaker": "Ana Petrel", "via": [], "manner": "mixed",
        },
    ],
    "moves": [
        {
            "id": "m1", "kind": "offer", "party": "Upland Front", "agent": "Upland Front", "step": "reopen the Meril road",
            "condition": "the garrison left Osk", "relation": "if", "strength": "firm", "measure": "humanitarian access",
            "place": "Meril", "statement": "s1", "confidence": 0.7,
        },
        {
            "id": "m2", "kind": "demand", "party": "Ana Petrel", "agent": "Upland Front", "step": "release forty-two prisoners",
            "condition": None, "relation": None, "strength": "firm", "measure": "prisoner release", "place": None,
            "statement": None, "confidence": 0.6,
        },
    ],
    "dates": [{"text": "on Monday", "date": "2031-05-05", "of": "s1"}],
}  # fmt: skip


def changed(path: str, value: Any) -> dict[str, Any]:
    """The good answer with one thing changed, "statements.0.cue" for instance."""
    found = copy.deepcopy(ANSWER)
    *way, last = [int(p) if p.isdigit() else p for p in path.split(".")]
    inner: Any = found
    for part in way:
        inner = inner[part]
    inner[last] = value
    return found
