"""Commitments: all of them, and one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse

from goodoffices.brief import lines
from goodoffices.ledger.commitment_list import By
from goodoffices.model import CommitmentKind, CommitmentState
from goodoffices.web.access.person import Viewer
from goodoffices.web.contents import commitments as contents
from goodoffices.web.contents.commitments import Form
from goodoffices.web.desk import AsOf, TheDesk
from goodoffices.web.rendering import page

router = APIRouter()
COLUMNS = {
    By.DEBTOR: "Who", By.CREDITOR: "To whom", By.CONSEQUENT: "What", By.STATE: "State", By.STRENGTH: "Strength",
    By.DEADLINE: "Deadline", By.TESTIMONIES: "Told by", By.LATEST: "Last told",
}  # fmt: skip
KINDS = {CommitmentKind.PROMISE: "promise", CommitmentKind.NECESSARY: "necessary condition", CommitmentKind.THREAT: "threat"}
FIRST = {By.LATEST, By.TESTIMONIES}
"""What is put into order with the greatest first."""


@router.get("/commitments")
def the_commitments(request: Request, desk: TheDesk, person: Viewer, asked: Annotated[Form, Query()]) -> HTMLResponse:
    """Who would do what for whom, if what."""
    found = contents.commitments(desk, asked)
    return page(
        request, "commitments.html.j2", person, as_of=asked.as_of, found=found, asked=asked, columns=COLUMNS, kinds=KINDS,
        states=list(CommitmentState), first=FIRST,
    )  # fmt: skip


@router.get("/commitments/{commitment}")
def the_commitment(
    request: Request, desk: TheDesk, person: Viewer, commitment: Annotated[str, Path(max_length=20)], as_of: AsOf = None
) -> HTMLResponse:
    """One commitment."""
    one = contents.commitment(desk, commitment, as_of)
    return page(request, "commitment.html.j2", person, as_of=as_of, one=one, kinds=KINDS, source=lines.source)
