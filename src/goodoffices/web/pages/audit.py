"""What was changed, when, by whom and why."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from goodoffices.web.access.person import Viewer
from goodoffices.web.access.roles import Role
from goodoffices.web.access.team import Team
from goodoffices.web.contents import audit
from goodoffices.web.desk import TheDesk
from goodoffices.web.rendering import page

router = APIRouter()
Before = Annotated[int | None, Query(ge=1, lt=2**31, description="Only what happened before the event of that number.")]
Who = Annotated[str | None, Query(max_length=64, description="Only what that person did.")]
Kind = Annotated[str | None, Query(max_length=16, description="Only events of that kind.")]
MOST = 50


@router.get("/audit")
def the_audit(
    request: Request, desk: TheDesk, person: Viewer, *, before: Before = None, who: Who = None, kind: Kind = None,
    of: Literal["ledger", "accounts"] = "ledger",
) -> HTMLResponse:  # fmt: skip
    """The events of the ledger; for administrators, sign-ins and changes of accounts as well."""
    team = request.app.state.who
    sees_accounts = isinstance(team, Team) and person.may(Role.ADMINISTRATOR)
    if of == "accounts" and sees_accounts:
        return page(request, "audit.html.j2", person, of=of, sees_accounts=True, found=audit.accesses(team, MOST, before=before))
    found = audit.changes(desk.ledger, MOST, before=before, who=who or None, kind=kind or None)
    return page(
        request, "audit.html.j2", person, of="ledger", sees_accounts=sees_accounts, found=found, who=who or "", kind=kind or "",
        kinds=audit.KINDS,
    )  # fmt: skip
