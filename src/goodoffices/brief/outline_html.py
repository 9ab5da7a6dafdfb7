"""An outline as one page that loads nothing."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from goodoffices.brief.outline import Outline, Section
from goodoffices.brief.pages import policy, resource, template


def page(outline: Outline, *, picture: Markup | None = None, end: Markup | None = None) -> str:
    """The page; above its parts a picture, and at the end what is no part of the outline, if there is any."""
    style = resource("brief.css") + resource("deals/picture.css")
    parts = sections(outline.sections, picture=picture)
    return template("outline.html.j2").render(outline=outline, parts=parts, end=end, style=style, policy=policy(style=style))


def sections(of: Iterable[Section], *, picture: Markup | None = None, within: str = "section") -> Markup:
    """Parts of an outline below a picture, if there is one; `within` is the beginning of their ids."""
    return Markup(template("sections.html.j2").render(sections=tuple(of), picture=picture, within=within))  # noqa: S704 (escaped)
