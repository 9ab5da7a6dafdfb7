"""The application: pages, the API that can do all that they can, and what stands guard before both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

import goodoffices
from goodoffices.errors import GoodOfficesError, WebError
from goodoffices.web import api, assets, pages
from goodoffices.web.access.alone import the_user
from goodoffices.web.access.guard import Guard
from goodoffices.web.access.person import is_known
from goodoffices.web.access.team import Team
from goodoffices.web.desk import Desk
from goodoffices.web.failing import Failed, as_json, as_page, of_http, of_values
from goodoffices.web.navigation import API
from goodoffices.web.settings import LOOPBACK, Settings

FAILURES: dict[int | str, dict[str, Any]] = {
    status: {"model": Failed, "description": told}
    for status, told in (
        (400, "This cannot be read."), (401, "Nobody has signed in."), (403, "Your role does not allow it."),
        (404, "There is no such thing."), (405, "This address does not take such a request."),
        (409, "Somebody else has changed it since."), (413, "This is too large."), (422, "A value makes no sense."),
        (429, "Too many have tried: wait."),
    )
}  # fmt: skip
"""What every address of the API may answer instead: one line that says what is wrong."""


def create_app(settings: Settings) -> FastAPI:
    """The workbench over a ledger, which is opened here and closed when the application shuts down.

    Raises LedgerError where the ledger cannot be opened, WebError where a team has no people.
    """
    desk = Desk(settings)

    @asynccontextmanager
    async def while_open(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title="Good Offices", version=goodoffices.__version__, lifespan=while_open,
        description="What reports say of peace talks, according to whom. Everything that the pages can do.",
        openapi_url=None, docs_url=None, redoc_url=None,
    )  # fmt: skip
    app.state.desk = desk
    app.state.who = _people(desk, settings) if settings.team else the_user()
    app.add_middleware(Guard, hosts=(*LOOPBACK, settings.host, *settings.hosts), knows=is_known, secure=settings.is_secure)
    app.include_router(api.router, prefix=API, responses=FAILURES)
    app.include_router(pages.router, include_in_schema=False)
    assets.add_to(app)

    def failed(request: Request, error: Exception) -> Response:
        failure = (
            of_values(error) if isinstance(error, RequestValidationError)
            else of_http(error) if isinstance(error, HTTPException) else error
        )  # fmt: skip
        assert isinstance(failure, GoodOfficesError)  # noqa: S101
        return as_json(failure) if request.url.path.startswith("/api/") else as_page(request, failure)

    for kind in (GoodOfficesError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, failed)
    return app


def _people(desk: Desk, settings: Settings) -> Team:
    """The people of a team. Raises WebError where there are none, as nobody could sign in."""
    from goodoffices.ledger.accounts import Accounts

    accounts = Accounts(desk.ledger.engine)
    if accounts.is_empty():
        desk.close()
        raise WebError(
            "nobody could sign in: add somebody with "
            f"`goodoffices account add NAME --role administrator --ledger {settings.ledger}`"
        )
    return Team(accounts, secure=settings.is_secure)
