"""Parties against issues: where each party stood on each step, day after day, and what it was asked for without an answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering, party_number
from goodoffices.ledger.opening import reading
from goodoffices.ledger.position_cells import Cells
from goodoffices.ledger.position_facts import Column, Counted, MeasureRow, PositionTable
from goodoffices.ledger.position_latest import LatestStances
from goodoffices.ledger.views import View
from goodoffices.model import Measure

FEW = 80
"""So many steps are all shown unless somebody asks for fewer."""


def position_table(
    view: View,
    counted: Counted | None = None,
    *,
    parties: Sequence[str] = (),
    opened: Collection[Measure] | None = None,
    most_parties: int = 8,
    most_steps: int = 60,
) -> PositionTable:
    """The table of these parties (keys or names), or of those with the most moves; the measures with the most steps first.

    The measures `opened` show their latest steps; without any named, all of them where these are few. Raises LedgerError where
    there is no such party.
    """
    counted = counted or Counted()
    with reading(view.engine) as connection:
        asked = Answering(connection, view)
        columns, all_parties = _columns(asked, counted, parties, most_parties)
        stand = LatestStances(asked, counted, columns)
        steps = stand.by_measure()
        if opened is None:
            opened = set(steps) if sum(map(len, steps.values())) <= FEW else ()
        shown = [step for measure in steps if measure in opened for step in steps[measure][:most_steps]]
        cells = Cells(asked, counted, stand, shown)
        rows = tuple(
            MeasureRow(
                measure=measure, steps=len(of_it), is_open=measure in opened,
                tallies=tuple(stand.tally(asked.people[one][0], one, of_it) for one in columns),
                issues=tuple(cells.issue(step, columns) for step in of_it[:most_steps] if measure in opened),
            )
            for measure, of_it in steps.items()
        )  # fmt: skip
        people = dict(asked.people.values())
        return PositionTable(
            columns=tuple(Column(key=asked.people[one][0], name=asked.people[one][1], moves=n) for one, n in columns.items()),
            parties=all_parties, measures=rows, names=people,
        )  # fmt: skip


def publishers(view: View) -> list[str]:
    """Those who published the reports, by name."""
    r, p = tables.reports, tables.printings
    one = view.by_day(select(r.c.publisher).where(r.c.publisher.is_not(None)), r.c.day)
    other = view.by_day(select(p.c.publisher).where(p.c.publisher.is_not(None)), p.c.day)
    with reading(view.engine) as connection:
        return sorted(set(connection.scalars(one.union(other))), key=str.casefold)


def _columns(asked: Answering, counted: Counted, parties: Sequence[str], most: int) -> tuple[dict[int, int], int]:
    """The parties of the columns and how many moves of each count, and how many parties make any."""
    m, p = tables.moves, tables.parties
    one = func.coalesce(p.c.merged_into, p.c.id)
    moves: Any = select(one, func.count()).join(p, p.c.id == m.c.party)
    moves = asked.view.by_day(counted.of(moves), m.c.day).group_by(one).order_by(func.count().desc(), one)
    by_party: dict[int, int] = dict(map(tuple, asked.connection.execute(moves)))
    if parties:
        chosen = dict.fromkeys(party_number(asked.connection, party) for party in parties)
    else:
        chosen = dict.fromkeys(list(by_party)[:most])
    asked.meet(chosen)
    return {one: by_party.get(one, 0) for one in chosen}, len(by_party)
