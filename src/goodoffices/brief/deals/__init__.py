"""The answer of the deals engine for people: what could start, who waits for whom, what would unlock it; in words and as a picture.

The words are made once (`contents`) and are the same in the terminal, on a page and in JSON. They say what was promised, according
to whom, and what would follow; never that a party did or would do something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.brief.deals.contents import Answered, outline_of, sections_of
from goodoffices.brief.outline import shortened

if TYPE_CHECKING:
    from markupsafe import Markup
    from rich.console import Console

    from goodoffices.deals.answer import Answer

__all__ = ["Answered", "end_of_page", "end_of_terminal", "sections_of", "to_html", "to_json", "to_svg", "to_terminal"]

MOST_AT_END = 50
"""So many items of each part stand at the end of a brief."""
MOST_IN_PICTURE = 500
"""So many steps are drawn on a page."""


def to_terminal(answered: Answered, console: Console) -> None:
    """Print the answer, at the console's width and in its colours, if it has any."""
    from goodoffices.brief.outline_terminal import print_outline

    print_outline(outline_of(answered), console)


def to_html(answered: Answered) -> str:
    """The answer as one page that needs no other file and loads nothing: the picture, and below it the words."""
    from goodoffices.brief import outline_html

    return outline_html.page(outline_of(answered), picture=_picture(answered))


def to_json(answered: Answered) -> str:
    """The answer as JSON, by the ids of the problem, and in words."""
    from goodoffices.brief.deals.json import document

    return document(answered, outline_of(answered))


def to_svg(answer: Answer) -> str:
    """The picture alone, as SVG that needs no other file."""
    from goodoffices.brief.deals.picture import svg

    return svg(answer)


def end_of_terminal(answered: Answered, console: Console) -> None:
    """Print the parts of the answer below what has been printed of a brief."""
    from goodoffices.brief.outline_terminal import print_sections

    print_sections(shortened(sections_of(answered), MOST_AT_END), console)


def end_of_page(answered: Answered) -> Markup:
    """The parts of the answer for the end of a brief's page, whose style must hold that of the picture."""
    from goodoffices.brief import outline_html

    return outline_html.sections(shortened(sections_of(answered), MOST_AT_END), picture=_picture(answered), within="deals")


def _picture(answered: Answered) -> Markup | None:
    """The picture for a page; none of more steps than can be taken in, of which there still is a picture alone."""
    if len(answered.answer.problem.steps) > MOST_IN_PICTURE:
        return None
    from markupsafe import Markup

    from goodoffices.brief.deals.picture import svg

    return Markup(svg(answered.answer, style=False))  # noqa: S704 (the template escapes)
