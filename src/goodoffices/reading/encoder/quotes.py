"""Where the quotation marks of a report open and close."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", '"': '"', "'": "'"}
"""What opens a quotation, and what closes one that was opened so."""
SINGLE = frozenset("'’‘")
STOPS = re.compile(r"[\"'“”„«»‘’]|\n[^\S\n]*\n")
"""The marks, and the end of a paragraph."""


class Quoted(IntEnum):
    """Where a character stands with regard to quotations; the values are inputs of the encoder."""

    OUTSIDE = 0
    INSIDE = 1
    OPENS = 2
    CLOSES = 3
    INSIDE_SINGLE = 4


def quotation_marks(text: str) -> dict[int, Quoted]:
    """The characters of `text` that open or close a quotation.

    An apostrophe is no quotation mark; a quotation that is never closed ends with its paragraph, as typographers have it
    when a speech runs over several paragraphs, each opened and only the last closed.
    """
    return {at: mark for at, mark, _ in _stops(text) if mark is not Quoted.OUTSIDE}


def quoted_states(text: str, starts: list[int]) -> list[Quoted]:
    """For each offset of `starts` (ascending), whether it lies in a quotation, or opens or closes one."""
    stops = _stops(text)
    at, mark, after = next(stops, (len(text), Quoted.OUTSIDE, Quoted.OUTSIDE))
    state = Quoted.OUTSIDE
    states: list[Quoted] = []
    for start in starts:
        while at < start:
            state = after
            at, mark, after = next(stops, (len(text), Quoted.OUTSIDE, Quoted.OUTSIDE))
        states.append(mark if at == start and mark is not Quoted.OUTSIDE else state)
    return states


def _stops(text: str) -> Iterator[tuple[int, Quoted, Quoted]]:
    """Each mark and each paragraph's end: its offset, what it does (OUTSIDE for a paragraph's end), the state behind it."""
    opened: list[str] = []
    for found in STOPS.finditer(text):
        at, char = found.start(), found[0]
        mark: Quoted | None = Quoted.OUTSIDE
        if char[0] == "\n":
            opened.clear()
        else:
            mark = _mark(text, at, char, opened)
        if mark is not None:
            double = any(c not in SINGLE for c in opened)
            yield at, mark, Quoted.INSIDE if double else Quoted.INSIDE_SINGLE if opened else Quoted.OUTSIDE


def _mark(text: str, at: int, char: str, opened: list[str]) -> Quoted | None:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    closes = [i for i, c in enumerate(opened) if char in PAIRS[c]]
    if char in SINGLE and before.isalnum() and (after.isalnum() or not closes):
        return None  # an apostrophe: it's, rebels'
    if closes:
        del opened[closes[0] :]
        return Quoted.CLOSES
    if char == "’" or (char in "\"'" and (after.isspace() or (char == "'" and before.isalnum()))):
        return None
    if char not in PAIRS:
        return Quoted.CLOSES
    opened.append(char)
    return Quoted.OPENS
