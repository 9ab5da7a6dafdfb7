"""The date expressions of an English text, as written: which words they are, and what they say, before any calendar is asked.

Weeks, seasons, decades and moveable feasts are passed over: they come to no day, month or year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class Kind(StrEnum):
    """What an expression names."""

    DAY = "day"
    """A day of a month: "22 January 2014", "January 22", "the 22nd"."""
    MONTH = "month"
    YEAR = "year"
    WEEKDAY = "weekday"
    AWAY = "away"
    """So many days, months or years from the report's own day: "yesterday" is -1 day, "next month" 1 month."""
    AFTER_THAT = "after that"
    """So many days from the day that was spoken of last: "the next day"."""


@dataclass(frozen=True)
class Expression:
    """A date expression: its characters and what it says. `weekday` counts from Monday, 0.

    `turn` is "last", "next", "this" or ""; `away` counts `unit`s ("days", "months", "years") from the day of publication; the unit
    "end" of a month is its last day.
    """

    start: int
    end: int
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    turn: str = ""
    away: int = 0
    unit: str = ""


_M = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b(?:\.(?=[ ]\d))?"
)
_LONG = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Sept|Oct|Nov|Dec|Jan|Feb)\b"
_W = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
_D = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b"
_Y = r"(?:1[5-9]|20)\d\d\b"
_S = r"[ \t\u00a0\n]"
_TO = rf"(?:{_S}?[-–—/]{_S}?|{_S}(?:to|and|or|until|through|till){_S}(?:the{_S})?)"
_PART = (
    rf"(?:(?:the{_S})?(?:very{_S})?(?:beginning|start|middle|end|first{_S}half|second{_S}half){_S}of{_S}"
    rf"|[Ee]arly(?:{_S}in)?[ -]|[Mm]id[ -]|[Ll]ate(?:{_S}in)?[ -])"
)
_COUNT = (
    r"(?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[1-9]\d{0,2})"
)
_TIME = rf"(?:{_S}(?:morning|noon|afternoon|evening|night)\b(?!['’]))?"

FORMS = {
    "iso": r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b",
    "day_month": rf"(?:{_W},?{_S})?(?:[Tt]he{_S})?(?<![.,:\d]){_D}(?:{_TO}{_D})?{_S}(?:of{_S})?{_M}(?:,?{_S}(?:of{_S})?{_Y})?",
    "month_day": rf"(?:{_W},?{_S})?{_M}{_S}(?:the{_S})?{_D}(?:{_TO}{_D})?(?![:.]\d|,\d)(?:,?{_S}{_Y})?",
    "month": rf"{_PART}?(?:(?:[Ll]ast|[Nn]ext|[Tt]his(?:{_S}coming)?){_S})?{_LONG}"
    rf"(?:,?{_S}(?:of{_S})?(?:{_Y}|(?:last|next|this){_S}year\b))?",
    "weekday": rf"(?:(?:[Ll]ast|[Nn]ext|[Tt]his(?:{_S}coming)?|(?:the{_S})?coming){_S})?{_W}{_TIME}",
    "turn": rf"(?:{_PART}(?:the|this|last|next){_S}|(?:[Ll]ast|[Nn]ext|[Tt]his){_S})(?:month|year)\b",
    "close": r"(?:the )?(?:month|year)['’]s end\b|year-end\b",
    "word": rf"(?:[Tt]he{_S}day{_S}(?:before{_S}yesterday|after{_S}tomorrow)|[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight"
    rf"|[Ll]ast{_S}night|[Tt]his{_S}(?:morning|afternoon|evening))\b",
    "ago": rf"{_COUNT}{_S}(?:day|month|year)s?{_S}ago\b",
    "within": rf"[Ww]ithin{_S}(?:the{_S}next{_S})?{_COUNT}{_S}days\b(?!['’])|{_COUNT}{_S}days{_S}from{_S}(?:now|today)\b"
    rf"|[Ii]n{_S}{_COUNT}{_S}days['’]{_S}time\b|[Ii]n{_S}{_COUNT}{_S}days\b(?!['’])",
    "that": rf"(?:[Tt]he{_S}(?:same|next|following|previous){_S}(?:day|morning|afternoon|evening|night)"
    rf"|[Aa]{_S}day{_S}(?:earlier|later))\b",
    "year": rf"(?:{_PART}|(?<![\d.,$£€:/-])){_Y}(?:{_S}?[-–—/]{_S}?(?:{_Y}|\d\d\b))?(?![,.:]\d|%)",
    "ordinal": rf"[Tt]he{_S}(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)\b(?:{_S}of{_S}(?:the|this|last|next){_S}month\b)?",
    "feast": r"Christmas(?: Eve| Day)?\b|New Year['’]s (?:Eve|Day)\b",
}  # fmt: skip
"""The forms in the order in which they are tried; the first that fits at a place has it."""
SCANNER = re.compile(r"\b(?=[0-9A-Zacefilmnostwy])(?:" + "|".join(f"(?P<{name}>{form})" for name, form in FORMS.items()) + ")")
FEASTS = {"Christmas": (12, 25), "Christmas Day": (12, 25), "Christmas Eve": (12, 24), "Eve": (12, 31), "Day": (1, 1)}
DAYS_AWAY = {"before": -2, "after": 2, "yesterday": -1, "tomorrow": 1, "night": -1}


def expressions(text: str) -> Iterator[Expression]:
    """Whatever has the form of a date, in order, not overlapping; whether it is meant as one is for its surroundings to say."""
    for found in SCANNER.finditer(text):
        yield from _read(found.lastgroup or "", found.start(), found[0])


def _read(form: str, at: int, words: str) -> Iterator[Expression]:
    """What the words of a form say: one expression, or two for "12-14 June"."""
    lower = words.lower()
    blank = Expression(at, at + len(words), Kind.YEAR)
    match form:
        case "iso":
            year, month, day = map(int, words.split("-"))
            yield replace(blank, kind=Kind.DAY, year=year, month=month, day=day)
        case "day_month" | "month_day":
            yield from _days(blank, words)
        case "month":
            turn = next((t for t in ("last", "next", "this") if lower.startswith(t)), "")
            of = re.search(r"(last|next|this)\s+year$", lower)
            away = {"last": -1, "next": 1}.get(of[1], 0) if of else 0
            unit = "years" if of else "end" if re.match(rf"(?:the{_S})?(?:very{_S})?end{_S}of", lower) else ""
            yield replace(blank, kind=Kind.MONTH, month=_month(words), year=_year(words), turn=turn, away=away, unit=unit)
        case "weekday":
            turn = next((t for t in ("last", "next") if lower.startswith(t)), "")
            turn = turn or ("this" if lower.startswith(("this", "the", "coming")) else "")
            yield replace(blank, kind=Kind.WEEKDAY, weekday=_weekday(words), turn=turn)
        case "turn" | "close":
            away = -1 if re.search(r"\blast\b", lower) else 1 if re.search(r"\bnext\b", lower) else 0
            if lower not in ("this year",):  # says too little: reports use it for whatever happened since January
                yield replace(blank, kind=Kind.AWAY, away=away, unit="months" if "month" in lower else "years")
        case "word":
            away = next((n for word, n in DAYS_AWAY.items() if re.search(rf"\b{word}\b", lower)), 0)
            yield replace(blank, kind=Kind.AWAY, away=away, unit="days")
        case "ago" | "within":
            sign = -1 if form == "ago" else 1
            unit = next(u for u in ("days", "months", "years") if u[:-1] in lower)
            yield replace(blank, kind=Kind.AWAY, away=sign * _count(lower), unit=unit)
        case "that":
            away = 0 if "same" in lower else -1 if "previous" in lower or "earlier" in lower else 1
            yield replace(blank, kind=Kind.AFTER_THAT, away=away, unit="days")
        case "ordinal":
            day = int(re.findall(r"\d+", words)[0])
            turn = next((t for t in ("last", "next") if f" {t} " in lower), "this" if lower.endswith("month") else "")
            yield replace(blank, kind=Kind.DAY, day=day, turn=turn)
        case "feast":
            month, day = FEASTS.get(words) or FEASTS[words.rsplit(" ", 1)[-1]]
            yield replace(blank, kind=Kind.DAY, month=month, day=day)
        case _:
            yield from _years(blank, words)


def _days(blank: Expression, words: str) -> Iterator[Expression]:
    """The days of "Monday, 12-14 June 2014", "June 12", as days of their own; each keeps the characters that name it."""
    numbers = [n for n in re.finditer(r"\d+", words) if len(n[0]) <= 2]
    day = replace(blank, kind=Kind.DAY, month=_month(words), year=_year(words), weekday=_weekday(words))
    if len(numbers) == 1:
        yield replace(day, day=int(numbers[0][0]))
        return
    first, second = numbers
    until = re.match(r"\d+(?:st|nd|rd|th)?", words[first.start() :])
    cut = first.start() + (until.end() if until else 0)
    yield replace(day, end=blank.start + cut, day=int(first[0]))
    yield replace(day, start=blank.start + second.start(), day=int(second[0]), weekday=None)


def _years(blank: Expression, words: str) -> Iterator[Expression]:
    """The years of "late 2013", "1992-1995", "1992-95"."""
    first, *more = re.finditer(r"\d+", words)
    yield replace(blank, end=blank.start + first.end(), year=int(first[0]))
    for second in more:
        year = int(second[0]) if len(second[0]) == 4 else int(first[0][:2] + second[0])
        if year > int(first[0]):
            yield replace(blank, start=blank.start + second.start(), year=year)


def _month(words: str) -> int:
    return next(MONTHS.index(w[:3].lower()) + 1 for w in re.findall(_M, words))


def _weekday(words: str) -> int | None:
    found = re.search(_W, words)
    return WEEKDAYS.index(found[0][:3].lower()) if found else None


def _year(words: str) -> int | None:
    found = re.search(r"\b\d{4}\b", words)
    return int(found[0]) if found else None


def _count(words: str) -> int:
    number = re.search(r"\d+", words)
    if number:
        return int(number[0])
    return next((NUMBERS.index(w) for w in re.findall(r"[a-z]+", words) if w in NUMBERS), 1)
