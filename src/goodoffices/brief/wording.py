"""The phrases that all faces of a brief share."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from goodoffices.brief.contents import Entry, Group, Heading, Voice
from goodoffices.brief.printable import one_line
from goodoffices.model import Manner, Span

TITLE = "Who said what, according to whom"
NOT_NAMED = "Source not named"
NO_STATEMENTS = "No statements were found in this report."

MANNERS = {Manner.DIRECT: "quoted directly", Manner.INDIRECT: "reported indirectly", Manner.MIXED: "quoted in part"}


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


def confidence(entry: Entry) -> str:
    """The entry's confidence, said so that nobody takes it for the report's."""
    return f"read with {entry.confidence_word} confidence"


def manner(entry: Entry) -> str:
    """How the words are given, and with which cue."""
    cue = one_line(entry.cue.text) if entry.cue else ""
    return f"“{cue}”, {MANNERS[entry.manner]}" if cue else MANNERS[entry.manner]


def place(entry: Entry) -> str:
    """Where in the report's text the content stands; characters are code points, the end exclusive."""
    first, last = entry.paragraphs
    paragraphs = f"paragraph {first}" if first == last else f"paragraphs {first}–{last}"
    return f"{paragraphs}, characters {entry.start}–{entry.end}"


def cited(heading: Heading) -> str:
    """A report as one cites it: title, publisher, date."""
    return ", ".join(filter(None, (f"“{heading.title}”" if heading.title else None, publication(heading))))


def cited_short(heading: Heading) -> str:
    """A report by its number, publisher and date."""
    return f"[{heading.number}] {publication(heading)}"


def read_by(heading: Heading) -> str:
    """Where the report came from, and which reader found how many statements in it."""
    return f"{heading.origin}, read by {heading.reader}: {counted(heading.statements)}"


def counted(statements: int) -> str:
    """A number of statements in words."""
    return f"{statements or 'no'} statement{'' if statements == 1 else 's'}"


def party_line(group: Group) -> str:
    """What kind of party it is, and how many statements it makes."""
    return ", ".join(filter(None, (group.kind, counted(group.size))))


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
