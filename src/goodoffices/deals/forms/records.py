"""The records of a problem in JSON Lines: a header, then one object a line.

    {"format":"goodoffices problem","version":1,"day":"2014-01-20"}
    {"party":"un","name":"United Nations"}
    {"step":"truce","name":"rebels stop","agents":["rebels"],"tranches":1}
    {"done":"invitation"}
    {"commitment":"c1","debtor":"rebels","antecedent":["bridges"],"consequent":["truce"],"strength":"firm"}
    {"refusal":"amnesty","party":"army"}          also "unable", "demand", "guarantee"
    {"evidence":"done invitation","sources":[...]}

What is left out has its default: a commitment is a firm promise without a condition. A condition is the name of a step; a list, all
of which must hold; {"at least":2,"of":[...]}; {"not":...}; or {"until":"2014-02-01"}. A step stands before the lines that name it.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

from pydantic_core import from_json, to_json

from goodoffices.deals.checking import shown
from goodoffices.errors import DealsError

FORMAT, VERSION = "goodoffices problem", 1
MOST_LINES = 5_000_000
"""Lines of a file that are read."""
LONGEST = 4 * 1024 * 1024
"""Bytes of a line that is read."""
BLOCK = 256 * 1024
"""Bytes that are parsed at once: enough to be fast, too few to keep the garbage collector busy."""

Record = dict[str, Any]


class UnfitError(Exception):
    """A record that is none; the message says why, without the line."""


def header(day: datetime.date | None) -> Record:
    """The first record of a file."""
    return {"format": FORMAT, "version": VERSION, **({"day": day.isoformat()} if day is not None else {})}


def read_header(stream: BinaryIO) -> datetime.date | None:
    """Read the first line: the day of the problem. Raises DealsError if the file is no problem, or too long to be read."""
    if stream.seekable():
        _count(stream)
    try:
        record = _record(stream.readline(LONGEST + 1))
    except UnfitError:
        record = {}
    match record:
        case {"format": format, "version": version, **rest} if format == FORMAT and rest.keys() <= {"day"}:
            if version != VERSION:
                raise DealsError(f"line 1: it is of version {version} of the format, and this program reads {VERSION}")
            try:
                return day_of(rest["day"]) if rest.get("day") is not None else None
            except UnfitError as e:
                raise DealsError(f"line 1: {e}") from e
        case _:
            raise DealsError(f'line 1: it is no header of a problem: write {{"format":"{FORMAT}","version":{VERSION}}} above')


def blocks(stream: BinaryIO) -> Iterator[tuple[int, list[Record]]]:
    """The records after the header, many at a time, with the number of the line of the first. Raises DealsError."""
    number = 2
    while block := stream.read(BLOCK):
        if not block.endswith(b"\n"):
            rest = stream.readline(LONGEST + 1)
            if len(rest) > LONGEST:
                last = number + block.count(b"\n")
                raise DealsError(f"line {last}: it is longer than {LONGEST // 1024 // 1024} MiB: divide it")
            block += rest if rest.endswith(b"\n") else rest + b"\n"
        lines = block.count(b"\n")
        if number + lines - 1 > MOST_LINES:
            raise _too_many()
        found = _at_once(block, lines)
        if found is not None:
            yield number, found
        else:
            yield from _one_by_one(block, number)
        number += lines


def day_of(text: object) -> datetime.date:
    """A day out of its JSON. Raises UnfitError."""
    try:
        if isinstance(text, str) and len(text) == 10:
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    raise UnfitError(f"{str(text)[:40]!r} is no day: write year-month-day, such as 2014-02-01")


def no_record(record: Record) -> str:
    """That a record is of no kind that there is."""
    fields = ", ".join(shown(name) for name in list(record)[:4]) or "nothing"
    return f"it is no record of a problem (it has {fields}): see docs/deals-text.md for those that there are"


def no_condition(condition: object) -> str:
    """That something is no condition."""
    return (
        f'{shown(to_json(condition).decode())} is no condition: write a step, [...], {{"at least":2,"of":[...]}}, {{"not":...}} '
        'or {"until":"2014-02-01"}'
    )


def unknown_fields(record: Record, known: Collection[str]) -> str:
    """That a record has fields that it should not have."""
    field = min(record.keys() - set(known))
    return f"the field {shown(field)} is unknown: use {', '.join(sorted(known))}"


def unlikely(reliability: object) -> str:
    """That something is no reliability."""
    return f"its reliability is {shown(str(reliability))}: give one between 0 and 1"


def misnamed(kind: str, name: object) -> str:
    """That a name is none, or is taken."""
    if isinstance(name, str) and name:
        return f"two {kind}s are called {shown(name)}: give each a name of its own".replace("partys", "parties")
    return f"a {kind} has no name: give it one, as text"


def _at_once(block: bytes, lines: int) -> list[Record] | None:
    """The records of a block that holds one object in each line, as one JSON list; None where it does not."""
    block = block.replace(b"\r\n", b"\n")
    if not block.startswith(b"{") or block.count(b"}\n{") != lines - 1:
        return None
    try:
        found = from_json(b"[%b]" % block[:-1].replace(b"\n", b",\n"), allow_inf_nan=False, cache_strings="keys")
    except ValueError:
        return None
    return found if len(found) == lines and set(map(type, found)) == {dict} else None


def _one_by_one(block: bytes, number: int) -> Iterator[tuple[int, list[Record]]]:
    for n, line in enumerate(block.split(b"\n"), number):
        if line and not line.isspace():
            try:
                yield n, [_record(line)]
            except UnfitError as e:
                raise DealsError(f"line {n}: {e}") from e


def _record(line: bytes) -> Record:
    if len(line) > LONGEST:
        raise UnfitError(f"it is longer than {LONGEST // 1024 // 1024} MiB: divide it")
    try:
        found = from_json(line, allow_inf_nan=False)
    except ValueError as e:
        raise UnfitError(f"it is no JSON ({str(e).replace('line 1 column', 'column')}): write one object a line") from e
    if not isinstance(found, dict):
        raise UnfitError("it is no JSON object: write one a line, between { and }")
    return found


def _count(stream: BinaryIO) -> None:
    """Refuse a file of too many lines before any is parsed."""
    start = stream.tell()
    lines = 0
    while block := stream.read(16 * BLOCK):
        lines += block.count(b"\n")
        if lines > MOST_LINES:
            raise _too_many()
    stream.seek(start)


def _too_many() -> DealsError:
    return DealsError(
        f"line {MOST_LINES + 1}: no more than {MOST_LINES:,} lines are read: leave out what is over, or divide the problem"
    )
