"""When a report was published, if it can be believed.

Page headers carry the day on which a page was built, printed or moved to a new system as often as the day of the story. So a date
is compared with the dates that the story itself names. These are heuristics, for English text; they can err on both sides:

* a day without a year that the story speaks of as *to come* ("planned for January 22") lies later in the same calendar year, or
  at most some four months ahead over the turn of the year: a newsroom that means another year says so;
* what a date only names ("the May 5 accord", "the accord of May 5") says nothing;
* a date with its year that is to come lies after the day of publication, and one that is past lies before it;
* a day named with its day of the week ("Wednesday, January 22") falls on that day in the year that is meant.

Each comparison speaks for the date or against it, and the date is trusted unless more speak against it than for it. A dateline is
part of the story and outweighs all of them. What is not trusted is said in a note, with the words that contradict it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.documents.dateline import Dated, dated_lines
from goodoffices.documents.dates import Mention, mentions

STORY = 60_000  # characters of a text that are looked at
NEAR = 150  # characters before a date that tell whether it is to come
AHEAD = datetime.timedelta(days=120)
GRACE = datetime.timedelta(days=31)  # a page may be built, or a weekly printed, some time after the story was written
SAME_STORY = datetime.timedelta(days=7)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SENTENCE = re.compile(r"(?:[.!?][\"”’)]*\s+(?=[A-Z“\"‘(])|\n)")
TO_COME = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!had )(?<!originally )\b(?:planned|scheduled|due|slated|expected|set (?:for|to)|will|"
    r"ahead of|upcoming|forthcoming|next|(?:is|are|stage is set for .{0,60}|hope|hopes|plan|plans|agreed) to (?=\w))\b", re.I,
)  # fmt: skip
NAMES_A_THING = re.compile(r"(?:\b(?:a|an|of|this|that|its|their|his|her|our)|['’]s)\s+$")
IS_PAST = re.compile(
    r"\b(?:was|were|had|has been|did|said|took|held|began|met|broke|since|last|fell|won|came|went|made|[a-z]{2,}ed)\b"
)


@dataclass(frozen=True)
class Publication:
    """The day of publication, None where it is not known or not to be trusted, and what is to be said about it."""

    date: datetime.date | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """What one date of the story says about the day of publication: in the story's words, for or against it."""

    speaks_for: bool
    words: str


def publication(text: str, declared: datetime.date | None = None, created: datetime.date | None = None) -> Publication:
    """When `text` was published: by its dateline, else by what the document declares, else by a line at its head; the first that
    the story does not contradict. When the file was `created` can only give a dateline its year: files are made long after."""
    lines = list(dated_lines(text))
    datelines = [line for line in lines if line.kind == "dateline"]
    claims = [(f"the document declares {declared}", declared)] if declared else []
    others = [line for line in lines if line.kind != "dateline"]
    claims += [(f"the {line.kind} says “{line.line}”", line.mention.date) for line in others if line.mention.date]
    settled = next((line.mention.date for line in datelines if line.mention.date), None)
    if settled:
        near = [date for _, date in claims if abs(date - settled) <= SAME_STORY]
        far = [said for said, date in claims if date not in near]
        return Publication((near or [settled])[0], tuple(f"{said}, but the dateline {settled}: not trusted" for said in far))
    notes: list[str] = []
    for said, date in claims:
        against = _contradictions(date, text, lines)
        if not against:
            return Publication(date, tuple(notes))
        notes.append(f"{said}, which the story contradicts ({'; '.join(against[:3])}): not trusted")
    for line in datelines:
        if created and (day := _nearest(line.mention, created, GRACE)):
            return Publication(day, (*notes, f"the dateline says “{line.mention.text}”: its year is the year the file was made"))
        notes.append(f"the dateline says “{line.mention.text}” without a year: the date of publication is not known")
    if created and not claims:
        notes.append(f"no date of publication is said; the file was made on {created}")
    return Publication(None, tuple(notes))


def _contradictions(date: datetime.date, text: str, lines: list[Dated]) -> list[str]:
    """The story's words that contradict `date` as its day of publication; none where as much speaks for it."""
    own = [line for line in lines if line.mention.date == date and line.mention.weekday not in (None, date.weekday())]
    if own:
        return [f"{date} was a {date:%A}"]
    for line in lines:
        if line.kind == "dateline" and not line.mention.year and _nearest(line.mention, date, GRACE) is None:
            return [f"its dateline says “{line.mention.text}”"]
    heads = {line.line for line in lines}
    story = [sentence for sentence in _sentences(text[:STORY]) if sentence not in heads]
    evidence = [found for sentence in story for found in _evidence(sentence, date)]
    against = list(dict.fromkeys(found.words for found in evidence if not found.speaks_for))
    if 2 * sum(not found.speaks_for for found in evidence) <= len(evidence):
        return []
    latest = max((int(year) for sentence in story for year in YEAR.findall(sentence)), default=date.year)
    return against + ([f"the latest year that it names is {latest}"] if latest < date.year - 1 else [])


def _evidence(sentence: str, date: datetime.date) -> Iterator[Evidence]:
    for mention in mentions(sentence):
        before = sentence[max(0, mention.start - NEAR) : mention.start]
        to_come = None if NAMES_A_THING.search(before) or mention.text.startswith("the ") else _is_to_come(before)
        words = f"“{' '.join(f'{before}{mention.text}'.split()[-6:])}”"
        if mention.year:
            begins = datetime.date(mention.year, mention.month, mention.day or 1)
            ends = begins if mention.day else begins + datetime.timedelta(days=27)
            if to_come is True:
                yield Evidence(ends + GRACE >= date, f"{words} is to come")
            elif to_come is False:
                yield Evidence(begins <= date, f"{words} is past")
        elif mention.weekday is not None and mention.day:
            fits = any(
                day.weekday() == mention.weekday
                for year in (date.year - 1, date.year, date.year + 1)
                if (day := mention.in_year(year)) and (year == date.year or abs(day - date) <= AHEAD)
            )
            yield Evidence(fits, f"{words} is a day that {date.year} does not have")
        elif to_come is True and mention.day:
            this_year, next_year = mention.in_year(date.year), mention.in_year(date.year + 1)
            soon = bool((this_year and date - this_year <= GRACE) or (next_year and next_year - date <= AHEAD))
            yield Evidence(soon, f"{words} is to come")


def _is_to_come(before: str) -> bool | None:
    """Whether the date after these words of a sentence is spoken of as to come or as past: by the nearest word that tells."""
    come = [found.end() for found in TO_COME.finditer(before)]
    past = [found.end() for found in IS_PAST.finditer(before) if found.end() not in come]
    if not come and not past:
        return None
    return max(come, default=-1) > max(past, default=-1)


def _nearest(mention: Mention, date: datetime.date, within: datetime.timedelta) -> datetime.date | None:
    days = [day for year in (date.year - 1, date.year, date.year + 1) if (day := mention.in_year(year))]
    return next((day for day in days if abs(day - date) <= within), None)


def _sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in SENTENCE.split(text)]
