"""The phrases that all faces of a brief share."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from goodoffices.brief.contents import Ahead, Entry, Group, Heading, Link, Located, MoveEntry, MoveGroup, Side, Voice
from goodoffices.brief.printable import one_line
from goodoffices.model import Manner, MoveKind, Relation, Span, Strength

TITLE = "Who would do what, who said what, according to whom"
MOVES = "What each party would do, and on which condition"
AHEAD = "Dates ahead"
DISAGREEMENTS = "Where the sources disagree"
STATEMENTS = "Who said what"
NOT_NAMED = "Source not named"
THE_REPORT = "According to the report"
NO_STATEMENTS = "No statements were found in this report."
NO_MOVES = "No offers, refusals, demands, threats, support or opposition were found."

MANNERS = {Manner.DIRECT: "quoted directly", Manner.INDIRECT: "reported indirectly", Manner.MIXED: "quoted in part"}

KINDS = {
    MoveKind.OFFER: "Offers",
    MoveKind.REFUSAL: "Refuses",
    MoveKind.DEMAND: "Demands",
    MoveKind.THREAT: "Threatens",
    MoveKind.SUPPORT: "Supports",
    MoveKind.OPPOSITION: "Opposes",
}
RELATIONS = {relation: relation.value for relation in Relation} | {Relation.IN_EXCHANGE: "in exchange for"}


def according_to(speaker: str | None, source: Span | None, via: Sequence[str]) -> str:
    """According to whom: the speaker, the report's own words where they do not hold that name, and the chain to the report.

    `via` is outermost first, as in a statement; read aloud, the chain runs from the speaker outwards.
    """
    words = one_line(source.text).strip(" ,;:") if source else ""
    if speaker is None:
        named = f"“{words}”" if words else "a source that the report does not name"
    elif not words:
        named = speaker
    else:
        named = words if one_line(speaker).casefold() in words.casefold() else f"{speaker} (“{words}”)"
    return ", via ".join([f"According to {named}", *reversed(via)])


def words_of(content: Sequence[Span]) -> str:
    """The content as one line, with an ellipsis where the report breaks it off."""
    return " … ".join(one_line(span.text) for span in content)


def confidence_word(confidence: float) -> str:
    """How sure the reader is that the report says this (not that it is so), in the words of intelligence analysis."""
    if confidence >= 0.8:
        return "high"
    return "moderate" if confidence >= 0.5 else "low"


def confidence(entry: Located) -> str:
    """The entry's confidence, said so that nobody takes it for the report's."""
    return f"read with {entry.confidence_word} confidence"


def manner(entry: Entry) -> str:
    """How the words are given, and with which cue."""
    cue = one_line(entry.cue.text) if entry.cue else ""
    return f"“{cue}”, {MANNERS[entry.manner]}" if cue else MANNERS[entry.manner]


def place(entry: Located) -> str:
    """Where in the report's text the words stand; characters are code points, the end exclusive."""
    return _place(entry.paragraphs, entry.start, entry.end)


def _place(paragraphs: tuple[int, int], start: int, end: int) -> str:
    first, last = paragraphs
    return f"paragraph{f' {first}' if first == last else f's {first}–{last}'}, characters {start}–{end}"


def does(move: MoveEntry) -> str:
    """What the party does with the step, and what marks that."""
    marks = {"red line": move.red_line, "precondition": move.precondition, "tentative": move.strength is Strength.TENTATIVE}
    marked = ", ".join(mark for mark, holds in marks.items() if holds)
    return f"{KINDS[move.kind]} ({marked})" if marked else KINDS[move.kind]


def step_words(move: MoveEntry) -> str:
    """The step and its condition in the report's words, as one line."""
    step = one_line(move.step.text)
    if move.condition is None or move.relation is None:
        return step
    return f"{step}, {RELATIONS[move.relation]} {one_line(move.condition.text)}"


def terms(move: MoveEntry) -> list[str]:
    """The measure, and what else is known of a step: who would take it, where, until when."""
    agent, where = [f"agent: {move.agent}"] if move.agent else [], [f"place: {move.place}"] if move.place else []
    deadlines = [f"deadline: {dated(one_line(date.text), date.date)}" for date in move.dates]
    return [f"measure: {move.measure}", *agent, *where, *deadlines]


def links(move: MoveEntry) -> list[str]:
    """Which moves it waits for, and which wait for it."""
    found = {"waits for": move.waits_for, "awaited by": move.awaited_by}
    return [f"{how}: {', '.join(map(linked, others))}" for how, others in found.items() if others]


def linked(link: Link) -> str:
    """Another move by its number and kind: to wait for a refusal is to wait in vain."""
    return f"{link.number} ({link.kind})"


def move_source(move: MoveEntry) -> str:
    """According to whom, and in which statement."""
    return f"{move.according_to}, in statement {move.said_in}" if move.said_in is not None else move.according_to


def dated(words: str, date: str) -> str:
    """A date in the report's words, and the day, month or year that they mean."""
    year, *rest = date.split("-")
    month = datetime.date(2000, int(rest[0]), 1).strftime("%B ") if rest else ""
    meant = f"{f'{int(rest[1])} ' if len(rest) > 1 else ''}{month}{year}"
    return words if meant in words else f"{words} ({meant})"


def ahead(date: Ahead) -> str:
    """A date ahead, and the number of the move or statement that it bounds."""
    return dated(date.words, date.date) + (f": bounds {date.of}" if date.of is not None else "")


def ahead_place(date: Ahead) -> str:
    """Where in the report's text the date stands."""
    return _place((date.paragraph, date.paragraph), date.start, date.end)


def interpreted(clause: Span | None, meaning: Span) -> str:
    """What a clause is taken to mean."""
    return f"takes {f'“{one_line(clause.text)}”' if clause else 'it'} to mean “{one_line(meaning.text)}”"


def disputing(party: str) -> str:
    """That a party does not share another's interpretation."""
    return f"disagrees with {party}"


def side(one: Side) -> str:
    """What a party holds, and the numbers of what shows it."""
    numbers = f" ({', '.join(map(str, one.numbers))})" if one.numbers else ""
    return f"{one.party} – {one.holds}{numbers}"


def side_place(one: Side, cited: str) -> str:
    """Where a party holds it: the report, as it is cited, and the place in its text, if there is one."""
    if one.paragraphs is None or one.start is None or one.end is None:
        return cited
    return f"{cited}, {_place(one.paragraphs, one.start, one.end)}"


def cited(heading: Heading) -> str:
    """A report as one cites it: title, publisher, date."""
    return ", ".join(filter(None, (f"“{heading.title}”" if heading.title else None, publication(heading))))


def printed(title: str | None, publisher: str | None, origin: str, date: datetime.date | None) -> str:
    """Where a text was printed, as one cites it; its origin where there is neither publisher nor title."""
    where = publisher or (None if title else origin)
    return ", ".join(filter(None, (f"“{one_line(title)}”" if title else None, where and one_line(where), day(date))))


def cited_short(heading: Heading) -> str:
    """A report by its number, publisher and date."""
    return f"[{heading.number}] {publication(heading)}"


def read_by(heading: Heading) -> str:
    """Where the report came from, and which reader found how many moves and statements in it."""
    moves = f"{counted(heading.moves, 'move')}, " if heading.moves else ""
    return f"{heading.origin}, read by {heading.reader}: {moves}{counted(heading.statements)}"


def same_story(heading: Heading) -> str | None:
    """That another report has told it before."""
    return f"The same story as [{heading.story}]: one testimony" if heading.story is not None else None


def counted(number: int, what: str = "statement") -> str:
    """A number of statements, or of something else, in words."""
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def party_line(group: Group | MoveGroup) -> str:
    """What kind of party it is, and how many statements or moves it makes."""
    size = counted(len(group.moves), "move") if isinstance(group, MoveGroup) else counted(group.size)
    return ", ".join(filter(None, (group.kind, size)))


def speaks_for_another(voice: Voice, group: Group) -> bool:
    """Whether the voice needs a heading under that of its party."""
    return voice.name != group.name


def day(date: datetime.date | None) -> str:
    """A day as one writes it."""
    return f"{date.day} {date:%B %Y}" if date else "undated"


def publication(heading: Heading) -> str:
    """Who published the report, and when; its origin where it names neither publisher nor title."""
    publisher = heading.publisher or (None if heading.title else heading.origin)
    return ", ".join(filter(None, (publisher, day(heading.published))))
