"""Readings in, a brief out: each statement beneath the party that speaks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from goodoffices.brief.contents import Brief, Entry, Group, Heading, Voice
from goodoffices.brief.paragraphs import Bounds, paragraph_at, paragraphs
from goodoffices.brief.printable import one_line
from goodoffices.brief.wording import NOT_NAMED, according_to, confidence_word, words_of
from goodoffices.model import Party, Reading, Statement


@dataclass(frozen=True)
class _Said:
    """A statement as one report has it, before it has its place in the brief."""

    statement: Statement
    report: int
    published: datetime.date | None
    speaker: Party | None
    party: Party | None
    via: tuple[str, ...]
    start: int
    end: int
    paragraphs: tuple[int, int]

    def order(self) -> tuple[datetime.date, int, int]:
        return self.published or datetime.date.max, self.report, self.start


def brief_of(readings: Sequence[Reading]) -> Brief:
    """The statements of the readings, grouped by party: the one spoken for, where the speaker speaks for another.

    Parties of several readings are one where their names are the same (but for case and a leading "the"): to see that two names
    mean one party is the ledger's work, not the brief's.
    """
    said = [one for number, reading in enumerate(readings, 1) for one in _said(number, reading)]
    said.sort(key=_Said.order)
    numbers = count(1)
    parties = _by_name((one.party, one) for one in said if one.party)
    groups = [_group(party, of_party, numbers) for party, of_party in parties]
    if unnamed := [one for one in said if not one.party]:
        voice = Voice(name=NOT_NAMED, kind=None, entries=_entries(unnamed, numbers))
        groups.append(Group(name=NOT_NAMED, kind=None, voices=(voice,)))
    return Brief(reports=tuple(_heading(number, reading) for number, reading in enumerate(readings, 1)), groups=tuple(groups))


def _said(number: int, reading: Reading) -> Iterator[_Said]:
    parties = {party.id: party for party in reading.parties}
    bounds: Sequence[Bounds] = paragraphs(reading.report.text)
    for statement in reading.statements:
        speaker = parties[statement.speaker] if statement.speaker is not None else None
        start, end = min(span.start for span in statement.content), max(span.end for span in statement.content)
        yield _Said(
            statement=statement,
            report=number,
            published=reading.report.published,
            speaker=speaker,
            party=_spoken_for(speaker, parties) if speaker else None,
            via=tuple(parties[party].name for party in statement.via),
            start=start,
            end=end,
            paragraphs=(paragraph_at(start, bounds), paragraph_at(end - 1, bounds)),
        )


def _spoken_for(speaker: Party, parties: dict[str, Party]) -> Party:
    """The party at the end of the chain of those who speak for another; the speaker itself where the chain has no end."""
    party, seen = speaker, {speaker.id}
    while party.speaks_for is not None:
        party = parties[party.speaks_for]
        if party.id in seen:
            return speaker
        seen.add(party.id)
    return party


def _by_name(pairs: Iterable[tuple[Party, _Said]]) -> list[tuple[Party, list[_Said]]]:
    """The statements of each party name, the largest lot first, lots of one size in the order of their first statements."""
    lots: dict[str, tuple[Party, list[_Said]]] = {}
    for party, one in pairs:
        lots.setdefault(_key(party.name), (party, []))[1].append(one)
    return sorted(lots.values(), key=lambda lot: len(lot[1]), reverse=True)


def _key(name: str) -> str:
    return one_line(name).casefold().removeprefix("the ")


def _group(party: Party, said: list[_Said], numbers: Iterator[int]) -> Group:
    """The party's own statements first, then those of the persons who speak for it."""
    voices = _by_name((one.speaker, one) for one in said if one.speaker)
    own = [lot for speaker, lot in voices if _key(speaker.name) == _key(party.name)]
    others = [(speaker, lot) for speaker, lot in voices if _key(speaker.name) != _key(party.name)]
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
    statement = said.statement
    speaker = said.speaker.name if said.speaker else None
    return Entry(
        number=number,
        report=said.report,
        statement=statement.id,
        according_to=according_to(speaker, statement.source, said.via),
        speaker=speaker,
        via=said.via,
        words=words_of(statement.content),
        source=statement.source,
        cue=statement.cue,
        content=statement.content,
        manner=statement.manner,
        confidence=statement.confidence,
        confidence_word=confidence_word(statement.confidence),
        paragraphs=said.paragraphs,
        start=said.start,
        end=said.end,
    )


def _heading(number: int, reading: Reading) -> Heading:
    report = reading.report
    return Heading(
        number=number,
        id=report.id,
        title=report.title,
        publisher=report.publisher,
        published=report.published,
        language=report.language,
        origin=report.origin,
        sha256=report.sha256,
        reader=f"{reading.reader.name} {reading.reader.version}",
        notes=report.notes + reading.notes,
        statements=len(reading.statements),
    )
