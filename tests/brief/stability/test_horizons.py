"""Horizons as further columns of the table, and wherever else concepts stand."""

from __future__ import annotations

import csv
import io
import json

import pytest
from rich.console import Console

from goodoffices.brief.stability import Answered, sections_of, to_csv, to_html, to_json, to_terminal
from goodoffices.brief.stability.table import rows
from goodoffices.errors import StabilityError
from goodoffices.stability.answer import Question, answer
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.concepts.limited import Horizon
from goodoffices.stability.forms.text import read

DILEMMA = read("""
option a by A
option b by B
state together = (a, b)
state apart = ()
A ranks (b) > together > apart > (a)
B ranks (a) > together > apart > (b)
""")
"""The prisoners' dilemma: who looks two moves ahead stays together, since the other would answer and both would be apart."""
TWO, FAR = Horizon(2), Horizon(None)
ASKED = Answered(answer(DILEMMA, Question(horizons=(TWO, FAR))))


def test_two_moves_ahead_both_stay_together_or_apart() -> None:
    """By hand. Non-myopic, Brams and Wittman 1981: both (3, 3) and (2, 2) are non-myopic equilibria."""
    found = {row.label: row.concepts for row in rows(ASKED.answer, 40)}
    assert found["apart"] == (*Concept, TWO, FAR)
    assert found["together"] == (Concept.GMR, Concept.SMR, Concept.SEQ, Concept.SIM, TWO, FAR)


def test_one_move_ahead_is_nash() -> None:
    one = answer(DILEMMA, Question(horizons=(Horizon(1),)))
    assert (one.stable[Horizon(1)] == one.stable[Concept.NASH]).all()


def test_columns_stand_in_every_form() -> None:
    console = Console(file=io.StringIO(), width=100)
    to_terminal(ASKED, console)
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    heading = next(line for line in text.splitlines() if line.startswith("State"))
    assert heading.split()[-3:] == ["SIM", "L2", "NM"]
    page = to_html(ASKED)
    assert ">L2</abbr>" in page
    assert ">NM</abbr>" in page
    found = json.loads(to_json(ASKED))
    assert (found["equilibria"]["limited 2"], found["equilibria"]["non-myopic"]) == (2, 2)
    (state,) = (s for s in found["states"] if s["state"] == "together")
    assert state["equilibrium"] == ["gmr", "smr", "seq", "sim", "limited 2", "non-myopic"]
    (row,) = (r for r in csv.DictReader(io.StringIO(to_csv(ASKED.answer))) if r["state"] == "together")
    assert (row["equilibrium nash"], row["equilibrium limited 2"], row["non-myopic B"]) == ("0", "1", "1")


def test_what_they_mean_is_said_and_only_where_they_are_asked() -> None:
    (terms,) = (s for s in sections_of(ASKED) if s.title == "When a state holds for a party")
    assert [item.said for item in terms.groups[0].items[-2:]] == [
        "L2: it looks 2 moves ahead, its own and the answers, and foresees no gain",
        "NM: however far it looks ahead from some number of moves on, it foresees no gain (non-myopic)",
    ]
    assert "L2" not in to_html(Answered(answer(DILEMMA)))


@pytest.mark.parametrize("moves", [0, -1, 10_001])
def test_a_horizon_that_makes_no_sense(moves: int) -> None:
    with pytest.raises(StabilityError, match="say how many moves ahead, from 1 to 10,000"):
        answer(DILEMMA, Question(horizons=(Horizon(moves),)))
