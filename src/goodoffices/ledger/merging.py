"""Two parties become one, and with them the steps that differ in nothing but who would take them; and the way back.

The steps are merged by events of their own, so that the log tells of each, and a person may split it again.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from typing import Any, TypedDict

from sqlalchemy import Connection, select

from goodoffices.ledger import tables
from goodoffices.ledger.events import Event, Merged, Split
from goodoffices.ledger.naming import step_key
from goodoffices.ledger.subjects import numbered
from goodoffices.model import Measure, Step


class Told(TypedDict):
    """Who does it, when and why."""

    at: datetime.datetime
    who: str
    why: str | None


def merging(connection: Connection, kept: str, merged: str, told: Told) -> Iterator[Event]:
    """The events by which two parties, or two steps, become one; each happens before the next is asked for."""
    steps = numbered(kept, "t") is not None
    family, joining = ([], []) if steps else (_family(connection, kept), _family(connection, merged))
    yield Merged(kept=kept, merged=merged, **told)
    known: dict[str, int] = {}
    for row in _steps(connection, family):
        known.setdefault(_key(row, kept), row.id)
    for row in _steps(connection, joining):
        if (same := known.get(_key(row, kept))) is not None:
            yield Merged(kept=f"t{same}", merged=f"t{row.id}", **{**told, "why": f"{merged} is {kept}"})


def splitting(connection: Connection, part: str, told: Told) -> Iterator[Event]:
    """The events by which a merge is undone; each happens before the next is asked for."""
    p, t, into = tables.parties, tables.steps, tables.steps.alias()
    whole = p.alias()
    query = select(p.c.id, whole.c.id.label("whole"), whole.c.key).join(whole, whole.c.id == p.c.merged_into)
    found = connection.execute(query.where(p.c.key == part)).first() if numbered(part, "t") is None else None
    yield Split(part=part, **told)
    if found is None:
        return
    one_of_its = (t.c.agent == found.id) != (into.c.agent == found.id)
    family = [found.id, *_family(connection, found.key)]
    both = t.c.agent.in_(family) & into.c.agent.in_(family) & one_of_its
    parts = connection.execute(select(t, into.c.id.label("into")).join(into, into.c.id == t.c.merged_into).where(both)).all()
    wholes = {row.id: row for row in connection.execute(select(t).where(t.c.id.in_({row.into for row in parts})))}
    for row in parts:
        if _key(row, found.key) == _key(wholes[row.into], found.key):
            yield Split(part=f"t{row.id}", **{**told, "why": f"{part} is not {found.key}"})


def _family(connection: Connection, key: str) -> list[int]:
    """The numbers of a party and of those merged into it."""
    p = tables.parties
    one = select(p.c.id).where(p.c.key == key).scalar_subquery()
    return list(connection.scalars(select(p.c.id).where((p.c.id == one) | (p.c.merged_into == one))))


def _steps(connection: Connection, agents: Collection[int]) -> list[Any]:
    """The steps that these parties would take, without those that are part of another; the first first."""
    t = tables.steps
    query = select(t).where(t.c.agent.in_(agents), t.c.merged_into.is_(None)).order_by(t.c.id)
    return list(connection.execute(query)) if agents else []


def _key(row: Any, agent: str) -> str:
    """What a step would be known by, were it this party's."""
    return step_key(Step(id=f"t{row.id}", agent=agent, measure=Measure(row.measure), object=row.object, place=row.place), agent)
