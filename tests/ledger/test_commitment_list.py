"""Commitments sought and put into order, against what all of them say one by one; and the life of one."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
from goodoffices.ledger.commitment_list import By, Sought, awaited, found, in_full, states
from goodoffices.ledger.events import Ending
from goodoffices.ledger.facts import CommitmentFact
from goodoffices.ledger.lives import life
from goodoffices.model import CommitmentKind, CommitmentState

from .telling import Says, day, ledger_of, step_called, told

TODAY = day("2031-03-20")
PARTIES = ["Orsania", "Upland Front", "Halmin"]
SAYS = st.builds(
    Says, party=st.sampled_from(PARTIES), step=st.sampled_from(["open the road", "withdraw"]), relation=st.just("if"),
    condition=st.sampled_from(["stop the shelling", "free them"]), by=st.sampled_from(PARTIES),
    kind=st.sampled_from(["offer", "threat"]), until=st.sampled_from([None, "2031-03-09", "2031-04-09"]),
    strength=st.sampled_from(["firm", "tentative"]),
)  # fmt: skip


def key(by: By, c: CommitmentFact, names: dict[str, str]) -> object:
    """What a commitment is put into order by, as its fact has it; nothing sorts last."""
    order = list(CommitmentState)
    return {
        By.LATEST: c.testimonies[-1].day, By.DEBTOR: names[c.debtor].lower(),
        By.CREDITOR: names[c.creditor].lower() if c.creditor else None, By.CONSEQUENT: c.consequent.object, By.STRENGTH: c.strength,
        By.STATE: order.index(c.state), By.DEADLINE: c.deadline, By.TESTIMONIES: c.stories,
    }[by]  # fmt: skip


def of(ledger: Ledger, **sought: object) -> list[str]:
    """The commitments that are sought, by name."""
    return [f"c{n}" for n in found(ledger.as_of(TODAY), Sought(**sought))]  # type: ignore[arg-type]


@settings(max_examples=25, deadline=None)
@given(st.lists(SAYS, min_size=1, max_size=7), st.sampled_from(list(By)), st.booleans(), st.data())
def test_orders_and_filters_are_those_of_the_facts(says: list[Says], by: By, descending: bool, data: st.DataObject) -> None:
    ledger = ledger_of(*(told(s, name=str(n), published=f"2031-03-{n + 1:02}") for n, s in enumerate(says)))
    for n in data.draw(st.sets(st.integers(1, len(says)), max_size=2)):
        ledger.confirm(f"r{n}.m1", who="Ana")
    if data.draw(st.booleans()):
        ledger.done(step_called(ledger, says[0].condition or "", 0), day("2031-03-08"), who="Ana")
    there = {p.key for p in ledger.as_of(TODAY).parties()}
    if {"orsania", "halmin"} <= there and data.draw(st.booleans()):
        ledger.merge("orsania", "halmin", who="Ana")
    view = ledger.as_of(TODAY)
    facts = {c.id: c for c in view.commitments(most=1000)}
    names = {p.key: p.name for p in view.parties()}

    ordered = of(ledger, by=by, descending=descending)
    assert sorted(ordered) == sorted(facts)
    keys = [key(by, facts[c], names) for c in ordered]
    known = [k for k in keys if k is not None]
    assert keys == known + [None] * (len(keys) - len(known))
    assert known == sorted(known, reverse=descending)  # type: ignore[type-var]

    assert states(view) == {int(c[1:]): fact.state for c, fact in facts.items()}
    assert [c.id for c in in_full(view, [int(c[1:]) for c in ordered])] == ordered
    for party in {c.debtor for c in facts.values()} | {c.creditor for c in facts.values() if c.creditor}:
        assert set(of(ledger, party=party)) == {i for i, c in facts.items() if party in (c.debtor, c.creditor)}
    for state in CommitmentState:
        assert set(of(ledger, state=state)) == {i for i, c in facts.items() if c.state is state}
    for kind in CommitmentKind:
        assert set(of(ledger, kind=kind)) == {i for i, c in facts.items() if c.kind is kind}
    due = day("2031-03-31")
    assert set(of(ledger, due_by=due)) == {i for i, c in facts.items() if c.deadline and c.deadline <= due}
    assert set(of(ledger, confirmed=True)) == {i for i, c in facts.items() if not c.is_draft}


def test_a_party_that_is_not_there_is_named() -> None:
    with pytest.raises(LedgerError, match="there is no party Nobody"):
        of(ledger_of(told(Says("Orsania", "open the road"))), party="Nobody")


def test_who_promises_what_is_awaited() -> None:
    ledger = ledger_of(
        told(Says("Orsania", "open the road", "if", "stop the shelling", "Upland Front"), name="a", published="2031-03-01"),
        told(Says("Upland Front", "stop the shelling"), name="b", published="2031-03-02"),
        told(Says("Upland Front", "stop the shelling", kind="threat"), name="c", published="2031-03-03"),
    )
    step = step_called(ledger, "stop the shelling")
    ledger.done(step, day("2031-03-04"), who="Ana")
    one = awaited(ledger.as_of(TODAY), [step])[step]
    assert (one.step.done, one.promises) == (day("2031-03-04"), ("c2",))
    assert awaited(ledger.as_of(day("2031-03-01")), [step])[step].promises == ()


LIVES = {
    "waits": ({}, None, None, [("2031-03-01", "conditional")]),
    "its condition comes to hold": ({"stop the shelling": "2031-03-05"}, None, None,
                                    [("2031-03-01", "conditional"), ("2031-03-05", "detached")]),
    "kept": ({"stop the shelling": "2031-03-05", "open the road": "2031-03-07"}, None, None,
             [("2031-03-01", "conditional"), ("2031-03-05", "detached"), ("2031-03-07", "satisfied")]),
    "broken the day after its deadline": ({"stop the shelling": "2031-03-05"}, "2031-03-09", None,
                                          [("2031-03-01", "conditional"), ("2031-03-05", "detached"), ("2031-03-10", "violated")]),
    "expired": ({}, "2031-03-09", None, [("2031-03-01", "conditional"), ("2031-03-10", "expired")]),
    "cancelled": ({}, None, (Ending.CANCELLED, "2031-03-06"), [("2031-03-01", "conditional"), ("2031-03-06", "cancelled")]),
    "released": ({"stop the shelling": "2031-03-05"}, None, (Ending.RELEASED, "2031-03-06"),
                 [("2031-03-01", "conditional"), ("2031-03-05", "detached"), ("2031-03-06", "released")]),
    "held before it was told of": ({"stop the shelling": "2031-02-05"}, None, None, [("2031-03-01", "detached")]),
}  # fmt: skip


@pytest.mark.parametrize("name", LIVES)
def test_the_life_of_a_promise(name: str) -> None:
    done, deadline, ended, expected = LIVES[name]
    says = Says("Orsania", "open the road", "if", "stop the shelling", "Upland Front", until=deadline)
    ledger = ledger_of(told(says, published="2031-03-01"))
    for step, on in done.items():
        ledger.done(step_called(ledger, step), day(on), who="Ana")
    if ended:
        ledger.end("c1", ended[0], day(ended[1]), who="Ana")
    view = ledger.as_of(TODAY)
    lived = life(view, view.commitment("c1"))
    assert [(since.day.isoformat(), since.state.value) for since in lived.states] == expected
    assert lived.states[-1].state is view.commitment("c1").state
    assert (lived.ended, lived.ended_on) == ((ended[0], datetime.date.fromisoformat(ended[1])) if ended else (None, None))
