"""The answer of the stability engine for people: where a conflict could end, who would leave a state; in words and as a picture.

The words are made once (`contents`) and are the same in the terminal, on a page and in JSON. They say what follows from what the
parties are said to prefer; never that a party did or would do something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.brief.stability.contents import Answered, outline_of, sections_of

if TYPE_CHECKING:
    from rich.console import Console

    from goodoffices.stability.answer import Answer

__all__ = ["Answered", "sections_of", "to_csv", "to_html", "to_json", "to_svg", "to_terminal"]

MOST_ROWS = 40
"""So many equilibria stand in the table of a terminal or page; CSV and JSON have all."""


def to_terminal(answered: Answered, console: Console) -> None:
    """Print the answer, at the console's width and in its colours, if it has any."""
    from rich.text import Text

    from goodoffices.brief.outline_terminal import print_sections
    from goodoffices.brief.stability.contents import EQUILIBRIA, NO_EQUILIBRIA
    from goodoffices.brief.stability.table import print_table, rows
    from goodoffices.brief.terminal import print_text

    outline = outline_of(answered)
    print_text(console, Text(outline.title, "bold"))
    print_text(console, Text(outline.status, "yellow"))
    print_text(console, Text(outline.about))
    console.print()
    print_text(console, Text(EQUILIBRIA.upper(), "bold"))
    console.print()
    if found := rows(answered.answer, MOST_ROWS):
        print_table(found, answered.answer.usual, console)
    else:
        print_text(console, Text(NO_EQUILIBRIA))
    if more := _more(answered.answer):
        print_text(console, Text(more, "yellow"))
    print_sections(outline.sections, console)


def to_html(answered: Answered) -> str:
    """The answer as one page that needs no other file and loads nothing: the table, the picture, and below them the words."""
    from markupsafe import Markup

    from goodoffices.brief import outline_html
    from goodoffices.brief.pages import policy, resource, template
    from goodoffices.brief.stability.contents import EQUILIBRIA, NO_EQUILIBRIA
    from goodoffices.brief.stability.phrases import meaning, short
    from goodoffices.brief.stability.picture import svg
    from goodoffices.brief.stability.table import rows

    outline = outline_of(answered)
    style = resource("brief.css") + resource("deals/picture.css") + resource("stability/picture.css")
    return template("stability/page.html.j2").render(
        outline=outline,
        parts=outline_html.sections(outline.sections),
        heading=EQUILIBRIA,
        nothing=NO_EQUILIBRIA,
        rows=rows(answered.answer, MOST_ROWS),
        more=_more(answered.answer),
        concepts={short(by): (by, meaning(by)) for by in answered.answer.usual},
        picture=Markup(svg(answered.answer, style=False)),  # noqa: S704 (the template escapes)
        style=style,
        policy=policy(style=style),
    )


def to_json(answered: Answered) -> str:
    """The answer as JSON, by the ids of the conflict, and in words."""
    from goodoffices.brief.stability.json import document

    return document(answered, outline_of(answered))


def to_csv(answer: Answer) -> str:
    """The states as a table for spreadsheets."""
    from goodoffices.brief.stability.csv import table

    return table(answer)


def to_svg(answer: Answer) -> str:
    """The picture alone, as SVG that needs no other file."""
    from goodoffices.brief.stability.picture import svg

    return svg(answer)


def _more(answer: Answer) -> str | None:
    number = len(answer.lasting_by(answer.usual))
    return f"No more than {MOST_ROWS} of {number:,} are told; --format csv has all" if number > MOST_ROWS else None
