"""What a brief holds: reports at its head, then what each party would do, what is ahead, what is disputed, and who said what."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator

from goodoffices.brief.printable import one_line
from goodoffices.model import DateMention, Manner, Measure, MoveKind, PartyKind, Relation, Span, Strength
from goodoffices.model.base import Value
from goodoffices.model.statement import Confidence

DRAFTS = "Drafts read by a machine: not confirmed by a person"

Line = Annotated[str, AfterValidator(one_line)]
"""A line of text that is safe to print: no line breaks, no control characters, whatever the report held."""


class Heading(Value):
    """A report of the brief, by its number there: what it is, who read it, and what loader and reader found doubtful.

    `story` is the number of the first report that tells the same story, if it is another: together they are one testimony.
    """

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
    moves: int
    story: int | None = None


class Located(Value):
    """Something that a report says, by its number in the brief: according to whom, how sure that is, and where.

    `source` and `cue` are the words that attribute it. `start` and `end` bound its own words in the text; `paragraphs` are the
    first and the last that they are in.
    """

    number: int
    report: int
    according_to: Line
    source: Span | None
    cue: Span | None
    confidence: Confidence
    confidence_word: Line
    paragraphs: tuple[int, int]
    start: int
    end: int


class Entry(Located):
    """A statement in the brief: what is said.

    `speaker` and `via` (outermost first) are names; `source`, `cue` and `content` are the report's own words, untouched, and
    `words` is the content as one line.
    """

    statement: Line
    speaker: Line | None
    via: tuple[Line, ...]
    words: Line
    content: tuple[Span, ...]
    manner: Manner


class Link(Value):
    """Another move, by its number in the brief."""

    number: int
    kind: MoveKind


class MoveEntry(Located):
    """A move in the brief: what a party would do, wants done, or is for or against, and on which condition.

    `party` and `agent` are names; there is no agent where it is the party that the move stands under. `step` and `condition` are
    the report's own words, untouched. `dates` are its deadlines; `said_in` is the number of its statement. It `waits_for` the
    moves whose step its condition speaks of, and is `awaited_by` those whose condition speaks of its step.
    """

    move: Line
    kind: MoveKind
    party: Line
    agent: Line | None
    step: Span
    relation: Relation | None
    condition: Span | None
    strength: Strength
    measure: Measure
    place: Line | None
    dates: tuple[DateMention, ...]
    red_line: bool
    precondition: bool
    said_in: int | None
    waits_for: tuple[Link, ...]
    awaited_by: tuple[Link, ...]


class MoveGroup(Value):
    """A party with its moves, those of one kind together, in order of date and text."""

    name: Line
    kind: PartyKind
    moves: tuple[MoveEntry, ...]


class Ahead(Value):
    """A date that was still to come, or not yet over, when the latest report appeared; `of` is the number of what it bounds."""

    report: int
    words: Line
    date: str
    of: int | None
    paragraph: int
    start: int
    end: int


class Side(Value):
    """What one party holds in a disagreement, in which report, and the numbers of the moves or statements that show it.

    `start`, `end` and `paragraphs` say where, as for a move, unless several moves show it.
    """

    party: Line
    holds: Line
    according_to: Line
    report: int
    numbers: tuple[int, ...]
    paragraphs: tuple[int, int] | None = None
    start: int | None = None
    end: int | None = None


class Disagreement(Value):
    """Sides that cannot all be had, and what about."""

    about: Line
    sides: tuple[Side, ...]


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
    """Reports in the order given; the moves of each party, those for which people speak first; dates ahead; disagreements; and the
    statements of each party, by their number, with those whose speaker is not known at the end.
    """

    status: Line = DRAFTS
    reports: tuple[Heading, ...]
    moves: tuple[MoveGroup, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    groups: tuple[Group, ...]

    def report(self, number: int) -> Heading:
        """The report of that number (the first is 1)."""
        return self.reports[number - 1]

    def entries(self) -> Iterator[Entry]:
        """All statements in the order of their numbers."""
        for group in self.groups:
            for voice in group.voices:
                yield from voice.entries

    def move_entries(self) -> Iterator[MoveEntry]:
        """All moves in the order of their numbers."""
        for group in self.moves:
            yield from group.moves
