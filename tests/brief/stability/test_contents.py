"""The answer on stability in words, as a table, JSON and CSV: the same everywhere, and never more than follows."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from goodoffices.brief.stability import Answered, sections_of, to_csv, to_html, to_json, to_terminal
from goodoffices.brief.stability.table import rows
from goodoffices.stability.answer import Answer, Question, answer
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.conflict import Conflict, DecisionMaker, Option
from goodoffices.stability.forms.text import read

EXAMPLES = Path(__file__).parents[3] / "examples"
BRIDGES = read((EXAMPLES / "bridges.conflict").read_text())
ELMIRA = read((EXAMPLES / "elmira.conflict").read_text())
DEAL = frozenset({"pullback", "truce"})


def printed(answered: Answered, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width)
    to_terminal(answered, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def items(answered: Answered, title: str) -> list[tuple[str, str | None]]:
    (found,) = (s for s in sections_of(answered) if s.title == title)
    return [(item.said, item.terms) for group in found.groups for item in group.items]


def test_the_table_has_the_equilibria_those_by_most_concepts_first() -> None:
    """Elmira's published equilibria: 5, 8 and 9 by every concept; 1 and 4 by GMR and SMR (Kilgour, Hipel and Fang 1994)."""
    found = rows(answer(ELMIRA), most=40)
    everything = tuple(Concept)
    assert {row.label: row.concepts for row in found} == {
        "9": everything,
        "5": everything,
        "8": everything,
        "1": (Concept.GMR, Concept.SMR),
        "4": (Concept.GMR, Concept.SMR),
    }
    assert [len(row.concepts) for row in found] == [5, 5, 5, 2, 2]
    assert len(found[0].states) == 4
    assert found[0].words == "Uniroyal: abandon the plant (4 states of that name)"


def test_a_state_that_is_asked_for_is_told_party_by_party() -> None:
    answered = Answered(answer(BRIDGES, Question(states=(DEAL,))))
    assert items(answered, "State: deal") == [
        ("The government: leave both bridgeheads; the upland movement: hold its fire; the mediator: nothing", None),
        ("The government: stable by GMR, SMR, SEQ and SIM", "not by Nash"),
        ("The upland movement: stable by GMR, SMR, SEQ and SIM", "not by Nash"),
        ("The mediator: stable by GMR, SMR and SIM", "not by Nash and SEQ"),
    ]


def test_why_a_party_would_stay_or_leave() -> None:
    """By hand: the government gains by keeping the bridges (s3); then the movement gains by firing, and things are at war."""
    answered = Answered(answer(BRIDGES, Question(states=(DEAL,), why=True)))
    (found,) = (s for s in sections_of(answered) if s.title == "State: deal")
    government, _, mediator = found.groups[0].items[1:]
    gain = "it would gain by moving to “s3” (the upland movement: hold its fire)"
    assert [side.said for side in government.sides[:2]] == [
        f"Leaves by Nash: {gain}, and nobody answers",
        f"Stays by GMR, SMR and SEQ: {gain}; but others could answer: the upland movement to “war”, which is no better",
    ]
    assert "Leaves by SEQ: it would gain by moving to “observed deal”, and no answer of the others makes that worse" in [
        side.said for side in mediator.sides
    ]
    assert found.groups[0].items[0].sides == ()
    (today,) = (s for s in sections_of(answered) if s.title == "Today: war")
    assert today.groups[0].items[1].sides[0].said == (
        "Stays by Nash, GMR, SMR, SEQ and SIM: no move of its own would leave it better off"
    )


def test_what_would_make_a_state_hold() -> None:
    """By hand: each side leaves the deal for one better state only, the mediator for the observed deal."""
    assert items(Answered(answer(BRIDGES, Question(wanted=(DEAL,)))), "To make deal hold") == [
        (
            "The government, by Nash: it would stay if it liked “deal” better than “s3” (the upland movement: hold its fire)",
            "1 pair of states would change places in its order; fewer will not do",
        ),
        (
            "The upland movement, by Nash: it would stay if it liked “deal” better than “s2” "
            "(the government: leave both bridgeheads)",
            "1 pair of states would change places in its order; fewer will not do",
        ),
        (
            "The mediator, by Nash and SEQ: it would stay if it liked “deal” better than “observed deal”",
            "1 pair of states would change places in its order; fewer will not do",
        ),
    ]
    assert items(Answered(answer(BRIDGES, Question(wanted=(frozenset(),)))), "To make war hold") == []


def test_ways_lead_to_what_would_last_by_gains_or_not_at_all() -> None:
    """Elmira's status quo analysis (Li, Kilgour and Hipel 2005): from 1, the local government alone gains by a move, to 5.

    What came about was 8, by way of 2 and 4: the Ministry had to move first, without gaining by it.
    """
    start = frozenset({"delay"})
    (found,) = (s for s in sections_of(Answered(answer(ELMIRA, Question(origin=start)))) if s.title == "From 1 to what would last")
    gains, others = found.groups
    assert gains.name == "By moves that are gains for whoever makes them"
    assert [i.said for i in gains.items] == ["“5”, stable by Nash, GMR, SMR, SEQ and SIM, in 1 move"]
    assert others.name == "Only if somebody moves without gaining by it"
    assert {i.said.partition(",")[0] for i in others.items} == {"“9”", "“8”", "“4”"}
    (eight,) = (i.terms for i in others.items if i.said.startswith("“8”"))
    assert eight == (
        "The Ministry of the Environment takes “modify the control order” (“2”); then Uniroyal takes “accept the control order” "
        "and gives up “delay the appeal” (“4”); then the local government takes “insist on the original order” (“8”)"
    )
    over = sections_of(Answered(answer(ELMIRA, Question(origin=frozenset({"abandon", "modify"})))))
    (found,) = (s for s in over if s.title == "From 9 to what would last")
    assert "By no moves at all" in [g.name for g in found.groups]


def test_json_has_changes_and_ways() -> None:
    found = json.loads(to_json(Answered(answer(BRIDGES, Question(wanted=(DEAL,), origin=frozenset())))))
    assert {
        "decision_maker": "mediator",
        "concept": "seq",
        "state": "deal",
        "better_than": ["observed deal"],
        "pairs": 1,
        "at_least": 1,
    } in found["changes"]
    (way,) = (w for w in found["ways"] if w["state"] == "s2")
    assert way == {"state": "s2", "moves": [{"decision_maker": "government", "state": "s2"}], "is_gain": False}


def test_today_is_told_once() -> None:
    assert items(Answered(answer(BRIDGES)), "Today: war")[0][0].startswith("The government: nothing;")
    asked = sections_of(Answered(answer(BRIDGES, Question(states=(frozenset(),)))))
    assert [s.title for s in asked if "war" in s.title] == ["State: war"]


def test_packages_are_marked_with_who_would_leave_them() -> None:
    packages = {"Deal 1": DEAL, "Deal 2": DEAL | {"observers"}, "Deal 3": frozenset({"truce", "observers"})}
    found = items(Answered(answer(BRIDGES, Question(packages=packages))), "The packages of deals")
    assert [said for said, _ in found] == [
        "Deal 1, state deal: stable for everybody by GMR, SMR and SIM",
        "Deal 2, state observed deal: stable for everybody by Nash, GMR, SMR, SEQ and SIM",
        "Deal 3, state s7: stable for everybody by no concept",
    ]
    (section,) = (
        s for s in sections_of(Answered(answer(BRIDGES, Question(packages=packages)))) if s.title == "The packages of deals"
    )
    assert [side.said for side in section.groups[0].items[1].sides] == []
    assert section.groups[0].items[0].sides[2].said == (
        "The mediator, by Nash and SEQ: it would stay if it liked “deal” better than “observed deal”"
    )
    assert found[0][1] == (
        "The government: leave both bridgeheads; the upland movement: hold its fire; the mediator: nothing; "
        "not by Nash, for the government, the upland movement and the mediator; not by SEQ, for the mediator"
    )


@pytest.mark.parametrize("width", [40, 80, 200])
def test_it_fits_the_terminal(width: int) -> None:
    text = printed(Answered(answer(ELMIRA)), width)
    assert max(map(len, text.splitlines())) <= width
    assert "WHERE IT COULD END" in text


def test_a_draft_is_called_one_and_says_what_it_leaves_out() -> None:
    text = printed(Answered(answer(BRIDGES), is_draft=True, left_out={"t4": "nobody is named who could take it"}), 200)
    assert "A draft: what each party prefers was put into order by rule" in text
    assert "t4: nobody is named who could take it" in text
    assert "A draft" not in printed(Answered(answer(BRIDGES)), 200)


def test_where_nothing_would_last_it_says_so() -> None:
    game = answer(BRIDGES).game
    nowhere = Answer(game, Question(), {c: np.zeros(game.ranks.shape, bool) for c in Concept})
    assert "No state is stable for everybody" in printed(Answered(nowhere))
    assert "No state is stable for everybody" in to_html(Answered(nowhere))
    assert "The mediator: stable by no concept" in printed(Answered(nowhere))


def many() -> Answer:
    """A conflict in which everybody is indifferent: all 64 states are equilibria."""
    return answer(Conflict((DecisionMaker("A"),), tuple(Option(f"o{i}", ("A",)) for i in range(6))))


def test_more_equilibria_than_a_table_holds_are_counted() -> None:
    assert "No more than 40 of 64 are told; --format csv has all" in printed(Answered(many()))
    assert "No more than 40 of 64 are told" in to_html(Answered(many()))
    assert len(to_csv(many()).splitlines()) == 65


def test_csv_has_each_state_with_ranks_and_for_whom_it_is_stable() -> None:
    found = list(csv.DictReader(io.StringIO(to_csv(answer(BRIDGES)))))
    assert len(found) == 8
    (deal,) = (row for row in found if row["state"] == "deal")
    assert {o: deal[o] for o in ("pullback", "truce", "observers")} == {"pullback": "1", "truce": "1", "observers": "0"}
    assert [deal[f"equilibrium {c}"] for c in Concept] == ["0", "1", "1", "0", "1"]
    assert [deal[f"seq {d}"] for d in ("government", "movement", "mediator")] == ["1", "1", "0"]
    ranks = {row["state"]: int(row["rank government"]) for row in found}
    assert ranks["observed deal"] > ranks["war"]


def test_no_cell_of_csv_is_taken_for_a_formula() -> None:
    conflict = read('option "=1+1" by "@A"\nstate "=HYPERLINK(1)" = ()\n"@A" prefers "=1+1"')
    for row in csv.reader(io.StringIO(to_csv(answer(conflict)))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_json_has_the_same_by_ids_and_in_words() -> None:
    answered = Answered(answer(BRIDGES, Question(states=(DEAL,), packages={"The deal": DEAL})))
    found = json.loads(to_json(answered))
    assert found["count"] == len(found["states"]) == 8
    assert found["equilibria"] == {"nash": 2, "gmr": 5, "smr": 5, "seq": 2, "sim": 3}
    assert (found["today"], found["packages"], found["asked"]) == ("war", {"The deal": "deal"}, ["deal"])
    (deal,) = (s for s in found["states"] if s["state"] == "deal")
    assert (deal["taken"], deal["equilibrium"]) == (["pullback", "truce"], ["gmr", "smr", "sim"])
    assert deal["stable"]["mediator"] == ["gmr", "smr", "sim"]
    assert found["is_complete"] is True
    assert [s["title"] for s in found["told"]["sections"]] == [s.title for s in sections_of(answered)]


EVIL = '<script>alert(1)</script>\x1b[31m\u202e"'


def evil() -> Conflict:
    options = tuple(replace(o, name=EVIL + o.name) for o in BRIDGES.options)
    makers = tuple(replace(d, name=EVIL + d.id) for d in BRIDGES.decision_makers)
    return replace(BRIDGES, title=EVIL, options=options, decision_makers=makers, names={frozenset(): EVIL, DEAL: f"{EVIL}deal"})


def test_names_are_never_markup_nor_orders_to_the_terminal() -> None:
    answered = Answered(answer(evil(), Question(states=(DEAL,))), left_out={EVIL: EVIL})
    page = to_html(answered)
    assert "<script" not in page
    assert "\x1b" not in page + printed(answered)
    assert "\u202e" not in page + printed(answered)


def test_the_page_loads_nothing() -> None:
    page = to_html(Answered(answer(BRIDGES)))
    assert page.lower().startswith("<!doctype html>")
    assert "default-src &#39;none&#39;" in page
    assert "src=" not in page.replace("default-src", "").replace("style-src", "")
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
    assert '<table class="equilibria">' in page
    assert "<svg" in page
