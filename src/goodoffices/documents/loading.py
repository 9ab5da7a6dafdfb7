"""Documents in, reports out: one after the other, and whatever is wrong with one does not stop the others."""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from goodoffices.documents.dateline import headline
from goodoffices.documents.found import Extracted, Found, Unreadable
from goodoffices.documents.kinds import Kind, kind_of
from goodoffices.documents.language import as_code, language_of
from goodoffices.documents.limits import Limits
from goodoffices.documents.names import Names, as_name
from goodoffices.documents.published import publication
from goodoffices.documents.sources import STANDARD_INPUT, expand, find
from goodoffices.errors import DocumentError
from goodoffices.model.report import LONE_SURROGATES, Report

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def load(
    sources: Iterable[str],
    *,
    published: datetime.date | None = None,
    limits: Limits = Limits(),  # noqa: B008 (it is immutable)
    stdin: BinaryIO | None = None,
) -> Iterator[Report | DocumentError]:
    """The reports in `sources`, each a file, a folder, "-" (standard input) or an http(s) address, in their order.

    Lazy: a document is opened when its report is asked for. What cannot be read comes out as a DocumentError in its place,
    never as an exception. `published` overrides whatever the documents say of their date.
    """
    _keep_quiet()
    names = Names()
    for source in expand(sources):
        for name, origin, outcome in _documents(source, limits, stdin):
            if isinstance(outcome, Unreadable):
                yield DocumentError(_one_line(f"{_named(origin)} {outcome}"))
            else:
                yield _report(outcome, names.unique(_clean(name)), _clean(outcome.address or origin), published)


def _documents(source: str, limits: Limits, stdin: BinaryIO | None) -> Iterator[tuple[str, str, Extracted | Unreadable]]:
    """Name, origin and content of each document in one source."""
    try:
        found = find(source, limits, stdin)
    except Unreadable as error:
        yield source, source, error
        return
    with found.stream:
        yield from _contents(found, limits)


def _contents(found: Found, limits: Limits) -> Iterator[tuple[str, str, Extracted | Unreadable]]:
    """What is in a document, and in the documents in it.

    The format libraries raise whatever they like on damaged input, so that every exception is taken as the document's fault.
    """
    kind: Kind | None = None
    try:
        if found.depth > limits.archives_deep:
            raise Unreadable(f"lies more than {limits.archives_deep} documents deep: save it on its own and read that")
        kind = kind_of(found)
        for part in _read(kind, found, limits):
            if isinstance(part, Found):
                yield from _contents(part, limits)
            elif isinstance(part, Unreadable):
                yield found.stem, found.origin, part
            else:
                name = found.stem if part.name is None else as_name(f"{found.stem}-{part.name}")
                yield name, found.origin, _checked(part, limits)
    except Unreadable as error:
        yield found.stem, found.origin, error
    except RecursionError:
        yield found.stem, found.origin, Unreadable("nests its parts too deep: save the text that you need and read that")
    except Exception as error:
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        as_kind = kind.value if kind else "text"
        yield found.stem, found.origin, Unreadable(f"is damaged, it cannot be read as {as_kind} ({what[:200]}): get another copy")


def _read(kind: Kind, found: Found, limits: Limits) -> Iterable[Extracted | Found | Unreadable]:
    from goodoffices.documents import docx, feed, html, mail, markdown, pdf, plain, warc

    match kind:
        case Kind.TEXT:
            return [plain.read(found, limits)]
        case Kind.MARKDOWN:
            return [markdown.read(found, limits)]
        case Kind.HTML:
            return [html.read(found, limits)]
        case Kind.PDF:
            return [pdf.read(found, limits)]
        case Kind.DOCX:
            return [docx.read(found, limits)]
        case Kind.MAIL:
            return mail.read(found, limits)
        case Kind.MBOX:
            return mail.letters(found, limits)
        case Kind.FEED:
            return feed.read(found, limits)
        case Kind.WARC:
            return warc.read(found, limits)


def _checked(content: Extracted, limits: Limits) -> Extracted | Unreadable:
    if not content.text.strip():
        return Unreadable("contains no text")
    if len(content.text) > limits.characters:
        return Unreadable(f"holds {len(content.text):,} characters, more than {limits.characters:,}: split it into its reports")
    return content


def _report(content: Extracted, name: str, origin: str, published: datetime.date | None) -> Report:
    text = LONE_SURROGATES.sub("\ufffd", content.text)
    language, doubts = _language(text, content.language)
    when = publication(text, content.published, content.created)
    return Report.of(
        text, id=name, origin=origin, title=_clean(content.title) or headline(text), publisher=_clean(content.publisher) or None,
        language=language, published=published or when.date,
        notes=tuple(_one_line(note) for note in (*content.notes, *doubts, *(() if published else when.notes))),
    )  # fmt: skip


def _language(text: str, said: str | None) -> tuple[str | None, tuple[str, ...]]:
    """What the text reads like, which pages often declare wrongly; what is declared where the text is too short to tell."""
    declared, read = as_code(said), language_of(text)
    if declared and read and declared != read:
        return read, (f"declares the language “{declared}”, but reads like “{read}”",)
    return read or declared, ()


def _named(origin: str) -> str:
    return "standard input" if origin == STANDARD_INPUT else origin


def _clean(text: str | None) -> str:
    """`text` in one line, and without the halves of characters that undecodable file names are made of."""
    return _one_line((text or "").encode("utf-8", "replace").decode()).strip()


def _one_line(text: str) -> str:
    return CONTROLS.sub(" ", text.encode("utf-8", "replace").decode())


def _keep_quiet() -> None:
    """The libraries' complaints about a document are ours to tell; without a handler of their own, Python prints them."""
    for library in ("pypdf", "trafilatura", "htmldate", "charset_normalizer", "warcio", "docx", "markdown_it"):
        logger = logging.getLogger(library)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
