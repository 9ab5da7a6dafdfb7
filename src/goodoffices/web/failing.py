"""What goes wrong, as one line: on a page for people, as JSON for programs."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from goodoffices.errors import ConflictError, GoodOfficesError, LedgerError, WebError
from goodoffices.model.base import Value
from goodoffices.web.access.passwords import BusyError
from goodoffices.web.access.person import ForbiddenError, Person, SignInError, person_of
from goodoffices.web.access.team import AloneError, WaitError
from goodoffices.web.rendering import page


class MissingError(WebError):
    """An address of the workbench at which there is nothing."""


class MethodError(WebError):
    """A request that an address does not take."""


class UnreadableError(WebError):
    """A request that cannot be read."""


class Failed(Value):
    """What went wrong, in one line that says how to mend it."""

    error: str


def status_of(error: GoodOfficesError) -> int:
    """The HTTP status of an error."""
    match error:
        case SignInError():
            return 401
        case ForbiddenError():
            return 403
        case MissingError() | AloneError():
            return 404
        case MethodError():
            return 405
        case UnreadableError():
            return 400
        case ConflictError():
            return 409
        case WaitError() | BusyError():
            return 429
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
        case 400:
            return UnreadableError(f"this request cannot be read: {error.detail}")
        case _:
            return WebError(str(error.detail))


def as_json(error: GoodOfficesError) -> Response:
    """The error for a program."""
    return JSONResponse({"error": str(error)}, status_of(error))


def as_page(request: Request, error: GoodOfficesError) -> Response:
    """The error for a person, with the way on; to where one signs in, if that is what is missing."""
    if isinstance(error, SignInError):
        to = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse("/sign-in" if to == "/" or request.method != "GET" else f"/sign-in?to={quote(to, safe='/')}", 303)
    person: Person | None
    try:
        person = person_of(request)
    except SignInError:
        person = None
    return page(request, "failed.html.j2", person, status=status_of(error), error=str(error))
