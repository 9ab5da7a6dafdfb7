"""The places of the workbench, and the address of whatever a page names."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from goodoffices.ledger.subjects import NUMBERED, ROW

API = "/api/v1"
"""Where the same is for programs."""


@dataclass(frozen=True)
class Place:
    """A page that every page leads to; `key` goes there after a g."""

    name: str
    path: str
    key: str


PLACES = (
    Place("Talks", "/", "t"),
    Place("Reports", "/reports", "r"),
    Place("Positions", "/positions", "p"),
    Place("Commitments", "/commitments", "c"),
    Place("Deals", "/deals", "d"),
    Place("Stability", "/stability", "s"),
    Place("Timeline", "/timeline", "l"),
    Place("Parties", "/parties", "w"),
)
OF_KIND = {"r": "reports", "t": "steps", "c": "commitments"}


def link_to(subject: str) -> str:
    """Where the workbench shows a report (r12), something in it (r12.m3), a step (t4), a commitment (c7) or a party (its key)."""
    if ROW.fullmatch(subject):
        return f"/reports/{subject.partition('.')[0]}#{quote(subject)}"
    if NUMBERED.fullmatch(subject):
        return f"/{OF_KIND[subject[0]]}/{subject}"
    return f"/parties/{quote(subject, safe='')}"
