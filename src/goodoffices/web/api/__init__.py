"""The same as the pages, for programs: what they show, and every change that they can make."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from goodoffices.web.access.person import from_our_pages, needs
from goodoffices.web.access.roles import Role
from goodoffices.web.api import (
    account,
    adding,
    audit,
    brief,
    changes,
    choices,
    commitments,
    deals,
    description,
    drafts,
    parties,
    people,
    positions,
    reports,
    search,
    stability,
    steps,
    talks,
    timeline,
)
from goodoffices.web.api.once import asked_once

router = APIRouter(dependencies=[Depends(needs(Role.VIEWER)), Depends(from_our_pages), Depends(asked_once)])
for resource in (
    talks, reports, changes, choices, account, people, description, drafts, deals, stability, positions, commitments,
    brief, adding, search, timeline, parties, steps, audit,
):  # fmt: skip
    router.include_router(resource.router)
