"""The dates that a report speaks of, and the day, month or year that each comes to.

A day named in the past tense is the nearest one up to the day of publication; one to come, the nearest from it on. Left out are the
report's own date (dateline, page header), the headline's weekdays and months, dates within names ("Good Friday Agreement"
or "the June Brigade"), and what comes to no day, month or year ("next week", "in two weeks", "this spring").
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from goodoffices.model.reading import DateMention, first_day
from goodoffices.reading.dates.calendar_days import resolve
from goodoffices.reading.dates.date_expressions import Expression, Kind, expressions
from goodoffices.reading.dates.date_sense import LEAD_REACH, LEADS, LINK, is_meant, lead
from goodoffices.reading.dates.own_dates import own_lines
from goodoffices.reading.dates.tense import SENTENCE_END, looks_ahead, sentence_before

JOINED = frozenset({"on", "in", "by", "before", "at", "from", "for"})
"""Prepositions that belong to the mention."""
ANNOUNCED = re.compile(
    r"\b(?:called for|threatened|announced|promised|offered|proposed|demanded|pledged|vowed|declared|planned|imposed)\b"
    r"[^,;]*\b(?:for|from)\s+$",
    re.I,
)
"""What is announced "from Monday" is to come."""
HOUR = re.compile(r"\b(?:until|till|by|before)\s+(?:midnight|noon|dawn|sunset|sunrise|\d[\w.:]*(?: ?[ap]\.?m\.?)?)\s+on\s+$", re.I)
"""A deadline with its hour: "until midnight on Sunday"."""
HOLDING = re.compile(r"\b(?:held|lasted|stayed|remained|waited|continued|raged|ran|was shut|was closed|were closed)\b", re.I)
"""What held "until Monday" is past."""
REACH = 400
"""Characters from which "the next day" may look back to a day."""


@dataclass(frozen=True)
class Seen:
    """The mention before: where it ends, what it came to, and whether that is to come (None where nothing told)."""

    end: int
    date: str
    ahead: bool | None


def find_dates(text: str, published: datetime.date | None) -> list[DateMention]:
    """The dates in a report, sorted and disjoint, each verbatim in `text` and resolved to an ISO 8601 day, month or year.

    Without a day of publication, only what carries its own year: "22 January 2014", "June 2012", "1996". Takes time linear in the
    length of the text.
    """
    own = own_lines(text)
    mentions: list[DateMention] = []
    last: Seen | None = None
    turns: dict[tuple[int | None, int | None], bool] = {}  # which way a weekday or month was meant before
    for said in expressions(text):
        linked = last is not None and LINK.fullmatch(text, last.end, said.start) is not None
        if any(line.has(said) for line in own) or not is_meant(text, said, linked):
            continue
        named = (said.weekday, said.month)
        ahead = last.ahead if last and linked else None
        if ahead is None and said.kind in (Kind.WEEKDAY, Kind.MONTH, Kind.DAY) and not said.year:
            ahead = _ahead(text, said)
        if ahead is None:
            ahead = turns.get(named)
        date = _date(text, said, published, last, ahead, linked=linked)
        if date is None:
            continue
        start = _start(text, said, mentions[-1].end if mentions else 0)
        mentions.append(DateMention(start=start, end=said.end, text=text[start : said.end], date=date))
        last = Seen(said.end, date, ahead)
        if ahead is not None:
            turns[named] = ahead
    return mentions


def _start(text: str, said: Expression, free: int) -> int:
    """Where the mention starts: at its preposition, if that belongs to it."""
    floor = max(free, said.start - LEAD_REACH)
    found = LEADS.search(text[floor : said.start])
    if found and found[1].lower() in JOINED and said.kind is not Kind.AFTER_THAT and "\n\n" not in found[0]:
        return floor + found.start(1)
    return said.start


def _ahead(text: str, said: Expression) -> bool | None:
    """Whether the date is still to come: by its preposition, else by the tense of its sentence; None where nothing tells."""
    tie = lead(text, said)
    if said.turn == "this" and said.kind is Kind.WEEKDAY:
        return looks_ahead(text, said.start, said.end) is not False
    if tie == "since":
        return False
    if HOUR.search(sentence_before(text, said.start)):
        return not _had_happened(text, said)
    if tie in ("until", "till"):
        return not HOLDING.search(text[max(0, said.start - 60) : said.start])
    if tie in ("by", "before", "no later than", "not before"):
        return not _had_happened(text, said)
    tense = looks_ahead(text, said.start, said.end)
    if tie in ("for", "from") and not tense:
        return tense is None or bool(ANNOUNCED.search(sentence_before(text, said.start)))
    return tense


def _had_happened(text: str, said: Expression) -> bool:
    """Whether what was to happen "by Sunday" had: "By Sunday the trucks had left", "the trucks had by Sunday left"."""
    if re.search(r"\bhad\b", text[max(0, said.start - 12) : said.start]):
        return True
    opens = sentence_before(text, said.start).strip(" ,").count(" ") <= 2
    return opens and re.match(r"[^.\n]{0,80}\bhad\b", text[said.end : said.end + 90]) is not None


def _date(
    text: str, said: Expression, published: datetime.date | None, last: Seen | None, ahead: bool | None, *, linked: bool
) -> str | None:
    """What the expression comes to, next to what was said before; None for nothing."""
    if said.kind is Kind.AFTER_THAT:
        return resolve(said, published, ahead=False, that=_that_day(text, said, last))
    if linked and last and published and (second := _second(said, last, published)):
        return second
    return resolve(said, published, ahead=ahead)


def _second(said: Expression, first: Seen, published: datetime.date) -> str | None:
    """The second date of "between Monday and Wednesday", seen from the first; None if it would not be past where that was."""
    if said.kind not in (Kind.WEEKDAY, Kind.MONTH) or said.turn or said.unit or said.year:
        return None
    if len(first.date) != (10 if said.kind is Kind.WEEKDAY else 7):
        return None
    date = resolve(said, first_day(first.date), ahead=True)
    return date if date and (first.ahead or date <= published.isoformat()) else None


def _that_day(text: str, said: Expression, last: Seen | None) -> datetime.date | None:
    """The day that "the next day" counts from: the last one named, in this sentence or the one before.

    "The same day" may count from one named in the paragraph before.
    """
    if last is None or len(last.date) != 10 or said.start - last.end >= REACH:
        return None
    between = text[last.end : said.start]
    same = said.away == 0
    if between.count("\n\n") > same or len(SENTENCE_END.findall(between)) > (4 if same else 1):
        return None
    return datetime.date.fromisoformat(last.date)
