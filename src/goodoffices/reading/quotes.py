"""Where the quotation marks of a report open and close."""

from __future__ import annotations

from enum import IntEnum

OPENING = {"“": "”", "«": "»", "„": "”", "‘": "’"}
CLOSING = {"”": "“", "»": "«", "’": "‘"}
STRAIGHT = {'"', "'"}
MARKS = frozenset(OPENING) | frozenset(CLOSING) | STRAIGHT


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
    found: dict[int, Quoted] = {}
    open_marks: list[str] = []
    for i, char in enumerate(text):
        if char == "\n":
            if i + 1 < len(text) and text[i + 1] == "\n":
                open_marks.clear()
        elif char in MARKS:
            mark = _mark(text, i, char, open_marks)
            if mark is not None:
                found[i] = mark
    return found


def _mark(text: str, i: int, char: str, open_marks: list[str]) -> Quoted | None:
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    if char in ("'", "’", "‘") and before.isalnum() and (after.isalnum() or "'" not in open_marks):
        return None  # an apostrophe: it's, rebels'
    kind = "'" if char in ("'", "’", "‘") else '"'
    if char in STRAIGHT or char == "’":
        if kind in open_marks:
            del open_marks[open_marks.index(kind) :]
            return Quoted.CLOSES
        if char == "’" or after.isspace() or (kind == "'" and before.isalnum()):
            return None
        open_marks.append(kind)
        return Quoted.OPENS
    if char in OPENING:
        open_marks.append(kind)
        return Quoted.OPENS
    if kind in open_marks:
        del open_marks[open_marks.index(kind) :]
    return Quoted.CLOSES


def quoted_states(text: str, starts: list[int]) -> list[Quoted]:
    """For each offset of `starts` (ascending), whether it lies in a quotation, or opens or closes one."""
    marks = quotation_marks(text)
    events = sorted(marks)
    states: list[Quoted] = []
    depth_double = depth_single = 0
    e = 0
    previous = 0
    for start in starts:
        paragraph = text.find("\n\n", previous, start)
        if paragraph >= 0:
            while e < len(events) and events[e] < paragraph:
                e += 1
            depth_double = depth_single = 0
        while e < len(events) and events[e] < start:
            delta = 1 if marks[events[e]] is Quoted.OPENS else -1
            if text[events[e]] in ("'", "’", "‘"):
                depth_single = max(0, depth_single + delta)
            else:
                depth_double = max(0, min(1, depth_double + delta))
            e += 1
        previous = start
        if start in marks:
            states.append(marks[start])
        elif depth_double:
            states.append(Quoted.INSIDE)
        else:
            states.append(Quoted.INSIDE_SINGLE if depth_single else Quoted.OUTSIDE)
    return states
