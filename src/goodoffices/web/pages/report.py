"""One report: its text, and what was drafted from it, to be judged."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from goodoffices.model import Manner, Measure, MoveKind, PartyKind, Relation, Strength
from goodoffices.web.access.person import Viewer
from goodoffices.web.access.roles import Role
from goodoffices.web.contents.marked_text import marked_text
from goodoffices.web.contents.report import one_report
from goodoffices.web.desk import AsOf, TheDesk
from goodoffices.web.rendering import page

router = APIRouter()
CHOICES = {"kind": MoveKind, "relation": Relation, "strength": Strength, "manner": Manner, "measure": Measure, "party": PartyKind}


@router.get("/reports/{report}")
def the_report(request: Request, desk: TheDesk, person: Viewer, report: str, as_of: AsOf = None) -> HTMLResponse:
    """The report, with what nobody has judged first."""
    found = one_report(desk.view(as_of), report)
    return page(
        request, "report.html.j2", person, as_of=as_of, found=found, marked=marked_text(found), choices=CHOICES,
        may_judge=person.may(Role.ANALYST) and as_of is None,
    )  # fmt: skip
