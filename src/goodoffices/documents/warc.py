"""WARC, the web archives' format: each page that was fetched is a document."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from goodoffices.documents.found import Found, Unreadable, read_at_most, size
from goodoffices.documents.limits import Limits
from goodoffices.documents.names import name_of_address

PAGES = ("text/html", "application/xhtml+xml")


def read(found: Found, limits: Limits) -> Iterator[Found | Unreadable]:
    """The HTML pages of a WARC file, gzipped or not, that were fetched with success; its other records are passed over."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    found.stream.seek(0)
    unpacked = pages = 0
    try:
        for record in ArchiveIterator(found.stream):
            unpacked += max(record.length or 0, 0)
            if unpacked > limits.unpacked:
                yield Unreadable(f"unpacks to more than {size(limits.unpacked)}: split it; what comes after was not read")
                return
            if _is_page(record):
                pages += 1
                yield _page(record, found, limits)
    except (ArchiveLoadFailed, EOFError, OSError) as error:
        yield Unreadable(f"is a damaged WARC archive, what comes after {pages} pages was not read ({error})")
        return
    if not pages:
        yield Unreadable("is a WARC archive without an HTML page")


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None or record.http_headers.get_statuscode() != "200":
        return False
    return _media_type(record) in PAGES


def _page(record: Any, found: Found, limits: Limits) -> Found | Unreadable:
    address = record.rec_headers.get_header("WARC-Target-URI") or found.origin
    address = address.strip("<>")
    try:
        data = read_at_most(record.content_stream().read, limits.bytes)
    except Unreadable as error:
        return Unreadable(f"holds a page ({address}) that {error}")
    _, _, said = (record.http_headers.get_header("Content-Type") or "").partition("charset=")
    stem = name_of_address(address) if urlsplit(address).scheme else found.stem
    return Found(
        address, stem, io.BytesIO(data), media_type=_media_type(record), charset=said.strip(" \"'") or None, depth=found.depth + 1,
    )  # fmt: skip


def _media_type(record: Any) -> str:
    media_type: str = (record.http_headers.get_header("Content-Type") or "").partition(";")[0]
    return media_type.strip().lower()
