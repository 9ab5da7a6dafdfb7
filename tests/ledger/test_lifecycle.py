"""The life of a commitment (Singh): a table of examples, and a simulation that goes day by day and tries every future."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.ledger.lifecycle import TRANSITIONS, Change, after, can_hold, state_on
from goodoffices.model import AtLeast, CommitmentKind, CommitmentState, Condition, Done, Not, Until, all_of, any_of, holds

DAY = datetime.timedelta(days=1)
START = datetime.date(2031, 3, 1)
CONDITIONAL, DETACHED, SATISFIED, VIOLATED, EXPIRED, CANCELLED, RELEASED, LIFTED = CommitmentState
FOR_GOOD = {SATISFIED, VIOLATED, EXPIRED, CANCELLED, RELEASED, LIFTED}
PROMISE, NECESSARY, THREAT = CommitmentKind
LETTERS = dict(zip("cdsvexrl", CommitmentState, strict=True))


def on(number: int) -> datetime.date:
    """The day of March 2031."""
    return datetime.date(2031, 3, number)


pays, ships, accepts, disputes = (Done(step=s) for s in ("pays", "ships", "accepts", "disputes"))
PURCHASE = pays
QUOTE = all_of(accepts, Until(day=on(3)))
ESCROW = all_of(pays, ships)
PROTECTED = all_of(pays, Not(part=disputes))


@pytest.mark.parametrize(
    ("antecedent", "happened", "deadline", "ended", "states"),
    [
        # the seller delivers if the buyer pays (Yolum and Singh 2002)
        (PURCHASE, {}, None, None, "c c c c c c c"),
        (PURCHASE, {"pays": 2}, None, None, "c d d d d d d"),
        (PURCHASE, {"pays": 2, "delivers": 4}, None, None, "c d d s s s s"),
        (PURCHASE, {"pays": 4, "delivers": 2}, None, None, "c s s s s s s"),
        (PURCHASE, {"pays": 2, "delivers": 2}, None, None, "c s s s s s s"),
        (PURCHASE, {"pays": 2}, 5, None, "c d d d d v v"),
        (PURCHASE, {"pays": 2, "delivers": 5}, 5, None, "c d d d s s s"),
        (PURCHASE, {"pays": 2, "delivers": 6}, 5, None, "c d d d d v v"),
        (PURCHASE, {}, 5, None, "c c c c c e e"),
        (PURCHASE, {"pays": 6}, 5, None, "c c c c c e e"),
        (PURCHASE, {"delivers": 6}, 5, None, "c c c c c e e"),
        # who cancels what is not due yet is free; who cancels what is due has broken it (Telang and Singh 2012)
        (PURCHASE, {}, None, (Change.CANCEL, 3), "c c x x x x x"),
        (PURCHASE, {"pays": 2}, None, (Change.CANCEL, 3), "c d v v v v v"),
        (PURCHASE, {"pays": 4}, None, (Change.CANCEL, 3), "c c x x x x x"),
        (PURCHASE, {"pays": 2, "delivers": 3}, None, (Change.CANCEL, 3), "c d s s s s s"),
        (PURCHASE, {}, None, (Change.RELEASE, 3), "c c r r r r r"),
        (PURCHASE, {"pays": 2}, None, (Change.RELEASE, 3), "c d r r r r r"),
        (PURCHASE, {"pays": 2}, 3, (Change.RELEASE, 4), "c d d v v v v"),
        (PURCHASE, {"pays": 2, "delivers": 5}, None, (Change.RELEASE, 4), "c d d r r r r"),
        # a quote that stands until the 3rd (Chopra and Singh)
        (QUOTE, {}, None, None, "c c c e e e e"),
        (QUOTE, {"accepts": 3}, None, None, "c c d d d d d"),
        (QUOTE, {"accepts": 4}, None, None, "c c c e e e e"),
        (QUOTE, {"accepts": 2, "delivers": 6}, None, None, "c d d d d s s"),
        (QUOTE, {"delivers": 4}, None, None, "c c c e e e e"),
        (QUOTE, {"accepts": 3}, 5, None, "c c d d d v v"),
        # an agent in the middle pays out if the one pays and the other ships
        (ESCROW, {"pays": 2}, None, None, "c c c c c c c"),
        (ESCROW, {"pays": 2, "ships": 4}, None, None, "c c c d d d d"),
        (any_of(pays, ships), {"ships": 4}, None, None, "c c c d d d d"),
        (AtLeast(count=2, parts=(pays, ships, accepts)), {"pays": 2, "accepts": 5}, None, None, "c c c c d d d"),
        # unless the buyer disputes: that frees the agent, also when it was due
        (PROTECTED, {"pays": 2}, 5, None, "c d d d d v v"),
        (PROTECTED, {"disputes": 2, "pays": 4}, None, None, "c e e e e e e"),
        (PROTECTED, {"pays": 2, "disputes": 4}, 5, None, "c d d e e e e"),
        (PROTECTED, {"pays": 2, "disputes": 6}, 5, None, "c d d d d v v"),
        (PROTECTED, {"pays": 2, "disputes": 2}, None, None, "c e e e e e e"),
        (Not(part=disputes), {}, None, None, "d d d d d d d"),
        (Not(part=disputes), {"disputes": 3, "accepts": 2}, None, None, "d d e e e e e"),
        (Not(part=disputes), {"delivers": 3, "disputes": 3}, None, None, "d d s s s s s"),
        # without a condition it is due at once; on what can never be it is void; from a day on it waits for that day
        (all_of(), {}, 2, None, "d d v v v v v"),
        (any_of(), {"delivers": 2}, None, None, "e e e e e e e"),
        (Not(part=Until(day=on(3))), {}, 5, None, "c c c d d v v"),
        (all_of(), {}, 9999, None, "d d d d d d d"),
    ],
)
def test_the_state_on_each_day(
    antecedent: Condition,
    happened: dict[str, int],
    deadline: int | None,
    ended: tuple[Change, int] | None,
    states: str,
) -> None:
    done = {step: on(number) for step, number in happened.items()}
    last = datetime.date.max if deadline == 9999 else deadline and on(deadline)
    ending = ended and (ended[0], on(ended[1]))
    found = [
        state_on(on(n), antecedent, ("delivers",), done=done, deadline=last or None, ended=ending or None) for n in range(1, 8)
    ]
    assert found == [LETTERS[x] for x in states.split()]


@pytest.mark.parametrize(
    ("kind", "happened", "deadline", "ended", "states"),
    [
        # who comes only if the other pays owes nothing when he has paid
        (NECESSARY, {}, None, None, "c c c c c c c"),
        (NECESSARY, {"pays": 2}, None, None, "c l l l l l l"),
        (NECESSARY, {"pays": 2}, 3, None, "c l l l l l l"),
        (NECESSARY, {"pays": 2, "delivers": 4}, None, None, "c l l l l l l"),
        (NECESSARY, {"pays": 4, "delivers": 2}, None, None, "c e e e e e e"),
        (NECESSARY, {"pays": 4}, 3, None, "c c c e e e e"),
        (NECESSARY, {"pays": 4}, None, (Change.CANCEL, 3), "c c x x x x x"),
        (NECESSARY, {"pays": 4}, None, (Change.RELEASE, 3), "c c x x x x x"),
        (NECESSARY, {"pays": 2}, None, (Change.CANCEL, 3), "c l l l l l l"),
        # who threatens owes nothing either, and may take it back at any time
        (THREAT, {}, None, None, "c c c c c c c"),
        (THREAT, {"pays": 2}, None, None, "c d d d d d d"),
        (THREAT, {"pays": 2}, 3, None, "c d d e e e e"),
        (THREAT, {"pays": 2, "delivers": 4}, None, None, "c d d s s s s"),
        (THREAT, {"delivers": 2}, None, None, "c s s s s s s"),
        (THREAT, {}, 3, None, "c c c e e e e"),
        (THREAT, {"pays": 2}, None, (Change.CANCEL, 3), "c d x x x x x"),
        (THREAT, {"pays": 2}, None, (Change.RELEASE, 3), "c d x x x x x"),
        (THREAT, {}, None, (Change.CANCEL, 3), "c c x x x x x"),
    ],
)
def test_what_promises_nothing_breaks_no_word(
    kind: CommitmentKind, happened: dict[str, int], deadline: int | None, ended: tuple[Change, int] | None, states: str
) -> None:
    done = {step: on(number) for step, number in happened.items()}
    last, ending = deadline and on(deadline), ended and (ended[0], on(ended[1]))
    found = [
        state_on(on(n), PURCHASE, ("delivers",), kind=kind, done=done, deadline=last or None, ended=ending or None)
        for n in range(1, 8)
    ]
    assert found == [LETTERS[x] for x in states.split()]


def test_several_steps_are_all_owed() -> None:
    done = {"pays": on(1), "delivers": on(2), "installs": on(4)}
    states = [state_on(on(n), PURCHASE, ("delivers", "installs"), done=done) for n in (1, 2, 3, 4)]
    assert states == [DETACHED, DETACHED, DETACHED, SATISFIED]


TOLD = {
    (PROMISE, CONDITIONAL): (DETACHED, EXPIRED, SATISFIED, EXPIRED, CANCELLED, RELEASED),
    (PROMISE, DETACHED): (DETACHED, EXPIRED, SATISFIED, VIOLATED, VIOLATED, RELEASED),
    (NECESSARY, CONDITIONAL): (LIFTED, EXPIRED, EXPIRED, EXPIRED, CANCELLED, CANCELLED),
    (THREAT, CONDITIONAL): (DETACHED, EXPIRED, SATISFIED, EXPIRED, CANCELLED, CANCELLED),
    (THREAT, DETACHED): (DETACHED, EXPIRED, SATISFIED, EXPIRED, CANCELLED, CANCELLED),
}


def test_the_table() -> None:
    """Each state with what each change leads to; what is not told leaves it as it is."""
    for kind, state, change in itertools.product(CommitmentKind, CommitmentState, Change):
        told = dict(zip(Change, TOLD[kind, state], strict=True)) if (kind, state) in TOLD else {}
        assert after(kind, state, change) is told.get(change, state)
    assert not {state for life in TRANSITIONS.values() for state, _ in life} & FOR_GOOD


# properties, against a simulation

STEPS = ("a", "b", "c", "d")
WINDOW = 9
days = st.integers(0, WINDOW - 1).map(lambda n: START + n * DAY)
leaves = st.sampled_from(STEPS).map(lambda s: Done(step=s)) | days.map(lambda d: Until(day=d))


def _larger(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, max_size=3).map(tuple)
    return parts.map(lambda p: Not(part=p)) | st.builds(AtLeast, count=st.integers(0, 3), parts=several)


conditions = st.recursive(leaves, _larger, max_leaves=6)
happenings = st.dictionaries(st.sampled_from((*STEPS, "e")), days)
endings = st.none() | st.tuples(st.sampled_from([Change.CANCEL, Change.RELEASE]), days)


def _named(condition: Condition) -> list[object]:
    """The steps and days that a condition names, each as often as it does."""
    match condition:
        case Done(step=step):
            return [step]
        case Until():
            return [None]
        case Not(part=part):
            return _named(part)
        case AtLeast(parts=parts):
            return [x for p in parts for x in _named(p)]


def _names_nothing_twice(condition: Condition) -> bool:
    return len(named := _named(condition)) == len(set(named))


def _possible(condition: Condition, done: set[str], on: Iterable[datetime.date]) -> bool:
    """Whether it holds on one of these days, whatever else is done: every case is tried."""
    more = [set(x) | done for n in range(len(STEPS) + 1) for x in itertools.combinations(STEPS, n)]
    return any(holds(condition, steps, day) for steps in more for day in on)


def _lived(
    antecedent: Condition,
    done: dict[str, datetime.date],
    deadline: datetime.date | None,
    ended: tuple[Change, datetime.date] | None,
) -> list[CommitmentState]:
    """The states at the end of each day of the window: a life lived day by day, a morning and an evening each."""
    calendar = [START + n * DAY for n in range(-1, WINDOW + 2)]
    state, states, since = CONDITIONAL, [], None
    for n, today in enumerate(calendar):
        future = calendar[n:]
        before = {s for s, d in done.items() if d < today}
        now = {s for s, d in done.items() if d <= today}
        if deadline is not None and today == deadline + DAY:
            state = {CONDITIONAL: EXPIRED, DETACHED: VIOLATED}.get(state, state)
        if state is CONDITIONAL and not _possible(antecedent, before, future):
            state = EXPIRED
        if state is CONDITIONAL and holds(antecedent, now, today):
            state, since = DETACHED, today
        if state in (CONDITIONAL, DETACHED) and "e" in now:
            state = SATISFIED
        if ended is not None and ended[1] == today and state in (CONDITIONAL, DETACHED):
            state = RELEASED if ended[0] is Change.RELEASE else VIOLATED if state is DETACHED else CANCELLED
        if state is CONDITIONAL and not _possible(antecedent, now, future):
            state = EXPIRED
        if state is DETACHED and since is not None and not _possible(antecedent, now, [since]):
            state = EXPIRED
        states.append(state)
    return states


@given(conditions.filter(_names_nothing_twice), happenings, st.none() | days, endings)
def test_as_a_life_lived_day_by_day(
    antecedent: Condition,
    done: dict[str, datetime.date],
    deadline: datetime.date | None,
    ended: tuple[Change, datetime.date] | None,
) -> None:
    found = [
        state_on(START + n * DAY, antecedent, ("e",), done=done, deadline=deadline, ended=ended) for n in range(-1, WINDOW + 2)
    ]
    assert found == _lived(antecedent, done, deadline, ended)


@given(conditions, happenings, st.none() | days, endings)
def test_what_promises_nothing_is_never_violated_and_no_necessary_condition_is_owed(
    antecedent: Condition,
    done: dict[str, datetime.date],
    deadline: datetime.date | None,
    ended: tuple[Change, datetime.date] | None,
) -> None:
    possible = {
        PROMISE: set(CommitmentState) - {LIFTED},
        NECESSARY: {CONDITIONAL, LIFTED, EXPIRED, CANCELLED},
        THREAT: {CONDITIONAL, DETACHED, SATISFIED, EXPIRED, CANCELLED},
    }
    for kind, n in itertools.product(CommitmentKind, range(-1, WINDOW + 2)):
        state = state_on(START + n * DAY, antecedent, ("e",), kind=kind, done=done, deadline=deadline, ended=ended)
        assert state in possible[kind]


@given(conditions, happenings, st.none() | days, endings)
def test_satisfied_violated_expired_cancelled_and_released_are_for_good(
    antecedent: Condition,
    done: dict[str, datetime.date],
    deadline: datetime.date | None,
    ended: tuple[Change, datetime.date] | None,
) -> None:
    states = [state_on(START + n * DAY, antecedent, ("e",), done=done, deadline=deadline, ended=ended) for n in range(WINDOW + 2)]
    for earlier, later in itertools.pairwise(states):
        assert earlier == later if earlier in FOR_GOOD else not (earlier is DETACHED and later is CONDITIONAL)


@given(conditions, happenings, st.none() | days, endings, days, days)
def test_what_it_does_not_name_does_not_matter(  # noqa: PLR0917
    antecedent: Condition,
    done: dict[str, datetime.date],
    deadline: datetime.date | None,
    ended: tuple[Change, datetime.date] | None,
    day: datetime.date,
    other: datetime.date,
) -> None:
    state = state_on(day, antecedent, ("e",), done=done, deadline=deadline, ended=ended)
    assert state_on(day, antecedent, ("e",), done=done | {"other": other}, deadline=deadline, ended=ended) is state


@given(conditions, st.sets(st.sampled_from(STEPS)), st.sets(st.sampled_from(STEPS)), days, st.integers(0, 5))
def test_what_is_ruled_out_stays_so(condition: Condition, done: set[str], more: set[str], day: datetime.date, later: int) -> None:
    if holds(condition, done, day):
        assert can_hold(condition, done, day)
    if not can_hold(condition, done, day):
        assert not can_hold(condition, done | more, day + later * DAY)
        assert not holds(condition, done | more, day + later * DAY)


@given(
    st.recursive(leaves, lambda p: st.builds(AtLeast, count=st.integers(0, 3), parts=st.lists(p, max_size=3).map(tuple))),
    st.sets(st.sampled_from(STEPS)),
    st.sets(st.sampled_from(STEPS)),
    days,
)
def test_without_a_not_more_steps_do_no_harm(condition: Condition, done: set[str], more: set[str], day: datetime.date) -> None:
    assert holds(condition, done | more, day) or not holds(condition, done, day)
