"""What the format modules are given and give back: a document as found, and what was read out of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

from goodoffices.documents.limits import Limits

HEAD = 8192


class Unreadable(Exception):  # noqa: N818 (a reason that is said of a document)
    """Why a document gives no report, as the rest of a sentence that begins with its name: "is empty", "is encrypted: ..."."""


@dataclass(frozen=True)
class Found:
    """A document as found: its bytes, and what is said of them from outside.

    `stem` is the name that its report gets, `ending` begins with a dot or is empty, `media_type` and `charset` are what a web
    server or a letter says; `depth` counts the documents that this one lies in.
    """

    origin: str
    stem: str
    stream: BinaryIO
    ending: str = ""
    media_type: str | None = None
    charset: str | None = None
    depth: int = 0

    def head(self) -> bytes:
        """The first bytes, enough to tell what it is."""
        self.stream.seek(0)
        head = self.stream.read(HEAD)
        self.stream.seek(0)
        return head

    def data(self, limits: Limits) -> bytes:
        """All bytes. Raises Unreadable where they are more than allowed."""
        self.stream.seek(0)
        return read_at_most(self.stream.read, limits.bytes)


@dataclass(frozen=True)
class Extracted:
    """The text of a document, and what the document says of itself.

    `published` is what it declares as its date of publication; `created` only when the file was made, a weaker sign. An
    `address` is where a document within another says that it was published; `name` what such a document is called.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None
    created: datetime.date | None = None
    language: str | None = None
    notes: tuple[str, ...] = field(default=())
    address: str | None = None
    name: str | None = None


def read_at_most(read: Callable[[int], bytes], limit: int) -> bytes:
    """Everything that `read` gives. Raises Unreadable where that is more than `limit` bytes."""
    pieces = bytearray()
    while piece := read(min(1 << 20, limit + 1 - len(pieces))):
        pieces += piece
        if len(pieces) > limit:
            raise Unreadable(f"is larger than {size(limit)}: split it")
    return bytes(pieces)


def size(count: int) -> str:
    """`count` bytes in words."""
    return f"{count / 1024 / 1024:,.0f} MB" if count >= 1024 * 1024 else f"{count:,} bytes"
