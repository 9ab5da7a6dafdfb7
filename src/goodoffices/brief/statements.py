"""Each statement beneath the party that speaks: the one spoken for, where the speaker speaks for another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from goodoffices.brief.contents import Entry, Group, Voice
from goodoffices.brief.grouping import by_name, key_of
from goodoffices.brief.sheets import Sheet, bounds_of
from goodoffices.brief.wording import NOT_NAMED, confidence_word, words_of
from goodoffices.model import Party, Statement


@dataclass(frozen=True)
class _Said:
    """A statement as one report has it, before it has its place in the brief."""

    sheet: Sheet
    statement: Statement
    speaker: Party | None

    @property
    def bounds(self) -> tuple[int, int]:
        return bounds_of(*self.statement.content)


def statement_groups(sheets: Sequence[Sheet], numbers: Iterator[int]) -> tuple[Group, ...]:
    """The statements of all reports by party, and last those whose speaker is not known; numbered in that order."""
    said = [one for sheet in sheets for one in _said(sheet)]
    said.sort(key=lambda one: one.sheet.order(one.bounds[0]))
    parties = by_name((one.sheet.spoken_for(one.speaker.id), one) for one in said if one.speaker)
    groups = [_group(party, of_party, numbers) for party, of_party in parties]
    if unnamed := [one for one in said if not one.speaker]:
        voice = Voice(name=NOT_NAMED, kind=None, entries=_entries(unnamed, numbers))
        groups.append(Group(name=NOT_NAMED, kind=None, voices=(voice,)))
    return tuple(groups)


def _said(sheet: Sheet) -> Iterator[_Said]:
    for statement in sheet.reading.statements:
        yield _Said(sheet, statement, sheet.parties[statement.speaker] if statement.speaker is not None else None)


def _group(party: Party, said: list[_Said], numbers: Iterator[int]) -> Group:
    """The party's own statements first, then those of the persons who speak for it."""
    voices = by_name((one.speaker, one) for one in said if one.speaker)
    own = [lot for speaker, lot in voices if key_of(speaker.name) == key_of(party.name)]
    others = [(speaker, lot) for speaker, lot in voices if key_of(speaker.name) != key_of(party.name)]
    return Group(
        name=party.name,
        kind=party.kind,
        voices=tuple(
            Voice(name=speaker.name, kind=speaker.kind, entries=_entries(lot, numbers))
            for speaker, lot in [*((party, lot) for lot in own), *others]
        ),
    )


def _entries(said: Iterable[_Said], numbers: Iterator[int]) -> tuple[Entry, ...]:
    return tuple(_entry(one, next(numbers)) for one in said)


def _entry(said: _Said, number: int) -> Entry:
    sheet, statement = said.sheet, said.statement
    start, end = said.bounds
    return Entry(
        number=number,
        report=sheet.number,
        statement=statement.id,
        according_to=sheet.according_to(statement),
        speaker=sheet.speaker(statement),
        via=sheet.via(statement),
        words=words_of(statement.content),
        source=statement.source,
        cue=statement.cue,
        content=statement.content,
        manner=statement.manner,
        confidence=statement.confidence,
        confidence_word=confidence_word(statement.confidence),
        paragraphs=sheet.paragraphs(start, end),
        start=start,
        end=end,
    )
