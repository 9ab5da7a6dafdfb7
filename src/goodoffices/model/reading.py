"""What a reader makes of a report."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator

from pydantic import Field, field_validator, model_validator

from goodoffices.model.base import Value
from goodoffices.model.move import Move
from goodoffices.model.party import Party
from goodoffices.model.report import Report
from goodoffices.model.span import Span
from goodoffices.model.statement import Statement


class DateMention(Value):
    """A date expression and what it resolves to: an ISO 8601 day, month or year; `of` is the move or statement it bounds."""

    start: int
    end: int
    text: str
    date: str = Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")
    of: str | None = None

    @field_validator("date")
    @classmethod
    def _is_in_the_calendar(cls, date: str) -> str:
        datetime.date.fromisoformat(date + "0000-01-01"[len(date) :])
        return date


class ReaderName(Value):
    """Which reader made a reading, and which version of it."""

    name: str
    version: str


class Reading(Value):
    """Statements, parties, moves and dates of one report.

    Raises ValueError if a span is not in the report's text, or a party, move or statement is named that does not exist:
    whatever the reader, nothing without a source gets further than this.
    """

    report: Report
    reader: ReaderName
    parties: tuple[Party, ...] = ()
    statements: tuple[Statement, ...] = ()
    moves: tuple[Move, ...] = ()
    dates: tuple[DateMention, ...] = ()
    notes: tuple[str, ...] = ()

    def party(self, id: str) -> Party:
        """The party of that id; raises KeyError if there is none."""
        for party in self.parties:
            if party.id == id:
                return party
        raise KeyError(id)

    def spans(self) -> Iterator[Span]:
        """Every span of the reading."""
        for party in self.parties:
            yield from party.mentions
        for statement in self.statements:
            yield from statement.content
            yield from filter(None, (statement.source, statement.cue))
        for move in self.moves:
            yield from filter(None, (move.step, move.condition))
        for date in self.dates:
            yield Span(start=date.start, end=date.end, text=date.text)

    @model_validator(mode="after")
    def _is_grounded(self) -> Reading:
        for span in self.spans():
            if not span.is_in(self.report.text):
                raise ValueError(f"not in the text at {span.start}: {span.text!r}")
        given = Counter([*(p.id for p in self.parties), *(s.id for s in self.statements), *(m.id for m in self.moves)])
        if twice := [i for i, count in given.items() if count > 1]:
            raise ValueError(f"an id is given twice: {', '.join(twice)}")
        parties = {p.id for p in self.parties}
        statements = {s.id for s in self.statements}
        named = {i for p in self.parties for i in (p.speaks_for, *p.backs)} | {
            i for s in self.statements for i in (s.speaker, *s.via)
        }
        named |= {i for m in self.moves for i in (m.party, m.agent)}
        if unknown := named - parties - {None}:
            raise ValueError(f"no such party: {', '.join(sorted(map(str, unknown)))}")
        acts = statements | {m.id for m in self.moves}
        if unknown := {m.statement for m in self.moves} - statements - {None} | {d.of for d in self.dates} - acts - {None}:
            raise ValueError(f"no such statement or move: {', '.join(sorted(map(str, unknown)))}")
        return self
