"""Deals, as things are and as somebody supposes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from goodoffices.web.contents import deals
from goodoffices.web.contents.scenario import Scenario
from goodoffices.web.desk import TheDesk

router = APIRouter(tags=["deals"])


@router.get("/deals")
def the_deals(desk: TheDesk, asked: Annotated[Scenario, Query()]) -> deals.Deals:
    """What could start, who waits for whom and what would unlock a step, with what is supposed. The ledger stays as it is."""
    return deals.deals(desk, asked)
