"""Styles and scripts, served from the installed package."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from goodoffices.brief.pages import resource

KEPT = {"Cache-Control": "no-cache"}
"""A browser may keep it, and asks whether it is still the same."""
router = APIRouter()


class _Files(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file."""
        response = await super().get_response(path, scope)
        response.headers.update(KEPT)
        return response


@router.get("/static/pictures.css")
def pictures() -> Response:
    """The styles of the pictures that `brief` draws."""
    styles = "".join(resource(f"{what}/picture.css") for what in ("deals", "stability", "network"))
    return Response(styles, media_type="text/css", headers=KEPT)


def add_to(app: FastAPI) -> None:
    """Serve them below /static."""
    app.include_router(router, include_in_schema=False)
    app.mount("/static", _Files(packages=[("goodoffices.web", "static")]))
