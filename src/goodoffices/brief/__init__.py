"""The brief: what each party would do on which condition, what is ahead and disputed, and who said what, with where it is said.

It comes in the terminal, as HTML, Markdown and JSON. It describes what reports say and asserts nothing about what a party did:
every line of it says according to whom.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from goodoffices.brief.contents import Brief
from goodoffices.brief.making import brief_of

if TYPE_CHECKING:
    from rich.console import Console

    from goodoffices.model import Reading

__all__ = ["Brief", "brief_of", "to_html", "to_json", "to_markdown", "to_terminal"]


def to_terminal(brief: Brief, console: Console) -> None:
    """Print the brief, at the console's width and in its colours, if it has any."""
    from goodoffices.brief.terminal import print_brief

    print_brief(brief, console)


def to_html(brief: Brief, readings: Sequence[Reading]) -> str:
    """The brief beside the reports' texts, as one page that needs no other file and loads nothing.

    `readings` are those of which the brief was made, in the same order; raises ValueError if they are others.
    """
    from goodoffices.brief.html import page

    return page(brief, readings)


def to_markdown(brief: Brief) -> str:
    """The brief as Markdown; nothing in a report can become a link, an image, a heading or HTML."""
    from goodoffices.brief.markdown import document

    return document(brief)


def to_json(brief: Brief) -> str:
    """The brief as JSON, with the spans (code points of the report's text) of every move and statement."""
    from goodoffices.brief.json import document

    return document(brief)
