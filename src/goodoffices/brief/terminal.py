"""The brief in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from goodoffices.brief import wording
from goodoffices.brief.contents import Ahead, Brief, Disagreement, Entry, Heading, MoveEntry

NARROWEST = 24  # columns; below that, no text can be read, and the terminal may break lines as it likes


def print_brief(brief: Brief, console: Console) -> None:
    """Print the brief at the console's width. All text is printed as it is: nothing in a report is taken for markup."""
    print_text(console, Text(wording.TITLE, "bold"))
    print_text(console, Text(brief.status, "yellow"))
    for heading in brief.reports:
        console.print()
        _print_heading(console, heading)
    _print_section(console, wording.MOVES)
    if not brief.moves:
        print_text(console, Text(wording.NO_MOVES))
    for group in brief.moves:
        _print_party(console, group.name, wording.party_line(group))
        for move in group.moves:
            _print_move(console, move, brief.report(move.report))
    if brief.ahead:
        _print_section(console, wording.AHEAD)
        for date in brief.ahead:
            _print_date(console, date, brief.report(date.report))
    if brief.disagreements:
        _print_section(console, wording.DISAGREEMENTS)
        for disagreement in brief.disagreements:
            _print_disagreement(console, disagreement, brief)
    if brief.groups:
        _print_section(console, wording.STATEMENTS)
    for said in brief.groups:
        _print_party(console, said.name, wording.party_line(said))
        for voice in said.voices:
            if wording.speaks_for_another(voice, said):
                console.print()
                print_text(console, Text(voice.name, "bold"), indent=2)
            for entry in voice.entries:
                _print_entry(console, entry, brief.report(entry.report))


def _print_heading(console: Console, heading: Heading) -> None:
    number = f"[{heading.number}] "
    indent = len(number)
    print_text(console, Text(wording.cited(heading), "bold"), indent, lead=number)
    print_text(console, Text(wording.read_by(heading), "dim"), indent)
    if same := wording.same_story(heading):
        print_text(console, Text(same, "yellow"), indent)
    for note in heading.notes:
        print_text(console, Text(f"Note: {note}", "yellow"), indent)
    if not heading.statements:
        print_text(console, Text(wording.NO_STATEMENTS), indent)


def _print_section(console: Console, title: str) -> None:
    console.print()
    print_text(console, Text(title.upper(), "bold"))


def _print_party(console: Console, name: str, line: str) -> None:
    console.print()
    print_text(console, Text.assemble((name, "bold cyan"), f"  {line}"))


def _print_move(console: Console, move: MoveEntry, heading: Heading) -> None:
    console.print()
    said = Text.assemble((f"{wording.does(move)}: ", "bold"), wording.step_words(move))
    print_text(console, said, indent=6, lead=f"{move.number:4}  ")
    print_text(console, Text(" · ".join(wording.terms(move))), indent=6)
    if links := wording.links(move):
        print_text(console, Text(" · ".join(links), "magenta"), indent=6)
    print_text(console, Text(wording.move_source(move), "cyan"), indent=6)
    where = f"{wording.cited_short(heading)}, {wording.place(move)} · {wording.confidence(move)}"
    print_text(console, Text(where, "dim"), indent=6)


def _print_date(console: Console, date: Ahead, heading: Heading) -> None:
    console.print()
    print_text(console, Text(wording.ahead(date), "bold"), indent=6)
    print_text(console, Text(f"{wording.cited_short(heading)}, {wording.ahead_place(date)}", "dim"), indent=6)


def _print_disagreement(console: Console, disagreement: Disagreement, brief: Brief) -> None:
    console.print()
    print_text(console, Text(f"On {disagreement.about}", "bold"), indent=2)
    for side in disagreement.sides:
        print_text(console, Text(wording.side(side)), indent=6, lead="    - ")
        print_text(console, Text(side.according_to, "cyan"), indent=6)
        print_text(console, Text(wording.side_place(side, wording.cited_short(brief.report(side.report))), "dim"), indent=6)


def _print_entry(console: Console, entry: Entry, heading: Heading) -> None:
    console.print()
    print_text(console, Text(f"{entry.according_to}:", "cyan"), indent=6, lead=f"{entry.number:4}  ")
    print_text(console, Text(entry.words), indent=6)
    where = f"{wording.manner(entry)} · {wording.cited_short(heading)}, {wording.place(entry)} · {wording.confidence(entry)}"
    print_text(console, Text(where, "dim"), indent=6)


def print_text(console: Console, text: Text, indent: int = 0, lead: str = "") -> None:
    """Print a text wrapped to the console's width, all its lines indented and the first after the lead."""
    margin = lead.rjust(indent)
    for line in text.wrap(console, max(console.width, NARROWEST) - indent, overflow="fold"):
        line.rstrip()
        console.print(Text(margin).append_text(line), soft_wrap=True)
        margin = " " * indent
