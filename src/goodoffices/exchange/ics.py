"""The dates and deadlines that reports name, as an iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from textwrap import shorten
from typing import TYPE_CHECKING

from goodoffices.exchange.sourced import according_to, clean, one_line, reported
from goodoffices.ledger.dated import DatedFact, dated
from goodoffices.ledger.views import View
from goodoffices.model import MoveKind

if TYPE_CHECKING:
    from pathlib import Path

    from goodoffices.ledger import Ledger

WIDTH = 75
"""Octets of a line, without its end (RFC 5545, 3.1)."""
LONGEST = 120
"""Characters of a report's words in a summary; the description has them all."""
DOES = {
    MoveKind.OFFER: "offers", MoveKind.REFUSAL: "refuses", MoveKind.DEMAND: "demands", MoveKind.THREAT: "threatens",
    MoveKind.SUPPORT: "supports", MoveKind.OPPOSITION: "opposes",
}  # fmt: skip


def write(ledger: Ledger, out: Path) -> None:
    """Write an all-day event for each date that a report names."""
    out.write_bytes(calendar_of(dated(View(ledger.engine))))


def calendar_of(dates: Iterable[DatedFact]) -> bytes:
    """The calendar of some dates; the same story's in two papers is one event, which names both reports."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Good Offices//Ledger//EN", "CALSCALE:GREGORIAN"]
    for same in _told_once(dates):
        lines += _event(same)
    return b"".join(map(folded, [*lines, "END:VCALENDAR"]))


def _told_once(dates: Iterable[DatedFact]) -> Iterator[list[DatedFact]]:
    """The dates, those of one story that are of the same thing together."""
    found: dict[tuple[str, str, str], list[DatedFact]] = {}
    for date in dates:
        found.setdefault((date.source.story, date.date, _what(date)), []).append(date)
    yield from found.values()


def _event(same: list[DatedFact]) -> list[str]:
    date = same[0]
    known = [*dict.fromkeys(f"{according_to(d.source)} ({reported(d.source)})" for d in same)]
    fields = {
        "UID": f"{date.mark}@goodoffices",
        "DTSTAMP": f"{_day(date.source.day)}T000000Z",
        "DTSTART;VALUE=DATE": _day(date.first),
        "DTEND;VALUE=DATE": _day(date.last + datetime.timedelta(days=1)) if date.last < datetime.date.max else None,
        "SUMMARY": escaped(f"{_what(date)}, {according_to(date.source)}"),
        "DESCRIPTION": escaped("\n".join([f"“{one_line(date.sentence)}”", *known])),
        "CATEGORIES": "deadline" if date.move else "date",
        "TRANSP": "TRANSPARENT",
    }
    return ["BEGIN:VEVENT", *(f"{name}:{value}" for name, value in fields.items() if value is not None), "END:VEVENT"]


def _what(date: DatedFact) -> str:
    """What the date is of: the move that it bounds, else the sentence in which it stands; shortened to a line of a calendar."""
    if date.move is None or date.party is None:
        return shorten(one_line(date.sentence), LONGEST, placeholder="…").rstrip(".")
    condition = f", {date.move.relation} {one_line(date.move.condition.text)}" if date.move.condition else ""
    said = shorten(f"{date.move.words.text}{condition}", LONGEST, placeholder="…")
    return f"Deadline, {one_line(date.words.text)}: {one_line(date.party)} {DOES[date.move.kind]}: {one_line(said)}"


def escaped(text: str) -> str:
    """Text as the value of a property (RFC 5545, 3.3.11)."""
    plain = clean(re.sub("\r\n|[\r\n\x85\u2028\u2029]", "\n", text))
    return re.sub(r"([\\;,])", r"\\\1", plain).replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A line in UTF-8, broken so that no piece has more than WIDTH octets and no character is cut in two."""
    pieces, length = [""], 0
    for character in line:
        octets = len(character.encode())
        if length + octets > WIDTH:
            pieces.append("")
            length = 1
        pieces[-1] += character
        length += octets
    return "\r\n ".join(pieces).encode() + b"\r\n"


def _day(day: datetime.date) -> str:
    return day.isoformat().replace("-", "")
