"""The order in which a person goes through the drafts: the most consequential first, among equals the least certain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, Table, and_, exists, func, not_, select, true, tuple_

from goodoffices.ledger import tables
from goodoffices.ledger.events import Status
from goodoffices.ledger.opening import reading
from goodoffices.model.move import COMMISSIVES

PAGE = 100
"""Drafts fetched at once."""


def drafts(engine: Engine) -> Iterator[str]:
    """The drafts by name (r12.m3, r12.m3>t4, r12.s3), in the order in which they are worth a person's time.

    First what would bind somebody on a condition, then for which step such a condition waits, what would bind without one, what is
    asked for, backed or opposed, the statements that make moves, and last the bare statements. A draft that is judged meanwhile may
    still come out.
    """
    for table, these in CLASSES:
        after: tuple[Any, ...] = ()
        key = _order(table)
        query = _these_drafts(table, these).limit(PAGE)
        while True:
            with reading(engine) as connection:
                rows = connection.execute(query.where(tuple_(*key) > after) if after else query).all()
            yield from (_called(table, row) for row in rows)
            if len(rows) < PAGE:
                break
            after = tuple(rows[-1])


def drafts_of(connection: Connection, report: int) -> Iterator[str]:
    """The drafts of one report, in that order."""
    for table, these in CLASSES:
        for row in connection.execute(_these_drafts(table, these).where(table.c.report == report)):
            yield _called(table, row)


def _order(table: Table) -> tuple[ColumnElement[Any], ...]:
    """What drafts of one kind are put in order by: the least certain first."""
    return (table.c.confidence, *table.primary_key.columns)


def _these_drafts(table: Table, these: ColumnElement[bool]) -> Select[Any]:
    """The drafts of one kind in their order."""
    key = _order(table)
    return select(*key).where(these, table.c.status == Status.DRAFT.value).order_by(*key)


def _called(table: Table, row: Any) -> str:
    """The name of a draft."""
    _, report, n, *step = row
    return f"r{report}.{'s' if table is tables.statements else 'm'}{n}{''.join(f'>t{s}' for s in step)}"


def waiting(engine: Engine) -> int:
    """How many drafts there are."""
    m, s, x = tables.moves, tables.statements, tables.links
    with reading(engine) as connection:
        counts = (  # all that the classes come to, without asking which of them a draft is of
            connection.scalar(select(func.count()).select_from(table).where(these, table.c.status == Status.DRAFT.value))
            for table, these in ((m, true()), (s, true()), (x, WAITS))
        )
        return sum(n or 0 for n in counts)


def _waits() -> ColumnElement[bool]:
    """Whether a link is of a move that nobody has rejected."""
    m, x = tables.moves, tables.links
    return exists().where(m.c.report == x.c.report, m.c.n == x.c.n, m.c.status != Status.REJECTED.value)


WAITS = _waits()


def _classes() -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Kinds of drafts by their consequences, the gravest first; every draft is of one of them."""
    m, s, x = tables.moves, tables.statements, tables.links
    binds, conditional = m.c.kind.in_(sorted(k.value for k in COMMISSIVES)), m.c.relation.is_not(None)
    makes = exists().where(m.c.report == s.c.report, m.c.statement == s.c.n, m.c.status != Status.REJECTED.value)
    yield m, and_(binds, conditional)
    yield x, WAITS
    yield m, and_(binds, not_(conditional))
    yield m, not_(binds)
    yield s, makes
    yield s, not_(makes)


CLASSES = tuple(_classes())
