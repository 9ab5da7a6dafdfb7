"""Markdown as its text: headings, emphasis, links and the like are removed, what they enclose stays."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from goodoffices.documents.found import Extracted, Found, Unreadable
from goodoffices.documents.limits import Limits
from goodoffices.documents.plain import decoded

if TYPE_CHECKING:
    from markdown_it.token import Token

DEEPEST = 100  # blocks inside one another; the library passes over what lies deeper
FRONT_MATTER = re.compile(r"\A---\r?\n(.{0,5000}?)\n---[ \t]*\r?\n", re.S)
FIELD = re.compile(r"^(title|date|lang|language|publisher|site_name):[ \t]*[\"']?(.*?)[\"']?[ \t\r]*$", re.M)


def read(found: Found, limits: Limits) -> Extracted:
    """The text of a Markdown file, a blank line between its blocks; what a front matter says of title, date and language."""
    source, notes = decoded(found.data(limits), found.charset)
    if len(source) > 2 * limits.characters:
        raise Unreadable(f"holds more than {limits.characters:,} characters: split it into its reports")
    front = FRONT_MATTER.match(source)
    said = dict(FIELD.findall(front.group(1))) if front else {}
    blocks, heading = _blocks(source[front.end() :] if front else source)
    return Extracted(
        "\n\n".join(blocks), title=said.get("title") or heading, publisher=said.get("publisher") or said.get("site_name"),
        published=_date(said.get("date", "")), language=said.get("lang") or said.get("language"), notes=notes,
    )  # fmt: skip


def _blocks(source: str) -> tuple[list[str], str | None]:
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    heading: str | None = None
    cells: list[str] | None = None  # of the table row that we are in
    inside = ""
    for token in MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table").parse(source):
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            blocks.append("\t".join(cells or ()))
            cells = None
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.rstrip("\n"))
        elif token.type == "inline":
            text = _inline(token.children or [])
            if inside == "heading_open" and heading is None:
                heading = text
            (blocks if cells is None else cells).append(text)
        inside = token.type
    return [block for block in blocks if block.strip()], heading


def _inline(tokens: list[Token]) -> str:
    return "".join(
        "\n" if token.type in ("softbreak", "hardbreak") else token.content
        for token in tokens
        if token.type in ("text", "code_inline", "softbreak", "hardbreak", "image", "text_special")
    )


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None
