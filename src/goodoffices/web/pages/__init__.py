"""The pages: each asks `contents` and shows the answer in a template of its name."""

from __future__ import annotations

from fastapi import APIRouter

from goodoffices.web.pages import reports

router = APIRouter()
for place in (reports,):
    router.include_router(place.router)
