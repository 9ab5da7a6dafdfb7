"""How much of a document is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What a document may hold. One that holds more is refused with a clear error; nothing is cut silently."""

    bytes: int = 64 * MEGABYTE
    """Of one document on disk, on the wire or in an archive. A WARC or a mailbox that is read from disk may be larger."""
    characters: int = 5_000_000
    """Of the text of one report."""
    unpacked: int = 256 * MEGABYTE
    """Bytes that a DOCX may unpack to."""
    crawl: int = 4096 * MEGABYTE
    """Bytes that a gzipped WARC may unpack to; it is read as a stream."""
    elements: int = 300_000
    """HTML elements of a page."""
    elements_deep: int = 250
    """HTML elements inside one another (the parser behind us cuts what lies deeper than 256)."""
    archives_deep: int = 4
    """Documents inside one another: a letter attached to a letter is 1 deep."""
    pages: int = 5_000
    """Of a PDF."""
    entries: int = 5_000
    """Of a feed."""
    seconds: float = 60.0
    """For one address, from the first byte asked to the last byte read."""
    redirects: int = 5
    """Followed from one address."""
