"""The application: pages, the API that can do all that they can, and what stands guard before both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

import goodoffices
from goodoffices.errors import GoodOfficesError
from goodoffices.web import api, assets, pages
from goodoffices.web.access.alone import the_user
from goodoffices.web.access.guard import Guard
from goodoffices.web.desk import Desk
from goodoffices.web.failing import as_json, as_page, of_http, of_values
from goodoffices.web.settings import LOOPBACK, Settings

API = "/api/v1"


def create_app(settings: Settings) -> FastAPI:
    """The workbench over a ledger, which is opened here and closed when the application shuts down.

    Raises LedgerError where the ledger cannot be opened.
    """
    desk = Desk(settings)

    @asynccontextmanager
    async def while_open(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title="Good Offices", version=goodoffices.__version__, lifespan=while_open,
        description="What reports say of peace talks, according to whom. Everything that the pages can do.",
        openapi_url=f"{API}/openapi.json", docs_url=None, redoc_url=None,
    )  # fmt: skip
    app.state.desk = desk
    app.state.who = the_user()
    app.add_middleware(Guard, hosts=(*LOOPBACK, settings.host, *settings.hosts), secure=settings.is_secure)
    app.include_router(api.router, prefix=API)
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
