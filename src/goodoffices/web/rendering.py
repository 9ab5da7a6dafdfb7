"""Pages out of templates: everything that a report or person wrote is escaped, and what a page names twice is named once here."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

import goodoffices
from goodoffices.brief import wording
from goodoffices.brief.pages import exactly, language
from goodoffices.web.access.person import Person
from goodoffices.web.navigation import PLACES, link_to

NO_CHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
NEVER_SHOWN = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef{NO_CHARACTERS}]")
"""What no page may hold: a browser drops some of it, and then characters could no longer be counted."""


@cache
def environment() -> Environment:
    """The templates of the workbench."""
    found = Environment(
        loader=PackageLoader("goodoffices.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    found.filters |= {"exactly": exactly, "language": language, "link": link_to, "day": wording.day}
    found.globals |= {"places": PLACES, "version": goodoffices.__version__, "counted": wording.counted, "wording": wording}
    return found


def template(name: str) -> Template:
    """A template of the workbench."""
    return environment().get_template(name)


def page(
    request: Request, name: str, person: Person | None, *, as_of: datetime.date | None = None, status: int = 200, **contents: Any
) -> HTMLResponse:
    """A page for a person; `contents` are what its template shows."""
    team = request.app.state.desk.settings.team
    html = template(name).render(
        person=person, as_of=as_of, path=request.url.path, query=request.query_params, team=team, **contents
    )
    return HTMLResponse(NEVER_SHOWN.sub("\ufffd", html), status)
