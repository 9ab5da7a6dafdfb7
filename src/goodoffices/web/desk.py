"""What all requests share: the ledger, and the answers that are kept."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable
from typing import Annotated, TypeVar

from fastapi import Depends, Query, Request

from goodoffices.ledger import Ledger
from goodoffices.ledger.views import View
from goodoffices.web.days import Day
from goodoffices.web.kept import Dated, Kept
from goodoffices.web.settings import Settings
from goodoffices.web.soon import Soon

T = TypeVar("T")


class Desk:
    """The open ledger of a workbench. `close` it."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.ledger = Ledger.open(settings.ledger, create=True)
        self.kept = Kept()
        self.soon = Soon()

    def view(self, as_of: datetime.date | None) -> View:
        """The ledger as the reports by a day have it."""
        return self.ledger.as_of(as_of)

    def answer(self, asked: Hashable, make: Callable[[], T]) -> Dated[T]:
        """An answer that takes a while, made again only when the ledger has changed or the day is another."""
        today = datetime.datetime.now(datetime.UTC).date()
        return self.kept.get((asked, today), self.ledger.last(), make)

    def close(self) -> None:
        """Let go of the ledger."""
        self.soon.close()
        self.kept.close()
        self.ledger.close()


def desk_of(request: Request) -> Desk:
    """The desk of the workbench that is asked."""
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(desk_of)]
AsOf = Annotated[Day | None, Query(description="What the reports published by that day say (2014-01-20); without it, all of them.")]
Most = Annotated[int, Query(ge=1, le=1000, description="How many at most.")]
