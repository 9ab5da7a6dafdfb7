"""What happened to a ledger, in words."""

from __future__ import annotations

from goodoffices.brief.wording import counted, printed
from goodoffices.ledger.events import (
    Added,
    Corrected,
    Done,
    Ended,
    Event,
    Introduced,
    Judged,
    Linked,
    Marked,
    Merged,
    Read,
    Reprinted,
    Split,
    Undone,
    subject_of,
)


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
        case Linked():
            move, _, step = subject.partition(">")
            return f"the condition of {move} waits for {step}"
        case Marked():
            return f"added {subject}"
        case Introduced():
            return f"added the party {event.name} ({subject})"
        case Undone():
            return f"took back change {event.undoes} to {subject}"
        case Merged():
            return f"merged {event.merged} into {event.kept}"
        case Split():
            return f"split {event.part} off"
        case Done():
            return f"{subject} was done on {event.day}" if event.day else f"{subject} was not done"
        case Ended():
            return f"{subject} was {event.ending.value} on {event.day}"
