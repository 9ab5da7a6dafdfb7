"""A document as published."""

from __future__ import annotations

import datetime
import hashlib
import re

from goodoffices.model.base import Value

LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """`text` with U+FFFD for each half of a character."""
    return LONE_SURROGATES.sub("\ufffd", text)


class Report(Value):
    """A document as published: text, publisher, date, language, origin.

    `origin` says where it was loaded from (a path, an address, "-"); `notes` say what the loader found doubtful, such as a
    date in the page's header that the story contradicts. `sha256` is that of the text in UTF-8.
    """

    id: str
    title: str | None = None
    published: datetime.date | None = None
    publisher: str | None = None
    language: str | None = None
    origin: str
    sha256: str
    text: str
    notes: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        text: str,
        *,
        id: str = "report",
        origin: str = "-",
        title: str | None = None,
        published: datetime.date | None = None,
        publisher: str | None = None,
        language: str | None = None,
        notes: tuple[str, ...] = (),
    ) -> Report:
        """A report of `text`; halves of characters that no text can hold (lone surrogates) become U+FFFD, here and in the rest."""
        text = whole(text)
        return cls(
            id=whole(id), origin=whole(origin), title=title and whole(title), published=published,
            publisher=publisher and whole(publisher), language=language, notes=tuple(map(whole, notes)),
            sha256=hashlib.sha256(text.encode()).hexdigest(), text=text,
        )  # fmt: skip
