"""The talks in short, and what is new."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from goodoffices.web.contents import talks
from goodoffices.web.desk import AsOf, TheDesk

router = APIRouter(tags=["talks"])
Since = Annotated[int | None, Query(ge=0, lt=2**31, description="The number of the last event that is known.")]


@router.get("/talks")
def the_talks(desk: TheDesk, as_of: AsOf = None, since: Since = None) -> talks.Talks:
    """What could start, what blocks, what is next, what is new, and where sources disagree: a few lines of each."""
    return talks.talks(desk, as_of, since)


@router.get("/talks/new")
def what_is_new(desk: TheDesk, since: Since = None) -> talks.New:
    """What was done to the ledger after an event, counted, and the latest of it."""
    return talks.new(desk, since)
