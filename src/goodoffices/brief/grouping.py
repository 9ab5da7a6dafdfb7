"""What belongs to one party over several reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from goodoffices.brief.printable import one_line
from goodoffices.model import Party

T = TypeVar("T")


def key_of(name: str) -> str:
    """What the names of one thing in several reports share.

    To see more than case and a leading "the" in two names is the ledger's work, not the brief's.
    """
    return one_line(name).casefold().removeprefix("the ")


def by_name(pairs: Iterable[tuple[Party, T]]) -> list[tuple[Party, list[T]]]:
    """What belongs to each party name, the largest lot first, lots of one size in the order of their first things."""
    lots: dict[str, tuple[Party, list[T]]] = {}
    for party, one in pairs:
        lots.setdefault(key_of(party.name), (party, []))[1].append(one)
    return sorted(lots.values(), key=lambda lot: len(lot[1]), reverse=True)
