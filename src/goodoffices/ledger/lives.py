"""The life of one commitment: since when it has been in which state, and how it ended."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from sqlalchemy import or_, select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering
from goodoffices.ledger.events import Ending
from goodoffices.ledger.facts import CommitmentFact, StepFact
from goodoffices.ledger.fates import ENDINGS
from goodoffices.ledger.lifecycle import Days, changing_days, state_on
from goodoffices.ledger.opening import reading
from goodoffices.ledger.subjects import numbered
from goodoffices.ledger.views import View
from goodoffices.model import CommitmentState, steps_in
from goodoffices.model.base import Value


class Since(Value):
    """A state, and the day from which on a commitment was in it."""

    day: datetime.date
    state: CommitmentState


class Life(Value):
    """The states of a commitment from the day of its first testimony; the steps that it names; how and when it was ended."""

    states: tuple[Since, ...]
    steps: tuple[StepFact, ...]
    ended: Ending | None
    ended_on: datetime.date | None


def life(view: View, commitment: CommitmentFact) -> Life:
    """The life of a commitment up to the day of the view."""
    c = tables.commitments
    number = numbered(commitment.id, "c")
    with reading(view.engine) as connection:
        asked = Answering(connection, view)
        ended = select(c.c.ended, c.c.ended_on).where(or_(c.c.id == number, c.c.merged_into == number), c.c.ended.is_not(None))
        first = connection.execute(ended.order_by(c.c.ended_on)).first()
        named = {int(step[1:]) for step in (*steps_in(commitment.antecedent), commitment.consequent.step)}
        steps = asked.steps(named)
        done = asked.done(named)
    how, on = (Ending(first.ended), datetime.date.fromisoformat(first.ended_on)) if first else (None, None)
    return Life(
        states=tuple(_lived(view.today, commitment, done, how, on)), steps=tuple(steps[n] for n in sorted(steps)),
        ended=how, ended_on=on,
    )  # fmt: skip


def _lived(
    today: datetime.date, commitment: CommitmentFact, done: Days, how: Ending | None, on: datetime.date | None
) -> Iterator[Since]:
    ended = (ENDINGS[how.value], on) if how is not None and on is not None else None
    first = min((t.day for t in commitment.testimonies), default=today)
    days = changing_days(commitment.antecedent, done, commitment.deadline, ended)
    last: CommitmentState | None = None
    for day in sorted({min(first, today), *(d for d in days if first < d <= today)}):
        state = state_on(
            day, commitment.antecedent, (commitment.consequent.step,), done=done, kind=commitment.kind,
            deadline=commitment.deadline, ended=ended,
        )  # fmt: skip
        if state is not last:
            yield Since(day=day, state=state)
        last = state
