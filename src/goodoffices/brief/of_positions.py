"""Parties against issues, in words."""

from __future__ import annotations

import datetime

from goodoffices.brief import lines, wording
from goodoffices.brief.outline import Group, Item, Outline, Section
from goodoffices.brief.telling import status_of, told_by
from goodoffices.ledger.events import Status
from goodoffices.ledger.position_facts import Cell, Issue, PositionTable, Standing

TITLE = "Who stands where, on which issue, according to whom"
NOTHING = "No positions are known"
RED_LINE, PRECONDITION = "red line", "precondition"


def outline_of(table: PositionTable, today: datetime.date) -> Outline:
    """The steps of the table that are shown, under their measures, with where each party stands and stood."""
    drafts = [s.position.is_draft for row in table.measures for i in row.issues for c in i.cells for s in c.standings]
    sections = [
        Section(
            title=row.measure.value[0].upper() + row.measure.value[1:],
            groups=tuple(_group(issue, table) for issue in row.issues),
            more=f"No more than {len(row.issues)} of {row.steps} steps are told" if len(row.issues) < row.steps else None,
        )
        for row in table.measures
    ]  # fmt: skip
    who = ", ".join(column.name for column in table.columns)
    return Outline(
        title=TITLE, status=status_of(drafts), about=f"{who or NOTHING}; as of {wording.day(today)}", sections=tuple(sections)
    )


def marked(standing: Standing) -> list[str]:
    """What marks a position: a red line, a precondition."""
    marks = {RED_LINE: standing.red_line, PRECONDITION: standing.precondition}
    return [mark for mark, holds in marks.items() if holds]


def _group(issue: Issue, table: PositionTable) -> Group:
    items = [_item(cell, table) for cell in issue.cells if cell.stance is not None]
    return Group(name=f"{issue.step.step} {issue.words}", items=tuple(items))


def _item(cell: Cell, table: PositionTable) -> Item:
    name = table.names[cell.party]
    if not cell.standings:
        is_draft = all(t.move.status is Status.DRAFT for t in cell.asked)
        return Item(said=f"{name}: undeclared, when asked for it", terms=lines.draft(is_draft), told=told_by(cell.asked))
    now, *before = cell.standings
    earlier = tuple(Item(said=f"Before that: {lines.stance(s.position)}", terms=_terms(s), told=told_by(s.told)) for s in before)
    return Item(said=f"{name}: {lines.stance(now.position)}", terms=_terms(now), told=told_by(now.told), sides=earlier)


def _terms(standing: Standing) -> str:
    position = standing.position
    since = f"since {wording.day(position.day)}"
    return " · ".join(filter(None, (since, *marked(standing), lines.draft(position.is_draft))))
