"""An outline in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from goodoffices.brief.outline import Item, Outline, Section
from goodoffices.brief.terminal import print_text

Printed = tuple[int, str, str]
"""A line: how far it is indented, its style, and what it says."""


def print_outline(outline: Outline, console: Console) -> None:
    """Print it at the console's width. All text is printed as it is: nothing in a report is taken for markup."""
    print_text(console, Text(outline.title, "bold"))
    print_text(console, Text(outline.status, "yellow"))
    print_text(console, Text(outline.about))
    print_sections(outline.sections, console)


def print_sections(sections: Iterable[Section], console: Console) -> None:
    """Print parts of an outline."""
    for section in sections:
        console.print()
        print_text(console, Text(section.title.upper(), "bold"))
        if not section.groups and section.nothing:
            print_text(console, Text(section.nothing))
        for group in section.groups:
            if group.name is not None:
                console.print()
                print_text(console, Text(group.name, "bold cyan"))
            for item in group.items:
                console.print()
                for indent, style, line in _lines(item, 2):
                    print_text(console, Text(line, style), indent)
        if section.more:
            console.print()
            print_text(console, Text(section.more, "yellow"))


def _lines(item: Item, indent: int) -> Iterator[Printed]:
    yield indent, "bold", item.said
    if item.terms:
        yield indent + 2, "", item.terms
    for told in item.told:
        if told.words:
            yield indent + 2, "", f"“{told.words}”"
        yield indent + 2, "dim", told.source
    for side in item.sides:
        yield from _lines(side, indent + 2)
