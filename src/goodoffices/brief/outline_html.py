"""An outline as one page that loads nothing."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from goodoffices.brief.noted import Notes
from goodoffices.brief.outline import Outline, Section
from goodoffices.brief.pages import policy, resource, template

STYLES = ("brief.css", "deals/picture.css")


def allowed() -> str:
    """What the page may use (a Content-Security-Policy)."""
    return policy(style=_style())


def _style() -> str:
    return "".join(map(resource, STYLES))


def page(outline: Outline, *, picture: Markup | None = None, end: Markup | None = None, notes: bool = False) -> str:
    """The page; above its parts a picture, and at the end what is no part of the outline, if there is any.

    With `notes` the sources stand at the end, and numbers that lead there beside the words.
    """
    style = _style()
    parts = sections(outline.sections, picture=picture, notes=Notes() if notes else None)
    return template("outline.html.j2").render(outline=outline, parts=parts, end=end, style=style, policy=policy(style=style))


def sections(
    of: Iterable[Section], *, picture: Markup | None = None, within: str = "section", notes: Notes | None = None
) -> Markup:
    """Parts of an outline below a picture, if there is one; `within` is the beginning of their ids, `notes` takes the sources."""
    parts = template("sections.html.j2").render(sections=tuple(of), picture=picture, within=within, notes=notes)
    return Markup(parts)  # noqa: S704 (the template escapes)
