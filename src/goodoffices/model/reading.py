"""What a reader makes of a report."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator

from pydantic import Field, field_validator, model_validator

from goodoffices.model.base import Value
from goodoffices.model.interpretation import Interpretation
from goodoffices.model.move import Move
from goodoffices.model.party import Party
from goodoffices.model.position import Position
from goodoffices.model.report import Report
from goodoffices.model.span import Span
from goodoffices.model.statement import Statement
from goodoffices.model.step import Step, StepMention, StepPart


def first_day(date: str) -> datetime.date:
    """The first day of an ISO 8601 day, month or year; raises ValueError for one that is not in the calendar."""
    return datetime.date.fromisoformat(date + "0000-01-01"[len(date) :])


def last_day(date: str) -> datetime.date:
    """The last day of an ISO 8601 day, month or year."""
    match [int(x) for x in date.split("-")]:
        case [year]:
            return datetime.date(year, 12, 31)
        case [year, month]:
            return datetime.date(year, month, calendar.monthrange(year, month)[1])
        case year, month, day:
            return datetime.date(year, month, day)
    raise ValueError(f"{date!r} is no ISO 8601 day, month or year")


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
        first_day(date)
        return date


class ReaderName(Value):
    """Which reader made a reading, and which version of it."""

    name: str
    version: str


class Reading(Value):
    """Statements, parties, moves and dates of one report; the steps that its moves speak of, and where the parties stand on them.

    `step_mentions` lead from the words of moves to `steps`; the issue of a position is a step, its evidence moves.
    Raises ValueError if a span is not in the report's text, or something is named that does not exist: whatever the reader,
    nothing without a source gets further than this.
    """

    report: Report
    reader: ReaderName
    parties: tuple[Party, ...] = ()
    statements: tuple[Statement, ...] = ()
    moves: tuple[Move, ...] = ()
    dates: tuple[DateMention, ...] = ()
    steps: tuple[Step, ...] = ()
    step_mentions: tuple[StepMention, ...] = ()
    positions: tuple[Position, ...] = ()
    interpretations: tuple[Interpretation, ...] = ()
    notes: tuple[str, ...] = ()

    def party(self, id: str) -> Party:
        """The party of that id; raises KeyError if there is none."""
        for party in self.parties:
            if party.id == id:
                return party
        raise KeyError(id)

    def links(self) -> set[tuple[str, str]]:
        """The pairs of moves (their ids) of which the first has a condition that waits for the step of the second."""
        taking: defaultdict[str, list[str]] = defaultdict(list)
        for mention in self.step_mentions:
            if mention.part is StepPart.STEP:
                taking[mention.step].append(mention.move)
        return {
            (mention.move, taken)
            for mention in self.step_mentions
            if mention.part is StepPart.CONDITION
            for taken in taking[mention.step]
            if taken != mention.move
        }

    def spans(self) -> Iterator[Span]:
        """Every span of the reading."""
        for party in self.parties:
            yield from party.mentions
        for statement in self.statements:
            yield from statement.content
            yield from filter(None, (statement.source, statement.cue))
        for move in self.moves:
            yield from filter(None, (move.step, move.condition))
        for interpretation in self.interpretations:
            yield from filter(None, (interpretation.clause, interpretation.meaning))
        for date in self.dates:
            yield Span(start=date.start, end=date.end, text=date.text)

    @model_validator(mode="after")
    def _is_grounded(self) -> Reading:
        for span in self.spans():
            if not span.is_in(self.report.text):
                raise ValueError(f"not in the text at {span.start}: {span.text!r}")
        parties, statements, moves, steps, interpretations = (
            [x.id for x in found] for found in (self.parties, self.statements, self.moves, self.steps, self.interpretations)
        )
        given = Counter([*parties, *statements, *moves, *steps, *interpretations])
        if twice := [i for i, count in given.items() if count > 1]:
            raise ValueError(f"an id is given twice: {', '.join(twice)}")
        for what, named, known in (
            ("party", self._parties_named(), parties),
            ("statement", {m.statement for m in self.moves} | {i.statement for i in self.interpretations}, statements),
            ("statement or move", {d.of for d in self.dates}, statements + moves),
            ("move", {m.move for m in self.step_mentions} | {i for p in self.positions for i in p.evidence}, moves),
            ("step", {m.step for m in self.step_mentions} | {p.issue for p in self.positions}, steps),
            ("interpretation", {i.disputes for i in self.interpretations}, interpretations),
        ):
            if unknown := named - set(known) - {None}:
                raise ValueError(f"no such {what}: {', '.join(sorted(map(str, unknown)))}")
        return self

    def _parties_named(self) -> set[str | None]:
        """The ids of parties that something names."""
        named = {i for p in self.parties for i in (p.speaks_for, *p.backs)}
        named |= {i for s in self.statements for i in (s.speaker, *s.via)}
        named |= {i for m in self.moves for i in (m.party, m.agent)}
        named |= {s.agent for s in self.steps} | {p.party for p in self.positions}
        return named | {i.party for i in self.interpretations}
