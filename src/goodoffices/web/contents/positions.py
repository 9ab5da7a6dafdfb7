"""Parties against issues: where each stands, where it stood before, and who tells of it."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlencode

from pydantic import Field, model_validator

from goodoffices.ledger.position_facts import Counted, PositionTable
from goodoffices.ledger.position_table import position_table, publishers
from goodoffices.model import Measure
from goodoffices.model.base import Value
from goodoffices.web.contents.forms import filled_in
from goodoffices.web.days import Day
from goodoffices.web.desk import Desk

Words = Annotated[str, Field(max_length=500)]


class Certainty(StrEnum):
    """Which readings count."""

    ALL = "all"
    MODERATE = "moderate"
    HIGH = "high"
    CONFIRMED = "confirmed"


SURE = {Certainty.ALL: 0.0, Certainty.MODERATE: 0.5, Certainty.HIGH: 0.8, Certainty.CONFIRMED: 0.0}
"""The least confidence of drafts that count (`wording.confidence_word`)."""


class Asked(Value):
    """What a table of positions is asked for."""

    as_of: Day | None = Field(None, description="What the reports published by that day say (2014-01-20); without it, all of them.")
    certainty: Certainty = Field(Certainty.ALL, description="All drafts, those read with at least such confidence, or none.")
    source: Words | None = Field(None, description="Who published the reports that count.")
    party: tuple[Words, ...] = Field((), max_length=40, description="The parties of the columns, by key or name.")
    open: tuple[Measure, ...] | None = Field(None, max_length=40, description="The measures whose steps are shown.")
    folded: bool = Field(False, description="Show the steps of no measure but those that are opened.")
    parties: int = Field(8, ge=1, le=40, description="How many parties, where none is named.")
    steps: int = Field(60, ge=1, le=1000, description="How many steps of a measure at most.")

    def address(self, path: str, **changes: object) -> str:
        """The address of a page or file with this, but for some changes."""
        asked = Asked.model_validate(self.model_dump() | changes).model_dump(mode="json", exclude_defaults=True)
        query = urlencode({name: value for name, value in asked.items() if value not in (None, "", [], ())}, doseq=True)
        return f"{path}?{query}" if query else path


class Form(Asked):
    """The same out of a form."""

    _filled_in = model_validator(mode="before")(filled_in)


class Positions(Value):
    """The table, and by whose reports it can be narrowed down; `is_empty` where the ledger has no report at all."""

    is_empty: bool
    table: PositionTable
    publishers: tuple[str, ...]


def positions(desk: Desk, asked: Asked) -> Positions:
    """The table that is asked for. Raises LedgerError where there is no such party."""
    return desk.answer(("positions", asked), lambda: _made(desk, asked)).value


def _made(desk: Desk, asked: Asked) -> Positions:
    view = desk.view(asked.as_of)
    counted = Counted(confirmed=asked.certainty is Certainty.CONFIRMED, sure=SURE[asked.certainty], publisher=asked.source)
    opened = asked.open if asked.open is not None else () if asked.folded else None
    table = position_table(view, counted, parties=asked.party, opened=opened, most_parties=asked.parties, most_steps=asked.steps)
    return Positions(is_empty=not view.reports(1), table=table, publishers=tuple(publishers(view)))


def toggled(table: PositionTable, measure: Measure) -> list[Measure]:
    """The measures that are open, but for this one, which changes."""
    return [row.measure for row in table.measures if row.is_open != (row.measure is measure)]


def today(asked: Asked) -> datetime.date:
    """The day as of which the table is."""
    return asked.as_of or datetime.datetime.now(datetime.UTC).date()
