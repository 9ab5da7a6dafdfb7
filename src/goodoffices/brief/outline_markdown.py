"""An outline as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goodoffices.brief.markdown import escaped
from goodoffices.brief.outline import Item, Outline, Section


def document(outline: Outline) -> str:
    """Headings and lists; nothing in a report can become a link, an image, a heading or HTML."""
    head = f"# {escaped(outline.title)}\n\n{escaped(outline.status)}.\n\n{escaped(outline.about)}."
    return f"{head}\n{sections(outline.sections)}"


def sections(of: Iterable[Section]) -> str:
    """Parts of an outline, each under a heading of the second level and after an empty line."""
    return "".join(f"{line}\n" for section in of for line in _section(section))


def _section(section: Section) -> Iterator[str]:
    yield f"\n## {escaped(section.title)}"
    if not section.groups and section.nothing:
        yield f"\n{escaped(section.nothing)}."
    for group in section.groups:
        yield f"\n### {escaped(group.name)}\n" if group.name is not None else ""
        for item in group.items:
            yield from _item(item, "")
    if section.more:
        yield f"\n{escaped(section.more)}."


def _item(item: Item, margin: str) -> Iterator[str]:
    terms = f" ({escaped(item.terms)})" if item.terms else ""
    yield f"{margin}- **{escaped(item.said)}**{terms}"
    for told in item.told:
        words = f": “{escaped(told.words)}”" if told.words else ""
        yield f"{margin}  - {escaped(told.source)}{words}"
    for side in item.sides:
        yield from _item(side, f"{margin}  ")
