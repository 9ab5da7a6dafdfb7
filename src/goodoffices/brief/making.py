"""Readings in, a brief out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from goodoffices.brief.ahead import dates_ahead
from goodoffices.brief.contents import Brief, Heading
from goodoffices.brief.disagreements import disagreements
from goodoffices.brief.moves import move_groups, moves_by_party
from goodoffices.brief.sheets import Sheet
from goodoffices.brief.statements import statement_groups
from goodoffices.model import Reading


def brief_of(readings: Sequence[Reading]) -> Brief:
    """What the parties of the readings would do, what is ahead and disputed, and the statements, grouped by party.

    Moves and statements share one count, moves first. Parties of several readings are one where their names are one party's
    (`same_parties`), or the same but for case and a leading "the".
    """
    from goodoffices.ledger.likeness import stories
    from goodoffices.reading.parties.identity import same_parties, with_common_names

    named = with_common_names(readings, same_parties(readings)) if len(readings) > 1 else readings
    sheets = [Sheet(number, reading) for number, reading in enumerate(named, 1)]
    lots = moves_by_party(sheets)
    counter = count(1)
    numbers = {(one.sheet.number, one.move.id): next(counter) for _, made in lots for one in made}
    groups = statement_groups(sheets, counter)
    numbers |= {(e.report, e.statement): e.number for group in groups for voice in group.voices for e in voice.entries}
    moves = move_groups(lots, numbers)
    told = stories([sheet.reading.report.text for sheet in sheets]) if len(sheets) > 1 else [0]
    return Brief(
        reports=tuple(_heading(sheet, first + 1) for sheet, first in zip(sheets, told, strict=False)),
        moves=moves,
        ahead=dates_ahead(sheets, numbers),
        disagreements=disagreements(sheets, [move for group in moves for move in group.moves], numbers),
        groups=groups,
    )


def _heading(sheet: Sheet, story: int) -> Heading:
    report, reader = sheet.reading.report, sheet.reading.reader
    return Heading(
        number=sheet.number,
        id=report.id,
        title=report.title,
        publisher=report.publisher,
        published=report.published,
        language=report.language,
        origin=report.origin,
        sha256=report.sha256,
        reader=f"{reader.name} {reader.version}",
        notes=report.notes + sheet.reading.notes,
        statements=len(sheet.reading.statements),
        moves=len(sheet.reading.moves),
        story=story if story != sheet.number else None,
    )
