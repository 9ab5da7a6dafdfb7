"""RSS and Atom feeds: each entry a report."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any

from goodoffices.documents.found import Extracted, Found, Unreadable
from goodoffices.documents.html import fragment
from goodoffices.documents.limits import Limits
from goodoffices.documents.plain import decoded

DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}?(?:encoding\s*=\s*[\"']([A-Za-z0-9_.-]{2,30})[\"'][^>]{0,200}?)?\?>")


def read(found: Found, limits: Limits) -> Iterator[Extracted | Unreadable]:
    """The entries of a feed; an entry without text is an error among them, and so is what follows the most that are allowed.

    Raises Unreadable where it is no feed, or declares entities of its own (that is how XML bombs are made).
    """
    import feedparser

    data = found.data(limits)
    declared = DECLARATION.match(data[:600].decode("latin-1"))
    text, notes = decoded(data, found.charset or (declared and declared.group(1)))
    if "<!ENTITY" in text:
        raise Unreadable("declares XML entities of its own, as XML bombs do: remove its <!DOCTYPE ...> and read that")
    # As a stream, for feedparser would open a string that looks like a path or an address.
    parsed: Any = feedparser.parse(io.BytesIO(DECLARATION.sub("", text).encode("utf-8", "replace")), sanitize_html=False)
    if not parsed.entries and not parsed.version:
        raise Unreadable("is XML, but no RSS or Atom feed" if text.lstrip().startswith("<") else "is no RSS or Atom feed")
    if not parsed.entries:
        raise Unreadable("is a feed without entries")
    for number, entry in enumerate(parsed.entries[: limits.entries], 1):
        try:
            yield _entry(entry, number, parsed.feed, limits, notes)
        except Unreadable as error:
            yield error
    if len(parsed.entries) > limits.entries:
        yield Unreadable(f"has {len(parsed.entries):,} entries: only the first {limits.entries:,} were read")


def _entry(entry: Any, number: int, feed: Any, limits: Limits, notes: tuple[str, ...]) -> Extracted:
    title = fragment(str(entry.get("title") or ""), limits).replace("\n", " ") or None
    said = entry.get("content") or [entry.get("summary_detail") or {}]
    text = "\n\n".join(
        str(part.get("value") or "") if part.get("type") == "text/plain" and "<" not in str(part.get("value")) else
        fragment(str(part.get("value") or ""), limits) for part in said
    )  # fmt: skip
    if not text.strip():
        raise Unreadable(f"has an entry without text (number {number}{f', “{title}”' if title else ''}): read its page instead")
    address = str(entry.get("link") or "")
    return Extracted(
        text, title=title, publisher=feed.get("title") or None, published=_day(entry), language=feed.get("language") or None,
        notes=notes, address=address if address.startswith(("http://", "https://")) else None, name=title or str(number),
    )  # fmt: skip


def _day(entry: Any) -> datetime.date | None:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return datetime.date(*moment[:3]) if moment else None
    except ValueError:
        return None
