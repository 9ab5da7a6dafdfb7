"""A reading by its report's number in the brief, with what the brief looks up in it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cached_property

from goodoffices.brief.paragraphs import Bounds, paragraph_at, paragraphs
from goodoffices.brief.wording import THE_REPORT, according_to
from goodoffices.model import Party, Reading, Span, Statement

Numbers = Mapping[tuple[int, str], int]
"""The number in the brief of each move and statement, by the number of its report and its id there."""


class Sheet:
    """A reading, and the number (the first is 1) of its report."""

    def __init__(self, number: int, reading: Reading):
        self.number = number
        self.reading = reading

    @cached_property
    def parties(self) -> dict[str, Party]:
        """The parties by their ids."""
        return {party.id: party for party in self.reading.parties}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """The statements by their ids."""
        return {statement.id: statement for statement in self.reading.statements}

    @cached_property
    def _bounds(self) -> list[Bounds]:
        return paragraphs(self.reading.report.text)

    @property
    def published(self) -> datetime.date | None:
        """The day of publication."""
        return self.reading.report.published

    def spoken_for(self, id: str) -> Party:
        """The party at the end of the chain of those who speak for another; that of the id where the chain has no end."""
        party, seen = self.parties[id], {id}
        while party.speaks_for is not None:
            party = self.parties[party.speaks_for]
            if party.id in seen:
                return self.parties[id]
            seen.add(party.id)
        return party

    def via(self, statement: Statement) -> tuple[str, ...]:
        """The names of those through whom the report has a statement, outermost first."""
        return tuple(self.parties[party].name for party in statement.via)

    def speaker(self, statement: Statement) -> str | None:
        """The name of the speaker, where it is known."""
        return self.parties[statement.speaker].name if statement.speaker is not None else None

    def according_to(self, statement: Statement | None) -> str:
        """According to whom a statement is; the report itself, where there is none."""
        return according_to(self.speaker(statement), statement.source, self.via(statement)) if statement else THE_REPORT

    def paragraphs(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last paragraph that characters `start` to `end` are in."""
        return paragraph_at(start, self._bounds), paragraph_at(end - 1, self._bounds)

    def order(self, start: int) -> tuple[datetime.date, int, int]:
        """Where something stands among all that the reports say: by date, then by report and place in the text."""
        return self.published or datetime.date.max, self.number, start


def bounds_of(*spans: Span) -> tuple[int, int]:
    """The first character of the spans and the one behind the last."""
    return min(span.start for span in spans), max(span.end for span in spans)
