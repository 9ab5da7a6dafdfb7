"""The timeline."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from goodoffices.ledger.happenings import Weekly
from goodoffices.web.contents import timeline
from goodoffices.web.desk import TheDesk

router = APIRouter(tags=["timeline"])


@router.get("/timeline")
def the_timeline(desk: TheDesk, asked: Annotated[timeline.Asked, Query()]) -> timeline.Timeline:
    """What there is of a month, the latest first: reports, moves, dates that reports name, steps done."""
    return timeline.timeline(desk, asked)


@router.get("/timeline/weeks")
def the_weeks(desk: TheDesk, asked: Annotated[timeline.Asked, Query()]) -> list[Weekly]:
    """How many moves of each kind the reports of each week have."""
    return timeline.weeks(desk, asked)
