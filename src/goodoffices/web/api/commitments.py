"""Commitments, and how they end."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field

from goodoffices.errors import LedgerError
from goodoffices.ledger.events import Ended, Ending, Undone
from goodoffices.model.base import Value
from goodoffices.web.access.person import Analyst
from goodoffices.web.contents import commitments
from goodoffices.web.days import Day
from goodoffices.web.desk import AsOf, TheDesk

router = APIRouter(tags=["commitments"])
Called = Annotated[str, Path(max_length=20, description="Such as c7.")]


class NewEnding(Value):
    """How a commitment ended: its debtor cancelled it, or its creditor released the debtor; on which day, and why one says so."""

    ending: Ending
    day: Day
    why: str | None = Field(None, max_length=2000)


@router.get("/commitments")
def the_commitments(desk: TheDesk, asked: Annotated[commitments.Asked, Query()]) -> commitments.Commitments:
    """The commitments that are asked for, a page of them."""
    return commitments.commitments(desk, asked)


@router.get("/commitments/{commitment}")
def the_commitment(desk: TheDesk, commitment: Called, as_of: AsOf = None) -> commitments.One:
    """One commitment with all who tell of it, its life and its history."""
    return commitments.commitment(desk, commitment, as_of)


@router.put("/commitments/{commitment}/ending", status_code=204)
def end(desk: TheDesk, person: Analyst, commitment: Called, asked: NewEnding) -> None:
    """A commitment was cancelled, or its debtor released, on a day."""
    desk.view(None).commitment(commitment)
    desk.ledger.end(commitment, asked.ending, asked.day, who=person.name, why=asked.why)


@router.delete("/commitments/{commitment}/ending", status_code=204)
def take_back(desk: TheDesk, person: Analyst, commitment: Called) -> None:
    """It was not cancelled or released after all: the last such change is undone."""
    events = list(desk.ledger.log(commitment))
    undone = {r.event.undoes for r in events if isinstance(r.event, Undone)}
    endings = [r.number for r in events if isinstance(r.event, Ended) and r.number not in undone]
    if not endings:
        raise LedgerError(f"there is no end of {commitment} to take back")
    desk.ledger.undo(endings[-1], who=person.name)
