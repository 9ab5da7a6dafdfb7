"""The brief: what each party would do on which condition, what is ahead and disputed, and who said what, with where it is said.

There is one of reports, and one of a ledger. Both come in the terminal, as HTML, Markdown, DOCX and JSON. A brief
describes what reports say and asserts nothing about what a party did: every line of it says according to whom.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from goodoffices.brief.contents import Brief
from goodoffices.brief.making import brief_of

if TYPE_CHECKING:
    from rich.console import Console

    from goodoffices.brief.deals import Answered
    from goodoffices.brief.outline import Outline
    from goodoffices.ledger.briefing import Briefing
    from goodoffices.model import Reading

__all__ = ["Brief", "brief_of", "to_docx", "to_html", "to_json", "to_markdown", "to_terminal"]


def to_terminal(brief: Brief | Briefing, console: Console, deals: Answered | None = None) -> None:
    """Print the brief, at the console's width and in its colours, if it has any; at the end what could start."""
    if isinstance(brief, Brief):
        from goodoffices.brief.terminal import print_brief

        print_brief(brief, console)
    else:
        from goodoffices.brief.of_ledger import outline_of
        from goodoffices.brief.outline_terminal import print_outline

        print_outline(outline_of(brief), console)
    if deals is not None:
        from goodoffices.brief.deals import end_of_terminal

        end_of_terminal(deals, console)


def to_html(brief: Brief | Briefing, readings: Sequence[Reading] = (), deals: Answered | None = None) -> str:
    """The brief as one page that needs no other file and loads nothing; that of reports beside their texts. At the end
    stands what could start.

    `readings` are those of which the brief was made, in the same order; raises ValueError if they are others.
    """
    end = None
    if deals is not None:
        from goodoffices.brief.deals import end_of_page

        end = end_of_page(deals)
    if isinstance(brief, Brief):
        from goodoffices.brief.html import page

        return page(brief, readings, end)
    from goodoffices.brief import outline_html
    from goodoffices.brief.of_ledger import outline_of

    return outline_html.page(outline_of(brief), end=end)


def to_markdown(brief: Brief | Briefing, deals: Answered | None = None) -> str:
    """The brief as Markdown, at the end what could start; nothing in a report can become a link, an image, a heading or HTML."""
    from goodoffices.brief import outline_markdown

    if isinstance(brief, Brief):
        from goodoffices.brief import markdown

        text = markdown.document(brief)
    else:
        from goodoffices.brief.of_ledger import outline_of

        text = outline_markdown.document(outline_of(brief))
    if deals is None:
        return text
    from goodoffices.brief.deals import MOST_AT_END, sections_of
    from goodoffices.brief.outline import shortened

    return text + outline_markdown.sections(shortened(sections_of(deals), MOST_AT_END))


def to_docx(brief: Brief | Briefing, deals: Answered | None = None) -> bytes:
    """The brief as a document of Word, its sources as footnotes; at the end what could start."""
    from goodoffices.brief import outline_docx

    return outline_docx.document(outline_of(brief, deals))


def outline_of(brief: Brief | Briefing, deals: Answered | None = None) -> Outline:
    """The brief as an outline, at the end what could start."""
    if isinstance(brief, Brief):
        from goodoffices.brief import of_reports

        outline = of_reports.outline_of(brief)
    else:
        from goodoffices.brief import of_ledger

        outline = of_ledger.outline_of(brief)
    if deals is None:
        return outline
    from goodoffices.brief.deals import MOST_AT_END, sections_of
    from goodoffices.brief.outline import shortened

    return outline.model_copy(update={"sections": outline.sections + shortened(sections_of(deals), MOST_AT_END)})


def to_json(brief: Brief | Briefing, deals: Answered | None = None) -> str:
    """The brief as JSON, with the spans (code points of the report's text) of everything that a report says; under "deals" all of
    what could start, as `goodoffices deals` has it.
    """
    from goodoffices.brief.json import document

    return document(brief, deals)
