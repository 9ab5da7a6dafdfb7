"""What goes wrong, as one line: on a page for people, as JSON for programs."""

from __future__ import annotations

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from goodoffices.errors import GoodOfficesError, LedgerError, WebError
from goodoffices.web.access.person import ForbiddenError, Person, SignInError, person_of
from goodoffices.web.rendering import page


class MissingError(WebError):
    """An address of the workbench at which there is nothing."""


class MethodError(WebError):
    """A request that an address does not take."""


def status_of(error: GoodOfficesError) -> int:
    """The HTTP status of an error."""
    match error:
        case SignInError():
            return 401
        case ForbiddenError():
            return 403
        case MissingError():
            return 404
        case MethodError():
            return 405
        case LedgerError() if str(error).startswith("there is no"):
            return 404
        case _:
            return 422


def of_values(error: RequestValidationError) -> WebError:
    """The first value that makes no sense, and where it stands."""
    found = error.errors()[0]
    where = ".".join(str(part) for part in found["loc"][1:]) or str(found["loc"][0])
    return WebError(f"{where}: {' '.join(str(found['msg']).split())}")


def of_http(error: HTTPException) -> WebError:
    """What the framework itself refuses."""
    match error.status_code:
        case 404:
            return MissingError("there is nothing at this address: begin with Talks")
        case 405:
            return MethodError("this address does not take such a request: see the API")
        case _:
            return WebError(str(error.detail))


def as_json(error: GoodOfficesError) -> Response:
    """The error for a program."""
    return JSONResponse({"error": str(error)}, status_of(error))


def as_page(request: Request, error: GoodOfficesError) -> Response:
    """The error for a person, with the way on; to where one signs in, if that is what is missing."""
    if isinstance(error, SignInError):
        return RedirectResponse("/sign-in", 303)
    person: Person | None
    try:
        person = person_of(request)
    except SignInError:
        person = None
    return page(request, "failed.html.j2", person, status=status_of(error), error=str(error))
