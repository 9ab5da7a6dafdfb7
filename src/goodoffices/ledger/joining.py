"""Commitments that become one when their parties or steps do, and come apart with them.

One over something that was merged is a part of the one over what it was merged into, which is made where there is none: so each
testimony stays with the commitment of which it told, and a merge that is undone leaves no trace.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, func, or_, select, update

from goodoffices.ledger import tables
from goodoffices.ledger.commitments import key_of
from goodoffices.ledger.conditions import CONDITION, over_wholes
from goodoffices.ledger.pending import Pending
from goodoffices.model import CommitmentKind, Condition, Done, steps_in


def over(table: Table, ids: Collection[int]) -> ColumnElement[bool]:
    """Which commitments are over one of these parties or steps."""
    c = tables.commitments
    if table is tables.parties:
        return c.c.debtor.in_(ids)
    named = (c.c.antecedent.contains(Done(step=f"t{i}").model_dump_json(), autoescape=True) for i in ids)
    return or_(c.c.consequent.in_(ids), *named)


def join(pending: Pending, these: ColumnElement[bool]) -> None:
    """Make each of these commitments part of the one over the wholes of its parties and steps; its own, if it is that one."""
    c = tables.commitments
    pending.flush()
    rows = pending.connection.execute(select(c).where(these).order_by(c.c.id)).all()
    antecedents = {row.id: CONDITION.validate_json(row.antecedent) for row in rows}
    parties = _wholes(pending, tables.parties, (i for row in rows for i in (row.debtor, row.creditor) if i is not None))
    steps = {row.consequent for row in rows} | {int(x[1:]) for a in antecedents.values() for x in steps_in(a)}
    wholes = _wholes(pending, tables.steps, steps)
    joined = {row.id: _over_wholes(row, antecedents[row.id], parties, wholes) for row in rows}
    numbers, new = pending.numbers(c, (one["key"] for one in joined.values()))
    first = {one["key"]: one for one in reversed(joined.values())}  # who is owed it is as the first of them has it
    pending.add({c: [first[key] | {"id": numbers[key]} for key in new]})
    pending.flush()
    into = {i: numbers[one["key"]] for i, one in joined.items()}
    if into:
        changed = update(c).where(c.c.id == bindparam("part")).values(merged_into=bindparam("whole"))
        pending.connection.execute(changed, [{"part": i, "whole": None if whole == i else whole} for i, whole in into.items()])


def _wholes(pending: Pending, table: Table, ids: Iterable[int]) -> dict[int, int]:
    """For each party or step itself, or that into which it was merged."""
    one = select(table.c.id, func.coalesce(table.c.merged_into, table.c.id)).where(table.c.id.in_(set(ids)))
    return dict(pending.connection.execute(one).tuples().all())


def _over_wholes(row: Any, antecedent: Condition, parties: dict[int, int], steps: dict[int, int]) -> dict[str, Any]:
    """A commitment as it is over the wholes of its parties and steps."""
    debtor, consequent, over = parties[row.debtor], steps[row.consequent], over_wholes(antecedent, steps)
    creditor, until = parties.get(row.creditor), over.model_dump_json()
    return {
        "key": key_of(CommitmentKind(row.kind), debtor, consequent, until), "kind": row.kind, "debtor": debtor,
        "creditor": creditor if creditor != debtor else None, "antecedent": until, "consequent": consequent,
    }  # fmt: skip
