"""The dates at the head of a text that are its own: datelines, page headers; and the headline, which is not read for weekdays."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goodoffices.reading.dates.calendar_days import resolve
from goodoffices.reading.dates.date_expressions import Expression, Kind, expressions

HEAD = 8000
HEAD_LINES = 12
HEADLINE_LENGTH = 150
HEADER_LENGTH = 80
HEADER_WORDS = 6
PLACE = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*|of|the|and|de|del|la|el|es|al|le|du|[,:(])(?:[ ,:)]+|$)")
DATELINE_END = re.compile(r"(?:,? (?:19|20)\d\d)?[.,]? ?(?:\([^()\n]{2,60}\) ?)?(?:--?|—|–|//)\s")
PREPOSITION = re.compile(r"\b(?:on|in|by|since|until|of|from|before|after|to|and)\W*(?:[A-Z][a-z]+day,? )?$", re.I)
"""Before a date, this makes it one of a sentence."""


@dataclass(frozen=True)
class OwnLine:
    """Characters of a text in which no date is spoken of; in a headline (not `wholly`), those with numbers still are."""

    start: int
    end: int
    wholly: bool

    def has(self, said: Expression) -> bool:
        """Whether the expression is not spoken of because it stands here."""
        return self.start <= said.start < self.end and (self.wholly or said.year is said.day is None)


def own_lines(text: str) -> list[OwnLine]:
    """The dateline ("TOWN, Feb 18 (Newswire) -"), page headers ("UAE Saturday 22 July 2017") and headline at the head of a text."""
    found: list[OwnLine] = []
    at = lines = 0
    story = False
    for line in text[:HEAD].splitlines(keepends=True):
        bare, end = line.strip(), at + len(line)
        if bare and lines < HEAD_LINES:
            lines += 1
            if lines == 1 and len(bare) <= HEADLINE_LENGTH and text[end : end + 1] == "\n" and bare[-1] not in ".!?\"”’'":
                found.append(OwnLine(at, end, wholly=False))
            if dateline := _dateline(line):
                found.append(OwnLine(at, at + dateline, wholly=True))
            story = story or len(bare) > HEADLINE_LENGTH
            if not story and len(bare) <= HEADER_LENGTH and _is_header(bare):
                found.append(OwnLine(at, end, wholly=True))
        at = end
    return found


def _dateline(line: str) -> int:
    """Where the dateline of a line ends; 0 without one."""
    said = next(expressions(line[:HEADER_LENGTH]), None)
    if said is None or said.kind not in (Kind.DAY, Kind.WEEKDAY) or not _is_place(line[: said.start]):
        return 0
    end = DATELINE_END.match(line, said.end)
    return end.end() if end else 0


def _is_place(words: str) -> bool:
    at = 0
    while at < len(words):
        found = PLACE.match(words, at)
        if not found or found.end() == at:
            return False
        at = found.end()
    return bool(words)


def _is_header(line: str) -> bool:
    """Whether a short line says a day in full and little else."""
    for said in expressions(line):
        if said.kind is Kind.DAY and said.year:
            others = re.findall(r"\w+", line[: said.start] + line[said.end :])
            sentence = re.search(r"[.!?]$", line) or PREPOSITION.search(line[: said.start])
            return len(others) <= HEADER_WORDS and not sentence and resolve(said, None, ahead=False) is not None
    return False
