"""What a brief holds: reports at its head, then the statements of each party."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator

from goodoffices.brief.printable import one_line
from goodoffices.model import Manner, PartyKind, Span
from goodoffices.model.base import Value
from goodoffices.model.statement import Confidence

DRAFTS = "Drafts read by a machine: not confirmed by a person"

Line = Annotated[str, AfterValidator(one_line)]
"""A line of text that is safe to print: no line breaks, no control characters, whatever the report held."""


class Heading(Value):
    """A report of the brief, by its number there: what it is, who read it, and what loader and reader found doubtful."""

    number: int
    id: Line
    title: Line | None
    publisher: Line | None
    published: datetime.date | None
    language: Line | None
    origin: Line
    sha256: Line
    reader: Line
    notes: tuple[Line, ...]
    statements: int


class Entry(Value):
    """A statement in the brief, by its number there: what is said according to whom, and where in which report.

    `speaker` and `via` (outermost first) are names; `source`, `cue` and `content` are the report's own words, untouched, and
    `words` is the content as one line. `start` and `end` bound the content; `paragraphs` are the first and the last it is in.
    """

    number: int
    report: int
    statement: Line
    according_to: Line
    speaker: Line | None
    via: tuple[Line, ...]
    words: Line
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    manner: Manner
    confidence: Confidence
    confidence_word: Line
    paragraphs: tuple[int, int]
    start: int
    end: int


class Voice(Value):
    """One speaker for a party, or the party itself, with the statements in order of date and text."""

    name: Line
    kind: PartyKind | None
    entries: tuple[Entry, ...]


class Group(Value):
    """A party with all who speak for it; `kind` is None only for the statements whose speaker is not known."""

    name: Line
    kind: PartyKind | None
    voices: tuple[Voice, ...]

    @property
    def size(self) -> int:
        """How many statements there are."""
        return sum(len(voice.entries) for voice in self.voices)


class Brief(Value):
    """Reports in the order given; parties by number of statements, and last those statements whose speaker is not known."""

    status: Line = DRAFTS
    reports: tuple[Heading, ...]
    groups: tuple[Group, ...]

    def report(self, number: int) -> Heading:
        """The report of that number (the first is 1)."""
        return self.reports[number - 1]

    def entries(self) -> Iterator[Entry]:
        """All statements in the order of their numbers."""
        for group in self.groups:
            for voice in group.voices:
                yield from voice.entries
