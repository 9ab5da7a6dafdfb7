"""`goodoffices merge`, `split`, `done`, `end` and `rebuild`."""

from __future__ import annotations

import datetime

import pytest

from goodoffices.ledger import Ledger
from goodoffices.ledger.views import View
from goodoffices.model import CommitmentState

from .conftest import Run

LATE = datetime.date(2031, 12, 31)


def state(talks: str, commitment: str, day: datetime.date = LATE) -> CommitmentState:
    with Ledger.open(talks) as ledger:
        return View(ledger.engine, day).commitment(commitment).state


def test_parties_are_merged_by_key_or_name_and_split_again(run: Run, talks: str) -> None:
    done = run("merge", "Ana Oro", "ivo-stam", "--ledger", talks, "--who", "ana", "--why", "a slip")
    assert done.stdout == "ivo-stam is one with ana-oro: `goodoffices split ivo-stam` undoes it\n"
    with Ledger.open(talks) as ledger:
        assert View(ledger.engine).party("Ivo Stam").key == "ana-oro"
        *_, last = ledger.log()
        assert (last.event.who, last.event.why) == ("ana", "a slip")
    assert run("split", "ivo-stam", "--ledger", talks).stdout == "ivo-stam is one of its own again\n"
    with Ledger.open(talks) as ledger:
        assert View(ledger.engine).party("Ivo Stam").key == "ivo-stam"


def test_steps_are_merged_by_number(run: Run, talks: str) -> None:
    assert run("merge", "t1", "t3", "--ledger", talks).returncode == 0
    with Ledger.open(talks) as ledger:
        assert {m.id for m in View(ledger.engine).moves(step="t1")} == {"r2.m1", "r2.m2"}


def test_a_step_that_is_done_moves_commitments_on(run: Run, talks: str) -> None:
    assert state(talks, "c1") is CommitmentState.CONDITIONAL
    told = run("done", "t2", "--on", "2031-03-09", "--ledger", talks).stdout
    assert told == "t2 Government of Orsania: the bridges (withdrawal), done on 9 March 2031\n"
    assert (state(talks, "c1"), state(talks, "c2")) == (CommitmentState.DETACHED, CommitmentState.SATISFIED)
    assert state(talks, "c1", datetime.date(2031, 3, 8)) is CommitmentState.CONDITIONAL
    assert run("done", "t2", "--undone", "--ledger", talks).stdout.endswith(", not done\n")
    assert state(talks, "c1") is CommitmentState.CONDITIONAL


@pytest.mark.parametrize(
    ("how", "comes_to"), [("--cancelled", CommitmentState.CANCELLED), ("--released", CommitmentState.RELEASED)]
)
def test_a_commitment_ends(run: Run, talks: str, how: str, comes_to: CommitmentState) -> None:
    told = run("end", "c1", how, "--on", "2031-03-09", "--ledger", talks).stdout
    assert told == f"c1 {comes_to.value} on 9 March 2031: {comes_to.value}\n"
    assert state(talks, "c1") is comes_to


def test_everything_is_made_anew_from_the_record(run: Run, talks: str) -> None:
    run("done", "t2", "--on", "2031-03-09", "--ledger", talks)
    with Ledger.open(talks) as ledger:
        whole = [p.model_dump() for p in View(ledger.engine).parties()], View(ledger.engine, LATE).commitments()
    assert run("rebuild", "--ledger", talks).stdout == "made anew from 3 events\n"
    with Ledger.open(talks) as ledger:
        assert ([p.model_dump() for p in View(ledger.engine).parties()], View(ledger.engine, LATE).commitments()) == whole


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("merge", "Ana Oro", "ana-oro"), "ana-oro cannot be one with ana-oro: name two parties, or two steps"),
        (("merge", "ana-oro", "t1"), "t1 cannot be one with ana-oro: name two parties, or two steps"),
        (("merge", "ana-oro", "Nobody"), "there is no party Nobody in this ledger"),
        (("merge", "t1", "t99"), "there is no t99 in this ledger"),
        (("split", "ana-oro"), "ana-oro is no part of another: there is nothing to split"),
        (("split", "nobody"), "there is no party nobody in this ledger"),
        (("done", "t1"), "say when the step was done, with --on 2014-01-20, or that it was not, with --undone"),
        (("done", "t1", "--on", "2031-03-09", "--undone"), "say when the step was done"),
        (("done", "t99", "--on", "2031-03-09"), "there is no t99 in this ledger"),
        (("done", "c1", "--on", "2031-03-09"), "c1 is no step: write t4"),
        (("end", "c1", "--on", "2031-03-09"), "say how the commitment ended and when"),
        (("end", "c1", "--cancelled"), "say how the commitment ended and when"),
        (("end", "c1", "--cancelled", "--released", "--on", "2031-03-09"), "say how the commitment ended and when"),
        (("end", "c99", "--cancelled", "--on", "2031-03-09"), "there is no c99 in this ledger"),
        (("end", "t1", "--cancelled", "--on", "2031-03-09"), "t1 is no commitment: write c7"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_does_not_fit_is_one_line_and_nothing_happens(run: Run, talks: str, arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments, "--ledger", talks)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert done.stderr.startswith(f"goodoffices: {told}")
    with Ledger.open(talks) as ledger:
        assert [r.event.kind for r in ledger.log()] == ["added", "added"]
