"""A whole ledger as JSON Lines: it loses nothing, and what is read back is the same to the last byte.

The first line is `{"format":"goodoffices ledger","version":1}`. Each other line is the text of a report, `{"document":SHA-256,
"text":...}`, just before the event that adds the report; or an event, `{"event":number,"at":...,"who":...,"kind":..., ...}`, with
the fields that `goodoffices.ledger.events` gives it. The last is `{"end":how many events}`: a file without it has lost its tail.
UTF-8, keys sorted, no spaces.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from pydantic import ValidationError

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
from goodoffices.ledger.arriving import Document, UnfitError, first
from goodoffices.ledger.events import EVENT
from goodoffices.ledger.history import Recorded
from goodoffices.ledger.transfer import Item

FORMAT, VERSION = "goodoffices ledger", 1
LONGEST = 64 * 1024 * 1024
"""Bytes of a line that is read."""


def write(ledger: Ledger, out: Path) -> None:
    """Write the whole record of a ledger to a file."""
    with out.open("wb") as stream:
        stream.write(_line({"format": FORMAT, "version": VERSION}))
        events = 0
        for item in ledger.record():
            events += isinstance(item, Recorded)
            stream.write(_line(_fields(item)))
        stream.write(_line({"end": events}))


def read(ledger: Ledger, file: Path) -> int:
    """Put what `write` wrote into an empty ledger, all of it or nothing; the number of events.

    Raises LedgerError, which names the line and says what is wrong with it.
    """
    try:
        with file.open("rb") as stream:
            lines = _Lines(file, stream)
            try:
                return ledger.restore(lines.items())
            except UnfitError as e:
                raise LedgerError(f"{file}, line {lines.number}: {e}; nothing was imported") from e
    except OSError as e:
        raise LedgerError(f"cannot read {file} ({e.strerror}): name another file") from e


def _fields(item: Item) -> dict[str, Any]:
    if isinstance(item, Document):
        return {"document": item.sha256, "text": item.text}
    return {"event": item.number, **item.event.model_dump(mode="json", exclude_defaults=True), "kind": item.event.kind}


def _line(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"


class _Lines:
    """The lines of a file, and the number of that which was read last."""

    def __init__(self, file: Path, stream: BinaryIO):
        self.file = file
        self.stream = stream
        self.number = 0

    def items(self) -> Iterator[Item]:
        """What the lines hold, to the last one. Raises UnfitError for a line that holds nothing of the kind."""
        self._header()
        events = 0
        while (fields := self._next()) is not None:
            match fields:
                case {"end": int(told), **rest} if not rest:
                    if told != events:
                        raise UnfitError(f"{told} events should stand before it, not {events}")
                    if self.stream.read(1):
                        self.number += 1
                        raise UnfitError("something stands after the end")
                    return
                case {"document": str(sha256), "text": str(text), **rest} if not rest:
                    yield Document(sha256, text)
                case {"event": int(number), **event}:
                    events += 1
                    yield _event(number, event)
                case _:
                    raise UnfitError("it is no document, no event and no end")
        self.number += 1
        raise UnfitError("the file stops without its last line: copy it again, or export it anew")

    def _header(self) -> None:
        try:
            fields = self._next()
        except UnfitError:
            fields = None
        match fields:
            case {"format": format, "version": int(version)} if format == FORMAT:
                if version != VERSION:
                    raise LedgerError(
                        f"{self.file} is of version {version} of the format, and this program reads {VERSION}: "
                        "upgrade with `pip install -U goodoffices`"
                    )
            case _:
                raise LedgerError(f"{self.file} is no exported ledger: make one with `goodoffices export jsonl`")

    def _next(self) -> dict[str, Any] | None:
        """The fields of the next line; None at the end of the file."""
        line = self.stream.readline(LONGEST + 1)
        if not line:
            return None
        self.number += 1
        if len(line) > LONGEST:
            raise UnfitError(f"it is longer than {LONGEST // 1024 // 1024} MiB")
        try:
            fields = json.loads(line.decode(), parse_constant=_no_number)
            if b"\\ud" in line or b"\\uD" in line:
                json.dumps(fields, ensure_ascii=False).encode()
        except UnicodeDecodeError as e:
            raise UnfitError(f"byte {e.start + 1} is not UTF-8") from e
        except UnicodeEncodeError as e:
            raise UnfitError("it has half a character") from e
        except json.JSONDecodeError as e:
            raise UnfitError(f"it is no JSON ({e.msg} at character {e.pos + 1})") from e
        except (ValueError, RecursionError) as e:
            raise UnfitError("it is no JSON that can be read") from e
        if not isinstance(fields, dict):
            raise UnfitError("it is no JSON object")
        return fields


def _event(number: int, fields: dict[str, Any]) -> Recorded:
    try:
        return Recorded(number, EVENT.validate_python(fields, strict=False))
    except ValidationError as e:
        raise UnfitError(f"it is no event that this program knows: {first(e)}") from e
    except RecursionError as e:
        raise UnfitError("it is no event that this program knows") from e


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
