"""Parties against issues: which moves count, and what is told of each party on each step."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, or_, select

from goodoffices.ledger import tables
from goodoffices.ledger.briefing import Telling
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import PositionFact, StepFact
from goodoffices.model import Measure, Stance
from goodoffices.model.base import Value
from goodoffices.model.statement import Confidence

JUDGED = (Status.CONFIRMED.value, Status.CORRECTED.value)


class Counted(Value):
    """Which moves count: those that a person has confirmed or corrected, or also drafts that were read at least `sure`; and of
    which publisher the reports must be.
    """

    confirmed: bool = False
    sure: Confidence = 0
    publisher: str | None = None

    def of(self, query: Select[Any]) -> Select[Any]:
        """The query for moves that count."""
        m, r, p = tables.moves, tables.reports, tables.printings
        query = query.where(m.c.status != Status.REJECTED.value)
        if self.confirmed:
            query = query.where(m.c.status.in_(JUDGED))
        elif self.sure:
            query = query.where(or_(m.c.status.in_(JUDGED), m.c.confidence >= self.sure))
        if self.publisher is not None:
            printed = select(p.c.report).where(p.c.publisher == self.publisher)
            query = query.where(m.c.report.in_(select(r.c.id).where(r.c.publisher == self.publisher)) | m.c.report.in_(printed))
        return query


class Column(Value):
    """A party, and how many of its moves count."""

    key: str
    name: str
    moves: int


class Standing(Value):
    """Where a party stood from a day on, with who tells of it, and whether words of it draw a red line or set a precondition."""

    position: PositionFact
    red_line: bool
    precondition: bool
    told: tuple[Telling, ...]


class Cell(Value):
    """A party on a step: where it stood, the latest first, and how often before that; or what it was asked for without an
    answer. With neither, nothing is known.
    """

    party: str
    standings: tuple[Standing, ...]
    left_out: int
    asked: tuple[Telling, ...]

    @property
    def stance(self) -> Stance | None:
        """Where the party stands; undeclared, where it was asked and says nothing; else nothing is known."""
        if self.standings:
            return self.standings[0].position.stance
        return Stance.UNDECLARED if self.asked else None


class Tally(Value):
    """On how many steps of a measure a party stands how, by its latest moves on each."""

    party: str
    stances: dict[Stance, int]
    disputed: int
    last: datetime.date | None


class Issue(Value):
    """A step, and where each party stands on it, in the order of the columns."""

    step: StepFact
    words: str
    cells: tuple[Cell, ...]


class MeasureRow(Value):
    """The steps of a kind: how many there are, the tally of each column, and the steps themselves where it is opened."""

    measure: Measure
    steps: int
    tallies: tuple[Tally, ...]
    is_open: bool
    issues: tuple[Issue, ...]


class PositionTable(Value):
    """Parties against issues. `parties` counts all that made a move, `names` has those of the parties by
    their keys.
    """

    columns: tuple[Column, ...]
    parties: int
    measures: tuple[MeasureRow, ...]
    names: dict[str, str]


def standings(table: PositionTable) -> Iterator[tuple[Column, Issue, Cell]]:
    """All cells of the steps that are shown in which something is known, party after party."""
    for place, column in enumerate(table.columns):
        for row in table.measures:
            for issue in row.issues:
                if (cell := issue.cells[place]).stance is not None:
                    yield column, issue, cell
