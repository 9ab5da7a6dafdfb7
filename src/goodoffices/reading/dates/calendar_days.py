"""From what an expression says to a day, month or year of the calendar, seen from the day of publication."""

from __future__ import annotations

import datetime

from goodoffices.model.reading import last_day
from goodoffices.reading.dates.date_expressions import Expression, Kind

FAR = 240
NEAR = 60
"""Days: a date without its year that would be so long past, and is so near from now, is the near one, whatever the tense seems."""


def resolve(said: Expression, published: datetime.date | None, ahead: bool | None, that: datetime.date | None = None) -> str | None:
    """The ISO 8601 day, month or year of an expression; None where there is none.

    `ahead` tells whether a weekday, month or day without its year is to come (the nearest one from `published` on) or past (the
    nearest up to `published`); with None, a day of a month is the nearest either way. `that` is the day spoken of last, which "the
    next day" counts from.
    """
    try:
        if said.kind is Kind.AFTER_THAT:
            return (that + datetime.timedelta(said.away)).isoformat() if that else None
        if said.kind is Kind.YEAR and said.year:
            return f"{said.year:04}"
        if said.kind is Kind.MONTH and said.year and said.month:
            month = f"{said.year:04}-{said.month:02}"
            return last_day(month).isoformat() if said.unit == "end" else month
        if said.kind is Kind.DAY and said.year and said.month and said.day:
            return datetime.date(said.year, said.month, said.day).isoformat()
        return _seen_from(published, said, ahead) if published else None
    except (ValueError, OverflowError):  # no such day, or a year out of the calendar
        return None


def _seen_from(published: datetime.date, said: Expression, ahead: bool | None) -> str | None:
    match said.kind:
        case Kind.AWAY if said.unit == "days":
            return (published + datetime.timedelta(said.away)).isoformat()
        case Kind.AWAY if said.unit == "months":
            return _month(published.year * 12 + published.month - 1 + said.away)
        case Kind.AWAY:
            return f"{datetime.date(published.year + said.away, 1, 1).year:04}"
        case Kind.WEEKDAY if said.weekday is not None:
            return weekday(published, said.weekday, bool(ahead), said.turn).isoformat()
        case Kind.MONTH if said.month:
            month = _month(_month_number(published, said, said.month, bool(ahead)))
            return last_day(month).isoformat() if said.unit == "end" else month
        case Kind.DAY if said.day:
            return _day(published, said, said.day, ahead)
    return None


def weekday(published: datetime.date, number: int, ahead: bool, turn: str = "") -> datetime.date:
    """The nearest such weekday (0 is Monday); the day of publication counts, unless it is "last" or "next"."""
    if turn == "next" or (ahead and turn != "last"):
        days = (number - published.weekday()) % 7
        return published + datetime.timedelta(days or 7 * (turn == "next"))
    days = (published.weekday() - number) % 7
    return published - datetime.timedelta(days or 7 * (turn == "last"))


def _month(number: int) -> str:
    """The month that is so many months after January of the year 0."""
    return datetime.date(number // 12, number % 12 + 1, 1).isoformat()[:7]


def _month_number(published: datetime.date, said: Expression, month: int, ahead: bool) -> int:
    now = published.year * 12 + published.month - 1
    if said.unit == "years":
        return (published.year + said.away) * 12 + month - 1
    if said.turn == "next" or (ahead and said.turn != "last"):
        return now + ((month - published.month) % 12 or 12 * (said.turn == "next"))
    return now - ((published.month - month) % 12 or 12 * (said.turn == "last"))


def _day(published: datetime.date, said: Expression, day: int, ahead: bool | None) -> str | None:
    """A day without its year, or without its month too."""
    if said.month:
        days = [
            datetime.date(y, said.month, day) for y in range(published.year - 1, published.year + 2) if _is_day(y, said.month, day)
        ]
        if said.weekday is not None:
            days = [d for d in days if d.weekday() == said.weekday] or days
        return _nearest(published, days, ahead)
    months = [published.year * 12 + published.month - 1 + n for n in (-1, 0, 1)]
    if said.turn:
        months = [months[{"last": 0, "this": 1, "next": 2}[said.turn]]]
    days = [datetime.date(m // 12, m % 12 + 1, day) for m in months if _is_day(m // 12, m % 12 + 1, day)]
    return _nearest(published, days, ahead)


def _nearest(published: datetime.date, days: list[datetime.date], ahead: bool | None) -> str | None:
    by_distance = sorted(days, key=lambda d: abs(d - published))
    fitting = [d for d in by_distance if ahead is None or (d >= published if ahead else d <= published)]
    if fitting and not ahead and (published - fitting[0]).days > FAR and abs((by_distance[0] - published).days) < NEAR:
        fitting = by_distance
    return next((d.isoformat() for d in [*fitting, *by_distance]), None)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True
