"""Parties against issues: where each stands by its latest moves, where it stood before, and what it was asked for."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
from goodoffices.ledger.position_facts import Counted, PositionTable, standings
from goodoffices.ledger.position_table import position_table, publishers
from goodoffices.model import Measure, MoveKind, Position, Stance

from .telling import Says, day, ledger_of, step_called, told

TODAY = day("2031-03-20")


def shown(table: PositionTable) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """By party and issue where it stands and stood, each with its day; undeclared, where it was asked."""
    return {
        (column.name, issue.step.object or ""): [
            ("disputed" if s.position.disputed else s.position.stance.value, s.position.day.isoformat()) for s in cell.standings
        ] or [("undeclared", cell.asked[0].move.day.isoformat())]
        for column, issue, cell in standings(table)
    }  # fmt: skip


def talks() -> Ledger:
    """Orsania was against and is for, on a condition; it is asked to withdraw and says nothing; the Front contradicts itself."""
    return ledger_of(
        told(Says("Orsania", "open the road", kind="refusal"), name="a", published="2031-03-01"),
        told(Says("Orsania", "open the road", "if", "stop the shelling", "Upland Front"), name="b", published="2031-03-05"),
        told(Says("Upland Front", "withdraw", kind="demand", agent="Orsania"), name="c", published="2031-03-06"),
        told(
            Says("Upland Front", "stop the shelling"), Says("Upland Front", "stop the shelling", kind="refusal"),
            name="d", published="2031-03-07",
        ),
    )  # fmt: skip


def test_each_cell_has_the_stance_its_days_and_what_was_asked() -> None:
    table = position_table(talks().as_of(TODAY))
    assert shown(table) == {
        ("Orsania", "open the road"): [("conditional", "2031-03-05"), ("against", "2031-03-01")],
        ("Orsania", "withdraw"): [("undeclared", "2031-03-06")],
        ("Upland Front", "withdraw"): [("for", "2031-03-06")],
        ("Upland Front", "stop the shelling"): [("disputed", "2031-03-07")],
    }
    assert [(c.name, c.moves) for c in table.columns] == [("Upland Front", 3), ("Orsania", 2)]
    (row,) = table.measures
    assert (row.measure, row.steps, row.is_open) == (Measure.OTHER, 3, True)
    assert {t.party: (t.stances, t.disputed) for t in row.tallies} == {
        "orsania": ({Stance.CONDITIONAL: 1, Stance.UNDECLARED: 1}, 0),
        "upland-front": ({Stance.FOR: 1}, 1),
    }


@pytest.mark.parametrize(
    ("as_of", "stance"),
    [("2031-02-28", None), ("2031-03-01", "against"), ("2031-03-04", "against"), ("2031-03-05", "conditional")],
)
def test_as_of_a_day_later_reports_say_nothing(as_of: str, stance: str | None) -> None:
    found = shown(position_table(talks().as_of(day(as_of)))).get(("Orsania", "open the road"))
    assert (found and found[0][0]) == stance


def test_what_counts() -> None:
    ledger = ledger_of(
        told(Says("Orsania", "open the road", confidence=0.9), name="a", published="2031-03-01"),
        told(Says("Orsania", "open the road", kind="refusal", confidence=0.4), name="b", published="2031-03-02"),
    )

    def stands(**counted: object) -> str | None:
        table = position_table(ledger.as_of(TODAY), Counted(**counted))  # type: ignore[arg-type]
        return next((cells[0][0] for cells in shown(table).values()), None)

    assert stands() == "against"
    assert stands(sure=0.5) == "for"
    assert stands(confirmed=True) is None
    ledger.confirm("r2.m1", who="Ana")
    assert stands(confirmed=True) == stands(sure=0.95) == "against"
    ledger.reject("r2.m1", who="Ana")
    assert stands() == "for"


def test_of_one_publisher_the_reports_printed_there_too() -> None:
    one = told(Says("Orsania", "open the road"), name="a", published="2031-03-01")
    one = one.model_copy(update={"report": one.report.model_copy(update={"publisher": "The Courier"})})
    again = one.model_copy(update={"report": one.report.model_copy(update={"publisher": "The Observer", "origin": "other.txt"})})
    ledger = ledger_of(one, again)
    view = ledger.as_of(TODAY)
    assert publishers(view) == ["The Courier", "The Observer"]
    for publisher, count in (("The Courier", 1), ("The Observer", 1), ("The Mail", 0)):
        assert len(shown(position_table(view, Counted(publisher=publisher)))) == count


def test_red_lines_and_preconditions_are_those_that_the_reading_found() -> None:
    reading = told(
        Says("Orsania", "cede the valley", kind="refusal"),
        Says("Orsania", "stop the shelling", kind="demand", agent="Upland Front"),
        name="a", published="2031-03-01",
    )  # fmt: skip
    steps = {s.object: s.id for s in reading.steps}
    party = next(p.id for p in reading.parties if p.name == "Orsania")
    marked = reading.model_copy(
        update={
            "positions": (
                Position(party=party, issue=steps["cede the valley"], stance=Stance.AGAINST, red_line=True, evidence=("m0",)),
                Position(party=party, issue=steps["stop the shelling"], stance=Stance.FOR, precondition=True, evidence=("m1",)),
            )
        }
    )
    found = {
        issue.step.object: (cell.standings[0].red_line, cell.standings[0].precondition)
        for column, issue, cell in standings(position_table(ledger_of(marked).as_of(TODAY)))
        if column.key == "orsania"
    }
    assert found == {"cede the valley": (True, False), "stop the shelling": (False, True)}


def test_merged_parties_and_steps_are_one() -> None:
    ledger = ledger_of(
        told(Says("Orsania", "open the road"), name="a", published="2031-03-01"),
        told(Says("Halmin", "clear the road", kind="refusal"), name="b", published="2031-03-02"),
    )
    ledger.merge("orsania", "halmin", who="Ana")
    ledger.merge(step_called(ledger, "open the road"), step_called(ledger, "clear the road"), who="Ana")
    assert shown(position_table(ledger.as_of(TODAY))) == {
        ("Orsania", "open the road"): [("against", "2031-03-02"), ("for", "2031-03-01")]
    }


def test_columns_and_rows_can_be_chosen() -> None:
    ledger = talks()
    view = ledger.as_of(TODAY)
    assert [c.key for c in position_table(view, parties=["Orsania"]).columns] == ["orsania"]
    assert [c.key for c in position_table(view, most_parties=1).columns] == ["upland-front"]
    assert position_table(view, most_parties=1).parties == 2
    folded = position_table(view, opened=())
    assert [(r.is_open, r.issues) for r in folded.measures] == [(False, ())]
    assert [i.step.object for r in position_table(view, most_steps=1).measures for i in r.issues] == ["stop the shelling"]
    with pytest.raises(LedgerError, match="there is no party Nobody"):
        position_table(view, parties=["Nobody"])


def test_many_changes_are_told_up_to_the_latest_five() -> None:
    readings = [
        told(Says("Orsania", "open the road", kind=kind), name=str(n), published=f"2031-03-{n + 1:02}")
        for n, kind in enumerate(itertools.islice(itertools.cycle(["offer", "refusal"]), 9))
    ]
    ((_, _, cell),) = standings(position_table(ledger_of(*readings).as_of(TODAY)))
    assert (len(cell.standings), cell.left_out) == (5, 4)


MADE = st.lists(
    st.tuples(
        st.sampled_from(["Orsania", "Upland Front"]), st.sampled_from(["open the road", "withdraw"]),
        st.sampled_from(list(MoveKind)), st.integers(1, 4),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(MADE)
def test_the_stances_are_those_of_the_view_of_positions(made: list[tuple[str, str, MoveKind, int]]) -> None:
    """The first standing of each cell, and the tally, is what `View.positions` has for that party and step."""
    readings = [
        told(Says(party, step, kind=kind.value), name=str(n), published=datetime.date(2031, 3, d).isoformat())
        for n, (party, step, kind, d) in enumerate(made)
    ]
    view = ledger_of(*readings).as_of(TODAY)
    table = position_table(view)
    found = {(c.key, i.step.step): cell.standings[0].position for c, i, cell in standings(table) if cell.standings}
    expected = {(p.party, p.step): p for p in view.positions(most=100)}
    assert found == expected
    for tally in (t for row in table.measures for t in row.tallies):
        of_party = [p for p in expected.values() if p.party == tally.party]
        assert sum(tally.stances.values()) + tally.disputed == len(of_party) + tally.stances.get(Stance.UNDECLARED, 0)
        assert tally.disputed == sum(p.disputed for p in of_party)
