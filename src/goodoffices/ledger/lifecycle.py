"""The life of a commitment, after Singh: what becomes of it as steps are done, days pass, and its parties end it.

Yolum and Singh 2002; Telang and Singh 2012; Chopra, Artikis, Bentahar et al. 2013, section 3. TRANSITIONS has their table for
promises, and what is left of it for what promises nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from enum import StrEnum

from goodoffices.model import AtLeast, CommitmentKind, CommitmentState, Condition, Done, Not, Until, holds

Days = Mapping[str, datetime.date]
"""For each step that was done, the day."""


class Change(StrEnum):
    """What can happen to a commitment."""

    ANTECEDENT = "the antecedent comes to hold"
    NEVER = "the antecedent is ruled out"
    CONSEQUENT = "the consequent is brought about"
    DEADLINE = "the deadline passes"
    CANCEL = "the debtor cancels it"
    RELEASE = "the creditor releases the debtor"


Table = Mapping[tuple[CommitmentState, Change], CommitmentState]
"""From each state, what each change leads to; what is not in it changes nothing."""

PROMISED: Table = {
    (CommitmentState.CONDITIONAL, Change.ANTECEDENT): CommitmentState.DETACHED,
    (CommitmentState.CONDITIONAL, Change.NEVER): CommitmentState.EXPIRED,
    (CommitmentState.CONDITIONAL, Change.CONSEQUENT): CommitmentState.SATISFIED,
    (CommitmentState.CONDITIONAL, Change.DEADLINE): CommitmentState.EXPIRED,
    (CommitmentState.CONDITIONAL, Change.CANCEL): CommitmentState.CANCELLED,
    (CommitmentState.CONDITIONAL, Change.RELEASE): CommitmentState.RELEASED,
    (CommitmentState.DETACHED, Change.NEVER): CommitmentState.EXPIRED,
    (CommitmentState.DETACHED, Change.CONSEQUENT): CommitmentState.SATISFIED,
    (CommitmentState.DETACHED, Change.DEADLINE): CommitmentState.VIOLATED,
    (CommitmentState.DETACHED, Change.CANCEL): CommitmentState.VIOLATED,
    (CommitmentState.DETACHED, Change.RELEASE): CommitmentState.RELEASED,
}
"""A promise, as Singh has it. A detached one that its debtor cancels is violated: he owes what he promised. An antecedent that has
held is ruled out by a step that it excludes ("unless", "not"), never by days that pass."""

NEEDED: Table = {
    (CommitmentState.CONDITIONAL, Change.ANTECEDENT): CommitmentState.LIFTED,
    (CommitmentState.CONDITIONAL, Change.NEVER): CommitmentState.EXPIRED,
    (CommitmentState.CONDITIONAL, Change.CONSEQUENT): CommitmentState.EXPIRED,
    (CommitmentState.CONDITIONAL, Change.DEADLINE): CommitmentState.EXPIRED,
    (CommitmentState.CONDITIONAL, Change.CANCEL): CommitmentState.CANCELLED,
    (CommitmentState.CONDITIONAL, Change.RELEASE): CommitmentState.CANCELLED,
}
"""A necessary condition promises nothing, so that it is never owed, kept or broken: it is met, and so lifted, or stands in the way
until it is given up, or until it has lost its object, as when its step is done without it."""

THREATENED: Table = {
    **PROMISED,
    (CommitmentState.CONDITIONAL, Change.RELEASE): CommitmentState.CANCELLED,
    (CommitmentState.DETACHED, Change.DEADLINE): CommitmentState.EXPIRED,
    (CommitmentState.DETACHED, Change.CANCEL): CommitmentState.CANCELLED,
    (CommitmentState.DETACHED, Change.RELEASE): CommitmentState.CANCELLED,
}
"""A threat is owed to nobody: one that is not carried out, or taken back, breaks no word. Satisfied, it was carried out."""

TRANSITIONS: Mapping[CommitmentKind, Table] = {
    CommitmentKind.PROMISE: PROMISED,
    CommitmentKind.NECESSARY: NEEDED,
    CommitmentKind.THREAT: THREATENED,
}
"""The life of each kind of commitment. The states that have no row are for good."""


def after(kind: CommitmentKind, state: CommitmentState, change: Change) -> CommitmentState:
    """The state that a change leads to."""
    return TRANSITIONS[kind].get((state, change), state)


def can_hold(condition: Condition, done: Collection[str], day: datetime.date) -> bool:
    """Whether a condition holds on a day or may still come to hold, each part for itself; what is done stays done."""
    match condition:
        case Done():
            return True
        case AtLeast(count=count, parts=parts):
            return sum(can_hold(p, done, day) for p in parts) >= count
        case Not(part=part):
            return can_fail(part, done, day)
        case Until(day=last):
            return day <= last


def can_fail(condition: Condition, done: Collection[str], day: datetime.date) -> bool:
    """Whether a condition fails on a day or may still come to fail, each part for itself."""
    match condition:
        case Done(step=step):
            return step not in done
        case AtLeast(count=count, parts=parts):
            return sum(not can_fail(p, done, day) for p in parts) < count
        case Not(part=part):
            return can_hold(part, done, day)
        case Until():
            return True


def state_on(
    day: datetime.date,
    antecedent: Condition,
    consequent: tuple[str, ...],
    *,
    done: Days,
    kind: CommitmentKind = CommitmentKind.PROMISE,
    deadline: datetime.date | None = None,
    ended: tuple[Change, datetime.date] | None = None,
) -> CommitmentState:
    """The state of a commitment at the end of a day: every change takes its turn on the day on which it happened.

    `done` has the days on which steps were done, `deadline` the last day for the consequent, `ended` a cancellation or release.
    What the midnight before brings (a deadline, the end of an "until") comes before what is done on the day.
    """
    state, since = CommitmentState.CONDITIONAL, datetime.date.min
    days = {datetime.date.min, day, *changing_days(antecedent, done, deadline, ended)}
    for today in sorted(d for d in days if d <= day):
        counts = since if state is CommitmentState.DETACHED else today
        earlier = {s for s, on in done.items() if on < today}
        so_far = {s for s, on in done.items() if on <= today}
        for change, happens in (
            (Change.DEADLINE, deadline is not None and today > deadline),
            (Change.NEVER, not can_hold(antecedent, earlier, counts)),
            (Change.ANTECEDENT, holds(antecedent, so_far, counts)),
            (Change.CONSEQUENT, so_far.issuperset(consequent)),
            (Change.RELEASE, ended is not None and ended[0] is Change.RELEASE and ended[1] <= today),
            (Change.CANCEL, ended is not None and ended[0] is Change.CANCEL and ended[1] <= today),
            (Change.NEVER, not can_hold(antecedent, so_far, counts)),
        ):
            if happens:
                since = today if (state, change) == (CommitmentState.CONDITIONAL, Change.ANTECEDENT) else since
                state = after(kind, state, change)
    return state


def changing_days(
    antecedent: Condition, done: Days, deadline: datetime.date | None, ended: tuple[Change, datetime.date] | None
) -> set[datetime.date]:
    """The days on which the state of a commitment can change."""
    return {*done.values(), *_ends(antecedent), *_morrow(deadline), *([ended[1]] if ended else ())}


def _ends(condition: Condition) -> set[datetime.date]:
    """The days after which a part of a condition no longer holds."""
    match condition:
        case Until(day=last):
            return _morrow(last)
        case AtLeast(parts=parts):
            return {d for p in parts for d in _ends(p)}
        case Not(part=part):
            return _ends(part)
        case _:
            return set()


def _morrow(day: datetime.date | None) -> set[datetime.date]:
    """The day after, where there is one in the calendar."""
    return {day + datetime.timedelta(days=1)} if day is not None and day < datetime.date.max else set()
