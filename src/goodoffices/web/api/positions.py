"""Parties against issues."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from goodoffices.web.contents import positions
from goodoffices.web.desk import TheDesk

router = APIRouter(tags=["positions"])


@router.get("/positions")
def the_positions(desk: TheDesk, asked: Annotated[positions.Asked, Query()]) -> positions.Positions:
    """Where each party stands on each step, where it stood before, and who tells of it."""
    return positions.positions(desk, asked)
