"""Dates as English reports write them, with or without a year."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b\.?"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)\b"
DATE = re.compile(
    r"(?:(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?=[,.]? \d))[,.]?[ ]+)?(?:the )?(?:"
    + rf"\b{_DAY.format('d1')} (?:of )?{_MONTH.format('m1')}(?:,? {_YEAR.format('y1')})?"
    + rf"|\b{_MONTH.format('m2')} {_DAY.format('d2')}(?:,? {_YEAR.format('y2')})?(?!:\d)"
    + rf"|\b{_YEAR.format('y3')}-(?P<m3>[01]\d)-(?P<d3>[0-3]\d)\b"
    + rf"|\b{_MONTH.format('m4')} (?:of )?{_YEAR.format('y4')}"
    + r")"
)


@dataclass(frozen=True)
class Mention:
    """A date that a text names: a day or a month, with or without its year and its day of the week (0 is Monday)."""

    start: int
    end: int
    text: str
    month: int
    day: int | None
    year: int | None
    weekday: int | None

    @property
    def date(self) -> datetime.date | None:
        """The day, where the text names it in full."""
        return self.in_year(self.year) if self.year else None

    def in_year(self, year: int) -> datetime.date | None:
        """The day in that year; None for a month, and for a 29 February that the year does not have."""
        try:
            return datetime.date(year, self.month, self.day) if self.day else None
        except ValueError:
            return None


def mentions(text: str) -> Iterator[Mention]:
    """The dates that `text` names, in their order. Days that no month has are passed over."""
    for found in DATE.finditer(text):
        parts = {name: value for name, value in found.groupdict().items() if value}
        month, day, year = (next((parts[f"{part}{n}"] for n in "1234" if f"{part}{n}" in parts), "") for part in "mdy")
        number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
        weekday = WEEKDAYS.index(parts["weekday"][:3].lower()) if "weekday" in parts else None
        mention = Mention(*found.span(), found.group(), number, int(day) if day else None, int(year) if year else None, weekday)
        if 1 <= number <= 12 and (mention.day is None or mention.in_year(mention.year or 2000)):  # 2000 had every day
            yield mention
