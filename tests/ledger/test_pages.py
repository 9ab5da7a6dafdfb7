"""A page is the beginning of all there is, and takes as few questions of the database for much as for little."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from goodoffices.ledger import Ledger
from goodoffices.ledger.citing import citing
from goodoffices.ledger.dated import dated
from goodoffices.ledger.every import everything
from goodoffices.ledger.flat import TABLES
from goodoffices.ledger.placed import placed
from goodoffices.ledger.views import View
from goodoffices.model import Party, PartyKind, Reading

from .telling import Says, day, told

ORSANIA = Party(id="side", name="Orsania", kind=PartyKind.STATE)
PEOPLE = tuple(
    Party(id=f"p{n}", name=name, kind=PartyKind.PERSON, speaks_for="side") for n, name in enumerate(("Ana Oro", "Ivo Stam"))
)
NAMES = ("Orsania", "Ana Oro", "Ivo Stam", "Halven authorities")
DEEDS = ("open the road", "lift the siege", "leave the hill", "clear the road", "hold talks")


def report(n: int) -> Reading:
    """A report of one of five days, by no means in their order: three sentences, every second on a condition."""
    said = [
        Says(
            NAMES[(n + k) % 4], DEEDS[(2 * n + k) % 5], *(("if", "stop the shelling", "Upland Front") if (n + k) % 2 else ()),
            kind=("offer", "offer", "threat", "demand", "refusal")[(n * k + n) % 5], until=f"2031-04-0{1 + n % 9}",
        )
        for k in range(3)
    ]  # fmt: skip
    return told(*said, name=f"n{n}", published=f"2031-03-0{1 + 3 * n % 5}", people=(ORSANIA, *PEOPLE))


def filled(ledger: Ledger, reports: int) -> Ledger:
    """With so many reports, some of it rejected, two parties and two steps merged."""
    for n in range(reports):
        ledger.add(report(n), who="reader")
    for subject in ("r2.m1", "r3.s2", "r5.m2"):
        ledger.reject(subject)
    ledger.merge("orsania", "halven-authorities")
    ledger.merge("t1", "t3")
    return ledger


PAGES: dict[str, Callable[[View, int], Sequence[Any]]] = {
    "moves": lambda view, most: view.moves(most=most),
    "moves of a party": lambda view, most: view.moves(party="orsania", most=most),
    "moves on a step": lambda view, most: view.moves(step="t1", most=most),
    "moves of a party on a step": lambda view, most: view.moves(party="orsania", step="t1", most=most),
    "moves of a report": lambda view, most: view.moves(report=1, most=most),
    "positions": lambda view, most: view.positions(most=most),
    "positions of a party": lambda view, most: view.positions("orsania", most),
    "commitments": lambda view, most: view.commitments(most=most),
    "commitments of a party": lambda view, most: view.commitments(debtor="orsania", most=most),
    "commitments on a step": lambda view, most: view.commitments(step="t1", most=most),
    "statements": lambda view, most: view.statements("orsania", most),
    "parties": lambda view, most: view.parties(most),
}


@pytest.mark.parametrize("date", [None, "2031-03-03"])
def test_a_page_is_the_beginning_of_all(any_ledger: Ledger, date: str | None) -> None:
    view = filled(any_ledger, 12).as_of(day(date) if date else None)
    for name, page in PAGES.items():
        whole = page(view, 1000)
        assert len(whole) > 1, name
        for most in (0, 1, 2, 3, 5, 8, 13):
            assert page(view, most) == whole[:most], (name, most)


@pytest.mark.parametrize("date", [None, "2031-03-03"])
def test_the_latest_come_first(any_ledger: Ledger, date: str | None) -> None:
    """As they come out of the whole tables when these are put in order."""
    view = filled(any_ledger, 12).as_of(day(date) if date else None)
    with everything(view) as every:
        moves, statements, positions, commitments, parties = (
            list(facts) for facts in (every.moves(), every.statements(), every.positions(), every.commitments(), every.parties())
        )
    moves.sort(key=lambda m: (m.day, int(m.id.partition(".")[0][1:])), reverse=True)
    assert view.moves(most=1000) == moves
    assert view.moves(party="orsania", most=1000) == [m for m in moves if m.party == "orsania"]
    assert view.moves(step="t3", most=1000) == [m for m in moves if m.step == "t1"]
    place = {m.id: n for n, m in enumerate(moves)}
    first = {c.id: min(place[t.move] for t in c.testimonies) for c in commitments}
    assert view.commitments(most=1000) == sorted(commitments, key=lambda c: first[c.id])
    assert view.commitments(debtor="orsania", most=1000) == sorted(
        (c for c in commitments if c.debtor == "orsania"), key=lambda c: first[c.id]
    )
    found = view.positions(most=1000)
    assert found == sorted(positions, key=lambda p: min(place[move] for move in p.evidence))
    said = [s for s in statements if s.speaker in ("orsania", "ana-oro", "ivo-stam")]
    assert view.statements("orsania", 1000) == sorted(said, key=lambda s: -int(s.id.partition(".")[0][1:]))
    assert view.parties(1000) == sorted(parties, key=lambda p: -p.reports)


@contextmanager
def counted(ledger: Ledger) -> Iterator[list[str]]:
    """The statements of SQL meanwhile."""
    statements: list[str] = []

    def note(*executed: Any) -> None:
        statements.append(executed[2])

    event.listen(ledger.engine, "before_cursor_execute", note)
    yield statements
    event.remove(ledger.engine, "before_cursor_execute", note)


def asked(ledger: Ledger, what: Callable[[View], object]) -> int:
    with counted(ledger) as statements:
        what(ledger.as_of())
    return len(statements)


def rows_of(name: str) -> Callable[[View], object]:
    def ask(view: View) -> None:
        with everything(view) as every:
            assert list(TABLES[name].rows(every))

    return ask


def show(view: View) -> None:
    """What a line names is looked up with what the other lines name."""
    with citing(view) as cite:
        facts = [*view.moves(party="orsania"), *view.positions("orsania"), *view.commitments(debtor="orsania")]
        cite.look_up(facts)
        for move in view.moves(party="orsania"):
            assert cite.name(move.party)
            assert cite.report(move.words.report)


QUESTIONS = {
    **{f"the table of {name}": rows_of(name) for name in TABLES}, **{n: lambda v, p=p: p(v, 50) for n, p in PAGES.items()},
    "dates of a calendar": lambda view: list(dated(view)), "places of a map": lambda view: list(placed(view)), "lines": show,
}  # fmt: skip


def test_what_is_asked_for_many_rows_is_asked_in_as_few_questions_as_for_few(tmp_path: Path) -> None:
    """But for the three of one more look back."""
    with Ledger.open(tmp_path / "few.db") as few, Ledger.open(tmp_path / "many.db") as many:
        filled(few, 6), filled(many, 40)
        for name, what in QUESTIONS.items():
            assert asked(many, what) <= asked(few, what) + 3, name


@pytest.mark.parametrize(
    ("question", "table"),
    [
        (lambda view: view.moves(), "moves"), (lambda view: view.moves(party="orsania"), "moves"),
        (lambda view: view.positions("orsania"), "moves"), (lambda view: view.commitments(debtor="orsania"), "moves"),
        (lambda view: view.commitments(debtor="orsania"), "testimonies"), (lambda view: view.statements("orsania"), "statements"),
    ],
)  # fmt: skip
def test_no_page_reads_a_table_from_end_to_end(tmp_path: Path, question: Callable[[View], object], table: str) -> None:
    with Ledger.open(tmp_path / "talks.db") as ledger:
        filled(ledger, 6)
        plans: list[str] = []

        def explain(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
            if statement.startswith("SELECT"):
                names = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
                plans.extend(row[3] for row in names)

        event.listen(ledger.engine, "before_cursor_execute", explain)
        question(ledger.as_of())
    assert any(f"SEARCH {table}" in plan for plan in plans), plans
    assert not [plan for plan in plans if plan.startswith(f"SCAN {table}")]
