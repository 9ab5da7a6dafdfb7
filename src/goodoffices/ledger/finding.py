"""Parties and steps by some letters of their names, for whoever has to choose one."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering
from goodoffices.ledger.facts import StepFact
from goodoffices.ledger.opening import reading
from goodoffices.ledger.subjects import numbered
from goodoffices.ledger.views import View
from goodoffices.model.base import Value

WORDS = 8
"""So many words are looked at, at most."""


class FoundParty(Value):
    """A party that can be chosen."""

    key: str
    name: str


class FoundStep(Value):
    """A step that can be chosen; `agent` is the name of whoever would take it."""

    step: StepFact
    agent: str | None


def parties_with(view: View, letters: str, most: int, report: str | None = None) -> list[FoundParty]:
    """The parties in one of whose names all the words begin or stand, those of a report first, then the oldest of the ledger."""
    p, n, a = tables.parties, tables.names, tables.appearances
    here = func.coalesce(p.c.merged_into, p.c.id)
    named = _with(letters, n.c.name)
    with reading(view.engine) as connection:
        these = select(here).outerjoin(n, n.c.party == p.c.id).where(or_(named, _with(letters, p.c.name)))
        met = select(here).join(a, a.c.party == p.c.id).where(a.c.report == (numbered(report or "", "r") or 0))
        first = p.c.id.in_(met)
        query = select(p.c.key, p.c.name).where(p.c.id.in_(these), p.c.merged_into.is_(None))
        rows = connection.execute(query.order_by(first.desc(), p.c.id).limit(most))
        return [FoundParty(key=key, name=name) for key, name in rows]


def steps_with(view: View, letters: str, most: int, report: str | None = None) -> list[FoundStep]:
    """The steps whose number, agent, measure, words or place have all the words, those of a report first, then the latest."""
    t, p, m, k = tables.steps, tables.parties, tables.moves, tables.links
    number = numbered(report or "", "r") or 0
    with reading(view.engine) as connection:
        said = t.c.measure + " " + func.coalesce(t.c.object, "") + " " + func.coalesce(t.c.place, "")
        named = _with(letters, said + " " + func.coalesce(p.c.name, ""))
        if (one := numbered(letters.strip(), "t")) is not None:
            named = or_(named, t.c.id == one)
        here = select(m.c.step).where(m.c.report == number).union(select(k.c.step).where(k.c.report == number))
        query = select(t.c.id).outerjoin(p, p.c.id == t.c.agent).where(named, t.c.merged_into.is_(None)).order_by(t.c.id.desc())
        ids = list(connection.scalars(query.where(t.c.id.in_(here)).limit(most)))
        if len(ids) < most:
            ids += connection.scalars(query.where(t.c.id.not_in(ids)).limit(most - len(ids)))
        return _steps(connection, view, ids)


def _steps(connection: Connection, view: View, ids: list[int]) -> list[FoundStep]:
    asked = Answering(connection, view)
    facts = asked.steps(ids)
    names = dict(asked.people.values())
    return [FoundStep(step=facts[i], agent=names.get(facts[i].agent or "")) for i in ids]


def _with(letters: str, said: ColumnElement[str]) -> ColumnElement[bool]:
    """That something has all the words, in whatever order."""
    return and_(True, *(func.lower(said).contains(word, autoescape=True) for word in letters.lower().split()[:WORDS]))
