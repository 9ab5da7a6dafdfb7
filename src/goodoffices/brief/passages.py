"""A report's text cut wherever a statement's source, cue or content, or a move's step or condition, begins or ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise

from goodoffices.brief.contents import Entry, Located, MoveEntry
from goodoffices.brief.paragraphs import paragraph_at, paragraphs
from goodoffices.model import Span


class Role(StrEnum):
    """What a passage is to a statement or a move."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    STEP = "step"
    CONDITION = "condition"


@dataclass(frozen=True)
class Mark:
    """A role, the number of the statement or move that it is played in, and whether that may be said to begin with it.

    A move begins with its step or condition, not with the source and cue, which it has from its statement.
    """

    role: Role
    number: int
    opens: bool = True


@dataclass(frozen=True)
class Passage:
    """Characters that play the same roles in the same statements and moves (their numbers); `begins` are those first met here."""

    text: str
    roles: dict[Role, tuple[int, ...]]
    begins: tuple[int, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The statements and moves that the passage is part of."""
        return tuple(sorted({number for numbers in self.roles.values() for number in numbers}))


@dataclass(frozen=True)
class Paragraph:
    """The passages of a paragraph, and the blank space between it and the next."""

    number: int
    passages: tuple[Passage, ...]
    space: str


@dataclass(frozen=True)
class Passages:
    """A whole text: the blank space before the first paragraph, then the paragraphs."""

    space: str
    paragraphs: tuple[Paragraph, ...]


def passages(text: str, entries: Sequence[Entry | MoveEntry]) -> Passages:
    """The text, not a character more or less, as passages; spans may overlap, nest and repeat as they like."""
    return cut(text, ((span.start, span.end, mark) for span, mark in _marks(entries)))


def cut(text: str, marked: Iterable[tuple[int, int, Mark]]) -> Passages:
    """The same for characters (start, end) that bear marks, whatever they are marks of."""
    bounds = paragraphs(text)
    inside: list[list[Passage]] = [[] for _ in bounds]
    begun: set[int] = set()
    for start, end, marks in _segments(marked, edges={0, *chain.from_iterable(bounds)}):
        number = paragraph_at(start, bounds)
        if bounds and bounds[number - 1][0] <= start < bounds[number - 1][1]:
            inside[number - 1].append(_passage(text[start:end], marks, begun))
    following = [*(start for start, _ in bounds[1:]), len(text)]
    return Passages(
        space=text[: bounds[0][0]] if bounds else text,
        paragraphs=tuple(
            Paragraph(number=number, passages=tuple(found), space=text[end:next_start])
            for number, (found, (_, end), next_start) in enumerate(zip(inside, bounds, following, strict=False), 1)
        ),
    )


def _segments(marked: Iterable[tuple[int, int, Mark]], edges: set[int]) -> Iterator[tuple[int, int, list[Mark]]]:
    """The stretches between neighbouring bounds of spans or edges, each with the marks that cover it."""
    opening: defaultdict[int, list[Mark]] = defaultdict(list)
    closing: defaultdict[int, list[Mark]] = defaultdict(list)
    for start, end, mark in marked:
        opening[start].append(mark)
        closing[end].append(mark)
    covering: list[Mark] = []
    for start, end in pairwise(sorted({*opening, *closing, *edges})):
        for mark in closing[start]:
            covering.remove(mark)
        covering.extend(opening[start])
        yield start, end, covering


def _marks(entries: Iterable[Entry | MoveEntry]) -> Iterator[tuple[Span, Mark]]:
    for entry in entries:
        yield from _attribution(entry, opens=isinstance(entry, Entry))
        if isinstance(entry, Entry):
            yield from ((span, Mark(Role.CONTENT, entry.number)) for span in entry.content)
        else:
            yield entry.step, Mark(Role.STEP, entry.number)
            if entry.condition:
                yield entry.condition, Mark(Role.CONDITION, entry.number)


def _attribution(entry: Located, opens: bool) -> Iterator[tuple[Span, Mark]]:
    for role, span in ((Role.SOURCE, entry.source), (Role.CUE, entry.cue)):
        if span:
            yield span, Mark(role, entry.number, opens)


def _passage(text: str, marks: Sequence[Mark], begun: set[int]) -> Passage:
    roles = {role: tuple(sorted({mark.number for mark in marks if mark.role is role})) for role in Role}
    opened = {mark.number for mark in marks if mark.opens}
    begins = tuple(sorted(opened - begun))
    begun |= opened
    return Passage(text, {role: numbers for role, numbers in roles.items() if numbers}, begins)
