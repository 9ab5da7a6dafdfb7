"""Strength, attitudes and misperceptions from end to end: a text in, an answer out, words in the terminal and everywhere else."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from goodoffices.brief.stability import Answered, sections_of, to_csv, to_html, to_json, to_svg
from goodoffices.brief.stability.table import rows
from goodoffices.stability.answer import Answer, Question, answer
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.conflict import Conflict
from goodoffices.stability.forms.text import read
from goodoffices.stability.questions import variants
from tests.brief.stability.test_contents import BRIDGES, items, printed
from tests.stability.forms.spelled import spelled

SLUICE = read((Path(__file__).parents[3] / "examples" / "sluice.conflict").read_text())
DILEMMA = """
option a "yield" by A
option b "yield" by B
party A: "the army"
party B: "the rebels"
state both = (a, b)
state neither = ()
state A = (a)
state B = (b)
today both
"""
STRONG = "A ranks B > both >> neither > A\nB ranks A > both > neither >>> B\n"
PLAIN = "A ranks B > both > neither > A\nB ranks A > both > neither > B\n"


def told(answered: Answered, title: str) -> list[str]:
    return [said for said, _ in items(answered, title)]


def sides(answered: Answered, title: str) -> dict[str, list[str]]:
    (found,) = (s for s in sections_of(answered) if s.title == title)
    return {i.said: [side.said for side in i.sides] for g in found.groups for i in g.items}


def test_strength_from_a_text_to_the_terminal() -> None:
    """By hand. "both" is left for what each likes best, and the other answers with "neither".

    For the army that is strongly less than "both", for the rebels only less: so "both" does not hold strongly for everybody. From
    "neither" nobody gains, which is as strong as can be: of degree 3 here.
    """
    answered = Answered(answer(read(DILEMMA + STRONG)))
    assert told(answered, "How strongly it would hold")[1:] == ["“neither”: stable very strongly by GMR, SMR and SEQ"]
    today = sides(answered, "Today: both")
    assert today["The army: stable by GMR, SMR, SEQ and SIM"][0] == "Stable strongly by GMR, SMR and SEQ"
    assert today["The rebels: stable by GMR, SMR, SEQ and SIM"][0] == "Not strongly stable"
    text = " ".join(printed(answered).split())
    assert "HOW STRONGLY IT WOULD HOLD A state holds strongly where each gain of a party could be answered" in text
    assert "“neither”: stable very strongly by GMR, SMR and SEQ" in text


def test_attitudes_from_a_text_to_the_terminal() -> None:
    """By hand. Who wants the other to fare well, and does not mind itself, yields: "both" holds, and is left by nobody."""
    said = "A is neutral towards A\nA is positive towards B\nB is neutral towards B\nB is positive towards A\n"
    answered = Answered(answer(read(DILEMMA + PLAIN + said)))
    found = told(answered, "If parties mind how others fare")
    assert found[:2] == [
        "The army: positive towards the rebels, neutral towards itself",
        "The rebels: positive towards the army, neutral towards itself",
    ]
    assert found[3] == "“both”: stable with attitudes by Nash, GMR, SMR and SEQ"
    today = sides(answered, "Today: both")
    assert today["The army: stable by GMR, SMR, SEQ and SIM"] == ["With attitudes: stable by Nash, GMR, SMR and SEQ"]
    assert "“both”: stable with attitudes by Nash, GMR, SMR and SEQ" in " ".join(printed(answered).split())


def test_of_whom_nothing_is_said_it_is_said_that_they_mind_themselves() -> None:
    answered = Answered(answer(read(DILEMMA + PLAIN + "A is negative towards B\n")))
    assert told(answered, "If parties mind how others fare")[:2] == [
        "The army: positive towards itself, negative towards the rebels",
        "Everybody else: positive towards itself alone",
    ]


def test_misperceptions_from_a_text_to_the_terminal() -> None:
    """By hand, the example. Without wells the towns' game is the prisoners' dilemma, with "deal" for whoever looks ahead.

    With them, the lowland town likes (release, wells) better than the deal, and nothing that the upland town could do makes that
    worse for it: so the deal does not hold for it, and what it goes to is out of sight of the upland town.
    """
    answered = Answered(answer(SLUICE))
    found = sides(answered, "As each sees it")
    assert found["As the upland town sees it, “drill wells” cannot be taken"] == [
        "It could end in “neither”, stable by Nash, GMR, SMR, SEQ and SIM",
        "It could end in “deal”, stable by GMR, SMR, SEQ and SIM",
    ]
    assert "No state is stable for each as it sees it" in found
    assert found["The upland town does not see 8 states of 16"] == [
        "From “deal”, the lowland town would gain by moving to “s6” "
        "(the upland town: let the water through; the lowland town: drill wells)",
        "From “neither”, the lowland town would gain by moving to “wells”",
    ]
    text = " ".join(printed(answered).split())
    assert "AS EACH SEES IT What each would expect As the upland town sees it, “drill wells” cannot be taken" in text
    closely = sides(Answered(answer(SLUICE, Question(states=(frozenset({"wells"}),)))), "State: wells")
    assert closely["The upland town: stable by Nash, GMR, SMR, SEQ and SIM"][-1] == "It does not see this state"


def test_a_wrong_belief_is_told() -> None:
    """By hand: the army takes the rebels for wanting to yield and nothing else; they see all as it is.

    So it expects "B", which is best for both as it sees things. It would leave "both" for that, and only by a move at their own
    cost could the rebels answer, with "neither".
    """
    answered = Answered(answer(read(DILEMMA + PLAIN + "A believes that B prefers b\n")))
    found = sides(answered, "As each sees it")
    assert found["As the army sees it, the rebels would rather have other things"] == [
        "It could end in “B”, stable by Nash, GMR, SMR, SEQ and SIM",
        "It could end in “both”, stable by GMR and SMR",
    ]
    assert "The rebels, with all in sight, would expect what stands in the table above" in found
    assert "“neither”: stable as each sees it by Nash, GMR, SMR, SEQ and SIM" in found


def test_reasons_come_after_the_variants() -> None:
    asked = answer(read(DILEMMA + STRONG), Question(why=True))
    first, *others = sides(Answered(asked), "Today: both")["The army: stable by GMR, SMR, SEQ and SIM"]
    assert first.startswith("Stable strongly")
    assert all(side.startswith(("Stays", "Leaves")) for side in others)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_table_has_the_usual_columns_and_fits(width: int) -> None:
    """The variants would be twelve columns more; they have sections of their own."""
    text = printed(Answered(answer(SLUICE)), width)
    assert max(map(len, text.splitlines())) <= width
    heading = next(line for line in text.splitlines() if line.startswith("State"))
    assert heading.split()[-5:] == ["Nash", "GMR", "SMR", "SEQ", "SIM"]
    assert [row.label for row in rows(answer(SLUICE), 40)] == ["wells"]


def test_json_has_all_of_it() -> None:
    found = json.loads(to_json(Answered(answer(SLUICE))))
    assert (found["equilibria"]["strong gmr"], found["equilibria"]["relational nash"]) == (1, 1)
    assert found["equilibria"]["perceived nash"] == 0
    assert {"of": "council", "towards": "council", "attitude": "neutral"} in found["attitudes"]
    assert found["perceptions"]["upland"]["hidden"] == ["wells"]
    assert found["perceptions"]["upland"]["expects"]["gmr"] == ["neither", "deal"]
    (wells,) = (s for s in found["states"] if s["state"] == "wells")
    assert wells["seen_by"] == ["lowland", "council"]
    assert "strong seq" in wells["equilibrium"]
    assert "perceived nash" not in wells["stable"]["upland"]
    assert "As each sees it" in [s["title"] for s in found["told"]["sections"]]
    plain = json.loads(to_json(Answered(answer(BRIDGES))))
    assert (plain["attitudes"], plain["perceptions"], plain["not_told"]) == ([], None, {})
    assert "seen_by" not in plain["states"][0]


def test_csv_has_all_of_it() -> None:
    (wells,) = (row for row in csv.DictReader(io.StringIO(to_csv(answer(SLUICE)))) if row["state"] == "wells")
    assert (wells["equilibrium strong smr"], wells["equilibrium relational nash"], wells["equilibrium perceived gmr"]) == tuple(
        "100"
    )
    assert (wells["sees upland"], wells["sees lowland"], wells["perceived gmr lowland"]) == ("0", "1", "1")
    assert "sees" not in to_csv(answer(BRIDGES)).splitlines()[0]


def test_the_page_and_the_picture_have_all_of_it() -> None:
    page = to_html(Answered(answer(SLUICE)))
    for part in ("How strongly it would hold", "If parties mind how others fare", "As each sees it", "as the upland town sees it"):
        assert part.casefold() in page.casefold()
    root = etree.fromstring(to_svg(answer(SLUICE)).encode())
    standing = ["".join(t.itertext()) for t in root.iter("{http://www.w3.org/2000/svg}text") if t.get("class") == "standing"]
    assert "strongly by GMR, SMR and SEQ" in standing
    assert "with attitudes by GMR and SMR" in standing


def test_what_is_too_large_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(variants, "MOST_LISTED", 3)
    answered = Answered(answer(SLUICE))
    found = told(answered, "If parties mind how others fare")
    assert "By Nash, GMR and SEQ it cannot be told: 16 states are too many (at most 3): leave out options" in found
    assert any(f.startswith("“deal with a canal”: stable with attitudes by SMR") for f in found)
    assert set(json.loads(to_json(answered))["not_told"]) == {"relational nash", "relational gmr", "relational seq"}


def test_many_states_are_counted() -> None:
    """All but C are indifferent, so that all 64 states with c last; half of all are out of sight."""
    text = "".join(f"option o{i} by {'AB'[i % 2]}\n" for i in range(6)) + "option c by C\nC prefers strongly c\n"
    answered = Answered(answer(read(text + "A prefers nothing\nB prefers nothing\nA does not see o1\n")))
    (strength,) = (s for s in sections_of(answered) if s.title == "How strongly it would hold")
    assert strength.more == "No more than 40 of 64 states are told"
    found = sides(answered, "As each sees it")
    assert found["As A sees it, “o1” cannot be taken"][-1] == "And 27 other states"
    assert "A does not see 64 states of 128" in found


@given(spelled())
@settings(max_examples=100, deadline=None)
def test_whatever_the_text_form_can_say_is_answered(conflict: Conflict) -> None:
    """Of what makes sense no part of the answer is refused, in any form."""
    found = Answered(answer(conflict))
    assert not found.answer.variants.refused
    assert printed(found)
    assert len(json.loads(to_json(found))["states"]) == len(found.answer.game.states)
    assert len(list(csv.reader(io.StringIO(to_csv(found.answer))))) == 1 + len(found.answer.game.states)


def test_nothing_of_it_is_said_of_a_conflict_that_tells_nothing_of_it() -> None:
    titles = {s.title for s in sections_of(Answered(answer(BRIDGES)))}
    assert not titles & {"How strongly it would hold", "If parties mind how others fare", "As each sees it"}
    assert isinstance(answer(BRIDGES), Answer)
    assert set(answer(BRIDGES).stable) == set(Concept)
