"""Each move beneath the party that makes it: what it offers, refuses, demands, threatens, supports or opposes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.brief.contents import Link, MoveEntry, MoveGroup
from goodoffices.brief.grouping import by_name, key_of
from goodoffices.brief.sheets import Numbers, Sheet, bounds_of
from goodoffices.brief.wording import confidence_word
from goodoffices.model import Move, MoveKind, Party, Reading

KINDS = tuple(MoveKind)


@dataclass(frozen=True)
class Made:
    """A move as one report has it, and the party that it stands under."""

    sheet: Sheet
    move: Move
    party: Party

    @property
    def bounds(self) -> tuple[int, int]:
        """The first character of the step and its condition, and the one behind the last."""
        return bounds_of(*filter(None, (self.move.step, self.move.condition)))


Lots = list[tuple[Party, list[Made]]]
"""Parties with the moves of each, in the order of the brief."""


def moves_by_party(sheets: Sequence[Sheet]) -> Lots:
    """The moves of all reports; parties for which somebody speaks come first, then those with more moves."""
    made = [Made(sheet, move, sheet.spoken_for(move.party)) for sheet in sheets for move in sheet.reading.moves]
    made.sort(key=lambda one: one.sheet.order(one.bounds[0]))
    spoken_for = {
        key_of(party.name)
        for sheet in sheets
        for speaker in sheet.parties.values()
        if (party := sheet.spoken_for(speaker.id)) is not speaker
    }
    lots = sorted(by_name((one.party, one) for one in made), key=lambda lot: key_of(lot[0].name) not in spoken_for)
    return [(party, sorted(of_party, key=lambda one: KINDS.index(one.move.kind))) for party, of_party in lots]


def move_groups(lots: Lots, numbers: Numbers) -> tuple[MoveGroup, ...]:
    """The moves with all that the brief says of each."""
    links = {one.sheet.number: _links(one.sheet.reading) for _, made in lots for one in made}
    return tuple(
        MoveGroup(
            name=party.name,
            kind=party.kind,
            moves=tuple(_entry(one, numbers, links[one.sheet.number]) for one in made),
        )
        for party, made in lots
    )


@dataclass(frozen=True)
class _Links:
    """For each move (its id) the moves that it waits for, and those that wait for it."""

    waits_for: defaultdict[str, list[Move]]
    awaited_by: defaultdict[str, list[Move]]


def _links(reading: Reading) -> _Links:
    moves = {move.id: move for move in reading.moves}
    links = _Links(defaultdict(list), defaultdict(list))
    for waiting, taken in reading.links():
        links.waits_for[waiting].append(moves[taken])
        links.awaited_by[taken].append(moves[waiting])
    return links


def _entry(made: Made, numbers: Numbers, links: _Links) -> MoveEntry:
    sheet, move = made.sheet, made.move
    statement = sheet.statements[move.statement] if move.statement is not None else None
    agent = sheet.parties[move.agent]
    shows = [position for position in sheet.reading.positions if move.id in position.evidence]
    start, end = made.bounds

    def numbered(moves: Sequence[Move]) -> tuple[Link, ...]:
        found = [Link(number=numbers[sheet.number, one.id], kind=one.kind) for one in moves]
        return tuple(sorted(found, key=lambda link: link.number))

    return MoveEntry(
        number=numbers[sheet.number, move.id],
        report=sheet.number,
        move=move.id,
        kind=move.kind,
        party=made.party.name,
        agent=agent.name if key_of(agent.name) != key_of(made.party.name) else None,
        step=move.step,
        relation=move.relation,
        condition=move.condition,
        strength=move.strength,
        measure=move.measure,
        place=move.place,
        dates=tuple(date for date in sheet.reading.dates if date.of == move.id),
        red_line=any(position.red_line for position in shows),
        precondition=any(position.precondition for position in shows),
        said_in=numbers[sheet.number, statement.id] if statement else None,
        according_to=sheet.according_to(statement),
        source=statement.source if statement else None,
        cue=statement.cue if statement else None,
        confidence=move.confidence,
        confidence_word=confidence_word(move.confidence),
        waits_for=numbered(links.waits_for[move.id]),
        awaited_by=numbered(links.awaited_by[move.id]),
        paragraphs=sheet.paragraphs(start, end),
        start=start,
        end=end,
    )
