"""A page as a browser takes it: its elements, by html5lib."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

Attribute = tuple[str, str]


def parsed(html: str, *, strict: bool = False) -> Element:
    """The root of a page. Raises html5lib's ParseError for what the standard calls a parse error, if `strict`."""
    root: Element = html5lib.HTMLParser(strict=strict, namespaceHTMLElements=False).parse(html)
    return root


def elements(root: Element) -> Iterator[Element]:
    """All elements; no comments."""
    return (e for e in root.iter() if isinstance(e.tag, str))


def shape(html: str) -> set[Attribute]:
    """Which elements a page has, and with which attributes."""
    found: set[Attribute] = set()
    for element in elements(parsed(html)):
        found.add((str(element.tag), ""))
        found.update((str(element.tag), name) for name in element.attrib)
    return found
