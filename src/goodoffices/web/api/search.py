"""Search over everything."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from goodoffices.web.contents import search
from goodoffices.web.desk import AsOf, TheDesk

router = APIRouter(tags=["search"])
Words = Annotated[str, Query(max_length=500, description="All of these words, in any order and form.")]
Many = Annotated[int, Query(ge=1, le=search.FEW, description="How many of each kind at most.")]


@router.get("/search")
def the_search(desk: TheDesk, q: Words = "", as_of: AsOf = None, most: Many = search.MOST) -> search.Found:
    """Reports, parties, steps, moves and commitments with all of the words."""
    return search.search(desk, q, as_of, most)
