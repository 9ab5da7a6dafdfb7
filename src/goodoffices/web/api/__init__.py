"""The same as the pages, for programs: what they show, and every change that they can make."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from goodoffices.web.access.person import from_our_pages, needs
from goodoffices.web.access.roles import Role
from goodoffices.web.api import reports

router = APIRouter(dependencies=[Depends(needs(Role.VIEWER)), Depends(from_our_pages)])
for resource in (reports,):
    router.include_router(resource.router)
