"""The brief in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from goodoffices.brief.contents import Brief, Entry, Heading
from goodoffices.brief.wording import (
    NO_STATEMENTS,
    TITLE,
    cited,
    cited_short,
    confidence,
    manner,
    party_line,
    place,
    read_by,
    speaks_for_another,
)

NARROWEST = 24  # columns; below that, no text can be read, and the terminal may break lines as it likes


def print_brief(brief: Brief, console: Console) -> None:
    """Print the brief at the console's width. All text is printed as it is: nothing in a report is taken for markup."""
    _print(console, Text(TITLE, "bold"))
    _print(console, Text(brief.status, "yellow"))
    for heading in brief.reports:
        console.print()
        _print_heading(console, heading)
    for group in brief.groups:
        console.print()
        _print(console, Text.assemble((group.name, "bold cyan"), f"  {party_line(group)}"))
        for voice in group.voices:
            if speaks_for_another(voice, group):
                console.print()
                _print(console, Text(voice.name, "bold"), indent=2)
            for entry in voice.entries:
                console.print()
                _print_entry(console, entry, brief.report(entry.report))


def _print_heading(console: Console, heading: Heading) -> None:
    number = f"[{heading.number}] "
    indent = len(number)
    _print(console, Text(cited(heading), "bold"), indent, lead=number)
    _print(console, Text(read_by(heading), "dim"), indent)
    for note in heading.notes:
        _print(console, Text(f"Note: {note}", "yellow"), indent)
    if not heading.statements:
        _print(console, Text(NO_STATEMENTS), indent)


def _print_entry(console: Console, entry: Entry, heading: Heading) -> None:
    _print(console, Text(f"{entry.according_to}:", "cyan"), indent=6, lead=f"{entry.number:4}  ")
    _print(console, Text(entry.words), indent=6)
    where = f"{manner(entry)} · {cited_short(heading)}, {place(entry)} · {confidence(entry)}"
    _print(console, Text(where, "dim"), indent=6)


def _print(console: Console, text: Text, indent: int = 0, lead: str = "") -> None:
    """Print a text wrapped to the console's width, all its lines indented and the first after the lead."""
    margin = lead.rjust(indent)
    for line in text.wrap(console, max(console.width, NARROWEST) - indent, overflow="fold"):
        line.rstrip()
        console.print(Text(margin).append_text(line), soft_wrap=True)
        margin = " " * indent
