"""What people do by hand, and the way back: after it, all is as it was before; and nobody overwrites what he has not seen."""

from __future__ import annotations

import datetime
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from goodoffices.errors import ConflictError, LedgerError
from goodoffices.exchange import jsonl
from goodoffices.ledger import Ledger, tables
from goodoffices.ledger.events import Ending
from goodoffices.ledger.marking import NewMove, NewStatement, NewStep
from goodoffices.ledger.opening import in_memory, reading
from goodoffices.model import Manner, Measure, MoveKind, PartyKind, Reading, Relation, Strength
from tests.brief.conftest import bridges, truce  # noqa: F401 (fixtures)

from .telling import LATER, Says, day, step_called, told

DERIVED = [t for t in tables.metadata.sorted_tables if t.name not in tables.RECORD | tables.APART]


def state_of(ledger: Ledger) -> dict[str, list[Any]]:
    """All that is made from the record, but for commitments of which nothing tells (they keep their numbers)."""
    with reading(ledger.engine) as connection:
        found = {t.name: sorted(map(tuple, connection.execute(select(t))), key=repr) for t in DERIVED}
        told = {row.commitment for row in connection.execute(select(tables.testimonies))}
    found["commitments"] = [row for row in found["commitments"] if row[0] in told]
    return found


def rebuilt(ledger: Ledger) -> dict[str, list[Any]]:
    ledger.rebuild()
    return state_of(ledger)


@pytest.fixture
def talks(any_ledger: Ledger, bridges: Reading) -> Ledger:  # noqa: F811
    any_ledger.add(bridges, who="desk")
    return any_ledger


CHANGES = [
    lambda ledger, n: ledger.confirm(f"r1.m{n}", who="Ana"),
    lambda ledger, n: ledger.reject(f"r1.m{n}", who="Ana"),
    lambda ledger, n: ledger.confirm(f"r1.s{n}", who="Ben"),
    lambda ledger, n: ledger.correct(f"r1.m{n}", {"kind": "refusal", "strength": "tentative"}, who="Ben"),
    lambda ledger, n: ledger.link(f"r1.m{n}", "t1", who="Ana"),
    lambda ledger, n: ledger.reject(f"r1.m{n}>t1", who="Ana"),
    lambda ledger, n: ledger.done("t1", datetime.date(2025, 4, n), who="Ana"),
    lambda ledger, n: ledger.end("c1", Ending.CANCELLED, datetime.date(2025, 4, n), who="Ana"),
]


def test_taken_back_in_turn_all_is_as_before(bridges: Reading) -> None:  # noqa: F811
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(1, 5)), max_size=7))
    def holds(changes: list[tuple[Any, int]]) -> None:
        with Ledger(in_memory()) as ledger:
            ledger.add(bridges, who="desk")
            steps = [(0, state_of(ledger))]
            for change, n in changes:
                before = ledger.last()
                try:
                    change(ledger, n)
                except LedgerError:  # a link that is not there, a commitment that has ended
                    assert ledger.last() == before
                    continue
                steps.append((ledger.last(), state_of(ledger)))
            assert rebuilt(ledger) == steps[-1][1]
            while len(steps) > 1:
                number, _ = steps.pop()
                ledger.undo(number, who="Cem")
                assert state_of(ledger) == steps[-1][1]
            assert rebuilt(ledger) == steps[0][1]

    holds()


def test_what_a_person_adds_is_confirmed_and_makes_a_commitment(talks: Ledger) -> None:
    said = talks.mark("r1", NewStatement(spans="0-3;;5-20", speaker=None, manner=Manner.INDIRECT), who="Ana")
    party = talks.new_party("The Ferry Guild", PartyKind.ORGANISATION, who="Ana")
    new = NewStep(agent=party, measure=Measure.TALKS, object="talks on the ferries")
    move = NewMove(spans="5-20;22-30", kind=MoveKind.OFFER, party=party, agent=party, step=new, relation=Relation.IF,
                   strength=Strength.FIRM, statement=int(said.rpartition("s")[2]))  # fmt: skip
    made = talks.mark("r1", move, who="Ana")
    talks.link(made, "t1", who="Ana")
    fact = next(m for m in talks.as_of().moves(report=1) if m.id == made)
    assert (fact.party, fact.status, fact.confidence, fact.statement) == (party, "confirmed", 1.0, said)
    (commitment,) = talks.as_of().commitments(debtor=party)
    assert [t.move for t in commitment.testimonies] == [made]
    assert "t1" in str(commitment.antecedent)
    assert rebuilt(talks) == state_of(talks)
    again = talks.mark("r1", move.model_copy(update={"spans": "6-20;22-30"}), who="Ana")
    assert again != made
    assert len(talks.as_of().commitments(debtor=party)) == 2 or talks.as_of().commitments(debtor=party)


def test_the_record_of_it_goes_into_another_ledger(talks: Ledger) -> None:
    talks.correct("r1.m1", {"strength": "tentative"}, who="Ana")
    talks.undo(talks.last(), who="Ana")
    party = talks.new_party("The Ferry Guild", PartyKind.ORGANISATION, who="Ana")
    talks.mark("r1", NewStatement(spans=";;5-20", speaker=party, manner=Manner.DIRECT), who="Ana")
    talks.link("r1.m1", "t1", who="Ana")
    with Ledger(in_memory()) as copy:
        copy.restore(talks.record())
        assert state_of(copy) == state_of(talks)


def test_a_later_reading_leaves_what_a_person_added(talks: Ledger, bridges: Reading) -> None:  # noqa: F811
    said = talks.mark("r1", NewStatement(spans=";;5-20", speaker=None, manner=Manner.DIRECT), who="Ana")
    later = bridges.model_copy(update={"reader": bridges.reader.model_copy(update={"version": "99"})})
    talks.add(later, who="desk")
    with reading(talks.engine) as connection:
        rows = connection.execute(select(tables.statements).where(tables.statements.c.status == "confirmed")).all()
    assert [f"r{row.report}.s{row.n}" for row in rows] == [said]


@pytest.mark.parametrize(
    ("does", "says"),
    [
        (lambda ledger: ledger.undo(1), "cannot be taken back"),
        (lambda ledger: ledger.undo(99), "there is no change 99"),
        (lambda ledger: ledger.link("r1.m1", "t99"), "there is no t99"),
        (lambda ledger: ledger.link("r1.s1", "t1"), "is no statement, move or link"),
        (lambda ledger: ledger.mark("r9", NewStatement(spans=";;5-20", manner=Manner.DIRECT)), "there is no r9"),
        (lambda ledger: ledger.mark("r1", NewStatement(spans=";;5-999999", manner=Manner.DIRECT)), "is not where"),
        (lambda ledger: ledger.mark("r1", NewStatement(spans=";;", manner=Manner.DIRECT)), "is not where"),
        (lambda ledger: ledger.mark("r1", NewStatement(spans=";;5-9", speaker="nobody", manner=Manner.DIRECT)), "no party nobody"),
        (lambda ledger: ledger.new_party(" ", PartyKind.STATE), "a name of letters"),
    ],
)  # fmt: skip
def test_what_makes_no_sense(talks: Ledger, does: Any, says: str) -> None:
    before, last = state_of(talks), talks.last()
    with pytest.raises(LedgerError, match=says):
        does(talks)
    assert (state_of(talks), talks.last()) == (before, last)


def test_what_others_have_touched_is_not_taken_back(talks: Ledger) -> None:
    talks.confirm("r1.m1", who="Ana")
    first = talks.last()
    talks.reject("r1.m1", who="Ben")
    with pytest.raises(ConflictError, match=r"Ben has changed r1\.m1 since"):
        talks.undo(first, who="Ana")
    talks.undo(talks.last(), who="Ana")
    talks.undo(first, who="Ana")
    with pytest.raises(LedgerError, match="taken back already"):
        talks.undo(first, who="Ana")


def test_of_two_at_once_on_one_draft_one_wins(talks: Ledger) -> None:
    seen, won, lost = talks.seen("r1.m1"), [], []
    at_once = threading.Barrier(8)

    def judge(who: str) -> None:
        at_once.wait()
        try:
            (talks.confirm if who < "d" else talks.reject)("r1.m1", who=who, after=seen)
            won.append(who)
        except ConflictError as error:
            lost.append(str(error))

    threads = [threading.Thread(target=judge, args=(who,)) for who in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert len(lost) == 7
    assert all(error.startswith(f"{won[0]} was faster") for error in lost)
    assert [r.event.who for r in talks.since(seen, 50)][-1] == won[0]
    assert [r.event.who for r in talks.since(1, 50)] == won


# Beside what one person does to one row: the record, what goes together, and later readings

ROAD = Says("Orsania", "open the road", "if", "stop the shelling", "Upland Front", until="2031-03-09")
SAME = Says("Orsania", "clear the way to town", "if", "hold its fire", "Upland Front")
HILL = Says("Upland Front", "leave the hill")


def added(*, spans: str = "0-6;", relation: Relation | None = None, step: int | NewStep = 1) -> NewMove:
    """A move of the Upland Front that its reader missed."""
    return NewMove(spans=spans, kind=MoveKind.OFFER, party="upland-front", agent="upland-front", step=step, relation=relation,
                   strength=Strength.FIRM)  # fmt: skip


def two(ledger: Ledger) -> Ledger:
    """Two reports on one promise in other words."""
    ledger.add(told(ROAD, HILL, name="1", published="2031-03-01"), who="desk")
    ledger.add(told(SAME, name="2", published="2031-03-02"), who="desk")
    return ledger


def test_what_was_taken_back_comes_back_from_json_lines(any_ledger: Ledger, tmp_path: Path) -> None:
    two(any_ledger).confirm("r1.m1", who="Ana")
    any_ledger.undo(any_ledger.last(), who="Ben")
    jsonl.write(any_ledger, tmp_path / "all.jsonl")
    with Ledger(in_memory()) as copy:
        assert jsonl.read(copy, tmp_path / "all.jsonl") == any_ledger.last()
        assert state_of(copy) == state_of(any_ledger)


def test_reports_that_speak_of_what_a_person_added_come_back_from_the_record(any_ledger: Ledger) -> None:
    """Its step and its party are known to them, so that they bring neither."""
    two(any_ledger).new_party("Lakes Council", PartyKind.ORGANISATION, who="Ana")
    any_ledger.mark("r1", added(step=NewStep(agent="lakes-council", measure=Measure.OTHER, object="host the talks")), who="Ana")
    steps = len(state_of(any_ledger)["steps"])
    any_ledger.add(told(Says("Lakes Council", "host the talks"), name="3"), who="desk")
    assert len(state_of(any_ledger)["steps"]) == steps
    with Ledger(in_memory()) as copy:
        copy.restore(any_ledger.record())
        assert state_of(copy) == state_of(any_ledger)


def test_merges_and_splits_are_taken_back_with_the_steps_that_went_with_them(any_ledger: Ledger) -> None:
    two(any_ledger).add(told(Says("Halven authorities", "open the road"), name="3", published="2031-03-03"), who="desk")
    apart = state_of(any_ledger)
    first = any_ledger.last() + 1
    any_ledger.merge("orsania", "halven-authorities", who="Ana")
    together = state_of(any_ledger)
    assert any_ledger.last() == first + 1  # their steps on the road are one as well
    any_ledger.undo(first, who="Ben")
    assert state_of(any_ledger) == apart
    with pytest.raises(LedgerError, match="taken back already: Ben has split halven-authorities off"):
        any_ledger.undo(first, who="Ana")
    any_ledger.undo(any_ledger.last() - 1, who="Ben")  # the split of the step, which came first
    any_ledger.undo(any_ledger.last() - 1, who="Ben")  # the split of the parties
    assert state_of(any_ledger) == together
    assert rebuilt(any_ledger) == together


def test_a_party_that_is_part_of_another_by_now_stays_there(any_ledger: Ledger) -> None:
    two(any_ledger).add(told(Says("Lakes Council", "host the talks"), name="3"), who="desk")
    any_ledger.merge("orsania", "upland-front", who="Ana")
    merged = any_ledger.last()
    any_ledger.split("upland-front", who="Ana")
    any_ledger.merge("lakes-council", "upland-front", who="Ben")
    before = state_of(any_ledger)
    with pytest.raises(LedgerError, match="taken back already"):
        any_ledger.undo(merged)
    assert state_of(any_ledger) == before


def test_an_end_that_is_taken_back_leaves_those_from_before(any_ledger: Ledger) -> None:
    two(any_ledger).end("c1", Ending.CANCELLED, day("2031-03-04"))
    for kept, merged in (("open the road", "clear the way to town"), ("stop the shelling", "hold its fire")):
        any_ledger.merge(step_called(any_ledger, kept), step_called(any_ledger, merged))
    before = state_of(any_ledger)
    any_ledger.end("c1", Ending.RELEASED, day("2031-03-05"))
    assert state_of(any_ledger) != before
    any_ledger.undo(any_ledger.last())
    assert state_of(any_ledger) == before == rebuilt(any_ledger)


def test_what_was_said_before_a_later_reading_is_not_taken_back(any_ledger: Ledger) -> None:
    two(any_ledger).confirm("r1.m1", who="Ana")
    confirmed = any_ledger.last()
    later = told(ROAD, HILL, name="1", published="2031-03-01", reader=LATER)
    any_ledger.add(later.model_copy(update={"moves": (), "step_mentions": (), "dates": ()}), who="desk")
    with pytest.raises(ConflictError, match="r1 was read again since"):
        any_ledger.undo(confirmed)


@pytest.mark.parametrize(
    ("move", "says"),
    [(added(relation=Relation.IF), "they come together"), (added(spans="0-6;8-12"), "they come together")],
    ids=["a relation to nothing", "a condition in no relation"],
)
def test_a_condition_and_its_relation_come_together(any_ledger: Ledger, move: NewMove, says: str) -> None:
    two(any_ledger)
    with pytest.raises(LedgerError, match=says):
        any_ledger.mark("r1", move)


def test_a_move_without_a_condition_waits_for_nothing(any_ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match=r"r1\.m2 has no condition"):
        two(any_ledger).link("r1.m2", "t1")


@pytest.mark.parametrize(
    ("meanwhile", "change"),
    [
        (lambda x: x.reject("r1.m1", who="Ben"), lambda x, n: x.confirm("r1.m1>t2", after=n)),
        (lambda x: x.reject("r1.m1>t2", who="Ben"), lambda x, n: x.confirm("r1.m1", after=n)),
        (lambda x: x.reject("r1.s1", who="Ben"), lambda x, n: x.correct("r1.s1", {"manner": "mixed"}, after=n)),
        (lambda x: x.done("t1", day("2031-03-04"), who="Ben"), lambda x, n: x.done("t1", None, after=n)),
        (lambda x: x.end("c1", Ending.RELEASED, day("2031-03-04"), who="Ben"),
         lambda x, n: x.end("c1", Ending.CANCELLED, day("2031-03-04"), after=n)),
        (lambda x: x.merge("t1", "t3", who="Ben"), lambda x, n: x.merge("t1", "t2", after=n)),
        (lambda x: x.split("t4", who="Ben"), lambda x, n: x.split("t4", after=n)),
    ],
    ids=["link, move", "move, link", "statement", "step", "commitment", "merge", "split"],
)  # fmt: skip
def test_whoever_has_not_seen_the_last_change_makes_none(any_ledger: Ledger, meanwhile: Any, change: Any) -> None:
    two(any_ledger).merge("t5", "t4")
    seen = any_ledger.last()
    meanwhile(any_ledger)
    before, last = state_of(any_ledger), any_ledger.last()
    with pytest.raises(ConflictError, match=r"^Ben was faster"):
        change(any_ledger, seen)
    assert (state_of(any_ledger), any_ledger.last()) == (before, last)


RACING = """
import sys
from goodoffices.errors import ConflictError
from goodoffices.ledger import Ledger
with Ledger.open(sys.argv[1]) as ledger:
    print("ready", flush=True)
    seen = int(sys.stdin.readline())
    for _ in range(20):
        try:
            ledger.confirm("r1.m1", who=sys.argv[2], after=seen)
            print("won")
        except ConflictError:
            print("lost")
"""


def test_of_two_processes_on_one_draft_one_wins(any_address: str) -> None:
    with Ledger.open(any_address) as ledger:
        seen = two(ledger).last()
        piped: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        both = [subprocess.Popen([sys.executable, "-c", RACING, any_address, who], **piped) for who in ("ann", "bob")]
        for process in both:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in both:
            assert process.stdin is not None
            process.stdin.write(f"{seen}\n")
            process.stdin.flush()
        told_by = [process.communicate(timeout=120)[0].split() for process in both]
        assert [process.returncode for process in both] == [0, 0]
        assert sorted(told_by[0] + told_by[1]) == ["lost"] * 39 + ["won"]
        assert ledger.last() == seen + 1
