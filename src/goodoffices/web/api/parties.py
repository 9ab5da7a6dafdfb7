"""Parties: who they are, and that two of them are one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field

from goodoffices.model.base import Value
from goodoffices.web.access.person import Analyst
from goodoffices.web.contents import parties
from goodoffices.web.desk import AsOf, TheDesk

router = APIRouter(tags=["parties"])
Key = Annotated[str, Path(max_length=300, description="The key of a party.")]
Why = Annotated[str | None, Field(max_length=1000)]
MostParties = Annotated[int, Query(ge=1, le=1000, description="How many at most.")]


class Merging(Value):
    """The party (its key) that is the same as another, and why."""

    party: str = Field(min_length=1, max_length=300)
    why: Why = None


class Splitting(Value):
    """Why a party is one of its own."""

    why: Why = None


@router.get("/parties")
def the_parties(desk: TheDesk, as_of: AsOf = None, most: MostParties = parties.MOST) -> parties.Parties:
    """All parties, and who has to do with whom."""
    return parties.parties(desk, as_of, most)


@router.get("/parties/{key}")
def the_party(desk: TheDesk, key: Key, as_of: AsOf = None, most: MostParties = parties.SHOWN) -> parties.Party:
    """One party, with all that is known of it."""
    return parties.party(desk, key, as_of, most)


@router.post("/parties/{key}/merge", status_code=204)
def merge(desk: TheDesk, person: Analyst, key: Key, asked: Merging) -> None:
    """Another party is this one, under another name; with it, steps that differ in nothing else. A split undoes it."""
    desk.ledger.merge(key, asked.party, who=person.name, why=asked.why)


@router.post("/parties/{key}/split", status_code=204)
def split(desk: TheDesk, person: Analyst, key: Key, asked: Splitting) -> None:
    """A party that was merged into another is one of its own again."""
    desk.ledger.split(key, who=person.name, why=asked.why)
