"""The pages: each asks `contents` and shows the answer in a template of its name."""

from __future__ import annotations

from fastapi import APIRouter

from goodoffices.web.pages import (
    account,
    adding,
    api_pages,
    audit,
    brief,
    commitments,
    deals,
    parties,
    people,
    positions,
    report,
    reports,
    search,
    signing_in,
    stability,
    steps,
    talks,
    timeline,
)

router = APIRouter()
for place in (
    talks, reports, report, account, people, api_pages, signing_in, deals, stability, positions, commitments, brief, adding, search,
    timeline, parties, steps, audit,
):  # fmt: skip
    router.include_router(place.router)
