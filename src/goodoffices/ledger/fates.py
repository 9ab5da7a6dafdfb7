"""Commitments as facts: according to whom, and what has become of them by the day of a view."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering
from goodoffices.ledger.conditions import CONDITION, over_wholes
from goodoffices.ledger.events import Ending, Status
from goodoffices.ledger.facts import CommitmentFact, Testimony
from goodoffices.ledger.lifecycle import Change, state_on
from goodoffices.model import CommitmentKind, Strength, steps_in

ENDINGS = {Ending.CANCELLED.value: Change.CANCEL, Ending.RELEASED.value: Change.RELEASE}


def commitment_facts(asked: Answering, rows: Sequence[Any]) -> list[CommitmentFact]:
    """Commitments with all who report them or their parts, and what has become of them; without those of which nobody does."""
    whole, ended = _parts(asked, rows)
    told = _told(asked, whole)
    conditions = {row.id: CONDITION.validate_json(row.antecedent) for row in rows}
    wholes = asked.wholes({row.consequent for row in rows} | {int(x[1:]) for c in conditions.values() for x in steps_in(c)})
    done = asked.done(wholes)
    steps = asked.steps(row.consequent for row in rows)
    asked.meet(i for row in rows for i in (row.debtor, row.creditor))
    moves = iter(asked.moves([x for row in rows for x in told[row.id]]))
    found = []
    for row in rows:
        if not (tellers := told[row.id]):
            continue
        antecedent, kind = over_wholes(conditions[row.id], wholes), CommitmentKind(row.kind)
        deadline = max((datetime.date.fromisoformat(x.deadline) for x in tellers if x.deadline), default=None)
        debtor, creditor = asked.key(row.debtor) or "", asked.key(row.creditor)
        found.append(
            CommitmentFact(
                id=f"c{row.id}", kind=kind, debtor=debtor, creditor=creditor if creditor != debtor else None,
                antecedent=antecedent, consequent=steps[row.consequent],
                state=state_on(
                    asked.view.today, antecedent, (f"t{row.consequent}",), done=done, kind=kind, deadline=deadline,
                    ended=ended.get(row.id),
                ),
                strength=_strength(kind, tellers[-1].strength), deadline=deadline,
                testimonies=tuple(
                    Testimony(move=m.id, day=m.day, words=m.words, story=f"r{asked.stories[x.report]}", status=m.status)
                    for m, x in zip(islice(moves, len(tellers)), tellers, strict=True)
                ),
            )
        )  # fmt: skip
    return found


def _parts(asked: Answering, rows: Sequence[Any]) -> tuple[dict[int, int], dict[int, tuple[Change, datetime.date]]]:
    """For each of some commitments, and each that has become part of one, the whole; and which of these somebody ended, when."""
    c = tables.commitments
    parts = asked.connection.execute(select(c).where(c.c.merged_into.in_([row.id for row in rows])).order_by(c.c.id)).all()
    whole = {row.id: row.id for row in rows} | {part.id: part.merged_into for part in parts}
    ended: dict[int, tuple[Change, datetime.date]] = {}
    for row in sorted((x for x in (*rows, *parts) if x.ended), key=lambda x: x.ended_on):
        ended.setdefault(whole[row.id], (ENDINGS[row.ended], datetime.date.fromisoformat(row.ended_on)))
    return whole, ended


def _told(asked: Answering, whole: Mapping[int, int]) -> Mapping[int, list[Any]]:
    """For each whole the moves that tell of it or its parts, in the order of their days."""
    t, m = tables.testimonies, tables.moves
    same = (m.c.report == t.c.report) & (m.c.n == t.c.n)
    query = select(t.c.commitment, t.c.deadline, m).join(m, same).where(t.c.commitment.in_(whole))
    query = asked.view.by_day(query.where(m.c.status != Status.REJECTED.value), m.c.day)
    told: dict[int, list[Any]] = defaultdict(list)
    for x in asked.connection.execute(query.order_by(m.c.day, m.c.report, m.c.n)):
        told[whole[x.commitment]].append(x)
    return told


def _strength(kind: CommitmentKind, said: str) -> Strength:
    """As it was said last; what names a necessary condition promises nothing, and is tentative (DESIGN.md, section 4)."""
    return Strength.TENTATIVE if kind is CommitmentKind.NECESSARY else Strength(said)
