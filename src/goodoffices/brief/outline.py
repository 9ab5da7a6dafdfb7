"""A brief as headings, items and who says so: what the terminal, Markdown and a page have in common."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.brief.contents import Line
from goodoffices.model.base import Value


class Told(Value):
    """According to whom an item is, in which report, and in which words.

    `whom` is the part of the source that says according to whom: it stays beside the words where the source becomes a note.
    """

    source: Line
    words: Line | None
    whom: Line | None = None


class Item(Value):
    """One thing that is said: what, the terms of it, who says so, and the sides of it, if it has any."""

    said: Line
    terms: Line | None = None
    told: tuple[Told, ...] = ()
    sides: tuple[Item, ...] = ()


class Group(Value):
    """Items that belong together, under a heading, if they have one."""

    name: Line | None
    items: tuple[Item, ...]


class Section(Value):
    """A part of the brief; `nothing` is said where it has no items, and where there are more, that they are left out."""

    title: Line
    groups: tuple[Group, ...]
    nothing: Line | None = None
    more: Line | None = None


class Outline(Value):
    """A brief: its title, whether a person has confirmed what is in it, of what it is, and its parts."""

    title: Line
    status: Line
    about: Line
    sections: tuple[Section, ...]


def section(title: str, items: Iterable[Item], *, nothing: str | None = None, more: str | None = None) -> Section:
    """A part whose items need no headings."""
    found = tuple(items)
    return Section(title=title, groups=(Group(name=None, items=found),) if found else (), nothing=nothing, more=more)


def shortened(sections: Iterable[Section], most: int) -> tuple[Section, ...]:
    """Parts of which each tells at most so many items, and says so."""
    return tuple(_shortened(s, most) for s in sections)


def _shortened(part: Section, most: int) -> Section:
    left, groups = most, []
    for group in part.groups:
        if left > 0:
            groups.append(group.model_copy(update={"items": group.items[:left]}))
        left -= len(group.items)
    more = f"No more than {most} of {most - left} are told" if left < 0 else part.more
    return part.model_copy(update={"groups": tuple(groups), "more": more})
