"""`goodoffices log`."""

from __future__ import annotations

import json as json_

import typer

from goodoffices.brief.printable import one_line
from goodoffices.brief.wording import counted, printed
from goodoffices.cli.ledgers import named, opened
from goodoffices.cli.page import Page
from goodoffices.ledger.events import Added, Corrected, Done, Ended, Event, Judged, Merged, Read, Reprinted, Split, subject_of


def print_log(subject: str | None, address: str | None, *, json: bool) -> None:
    """What happened, in order: to everything, or to one thing and what belongs to it."""
    with opened(address) as ledger:
        page, nothing = Page(), True
        for recorded in ledger.log(named(ledger, subject) if subject else None):
            event, nothing = recorded.event, False
            if json:
                typer.echo(json_.dumps({"number": recorded.number, **event.model_dump(mode="json")}, ensure_ascii=False))
                continue
            why = f" – {one_line(event.why)}" if event.why else ""
            page.line(
                f"{recorded.number} {event.at:%Y-%m-%d %H:%M} {one_line(event.who)}: {told(event)}{why}", indent=4, hanging=True
            )
        if nothing and not json:
            page.line(f"nobody has said anything of {subject} yet" if subject else "nothing has happened yet")


def told(event: Event) -> str:
    """An event in words."""
    subject = subject_of(event)
    match event:
        case Read():
            moves, statements = (len(event.reading.get(x, ())) for x in ("moves", "statements"))
            reader = event.reading["reader"]
            same = f", the same story as r{event.story}" if isinstance(event, Added) and event.story != event.report else ""
            found = f"{counted(statements)}, {counted(moves, 'move')}, read by {reader['name']} {reader['version']}"
            return f"{event.kind} {subject}{same}: {event.reading['report']['origin']}, {found}"
        case Reprinted():
            where = printed(event.title, event.publisher, event.origin, event.published)
            return f"the text of {subject} is printed in one more place: {where}"
        case Judged():
            return f"{event.verdict.value} {subject}"
        case Corrected():
            changes = (f"{field} is {'nothing' if value is None else value}" for field, value in event.changes.items())
            return f"corrected {subject}: {', '.join(changes)}"
        case Merged():
            return f"merged {event.merged} into {event.kept}"
        case Split():
            return f"split {event.part} off"
        case Done():
            return f"{subject} was done on {event.day}" if event.day else f"{subject} was not done"
        case Ended():
            return f"{subject} was {event.ending.value} on {event.day}"
