"""Every address of the workbench, as the application itself lists them, and one of each kind to ask for."""

from __future__ import annotations

import re

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

FILLED = {"report": "r1", "step": "t1", "commitment": "c1", "number": "1", "month": "2025-03", "token": "1"}
"""What stands in an address for each name in braces, on a ledger of the example reports; a party is named by its key."""


def routes(app: FastAPI) -> list[tuple[str, str]]:
    """All methods and paths, in the order in which the application looks for them; folders of files are left out."""
    return [
        (method, context.path)
        for context in iter_route_contexts(app.routes)
        if context.path is not None
        for method in sorted(context.methods or ())
        if method not in ("HEAD", "OPTIONS")
    ]


def filled(path: str, party: str) -> str:
    """One address of a path with names in braces."""
    by_place = {"reports": "r1", "steps": "t1", "commitments": "c1", "parties": party}

    def value(found: re.Match[str]) -> str:
        name = found["name"]
        before = path[: found.start()].rstrip("/").rpartition("/")[2]
        known = FILLED | {"key": party, "party": party, "name": "Ana"}
        return known.get(name) or by_place.get(before) or "1"

    return re.sub(r"\{(?P<name>\w+)(:\w+)?\}", value, path)


OF_A_TEAM = ("/account", "/people", "/sign-in")
"""Pages that are there only with --team."""
ASKED = {"/brief": "?of=talks&format=html", "/search": "?q=words"}
"""What a page must be asked for."""


def pages(app: FastAPI, party: str) -> list[str]:
    """An address of every page of a workbench for one."""
    return [
        filled(path, party) + ASKED.get(path, "")
        for method, path in routes(app)
        if method == "GET" and not path.startswith(("/api/", "/static/")) and path not in OF_A_TEAM
    ]
