"""What doubts about preferences leave open, in words, as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json

import pytest

from goodoffices.brief.stability import Answered, sections_of, to_csv, to_json
from goodoffices.stability.answer import answer
from goodoffices.stability.forms.text import read
from goodoffices.stability.questions import doubt

TITLE = "If preferences are uncertain"
CONFLICT = """
option a by A
option b by B
state together = (a, b)
state apart = ()
state gives = (a)
B prefers a, then not b
"""
ORDERS = "A may prefer b, then a\nA may rank (b) > together > apart > gives\n"


def told(words: str) -> dict[str, list[str]]:
    """What is said, and the sides of it."""
    found = [s for s in sections_of(Answered(answer(read(words)))) if s.title == TITLE]
    return {i.said: [side.said for side in i.sides] for s in found for g in s.groups for i in g.items}


def test_what_several_orders_leave_open() -> None:
    """By hand. In the first order A would rather give, in the second (the prisoners' dilemma) rather not.

    Where it gives and B does not, B has what it likes best, and A leaves in the second order only; where they are apart, in the
    first only. Together, B would gain by taking back, and A in the second order; but the other could answer, which in every order
    is worse.
    """
    found = told(CONFLICT + ORDERS)
    who, *_ = found
    assert who == ("It is not known which of several orders A would have. The rest of this answer takes the likeliest order")
    if_careful = ["Lasts by Nash, GMR, SMR and SEQ if parties leave only for what is surely better"]
    assert found["“gives”"] == if_careful
    assert found["“apart”"] == if_careful
    assert found["“together”"] == [
        "Lasts by GMR, SMR and SEQ even if parties leave for what only may be better, and are deterred only by what surely is not"
    ]


def test_of_a_party_of_whom_nothing_is_known_nothing_is_sure() -> None:
    """By hand: A may like anything better, so no state lasts by Nash unless A leaves for nothing that is not sure."""
    found = told(CONFLICT + "A prefers unknown")
    assert next(iter(found)) == (
        "It is not known what A would rather have. The rest of this answer takes indifference where nothing is known"
    )
    assert found["“gives”"][0].startswith("Lasts by Nash")
    assert not any("Nash" in side and side.endswith("surely is not") for sides in found.values() for side in sides)


def test_both_kinds_of_doubt_are_said() -> None:
    first = next(iter(told("option a by A\noption b by B\nA may prefer a\nA may prefer b")))
    assert first == (
        "It is not known which of several orders A would have, nor what B would rather have. "
        "The rest of this answer takes the likeliest order and indifference where nothing is known"
    )


@pytest.mark.parametrize("said", ["A prefers a", "A may prefer a"])
def test_where_all_is_known_nothing_is_said(said: str) -> None:
    assert told(CONFLICT + said) == {}
    document = json.loads(to_json(Answered(answer(read(CONFLICT + said)))))
    assert document["in_doubt"] is None
    assert "in_doubt" not in document["states"][0]


def test_json_and_csv_have_each_extension() -> None:
    found = answer(read(CONFLICT + ORDERS))
    document = json.loads(to_json(Answered(found)))
    assert (document["in_doubt"]["several"], document["in_doubt"]["unknown"]) == (["A"], [])
    assert document["in_doubt"]["equilibria"]["nash"] == {"a": 0, "b": 2, "c": 0, "d": 2}
    (gives,) = (s for s in document["states"] if s["state"] == "gives")
    assert gives["in_doubt"]["nash"] == ["b", "d"]
    (row,) = (r for r in csv.DictReader(io.StringIO(to_csv(found))) if r["state"] == "gives")
    assert [row[f"equilibrium nash {e}"] for e in "abcd"] == ["0", "1", "0", "1"]


def test_too_many_states_are_answered_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubt, "MOST_STATES", 3)
    found = answer(read(CONFLICT + ORDERS))
    assert found.lasting
    assert any(s.startswith("What follows cannot be told: 4 states are too many") for s in told(CONFLICT + ORDERS))
    document = json.loads(to_json(Answered(found)))
    assert document["in_doubt"]["refused"]
    assert "in_doubt" not in document["states"][0]
    assert "equilibrium nash a" not in to_csv(found)
    linear = answer(read(CONFLICT + "A prefers unknown")).doubt
    assert linear is not None
    assert linear.refused is None


@pytest.mark.parametrize("more", ["option c by A and B", "no move from a to not a"])
def test_of_whom_nothing_is_known_states_are_compared_in_pairs_too(monkeypatch: pytest.MonkeyPatch, more: str) -> None:
    """Where it shares an option with another, or moves are barred between states, the linear way does not serve."""
    monkeypatch.setattr(doubt, "MOST_STATES", 3)
    found = answer(read(f"{CONFLICT}A prefers unknown\n{more}")).doubt
    assert found is not None
    assert "too many" in (found.refused or "")
