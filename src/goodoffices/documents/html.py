"""HTML: the story of a page without its menus, and what the page says of itself (Trafilatura does the work)."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from goodoffices.documents.found import Extracted, Found, Unreadable
from goodoffices.documents.limits import Limits
from goodoffices.documents.plain import decoded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,30})", re.I)
XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}>")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
SHORT = 250  # characters
NEVER_OPEN = frozenset((  # empty by definition, or closed by what follows
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li",
    "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rp", "rt",
))  # fmt: skip
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul",
))  # fmt: skip
SILENT = frozenset(("script", "style", "template", "noscript", "head", "title", "svg", "iframe", "object"))


def read(found: Found, limits: Limits) -> Extracted:
    """The story of a page, a blank line between its paragraphs, with title, site, date and language as the page declares them."""
    data = found.data(limits)
    charset = CHARSET.search(data[:4096])
    markup, notes = decoded(data, found.charset or (charset.group(1).decode() if charset else None))
    address = found.origin if found.origin.startswith(("http://", "https://")) else None
    return story(markup, limits, address=address, notes=notes)


def story(markup: str, limits: Limits, *, address: str | None = None, notes: tuple[str, ...] = ()) -> Extracted:
    """The story of a page; all visible text where Trafilatura finds no story, or the page is too short for its statistics."""
    from trafilatura import bare_extraction

    tree = _tree(markup, limits)
    if tree is None:
        raise Unreadable("contains no text")
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    all_text = visible_text(tree)
    if len(all_text) > limits.characters:
        raise Unreadable(f"holds {len(all_text):,} characters, more than {limits.characters:,}: split it into its reports")
    page = bare_extraction(
        tree, url=address, with_metadata=True, include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )  # fmt: skip
    if page is None or isinstance(page, dict) or not page.text:
        return Extracted(all_text, publisher=_host(address), language=language, notes=notes)
    text = "\n\n".join(line.strip() for line in page.text.splitlines() if line.strip())
    return Extracted(
        text if len(all_text) > SHORT else all_text, title=page.title, publisher=page.sitename or _host(address) or page.hostname,
        published=_date(page.date), language=language, notes=notes,
    )  # fmt: skip


def fragment(markup: str, limits: Limits) -> str:
    """All visible text of a piece of HTML, such as the body of a letter or of a feed's entry."""
    tree = _tree(markup, limits)
    return "" if tree is None else visible_text(tree)


def shape(markup: str) -> tuple[int, int]:
    """How many elements a page has and how deep they nest, counted in one pass without parsing it."""
    opened: Counter[str] = Counter()
    elements = deepest = now = 0
    for tag in TAG.finditer(markup):
        name = tag.group(2).lower()
        closes = bool(tag.group(1))
        elements += not closes
        if name in NEVER_OPEN:
            continue
        if not closes:
            opened[name] += 1
            now += 1
            deepest = max(deepest, now)
        elif opened[name]:
            opened[name] -= 1
            now -= 1
    return elements, deepest


def visible_text(tree: HtmlElement) -> str:
    """All text that a reader of the page would see, a blank line between its blocks."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    silent = 0  # how many elements that show nothing we are in
    for event, element in iterwalk(tree, events=("start", "end")):
        opens = event == "start"
        name = element.tag
        if name in SILENT:
            silent += 1 if opens else -1
        elif name in BLOCKS:
            pieces.append("\f")
        elif name == "br" and opens:
            pieces.append("\v")
        elif name in ("td", "th") and not opens:
            pieces.append("\t")
        said = element.text if opens else element.tail if element is not tree else None
        if said and not silent:
            pieces.append(re.sub(r"\s+", " ", said))
    lines = (re.sub(r" ?\v ?", "\n", block).strip() for block in "".join(pieces).split("\f"))
    return "\n\n".join(line for line in lines if line)


def _tree(markup: str, limits: Limits) -> HtmlElement | None:
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    elements, deepest = shape(markup)
    if deepest > limits.elements_deep:
        raise Unreadable(f"nests its elements more than {limits.elements_deep} deep: save the page's text and read that")
    if elements > limits.elements:
        raise Unreadable(f"has more than {limits.elements:,} elements: save the part of it that you need and read that")
    markup = XML_DECLARATION.sub("", markup).replace("\x00", "")
    try:
        return document_fromstring(markup.encode(), parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    except (LxmlError, AssertionError):
        return None  # nothing but white space and comments


def _host(address: str | None) -> str | None:
    return urlsplit(address).hostname if address else None


def _date(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
