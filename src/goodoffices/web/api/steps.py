"""Steps: who promises, demands or refuses them, and whether they were done."""

from __future__ import annotations

import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from goodoffices.errors import WebError
from goodoffices.model.base import Value
from goodoffices.web.access.person import Analyst
from goodoffices.web.contents import steps
from goodoffices.web.days import Day
from goodoffices.web.desk import AsOf, TheDesk

router = APIRouter(tags=["steps"])
Number = Annotated[str, Path(pattern=r"^t[0-9]{1,9}$", description="The number of a step (t4).")]


class Doing(Value):
    """The day on which a step was done; none where it was not done after all. And how one knows."""

    day: Day | None
    why: Annotated[str | None, Field(max_length=1000)] = None


@router.get("/steps/{step}")
def the_step(desk: TheDesk, step: Number, as_of: AsOf = None) -> steps.Step:
    """A step, with who promises it, waits for it, demands or refuses it."""
    return steps.step(desk, step, as_of)


@router.put("/steps/{step}/done", status_code=204)
def set_done(desk: TheDesk, person: Analyst, step: Number, asked: Doing) -> None:
    """A step was done on a day, or was not done after all."""
    if asked.day is not None and asked.day > datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1):
        raise WebError(f"{asked.day} has not come yet: a step is marked as done on a day that has")
    desk.ledger.done(step, asked.day, who=person.name, why=asked.why)
