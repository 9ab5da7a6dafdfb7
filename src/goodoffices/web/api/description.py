"""The API, described by itself (OpenAPI)."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

router = APIRouter()


@router.get("/openapi.json", include_in_schema=False)
def described(request: Request) -> JSONResponse:
    """All addresses of the API, with what they take and give."""
    found: dict[str, Any] = request.app.openapi()
    return JSONResponse(found)
