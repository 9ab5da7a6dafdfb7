"""The timeline, and the calendar of all dates."""

from __future__ import annotations

import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from goodoffices.brief import weeks
from goodoffices.exchange.ics import calendar_of
from goodoffices.ledger.dated import dated
from goodoffices.ledger.happenings import What
from goodoffices.web.access.person import Viewer, needs
from goodoffices.web.access.roles import Role
from goodoffices.web.contents import timeline
from goodoffices.web.desk import AsOf, TheDesk
from goodoffices.web.rendering import page

router = APIRouter()


@router.get("/timeline")
def the_timeline(request: Request, *, desk: TheDesk, person: Viewer, asked: Annotated[timeline.Asked, Query()]) -> HTMLResponse:
    """What there is of a month, the latest first."""
    found, counted = timeline.timeline(desk, asked), timeline.weeks(desk, asked)

    def leads(week: datetime.date) -> str:
        return asked.address(month=f"{week:%Y-%m}")

    strip = Markup(weeks.svg(counted, leads)) if counted else None  # noqa: S704 (escaped)
    return page(
        request,
        "timeline.html.j2",
        person,
        as_of=asked.as_of,
        asked=asked,
        found=found,
        strip=strip,
        weeks=counted,
        kinds=list(What),
    )


@router.get("/timeline/dates.ics", dependencies=[Depends(needs(Role.VIEWER))])
def the_calendar(desk: TheDesk, as_of: AsOf = None) -> Response:
    """The dates and deadlines that reports name, for a calendar."""
    headers = {"Content-Disposition": 'attachment; filename="dates.ics"'}
    return Response(calendar_of(dated(desk.view(as_of))), media_type="text/calendar", headers=headers)
