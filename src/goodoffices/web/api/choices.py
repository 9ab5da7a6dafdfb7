"""Parties and steps to choose from."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from goodoffices.web.api.changes import OfReport
from goodoffices.web.contents import choices
from goodoffices.web.desk import TheDesk

router = APIRouter(tags=["choices"])
Letters = Annotated[str, Query(max_length=200, description="Some letters of its name; without any, whatever is near.")]


@router.get("/choices")
def the_choices(desk: TheDesk, of: choices.Of, q: Letters = "", report: OfReport = None) -> choices.Choices:
    """Parties or steps with some letters, first those that a report names."""
    return choices.choices(desk.view(None), of, q, report)
