"""The brief of reports as an outline, for what is written from outlines."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.brief import wording
from goodoffices.brief.contents import Ahead, Brief, Disagreement, Entry, MoveEntry
from goodoffices.brief.outline import Group, Item, Outline, Section, Told, section


def outline_of(brief: Brief) -> Outline:
    """What each party would do, what is ahead and disputed, and who said what."""
    about = "; ".join(f"[{heading.number}] {wording.cited(heading)}" for heading in brief.reports)
    return Outline(title=wording.TITLE, status=brief.status, about=about, sections=tuple(_sections(brief)))


def _sections(brief: Brief) -> Iterator[Section]:
    moves = tuple(Group(name=group.name, items=tuple(_move(m, brief) for m in group.moves)) for group in brief.moves)
    yield Section(title=wording.MOVES, groups=moves, nothing=wording.NO_MOVES.rstrip("."))
    if brief.ahead:
        yield section(wording.AHEAD, [_ahead(date, brief) for date in brief.ahead])
    if brief.disagreements:
        yield section(wording.DISAGREEMENTS, [_disagreement(one, brief) for one in brief.disagreements])
    said = tuple(
        Group(
            name=group.name if voice.name == group.name else f"{group.name}: {voice.name}",
            items=tuple(_entry(e, brief) for e in voice.entries),
        )
        for group in brief.groups
        for voice in group.voices
    )
    if said:
        yield Section(title=wording.STATEMENTS, groups=said)


def _move(move: MoveEntry, brief: Brief) -> Item:
    terms = " · ".join([*wording.terms(move), *wording.links(move), wording.confidence(move), "draft"])
    source = f"{wording.move_source(move)}: {wording.cited_short(brief.report(move.report))}, {wording.place(move)}"
    told = Told(source=source, words=wording.step_words(move), whom=move.according_to)
    return Item(said=f"{move.number} {wording.does(move)}: {wording.step_words(move)}", terms=terms, told=(told,))


def _ahead(date: Ahead, brief: Brief) -> Item:
    where = f"{wording.THE_REPORT}: {wording.cited_short(brief.report(date.report))}, {wording.ahead_place(date)}"
    return Item(said=wording.ahead(date), told=(Told(source=where, words=None, whom=wording.THE_REPORT),))


def _disagreement(one: Disagreement, brief: Brief) -> Item:
    sides = tuple(
        Item(
            said=wording.side(side),
            told=(
                Told(
                    source=f"{side.according_to}: {wording.side_place(side, wording.cited_short(brief.report(side.report)))}",
                    words=None, whom=side.according_to,
                ),
            ),
        )
        for side in one.sides
    )  # fmt: skip
    return Item(said=f"On {one.about}", sides=sides)


def _entry(entry: Entry, brief: Brief) -> Item:
    where = f"{wording.cited_short(brief.report(entry.report))}, {wording.place(entry)}"
    told = Told(source=f"{entry.according_to}: {where}", words=entry.words, whom=entry.according_to)
    terms = f"{wording.manner(entry)} · {wording.confidence(entry)} · draft"
    return Item(said=f"{entry.number} {entry.according_to}", terms=terms, told=(told,))
