"""The brief as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodoffices.brief import wording
from goodoffices.brief.contents import Ahead, Brief, Disagreement, Entry, Heading, MoveEntry

# A dot or colon is special only in what some renderers take for an address and turn into a link
SPECIAL = re.compile(r"[\\`*_\[\]#~$@]|:(?=//)|(?<=\w)\.(?=\w)")
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})  # safe even where a renderer knows no "\<"


def escaped(line: str) -> str:
    """A line that Markdown shows as it stands, wherever it is put but at the very start of a block."""
    return SPECIAL.sub(r"\\\g<0>", line).translate(ENTITIES)


def document(brief: Brief) -> str:
    """Lists of the reports, of each party's moves, of dates and disagreements, of statements; every item can be copied alone."""
    return "\n".join(_lines(brief))


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {wording.TITLE}\n"
    yield f"{escaped(brief.status)}.\n"
    for heading in brief.reports:
        yield from _heading(heading)
    yield f"\n## {wording.MOVES}"
    if not brief.moves:
        yield f"\n{wording.NO_MOVES}"
    for group in brief.moves:
        yield f"\n### {escaped(group.name)}\n\n{wording.party_line(group).capitalize()}.\n"
        yield from (_move(move, brief.report(move.report)) for move in group.moves)
    if brief.ahead:
        yield f"\n## {wording.AHEAD}\n"
        yield from (_date(date, brief.report(date.report)) for date in brief.ahead)
    if brief.disagreements:
        yield f"\n## {wording.DISAGREEMENTS}\n"
        for disagreement in brief.disagreements:
            yield from _disagreement(disagreement, brief)
    if brief.groups:
        yield f"\n## {wording.STATEMENTS}"
    for said in brief.groups:
        yield f"\n### {escaped(said.name)}\n\n{wording.party_line(said).capitalize()}."
        for voice in said.voices:
            yield f"\n#### {escaped(voice.name)}\n" if wording.speaks_for_another(voice, said) else ""
            yield from (_item(entry, brief.report(entry.report)) for entry in voice.entries)
    yield ""


def _heading(heading: Heading) -> Iterator[str]:
    yield f"- {_cited(heading)}. Source: {escaped(wording.read_by(heading))}."
    if same := wording.same_story(heading):
        yield f"  - {escaped(same)}"
    for note in heading.notes:
        yield f"  - Note: {escaped(note)}"
    if not heading.statements:
        yield f"  - {wording.NO_STATEMENTS}"


def _move(move: MoveEntry, heading: Heading) -> str:
    terms = "; ".join(map(escaped, [*wording.terms(move), *wording.links(move)]))
    said = f"{wording.does(move)}: {escaped(wording.step_words(move))} ({terms})."
    source = f"{escaped(wording.move_source(move))}, {wording.confidence(move)}."
    return f"- **{move.number}.** {said} {source} {_cited(heading)}, {wording.place(move)}."


def _date(date: Ahead, heading: Heading) -> str:
    return f"- Date: {escaped(wording.ahead(date))}. {_cited(heading)}, {wording.ahead_place(date)}."


def _disagreement(disagreement: Disagreement, brief: Brief) -> Iterator[str]:
    yield f"- On {escaped(disagreement.about)}:"
    for side in disagreement.sides:
        said = f"{escaped(side.according_to)}: {escaped(wording.side(side))}."
        yield f"  - {said} {wording.side_place(side, _cited(brief.report(side.report)))}."


def _item(entry: Entry, heading: Heading) -> str:
    said = f"{escaped(entry.according_to)}: {escaped(entry.words)} ({escaped(wording.manner(entry))}, {wording.confidence(entry)})."
    return f"- **{entry.number}.** {said} {_cited(heading)}, {wording.place(entry)}."


def _cited(heading: Heading) -> str:
    return f"Report {heading.number}: {escaped(wording.cited(heading))}"
