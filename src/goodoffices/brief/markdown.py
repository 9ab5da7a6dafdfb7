"""The brief as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodoffices.brief.contents import Brief, Entry, Heading
from goodoffices.brief.wording import (
    NO_STATEMENTS,
    TITLE,
    cited,
    confidence,
    manner,
    party_line,
    place,
    read_by,
    speaks_for_another,
)

# A dot or colon is special only in what some renderers take for an address and turn into a link
SPECIAL = re.compile(r"[\\`*_\[\]#~$@]|:(?=//)|(?<=\w)\.(?=\w)")
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})  # safe even where a renderer knows no "\<"


def escaped(line: str) -> str:
    """A line that Markdown shows as it stands, wherever it is put but at the very start of a block."""
    return SPECIAL.sub(r"\\\g<0>", line).translate(ENTITIES)


def document(brief: Brief) -> str:
    """A list of the reports, then for each party a list of its statements; every item can be copied alone."""
    return "\n".join(_lines(brief))


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {TITLE}\n"
    yield f"{escaped(brief.status)}.\n"
    for heading in brief.reports:
        yield from _heading(heading)
    for group in brief.groups:
        yield f"\n## {escaped(group.name)}\n\n{party_line(group).capitalize()}."
        for voice in group.voices:
            yield f"\n### {escaped(voice.name)}\n" if speaks_for_another(voice, group) else ""
            yield from (_item(entry, brief.report(entry.report)) for entry in voice.entries)
    yield ""


def _heading(heading: Heading) -> Iterator[str]:
    yield f"- Report {heading.number}: {escaped(cited(heading))}. Source: {escaped(read_by(heading))}."
    for note in heading.notes:
        yield f"  - Note: {escaped(note)}"
    if not heading.statements:
        yield f"  - {NO_STATEMENTS}"


def _item(entry: Entry, heading: Heading) -> str:
    said = f"{escaped(entry.according_to)}: {escaped(entry.words)} ({escaped(manner(entry))}, {confidence(entry)})."
    return f"- **{entry.number}.** {said} Report {heading.number}: {escaped(cited(heading))}, {place(entry)}."
