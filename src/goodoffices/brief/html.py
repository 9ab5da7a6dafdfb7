"""The brief as one page that loads nothing: moves and statements beside the reports' texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from markupsafe import Markup

from goodoffices.brief import wording
from goodoffices.brief.contents import Brief, Entry, MoveEntry
from goodoffices.brief.pages import policy, resource, template
from goodoffices.brief.passages import passages
from goodoffices.model import Reading


def page(brief: Brief, readings: Sequence[Reading], end: Markup | None = None) -> str:
    """The page, with what else stands at its end, if there is any.

    Raises ValueError where the readings are not those of which the brief was made.
    """
    if [heading.sha256 for heading in brief.reports] != [reading.report.sha256 for reading in readings]:
        raise ValueError("the readings are not those of which the brief was made")
    entries: defaultdict[int, list[Entry | MoveEntry]] = defaultdict(list)
    for move in brief.move_entries():
        entries[move.report].append(move)
    for entry in brief.entries():
        entries[entry.report].append(entry)
    texts = [passages(reading.report.text, entries[number]) for number, reading in enumerate(readings, 1)]
    style, script = resource("brief.css") + (resource("deals/picture.css") if end is not None else ""), resource("brief.js")
    return template("brief.html.j2").render(
        brief=brief,
        end=end,
        anchors={e.number: f"move-{e.number}" for e in brief.move_entries()}
        | {e.number: f"statement-{e.number}" for e in brief.entries()},
        texts=texts,
        style=style,
        script=script,
        policy=policy(style=style, script=script),
        wording=wording,
    )
