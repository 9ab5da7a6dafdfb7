"""What coalitions would do, in words, as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from goodoffices.brief.outline import Item
from goodoffices.brief.stability import Answered, sections_of, to_csv, to_json
from goodoffices.errors import StabilityError
from goodoffices.stability.answer import Question, answer
from goodoffices.stability.conflict import Conflict, DecisionMaker, Option
from goodoffices.stability.forms.text import read
from goodoffices.stability.questions import together

EXAMPLES = Path(__file__).parents[3] / "examples"
BRIDGES = read((EXAMPLES / "bridges.conflict").read_text())
ELMIRA = read((EXAMPLES / "elmira.conflict").read_text())
ASKED = Question(coalitions=True)


def told(conflict: Conflict, question: Question = ASKED) -> tuple[Item, ...]:
    (found,) = (s for s in sections_of(Answered(answer(conflict, question))) if s.title == "If parties act together")
    return tuple(item for group in found.groups for item in group.items)


def test_elmira_was_left_together() -> None:
    """Kilgour, Hipel, Fang and Peng 2001: the Ministry and Uniroyal leave 5 together, for 8; nobody leaves 8 and 9 together."""
    items = {item.said.partition(":")[0]: item for item in told(ELMIRA)[1:]}
    assert items["“5”"].said == "“5”: by Nash, GMR, SMR and SEQ each party alone would stay, but not each coalition"
    assert [side.said for side in items["“5”"].sides] == [
        "The Ministry of the Environment and Uniroyal together would leave it by Nash, GMR, SMR and SEQ, for “8”"
    ]
    for state in ("“8”", "“9”"):
        assert items[state].said == f"{state}: lasts by Nash, GMR, SMR and SEQ"
        assert items[state].sides == ()


def test_the_war_is_left_together_and_the_observed_deal_is_not() -> None:
    """By hand: both sides would rather have the deal than the war, and the mediator cannot stop them: it could only send observers,
    and both like the observed deal better than the war too. From there each side could gain, but never both."""
    first, war, observed, *_ = told(BRIDGES)
    assert first.said == (
        "Together may act: any two parties or more. "
        "Stable for everybody, and left by nobody together: 1 by Nash, 4 by GMR, 4 by SMR, 1 by SEQ"
    )
    assert (
        war.sides[0].said == "The government and the upland movement together would leave it by Nash, GMR, SMR and SEQ, for “deal”"
    )
    assert observed.said == "“observed deal”: lasts by Nash, GMR, SMR and SEQ"


def test_only_coalitions_that_the_conflict_names_are_asked() -> None:
    named = replace(BRIDGES, coalitions=(("mediator", "movement"),))
    first, war, *_ = told(named)
    assert first.said.startswith("Together may act: the upland movement and the mediator. ")
    assert war.said == "“war”: lasts by Nash, GMR, SMR and SEQ"


def test_a_state_that_is_asked_for_and_no_equilibrium_is_told_too() -> None:
    state = frozenset({"truce", "observers"})
    items = told(BRIDGES, Question(states=(state,), coalitions=True))
    (found,) = (item for item in items if item.said.startswith("“s7”"))
    assert "some party alone would leave it by each concept" in found.said


def test_json_and_csv_have_it_and_nothing_where_it_is_not_asked() -> None:
    found = json.loads(to_json(Answered(answer(ELMIRA, ASKED))))
    assert {
        "state": "5", "concept": "nash", "coalition": ["ministry", "uniroyal"], "for": ["8"], "count": 1
    } in found["coalitions"]["left"]  # fmt: skip
    (five,) = (s for s in found["states"] if s["state"] == "5")
    assert (five["resistant"], five["equilibrium"]) == ([], ["nash", "gmr", "smr", "seq", "sim"])
    rows = {row["state"]: row for row in csv.DictReader(io.StringIO(to_csv(answer(ELMIRA, ASKED))))}
    assert [rows["5"][f"resistant {c}"] for c in ("nash", "seq")] == ["0", "0"]
    assert [rows["8"][f"resistant {c}"] for c in ("nash", "seq")] == ["1", "1"]
    assert json.loads(to_json(Answered(answer(ELMIRA))))["coalitions"] is None
    assert "resistant nash" not in to_csv(answer(ELMIRA))
    assert not [s for s in sections_of(Answered(answer(ELMIRA))) if s.title == "If parties act together"]


def test_one_party_has_nobody_to_act_with() -> None:
    (found,) = (s for s in sections_of(Answered(answer(read("option a by A"), ASKED))) if s.title == "If parties act together")
    assert (found.groups, found.nothing) == ((), "There are no two parties that could")


def test_too_many_coalitions_are_refused_unless_some_are_named() -> None:
    makers = tuple(DecisionMaker(f"d{i}") for i in range(10))
    conflict = Conflict(makers, (Option("a", ("d0",)),))
    with pytest.raises(StabilityError, match=r"2\^10 coalitions are too many .* name those that may form, as “coalition A and B”"):
        answer(conflict, ASKED)
    assert told(replace(conflict, coalitions=(("d0", "d9"),)))


def test_where_there_are_too_many_states_smr_is_left_out_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "MOST_ESCAPES", 63)
    first, *states = told(BRIDGES)
    assert first.said.endswith("1 by Nash, 4 by GMR, 1 by SEQ; by SMR there are too many states to tell")
    assert not any("SMR" in side.said for state in states for side in state.sides)


def test_of_many_states_that_would_be_better_those_are_named_of_which_none_is_better_for_all() -> None:
    """By hand: both like every option taken; from nothing they go anywhere where each has more of what it likes."""
    options = "".join(f"option o{i} by {'AB'[i % 2]}\n" for i in range(4))
    likes = "".join(f"{who} weighs o0 1, o1 1, o2 1, o3 1\n" for who in "AB")
    conflict = read(f"{options}{likes}today ()")
    (today,) = (i for i in told(conflict) if i.said.startswith("“s1”"))
    (left,) = today.sides
    assert left.said == (
        "A and B together would leave it by Nash, GMR, SMR and SEQ, for “s16” (A: o0 and o2; B: o1 and o3) and 14 other states"
    )
