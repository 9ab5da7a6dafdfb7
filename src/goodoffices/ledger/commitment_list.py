"""Commitments by who is bound to whom to do what until when: which there are, in which order, and how many."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, cast, func, or_, select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering, party_number
from goodoffices.ledger.conditions import CONDITION, over_wholes
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import CommitmentFact, StepFact
from goodoffices.ledger.fates import ENDINGS, commitment_facts
from goodoffices.ledger.lifecycle import Change, state_on
from goodoffices.ledger.opening import reading
from goodoffices.ledger.position_facts import JUDGED
from goodoffices.ledger.views import View
from goodoffices.model import CommitmentKind, CommitmentState, Strength, steps_in
from goodoffices.model.base import Value


class By(StrEnum):
    """What commitments can be put into order by."""

    LATEST = "latest"
    DEBTOR = "debtor"
    CREDITOR = "creditor"
    CONSEQUENT = "consequent"
    STRENGTH = "strength"
    STATE = "state"
    DEADLINE = "deadline"
    TESTIMONIES = "testimonies"


class Sought(Value):
    """Which commitments: of a party (who is bound, or to whom; its key or name), in a state, of a kind, due by a day, with a
    testimony that a person has confirmed; and in which order.
    """

    party: str | None = None
    state: CommitmentState | None = None
    kind: CommitmentKind | None = None
    due_by: datetime.date | None = None
    confirmed: bool = False
    by: By = By.LATEST
    descending: bool = True

    @property
    def needs_states(self) -> bool:
        """Whether what has become of each has to be known."""
        return self.state is not None or self.by is By.STATE


def found(view: View, sought: Sought, known: Mapping[int, CommitmentState] | None = None) -> list[int]:
    """The numbers of the commitments that are sought, in order; `known` has the states of all, if somebody has them already.

    Raises LedgerError where there is no such party.
    """
    with reading(view.engine) as connection:
        numbers = list(connection.scalars(_query(Answering(connection, view), sought)))
    if not sought.needs_states:
        return numbers
    state = known or states(view)
    if sought.state is not None:
        numbers = [n for n in numbers if state.get(n) is sought.state]
    if sought.by is By.STATE:
        order = list(CommitmentState)
        numbers.sort(key=lambda n: order.index(state[n]) if n in state else len(order), reverse=sought.descending)
    return numbers


def states(view: View) -> dict[int, CommitmentState]:
    """The state of every commitment that is told of, without the words that tell of it."""
    c, t, m = tables.commitments, tables.testimonies, tables.moves
    whole = func.coalesce(c.c.merged_into, c.c.id)
    with reading(view.engine) as connection:
        told: Select[Any] = select(whole, func.max(t.c.deadline)).join(t, t.c.commitment == c.c.id)
        told = told.join(m, (m.c.report == t.c.report) & (m.c.n == t.c.n)).where(m.c.status != Status.REJECTED.value)
        due: dict[int, str | None] = dict(map(tuple, connection.execute(view.by_day(told, m.c.day).group_by(whole))))
        ended: dict[int, tuple[Change, datetime.date]] = {}
        endings = select(whole, c.c.ended, c.c.ended_on).where(c.c.ended.is_not(None)).order_by(c.c.ended_on)
        for one, how, day in connection.execute(endings).tuples():
            ended.setdefault(one, (ENDINGS[how or ""], datetime.date.fromisoformat(day or "")))
        rows = [row for row in connection.execute(select(c).where(c.c.merged_into.is_(None))) if row.id in due]
        s = tables.steps
        merged: dict[int, int] = dict(
            map(tuple, connection.execute(select(s.c.id, s.c.merged_into).where(s.c.merged_into.is_not(None))))
        )
        done: dict[str, datetime.date] = {}
        days = select(s.c.id, s.c.done).where(s.c.done <= view.today.isoformat()).order_by(s.c.done)
        for step, day in connection.execute(days).tuples():
            done.setdefault(f"t{merged.get(step, step)}", datetime.date.fromisoformat(day or ""))
        conditions = {row.id: CONDITION.validate_json(row.antecedent) for row in rows}
        named = {row.consequent for row in rows} | {int(step[1:]) for x in conditions.values() for step in steps_in(x)}
        wholes = {step: merged.get(step, step) for step in named}
        return {
            row.id: state_on(
                view.today, antecedent, (consequent,),
                done={s: done[s] for s in (*steps_in(antecedent), consequent) if s in done},
                kind=CommitmentKind(row.kind), deadline=_day(due[row.id]), ended=ended.get(row.id),
            )
            for row in rows
            for antecedent, consequent in [(over_wholes(conditions[row.id], wholes), f"t{wholes[row.consequent]}")]
        }  # fmt: skip


def in_full(view: View, numbers: Sequence[int]) -> list[CommitmentFact]:
    """Some commitments, in this order, with all who tell of them."""
    c = tables.commitments
    with reading(view.engine) as connection:
        rows = {row.id: row for row in connection.execute(select(c).where(c.c.id.in_(numbers)))}
        return commitment_facts(Answering(connection, view), [rows[n] for n in numbers if n in rows])


class Awaited(Value):
    """A step that is awaited, and the promises to bring it about."""

    step: StepFact
    promises: tuple[str, ...]


def awaited(view: View, steps: Iterable[str]) -> dict[str, Awaited]:
    """For each of some steps (t4) whether it was done, and which promises there are of it."""
    c, t, m, s = tables.commitments, tables.testimonies, tables.moves, tables.steps
    with reading(view.engine) as connection:
        asked = Answering(connection, view)
        facts = asked.steps({int(step[1:]) for step in steps})
        numbers = {int(fact.step[1:]) for fact in facts.values()}
        step = func.coalesce(s.c.merged_into, s.c.id)
        query: Select[Any] = select(step, func.coalesce(c.c.merged_into, c.c.id)).join(c, c.c.consequent == s.c.id)
        query = query.join(t, t.c.commitment == c.c.id).join(m, (m.c.report == t.c.report) & (m.c.n == t.c.n))
        parts = s.c.id.in_(select(s.c.id).where(s.c.id.in_(numbers) | s.c.merged_into.in_(numbers)))
        query = query.where(parts, c.c.kind == CommitmentKind.PROMISE.value, m.c.status != Status.REJECTED.value)
        promises: dict[int, list[int]] = defaultdict(list)
        for one, commitment in connection.execute(view.by_day(query, m.c.day).distinct()).tuples():
            promises[one].append(commitment)
        return {
            f"t{number}": Awaited(step=fact, promises=tuple(f"c{n}" for n in sorted(promises[int(fact.step[1:])])))
            for number, fact in facts.items()
        }


def _query(asked: Answering, sought: Sought) -> Select[Any]:
    """The numbers of commitments into which no other is to be counted, each with all its testimonies."""
    c, t, m, r = tables.commitments, tables.testimonies, tables.moves, tables.reports
    part, whole = c.alias("part"), c
    due, latest = func.max(t.c.deadline), func.max(m.c.day)
    query: Select[Any] = select(whole.c.id).join(part, func.coalesce(part.c.merged_into, part.c.id) == whole.c.id)
    query = query.join(t, t.c.commitment == part.c.id).join(m, (m.c.report == t.c.report) & (m.c.n == t.c.n))
    query = asked.view.by_day(query.where(m.c.status != Status.REJECTED.value, whole.c.merged_into.is_(None)), m.c.day)
    if sought.party is not None:
        these = asked.all_of(party_number(asked.connection, sought.party))
        query = query.where(or_(whole.c.debtor.in_(these), whole.c.creditor.in_(these)))
    if sought.kind is not None:
        query = query.where(whole.c.kind == sought.kind.value)
    if sought.due_by is not None:
        query = query.having(due <= sought.due_by.isoformat())
    if sought.confirmed:
        query = query.having(func.max(case((m.c.status.in_(JUDGED), 1), else_=0)) == 1)
    key: ColumnElement[Any] = latest
    if sought.by in (By.DEBTOR, By.CREDITOR):
        p, kept = tables.parties, tables.parties.alias()
        of = whole.c.debtor if sought.by is By.DEBTOR else whole.c.creditor
        query = query.outerjoin(p, p.c.id == of).outerjoin(kept, kept.c.id == func.coalesce(p.c.merged_into, p.c.id))
        key = func.lower(func.max(kept.c.name))
    elif sought.by is By.CONSEQUENT:
        s = tables.steps
        query = query.join(s, s.c.id == whole.c.consequent)
        key = func.lower(func.max(func.coalesce(s.c.object, s.c.measure)))
    elif sought.by is By.DEADLINE:
        key = due
    elif sought.by is By.TESTIMONIES:
        query = query.join(r, r.c.id == m.c.report)
        key = func.count(func.distinct(r.c.story))
    elif sought.by is By.STRENGTH:
        key = case((whole.c.kind == CommitmentKind.NECESSARY.value, Strength.TENTATIVE.value), else_=_said_last())
    direction = key.desc() if sought.descending else key.asc()
    return query.group_by(whole.c.id).order_by(key.is_(None), direction, latest.desc(), whole.c.id.desc())


def _said_last() -> ColumnElement[str]:
    """The strength as it was said last: that of the greatest day, report and number, each written with as many digits as others."""
    m = tables.moves
    place = m.c.day + cast(10**9 + m.c.report, String) + cast(10**6 + m.c.n, String)
    return func.substr(func.max(place + m.c.strength), len("2014-01-20") + 10 + 7 + 1)


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
