"""The reports of the ledger."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from goodoffices.ledger.report_list import Sought
from goodoffices.web.contents import report as one
from goodoffices.web.contents import reports
from goodoffices.web.desk import AsOf, Most, TheDesk

router = APIRouter(tags=["reports"])
Publisher = Annotated[str | None, Query(max_length=500, description="Only what it published or printed.")]
Words = Annotated[str | None, Query(max_length=500, description="Only those with all these words.")]
Drafts = Annotated[bool, Query(description="Only those with drafts that nobody has judged.")]
After = Annotated[str | None, Query(pattern=r"^(r[0-9]{1,9})?$", description="Those that come after one (r12) in the list.")]
Report = Annotated[str, Path(pattern=r"^r[0-9]{1,9}$", description="A report: r12.")]


def sought(publisher: Publisher = None, q: Words = None, drafts: Drafts = False, after: After = None) -> Sought:
    """Which reports somebody asks for; what is empty asks for nothing."""
    return Sought(publisher=publisher or None, words=q or None, drafts=drafts, after=after or None)


TheSought = Annotated[Sought, Depends(sought)]


@router.get("/reports")
def the_reports(desk: TheDesk, asked: TheSought, as_of: AsOf = None, most: Most = 50) -> reports.Reports:
    """The latest reports, each with how many drafts of it are left."""
    return reports.reports(desk.view(as_of), asked, most)


@router.get("/reports/{report}")
def the_report(desk: TheDesk, report: Report, as_of: AsOf = None) -> one.OneReport:
    """A report with its text, and what is to be judged in it and has been."""
    return one.one_report(desk.view(as_of), report)
