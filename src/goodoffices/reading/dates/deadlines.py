"""Which move a date bounds: the day of its step, or the deadline for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goodoffices.model.move import Move
from goodoffices.model.reading import DateMention
from goodoffices.model.span import Span
from goodoffices.model.statement import Statement

PAST = re.compile(r"\b(?:last|ago|yesterday|earlier)\b", re.I)
NO_DEADLINE = re.compile(r"\b(?:of|since|after)\s+(?:the\s+)?$", re.I)
POSSESSIVE = re.compile(r"['’]s\b")
ATTRIBUTE = re.compile(r"\b(?:the|a|an|its|his|her|their)\s+$", re.I)
"""Dates that only tell which one is meant: "next month's election", "the 1960 treaty"."""
PARTICIPLE = re.compile(
    r"\b(?:who|which|that|whom)\b|\b\w+(?:ed|en)\s+(?:in\s+|on\s+)?$|\b(?:held|made|built|shot|won|lost|laid)\s+$", re.I
)
"""What a date in a step may date instead of it: "the men seized in 2011", "a minister who served before 2013"."""
BETWEEN = re.compile(
    r"[\s,]*(?:(?:again|back|together|at (?:dawn|noon|midnight|sunset)|for \w+ \w+|beginning|starting|as soon as)[\s,]*){0,2}"
    r"(?:(?:on|in|by|before|at|from|until|till|through|for|no later than|not later than)\s+)?(?:the\s+)?"
)
"""What may stand between a step and its date."""
UP_TO = re.compile(r"[^,;:.!?\n“”\"]{0,40}\b(?:by|before|until|till|ahead of)\s+(?:the\s+)?(?:\w+\s+){0,3}(?:(?:on|in|of)\s+)?$")
"""A deadline later in the clause: "free nine men before the vote on 3 March"."""
BREAK = re.compile(r"\b(?:if|unless|when|while|because|who|which|that|said|says|but|after|provided)\b")
REACH = 120
"""Characters behind a step in which its date is looked for."""


def attach(dates: Sequence[DateMention], moves: Sequence[Move], statements: Sequence[Statement], text: str) -> list[DateMention]:
    """The dates, each with `of` the id of the move that it bounds, or None.

    A date bounds a move if it stands in the step, or behind it in the same clause, with nothing between them but what belongs to
    the date ("by", "until", "beginning on") or a deadline's words ("before the vote on"). A date in a condition, or of something
    past, bounds none. Statements bound by a date ("said on Monday") are not told so far: `statements` only keeps a date that stands
    outside the statement of a move from bounding that move.
    """
    ends = {s.id: (s.content[0].start, s.content[-1].end) for s in statements}
    return [date.model_copy(update={"of": _bounded(date, moves, ends, text)}) for date in dates]


def once(dates: Sequence[DateMention]) -> tuple[DateMention, ...]:
    """The dates, each where the report names it first and wherever it bounds a move: what is said again of a day is no new date."""
    known: set[str] = set()
    kept = []
    for date in dates:
        if date.of or date.date not in known:
            kept.append(date)
        known.add(date.date)
    return tuple(kept)


def _bounded(date: DateMention, moves: Sequence[Move], ends: dict[str, tuple[int, int]], text: str) -> str | None:
    """The move, nearest before the date, whose step it bounds."""
    if PAST.search(date.text) or NO_DEADLINE.search(text[max(0, date.start - 20) : date.start]):
        return None
    if POSSESSIVE.match(text, date.end) or (date.text.isdigit() and ATTRIBUTE.search(text[max(0, date.start - 12) : date.start])):
        return None
    if any(m.condition and _holds(m.condition, date) for m in moves):
        return None
    fitting = [m for m in moves if _fits(date, m, text)]
    inside = [m for m in fitting if m.statement is None or m.statement not in ends or _within(date, ends[m.statement])]
    return min(inside or fitting, key=lambda m: (abs(date.start - m.step.end), m.id)).id if fitting else None


def _within(date: DateMention, stretch: tuple[int, int]) -> bool:
    return stretch[0] <= date.start < stretch[1]


def _holds(span: Span, date: DateMention) -> bool:
    return span.start <= date.start and date.end <= span.end


def _fits(date: DateMention, move: Move, text: str) -> bool:
    step = move.step
    if _holds(step, date):
        return not PARTICIPLE.search(text[step.start : date.start])
    if not 0 <= date.start - step.end <= REACH:
        return False
    between = text[step.end : date.start]
    if BETWEEN.fullmatch(between):
        return True
    return bool(UP_TO.fullmatch(between + _preposition(date))) and not BREAK.search(between)


def _preposition(date: DateMention) -> str:
    found = re.match(r"(?:by|before|until|on|in)\s+", date.text)
    return found[0] if found else ""
