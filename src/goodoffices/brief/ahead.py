"""The dates that were still to come when the latest report appeared."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from goodoffices.brief.contents import Ahead
from goodoffices.brief.sheets import Numbers, Sheet
from goodoffices.model import DateMention
from goodoffices.model.reading import first_day, last_day


def dates_ahead(sheets: Sequence[Sheet], numbers: Numbers) -> tuple[Ahead, ...]:
    """Dates later than the publication of the latest report, by their last days; none where no report is dated.

    A month or a year counts until it is over: "this month" may well be a deadline.
    """
    published = [sheet.published for sheet in sheets if sheet.published is not None]
    if not published:
        return ()
    found = [(*period(mention), sheet, mention) for sheet in sheets for mention in sheet.reading.dates]
    found = [one for one in found if one[1] > max(published)]
    found.sort(key=lambda one: (one[1], one[0], one[2].number, one[3].start))
    return tuple(
        Ahead(
            report=sheet.number,
            words=mention.text,
            date=mention.date,
            of=numbers[sheet.number, mention.of] if mention.of is not None else None,
            paragraph=sheet.paragraphs(mention.start, mention.end)[0],
            start=mention.start,
            end=mention.end,
        )
        for _, _, sheet, mention in found
    )


def period(mention: DateMention) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the day, month or year that a date expression resolves to."""
    return first_day(mention.date), last_day(mention.date)
