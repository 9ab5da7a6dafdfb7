"""WARC, the web archives' format: each page that was fetched is a document."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from goodoffices.documents.found import Found, Unreadable, read_at_most, size
from goodoffices.documents.limits import Limits
from goodoffices.documents.names import name_of_address

GZIP = b"\x1f\x8b"
BLOCK = 1 << 20  # bytes; the library puts long lines together block by block
PAGES = ("text/html", "application/xhtml+xml")


def read(found: Found, limits: Limits) -> Iterator[Found | Unreadable]:
    """The HTML pages of a WARC file, gzipped or not, that were fetched with success; its other records are passed over."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    stream = _Unpacked(found, limits) if found.head().startswith(GZIP) else found.stream
    pages = 0
    try:
        for record in ArchiveIterator(stream, block_size=BLOCK):
            if _is_page(record):
                pages += 1
                yield _page(record, found, limits)
    except TooMuch as error:
        yield error
    except (ArchiveLoadFailed, EOFError, OSError, zlib.error) as error:
        yield Unreadable(f"is a damaged WARC archive, what comes after {pages} pages was not read ({error})")
    else:
        if not pages:
            yield Unreadable("is a WARC archive without an HTML page")


class TooMuch(Unreadable):
    """An archive unpacks to more than is allowed: nothing after this can be read."""


class _Unpacked:
    """The bytes of a gzipped archive, as many as are allowed. A bomb made of one endless line is noticed too: the library would
    gather it in memory, while it looks for the line's end."""

    def __init__(self, found: Found, limits: Limits) -> None:
        self._stream = gzip.GzipFile(fileobj=found.stream)
        self._limits = limits
        self._count = self._since_line = 0

    def read(self, size_wanted: int) -> bytes:
        if self._count > self._limits.crawl:
            raise TooMuch(f"unpacks to more than {size(self._limits.crawl)}: split it; what comes after was not read")
        if self._since_line > self._limits.bytes:
            raise TooMuch(f"unpacks to a line longer than {size(self._limits.bytes)}: what comes after was not read")
        data = self._stream.read(size_wanted)
        self._count += len(data)
        line = data.rfind(b"\n")
        self._since_line = self._since_line + len(data) if line < 0 else len(data) - line
        return data


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None or record.http_headers.get_statuscode() != "200":
        return False
    return _media_type(record) in PAGES


def _page(record: Any, found: Found, limits: Limits) -> Found | Unreadable:
    address = record.rec_headers.get_header("WARC-Target-URI") or found.origin
    address = address.strip("<>")
    try:
        data = read_at_most(record.content_stream().read, limits.bytes)
    except TooMuch:
        raise
    except Unreadable as error:
        return Unreadable(f"holds a page ({address}) that {error}")  # the records after it can still be read
    _, _, said = (record.http_headers.get_header("Content-Type") or "").partition("charset=")
    stem = name_of_address(address) if urlsplit(address).scheme else found.stem
    return Found(
        address, stem, io.BytesIO(data), media_type=_media_type(record), charset=said.strip(" \"'") or None, depth=found.depth + 1,
    )  # fmt: skip


def _media_type(record: Any) -> str:
    media_type: str = (record.http_headers.get_header("Content-Type") or "").partition(";")[0]
    return media_type.strip().lower()
