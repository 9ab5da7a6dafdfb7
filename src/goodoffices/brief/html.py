"""The brief as one page that loads nothing: moves and statements beside the reports' texts."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from goodoffices.brief import wording
from goodoffices.brief.contents import Brief, Entry, MoveEntry
from goodoffices.brief.passages import passages
from goodoffices.model import Reading

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def page(brief: Brief, readings: Sequence[Reading]) -> str:
    """The page; raises ValueError where the readings are not those of which the brief was made."""
    if [heading.sha256 for heading in brief.reports] != [reading.report.sha256 for reading in readings]:
        raise ValueError("the readings are not those of which the brief was made")
    entries: defaultdict[int, list[Entry | MoveEntry]] = defaultdict(list)
    for move in brief.move_entries():
        entries[move.report].append(move)
    for entry in brief.entries():
        entries[entry.report].append(entry)
    texts = [passages(reading.report.text, entries[number]) for number, reading in enumerate(readings, 1)]
    style, script = _file("brief.css"), _file("brief.js")
    return _template().render(
        brief=brief,
        anchors={e.number: f"move-{e.number}" for e in brief.move_entries()}
        | {e.number: f"statement-{e.number}" for e in brief.entries()},
        texts=texts,
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'",
        wording=wording,
    )


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["exactly"] = _exactly
    environment.filters["language"] = _language
    return environment.from_string(_file("brief.html.j2"))


@cache
def _file(name: str) -> str:
    return (files("goodoffices.brief") / name).read_text(encoding="utf-8")


def _hash(inlined: str) -> str:
    digest = base64.b64encode(hashlib.sha256(inlined.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _exactly(text: str) -> Markup:
    """The text escaped; a browser would turn a bare carriage return into a line feed."""
    return escape(text).replace("\r", Markup("&#13;"))


def _language(tag: str | None) -> str:
    """A report's language as an attribute; empty, which is HTML for "not known", unless it is a tag."""
    return tag if tag and LANGUAGE_TAG.fullmatch(tag) else ""
