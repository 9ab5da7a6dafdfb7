"""The timeline: what was said, and what is ahead, by day."""

from __future__ import annotations

import calendar
import datetime
import math
from textwrap import shorten
from typing import Annotated
from urllib.parse import urlencode

from pydantic import BeforeValidator, Field

from goodoffices.brief import lines, wording
from goodoffices.ledger.briefing import Coming
from goodoffices.ledger.citing import Citing, citing
from goodoffices.ledger.events import Status
from goodoffices.ledger.happenings import Happening, Weekly, What, happenings, months, weekly
from goodoffices.ledger.views import View
from goodoffices.model.base import Value
from goodoffices.web.contents.telling import Line, told_at, told_in
from goodoffices.web.days import Day
from goodoffices.web.desk import Desk

LONGEST = 160
"""Characters of a sentence in a line; who opens it sees all of them."""
CHOICES = 100
"""So many parties are offered to choose from; any other can be typed."""
PAGE = 80
"""So many things of a month are on one page."""


def _or_none(value: object) -> object:
    """A form sends a field that is left empty, too."""
    return value or None


Month = Annotated[str, Field(pattern=r"^[1-9][0-9]{3}-(0[1-9]|1[0-2])$", description="2014-01")]
PartyAsked = Annotated[str, Field(max_length=200)]


class Asked(Value):
    """Which part of the timeline: a month (the latest that has something unless told otherwise), a party, some kinds, a page."""

    month: Annotated[Month | None, BeforeValidator(_or_none)] = None
    party: Annotated[PartyAsked | None, BeforeValidator(_or_none)] = None
    kind: tuple[What, ...] = ()
    page: Annotated[int, Field(ge=1, le=10_000)] = 1
    as_of: Annotated[Day | None, BeforeValidator(_or_none)] = None

    def address(self, **other: object) -> str:
        """The address of the page that shows this, or with something else asked."""
        return "/timeline" + self.query(**other)

    def query(self, **other: object) -> str:
        """The same as what follows the path of an address."""
        asked = self.model_copy(update={"page": 1, **other})
        kinds = (("kind", kind.value) for kind in asked.kind)
        pairs: list[tuple[str, str | None]] = [("month", asked.month), ("party", asked.party), *kinds]
        pairs += [("page", str(asked.page) if asked.page > 1 else None)]
        pairs += [("as_of", asked.as_of.isoformat() if asked.as_of else None)]
        said = [(name, value) for name, value in pairs if value]
        return f"?{urlencode(said)}" if said else ""


class Entry(Value):
    """One thing of a day: of which kind, what, and who says so."""

    what: What
    line: Line


class OneDay(Value):
    """A day (or a month or year that a date names), and what there is of it; `is_ahead` where it has not passed."""

    date: str
    name: str
    is_ahead: bool
    entries: tuple[Entry, ...]


class NamedMonth(Value):
    """A month that has something, and how much."""

    month: str
    name: str
    count: int


class Named(Value):
    """A party that can be asked for."""

    key: str
    name: str


class Timeline(Value):
    """A month of the timeline, on pages, the latest first; the months that there are, and the parties in most reports."""

    today: datetime.date
    month: str
    name: str
    party: str | None
    days: tuple[OneDay, ...]
    of: int
    pages: int
    months: tuple[NamedMonth, ...]
    parties: tuple[Named, ...]
    earlier: str | None
    later: str | None


def timeline(desk: Desk, asked: Asked) -> Timeline:
    """A month of the timeline. Raises LedgerError for no such party."""
    view = desk.view(asked.as_of)
    known = desk.answer(("months", asked.as_of), lambda: months(view)).value
    month = asked.month or _first_shown(known, view)
    first = datetime.date.fromisoformat(f"{month:0>7}-01")
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    kinds = frozenset(asked.kind) or frozenset(What)
    found = happenings(view, first, last, asked.party, kinds, PAGE * (asked.page - 1), PAGE)
    others = sorted(known)
    parties = desk.answer(("parties to choose", asked.as_of), lambda: view.parties(CHOICES)).value
    with citing(view) as cite:
        cite.look_up([h.move.move for h in found.happenings if h.move])
        party = cite.name(view.party(asked.party).key) if asked.party else None
        days = _days(found.happenings, cite, view.today)
    return Timeline(
        today=view.today, month=month, name=name_of(month), party=party, days=days, of=found.of,
        pages=max(1, math.ceil(found.of / PAGE)),
        months=tuple(NamedMonth(month=m, name=name_of(m), count=n) for m, n in known.items()),
        parties=tuple(Named(key=p.key, name=p.name) for p in parties),
        earlier=max((m for m in others if m < month), default=None), later=min((m for m in others if m > month), default=None),
    )  # fmt: skip


def weeks(desk: Desk, asked: Asked) -> list[Weekly]:
    """The moves of each week, kept. Raises LedgerError for no such party."""
    view = desk.view(asked.as_of)
    return desk.answer(("weeks", asked.as_of, asked.party), lambda: weekly(view, asked.party)).value


def name_of(month: str) -> str:
    """A month as one writes it."""
    return f"{calendar.month_name[int(month[5:])]} {month[:4]}"


def _first_shown(known: dict[str, int], view: View) -> str:
    """This month, if it has something, else that of the last report."""
    this = f"{view.today:%Y-%m}"
    if this in known:
        return this
    last = view.reports(1)
    return f"{last[0].day:%Y-%m}" if last else this


def _days(found: tuple[Happening, ...], cite: Citing, today: datetime.date) -> tuple[OneDay, ...]:
    days: dict[str, list[Entry]] = {}
    told_once: set[tuple[str, str]] = set()
    for one in found:
        entry = _entry(one, cite)
        if one.coming is not None:
            once = one.coming.source.story, f"{one.date} {entry.line.said}"
            if once in told_once:
                continue
            told_once.add(once)
        days.setdefault(one.date, []).append(entry)
    return tuple(
        OneDay(date=date, name=_named(date), is_ahead=date > today.isoformat()[: len(date)], entries=tuple(entries))
        for date, entries in days.items()
    )


def _named(date: str) -> str:
    if len(date) == 10:
        day = datetime.date.fromisoformat(date)
        return f"{day:%A}, {wording.day(day)}"
    return f"Some day in {name_of(date) if len(date) == 7 else date}"


def _entry(one: Happening, cite: Citing) -> Entry:
    if one.report is not None:
        report = one.report
        same = None if report.story == report.id else f"the same story as {report.story}"
        return Entry(what=one.what, line=Line(
            said=report.title or report.origin, subject=report.id, terms=", ".join(filter(None, (report.publisher, same))) or None
        ))  # fmt: skip
    if one.move is not None:
        move = one.move.move
        return Entry(what=one.what, line=Line(said=lines.move(move, cite), subject=move.id, told=told_in([one.move])))
    if one.coming is not None:
        return Entry(what=one.what, line=_date(one.coming, one.sentence or "", cite))
    assert one.step is not None  # noqa: S101
    return Entry(what=one.what, line=Line(said=cite.step(one.step.step), subject=one.step.step, terms="marked as done on this day"))


def _date(of: Coming, sentence: str, cite: Citing) -> Line:
    """A date: what it bounds, else the sentence in which it stands."""
    date, bounds = of.date, of.move
    name = wording.dated(date.quote.text, date.date)
    around = shorten(sentence, LONGEST, placeholder=" …")
    is_draft = bounds is None or bounds.status is Status.DRAFT
    return Line(
        said=f"Deadline, {name}: {lines.move(bounds, cite)}" if bounds else f"{name}: “{around}”",
        subject=bounds.id if bounds else date.of or date.quote.report,
        told=(told_at(of.source, sentence, date.of or date.quote.report, is_draft=is_draft),),
    )
