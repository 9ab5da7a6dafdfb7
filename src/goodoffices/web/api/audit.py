"""What was changed, when, by whom and why."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from goodoffices.web.access.person import needs
from goodoffices.web.access.roles import Role
from goodoffices.web.access.team import Team, team_of
from goodoffices.web.contents import audit
from goodoffices.web.desk import Most, TheDesk

router = APIRouter(tags=["audit"])
Before = Annotated[int | None, Query(ge=1, lt=2**31, description="Only what happened before the event of that number.")]
Who = Annotated[str | None, Query(max_length=64, description="Only what that person did.")]
Kind = Annotated[str | None, Query(max_length=16, description="Only events of that kind.")]


@router.get("/audit")
def the_changes(desk: TheDesk, *, before: Before = None, who: Who = None, kind: Kind = None, most: Most = 50) -> audit.Changes:
    """The events of the ledger, the latest first."""
    return audit.changes(desk.ledger, most, before=before, who=who, kind=kind)


@router.get("/audit/accounts", dependencies=[Depends(needs(Role.ADMINISTRATOR))])
def the_accesses(team: Annotated[Team, Depends(team_of)], *, before: Before = None, most: Most = 50) -> audit.Accesses:
    """Sign-ins and changes of accounts, the latest first; for administrators."""
    return audit.accesses(team, most, before=before)
