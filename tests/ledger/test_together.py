"""Two processes write to one ledger, and are killed at it."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from benchmarks.faults import add_all, torment, unsound
from benchmarks.generated import made
from goodoffices.ledger import Ledger
from goodoffices.ledger.adding import Outcome

FORK = multiprocessing.get_context("fork")


def test_two_processes_add_at_once_to_a_ledger_that_neither_has_made(tmp_path: Path) -> None:
    """Each report is there once, whoever came first, and every confirmation is."""
    orders = [list(range(20)) for _ in range(2)]
    for seed, order in enumerate(orders):
        random.Random(seed).shuffle(order)  # noqa: S311
    writers = [FORK.Process(target=add_all, args=(tmp_path / "talks.db", order, tmp_path / "told.txt")) for order in orders]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert unsound(tmp_path / "talks.db") == []
    with Ledger.open(tmp_path / "talks.db") as ledger:
        view = ledger.as_of()
        assert sorted(int(r.id[1:]) for r in view.reports()) == list(range(1, 21))
        kinds = [r.event.kind for r in ledger.log()]
        assert (kinds.count("added"), kinds.count("judged")) == (20, 20)
        assert [r.number for r in ledger.log()] == list(range(1, 41))


def _open(path: Path, together: Barrier) -> None:
    together.wait()
    Ledger.open(path).close()


def test_whoever_makes_a_ledger_at_the_same_moment_is_not_sent_away(tmp_path: Path) -> None:
    """Again and again, since it takes luck to meet: without the care that `opening` takes, one round in twelve fails."""
    for round_ in range(30):
        together = FORK.Barrier(4)
        openers = [FORK.Process(target=_open, args=(tmp_path / f"{round_}.db", together)) for _ in range(4)]
        for opener in openers:
            opener.start()
        for opener in openers:
            opener.join(60)
        assert [opener.exitcode for opener in openers] == [0] * 4


def test_killed_while_two_processes_add(tmp_path: Path) -> None:
    found = torment(tmp_path, kills=5, reports=40, seed=7, longest=0.2)
    assert found.wrong == []
    assert found.kills == 5
    assert found.reports == 40 * found.ledgers


def test_the_check_finds_what_is_wrong(tmp_path: Path) -> None:
    """A report or a confirmation that is lost does not go unseen."""
    from benchmarks.faults import Found, compare

    path, told = tmp_path / "talks.db", tmp_path / "told.txt"
    add_all(path, range(3), told)
    found = Found()
    compare(path, told, 3, found)
    assert (found.wrong, found.reports, found.confirmed) == ([], 3, 3)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE moves SET status = 'draft' WHERE report = 2")
    connection.close()
    compare(path, told, 4, found := Found())
    assert [line.partition(": ")[2] for line in found.wrong] == [
        "3 reports (3 of them different), 3 events for 4",
        "confirmed r2.m1 is lost",
        "made anew from its record, it is another",
    ]


class PowerCut(BaseException):
    """As when the process is gone."""


@pytest.mark.parametrize("step", ["keep_document", "_happen"])
def test_what_is_cut_off_leaves_no_half(tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report is in with all that is in it, or not at all; then it can be added."""
    from goodoffices.ledger import adding

    with Ledger.open(tmp_path / "talks.db") as ledger:
        ledger.add(made(1))
        whole = getattr(adding, step)

        def cut(*arguments: object) -> None:
            whole(*arguments)
            raise PowerCut

        monkeypatch.setattr(adding, step, cut)
        with pytest.raises(PowerCut):
            ledger.add(made(2))
        monkeypatch.undo()
        assert [r.number for r in ledger.log()] == [1]
        assert len(ledger.as_of().reports()) == 1
        assert ledger.add(made(2)).outcome is Outcome.NEW
    assert unsound(tmp_path / "talks.db") == []
