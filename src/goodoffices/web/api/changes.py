"""What has happened since one last looked: cheap to ask for again and again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from goodoffices.web.contents import changes
from goodoffices.web.desk import TheDesk

router = APIRouter(tags=["changes"])
Since = Annotated[int, Query(ge=0, lt=2**31, description="The number of the last event that is known.")]
OfReport = Annotated[str | None, Query(pattern=r"^r[0-9]{1,9}$", description="Only what happened to a report (r12).")]


@router.get("/changes")
def the_changes(desk: TheDesk, since: Since, report: OfReport = None) -> changes.Changes:
    """What happened after an event."""
    return changes.changes(desk.ledger, since, report)
