"""Which found moves are the annotated ones, as score.py counts."""

from __future__ import annotations

import re
from typing import Any

from goodoffices.model import Move, Reading
from training.markup import MarkedReport

TITLES = {"mr", "mrs", "ms", "dr", "sir", "the", "a", "an", "of", "for", "president", "minister", "general", "brigadier", "father",
          "prime", "its", "their"}  # fmt: skip


def right_moves(reading: Reading, gold: MarkedReport) -> dict[str, str]:
    """For each found move that is an annotated one (by id), which one: one to one, best overlap first."""
    pairs = sorted(
        (
            (overlap, move.id, key)
            for move in reading.moves
            for key, wanted in gold.moves.items()
            if (overlap := agreement(move, wanted, reading, gold))
        ),
        reverse=True,
    )
    found: dict[str, str] = {}
    for _, ours, theirs in pairs:
        if ours not in found and theirs not in found.values():
            found[ours] = theirs
    return found


def agreement(move: Move, wanted: dict[str, Any], reading: Reading, gold: MarkedReport) -> float:
    """The overlap of the steps of two moves, 0 where kind or party differ or it is too small."""
    if move.kind.value != wanted["kind"]:
        return 0.0
    party = reading.party(move.party)
    names = [wanted["party"], *gold.parties[wanted["party"]]["aliases"]]
    if not any(same_name(g, n) for g in names for n in (party.name, *party.aliases)):
        return 0.0
    a, b = _letters(gold.text, *wanted["step"]), _letters(gold.text, move.step.start, move.step.end)
    shared = len(a & b) / len(a | b) if a | b else 0.0
    return shared if shared >= 0.5 else 0.5 if shared >= 0.2 and (a <= b or b <= a) else 0.0


def same_name(one: str, other: str) -> bool:
    """Whether two names are equal without titles, or the shorter holds the last word of the longer."""
    small, large = sorted((_words(one), _words(other)), key=lambda x: len(set(x)))
    return bool(small) and set(small) <= set(large) and (len(set(small)) == len(set(large)) or large[-1] in small)


def _words(name: str) -> list[str]:
    found = re.findall(r"\w+", re.sub(r"\(.*?\)", "", name).replace("’s", "").replace("'s", "").casefold())
    return [w for w in found if w not in TITLES] or found


def _letters(text: str, start: int, end: int) -> frozenset[int]:
    return frozenset(i for i in range(start, end) if text[i].isalnum())
