"""Which reports of a ledger count: those by a day, or all."""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import Engine, Select


class ByDay:
    """A ledger as the reports by a day have it. Without a day, all reports count."""

    def __init__(self, engine: Engine, day: datetime.date | None = None):
        self.engine = engine
        self.day = day
        self.today = day or datetime.datetime.now(datetime.UTC).date()

    def by_day(self, query: Select[Any], day: Any) -> Select[Any]:
        """The query for what reports by the day say; `day` is the column of their days."""
        return query if self.day is None else query.where(day <= self.day.isoformat())
