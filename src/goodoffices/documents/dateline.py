"""The lines at the head of a text that are not its story: dateline, page header, label of publication, headline.

Heuristics for English newsroom habits. Only the first lines are looked at; what is not recognised is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.documents.dates import Mention, mentions

LINES = 12  # that are not empty, counted from the top
_NAME = r"[^\W\d_a-z][\w.'’-]{0,30}(?: (?:(?:of|the|and|de|del|la|el|es|al) )?[^\W\d_a-z][\w.'’-]{0,30}){0,4}"
PLACE = re.compile(rf"{_NAME}(?:, ?{_NAME}){{0,2}}[,.:]? ?(?:\([^()]{{2,40}}\),? )?")
DASH = re.compile(r"[.,]? ?(?:\([^()]{2,60}\) ?)?(?:--?|—|–) ")
LABEL = re.compile(r"^(?:first |last )?(?:published|posted|released|issued|updated|date)(?: on| at)?[ ]?:?[ ]+", re.I)
PREPOSITION = re.compile(r"\b(?:on|in|by|since|until|of|from|before|after)\W*$", re.I)  # then the date is a sentence's
HEADER_LENGTH = 80
HEADLINE_LENGTH = 150
SENTENCE_END = re.compile(r"[^.!?…]\.[\"”’')]?$|[!?:;,]$")


@dataclass(frozen=True)
class Dated:
    """A line at the head of a text that bears the text's own date. `kind` is "dateline", "label" or "page header"."""

    kind: str
    line: str
    mention: Mention


def dated_lines(text: str) -> Iterator[Dated]:
    """The dated lines at the head of a text, in their order."""
    for line in _head(text):
        if mention := _dateline(line):
            yield Dated("dateline", line, mention)
        elif (label := LABEL.match(line)) and len(line) <= HEADER_LENGTH and (mention := next(mentions(line[label.end() :]), None)):
            if mention.date:
                yield Dated("label", line, mention)
        elif len(line) <= HEADER_LENGTH and not SENTENCE_END.search(line) and (mention := _header_date(line)):
            yield Dated("page header", line, mention)


def headline(text: str) -> str | None:
    """The first line that bears no date of its own, if it looks like a headline: short, no full stop, an empty line after it."""
    dated = {found.line for found in dated_lines(text[:4000])}
    lines = [line.strip() for line in text[:4000].splitlines()]
    for i, line in enumerate(lines):
        if line and line not in dated:
            alone = i + 1 < len(lines) and not lines[i + 1] and any(lines[i + 1 :])
            return line if alone and len(line) <= HEADLINE_LENGTH and not SENTENCE_END.search(line) else None
    return None


def _head(text: str) -> list[str]:
    return [line for line in (line.strip() for line in text[:8000].splitlines()) if line][:LINES]


def _dateline(line: str) -> Mention | None:
    """The day in "TOWN, Feb 18 (Newswire) - ...", "Saint-Aubin, 1 Nov. 2018 - ..."."""
    mention = next(mentions(line[:150]), None)
    if mention is None or not mention.day:
        return None
    return mention if PLACE.fullmatch(line, 0, mention.start) and DASH.match(line, mention.end) else None


def _header_date(line: str) -> Mention | None:
    """The full date of a line that says little else: "Abu Dhabi, UAESaturday 22 July 2017", "3 March 2025 10:00 GMT"."""
    mention = next(mentions(line), None)
    if mention is None or mention.date is None:
        return None
    before, after = line[: mention.start], line[mention.end :]
    says_little = len(re.findall(r"\w+", before)) <= 5 and re.fullmatch(r"[\W\d]*(?:[A-Za-z]{1,5}[\W\d]*){0,3}", after)
    return mention if says_little and not PREPOSITION.search(before) else None
