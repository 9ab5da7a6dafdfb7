"""Commitments that become one when their parties or steps are merged, and come apart when the merge is undone."""

from __future__ import annotations

import itertools

import pytest

from goodoffices.ledger import Ledger
from goodoffices.ledger.events import Ending
from goodoffices.ledger.every import everything
from goodoffices.ledger.relations import Tie, ties
from goodoffices.model import CommitmentState

from .telling import Says, day, step_called, tables_of, told

ROAD = Says("Orsania", "open the road", "if", "stop the shelling", "Upland Front", until="2031-03-09")
SAME = Says("Orsania", "clear the way to town", "if", "hold its fire", "Upland Front", until="2031-03-15", strength="tentative")
OTHER = Says("Orsania", "clear the way to town", "if", "leave the hill", "Upland Front")


@pytest.fixture
def ledger(any_ledger: Ledger) -> Ledger:
    """Two reports on one promise in other words, and one on another promise."""
    for n, says in enumerate((ROAD, SAME, OTHER), 1):
        any_ledger.add(told(says, name=str(n), published=f"2031-03-0{n}"), who="reader")
    return any_ledger


def told_by(ledger: Ledger, date: str = "2031-03-05") -> dict[str, list[str]]:
    """For each commitment the moves that tell of it."""
    found = ledger.as_of(day(date)).commitments()
    with everything(ledger.as_of(day(date))) as every:
        assert {c.id: c for c in every.commitments()} == {c.id: c for c in found}
    return {c.id: [t.move for t in c.testimonies] for c in found}


APART = {"c1": ["r1.m1"], "c2": ["r2.m1"], "c3": ["r3.m1"]}


def join(ledger: Ledger) -> tuple[str, str]:
    """Merge what the two reports call otherwise; the steps that were merged."""
    words = ("open the road", "clear the way to town"), ("stop the shelling", "hold its fire")
    parts = [[step_called(ledger, w) for w in pair] for pair in words]
    for kept, merged in parts:
        ledger.merge(kept, merged)
    return parts[0][1], parts[1][1]


def test_commitments_that_become_equal_are_one(ledger: Ledger) -> None:
    assert told_by(ledger) == APART
    clear, fire = join(ledger)
    joined = told_by(ledger)
    assert joined.pop("c1") == ["r1.m1", "r2.m1"]
    assert list(joined.values()) == [["r3.m1"]]
    one = ledger.as_of(day("2031-03-05")).commitment("c1")
    assert (one.stories, one.strength.value, one.deadline) == (2, "tentative", day("2031-03-15"))
    assert ledger.as_of(day("2031-03-05")).commitment("c2") == one
    assert told_by(ledger, "2031-03-01") == {"c1": ["r1.m1"]}
    waits = [t for t in ties(ledger.as_of(day("2031-03-05"))) if t.tie is Tie.WAITS_FOR]
    assert sorted((t.commitment, t.source.report) for t in waits if t.commitment == "c1") == [("c1", "r1"), ("c1", "r2")]
    for part in (clear, fire):
        ledger.split(part)
    assert told_by(ledger) == APART


def test_it_is_enough_that_one_merge_is_undone(ledger: Ledger) -> None:
    _, fire = join(ledger)
    ledger.split(fire)
    assert sorted(told_by(ledger).values()) == [["r1.m1"], ["r2.m1"], ["r3.m1"]]


@pytest.mark.parametrize("first", [True, False], ids=["heard of before", "heard of afterwards"])
def test_what_is_heard_later_is_of_the_one_over_the_wholes(ledger: Ledger, first: bool) -> None:
    """Whether or not anything was promised in those words when they were merged."""
    said = told(
        Says("Halven authorities", "open the road", "if", "stop the shelling", "Upland Front", agent="Orsania"),
        name="h", published="2031-03-04",
    )  # fmt: skip
    if first:
        ledger.add(said)
    else:
        ledger.add(told(Says("Halven authorities", "hold talks", kind="demand"), name="talks"))
    ledger.merge("halven-authorities", "orsania")
    if not first:
        ledger.add(said)
    number = ledger.as_of().reports()[0].id
    assert ["r1.m1", f"{number}.m1"] in told_by(ledger).values()
    ledger.split("orsania")
    assert sorted(told_by(ledger).values()) == [*APART.values(), [f"{number}.m1"]]


def test_steps_that_differ_in_their_agent_only_go_with_it(ledger: Ledger) -> None:
    """Each by an event of its own; what else the parties would do stays apart."""
    words = Says("Halven authorities", "open the road", "if", "stop the shelling", "Upland Front")
    ledger.add(told(words, Says("Halven authorities", "open the bridge"), name="h", published="2031-03-04"))
    road, bridge = ledger.as_of().moves(party="halven-authorities", most=2)
    last = ledger.last()
    ledger.merge("orsania", "halven-authorities", who="ann")
    assert [(r.event.kept, r.event.merged, r.event.who) for r in ledger.log() if r.number > last] == [  # type: ignore[union-attr]
        ("orsania", "halven-authorities", "ann"), (step_called(ledger, "open the road", 0), road.step, "ann"),
    ]  # fmt: skip
    assert told_by(ledger)["c1"] == ["r1.m1", "r4.m1"]
    assert ledger.as_of().step(bridge.step).step == bridge.step
    ledger.split("halven-authorities")
    assert told_by(ledger) == APART | {"c4": ["r4.m1"], "c5": ["r4.m2"]}


def test_a_step_that_a_person_takes_out_again_stays_out(ledger: Ledger) -> None:
    ledger.add(told(Says("Halven authorities", "open the road", "if", "stop the shelling", "Upland Front"), name="h"))
    ledger.add(told(Says("Halven mayor", "open the road"), name="m"))
    ledger.merge("orsania", "halven-authorities")
    ledger.split(step_called(ledger, "open the road", 1))
    ledger.merge("orsania", "halven-mayor")
    one, other, third = (ledger.as_of().step(step_called(ledger, "open the road", n)).step for n in range(3))
    assert one == third != other
    ledger.split("halven-authorities")
    assert ledger.as_of().step(third).step == one


def test_what_a_person_judges_while_they_are_one(ledger: Ledger) -> None:
    join(ledger)
    ledger.reject("r2.m1")
    assert ["r1.m1"] in told_by(ledger).values()
    ledger.correct("r2.m1", {"kind": "offer"})
    assert ["r1.m1", "r2.m1"] in told_by(ledger).values()


def test_what_is_ended_while_they_are_one_stays_so(ledger: Ledger) -> None:
    clear, _ = join(ledger)
    ledger.end("c2", Ending.RELEASED, day("2031-03-04"))
    view = ledger.as_of(day("2031-03-05"))
    assert view.commitment("c1").state is CommitmentState.RELEASED
    ledger.split(clear)
    assert {view.commitment(c).state for c in ("c1", "c2")} == {CommitmentState.RELEASED}
    assert view.commitment("c3").state is CommitmentState.CONDITIONAL


def test_one_that_was_ended_ends_the_other(ledger: Ledger) -> None:
    """The first of several endings counts."""
    ledger.end("c1", Ending.CANCELLED, day("2031-03-04"))
    ledger.end("c2", Ending.RELEASED, day("2031-03-03"))
    join(ledger)
    assert ledger.as_of(day("2031-03-05")).commitment("c1").state is CommitmentState.RELEASED


def test_nobody_owes_himself(ledger: Ledger) -> None:
    assert ledger.as_of().commitment("c1").creditor == "upland-front"
    ledger.merge("orsania", "upland-front")
    assert {c.creditor for c in ledger.as_of().commitments()} == {None}


def test_in_whatever_order_they_are_merged_and_split(ledger: Ledger) -> None:
    """All orders come to the same, made anew or not."""
    road, clear, shelling, fire = (
        step_called(ledger, w) for w in ("open the road", "clear the way to town", "stop the shelling", "hold its fire")
    )
    for merges in itertools.permutations([(road, clear), (shelling, fire), ("orsania", "upland-front")]):
        for kept, merged in merges:
            ledger.merge(kept, merged)
        assert ["r1.m1", "r2.m1"] in told_by(ledger).values()
        for _, merged in merges:
            ledger.split(merged)
        assert told_by(ledger) == APART
        before = tables_of(ledger)
        ledger.rebuild()
        assert tables_of(ledger) == before
