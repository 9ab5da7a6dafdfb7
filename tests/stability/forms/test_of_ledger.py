"""A conflict out of what parties have said: which steps are options, what each party is thought to prefer, and what is left out."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from goodoffices.deals.forms import text as deals_text
from goodoffices.deals.problem import Evidence, Problem
from goodoffices.errors import StabilityError
from goodoffices.ledger.facts import PositionFact
from goodoffices.model import Measure, Stance
from goodoffices.stability.conflict import Direction
from goodoffices.stability.forms import text
from goodoffices.stability.forms.of_ledger import MOST, SOME, Draft, draft, notes

TALKS = """
on 2031-03-01
party rebels: "the rebels"
step truce "hold fire" by rebels
step release "release prisoners" by rebels
step bridges "leave the bridges" by army
step amnesty "pass an amnesty" by army
step shelling "shell the harbour" by army
step talks by army and rebels
step rain
step law by army
done law
"""


def problem(said: str) -> Problem:
    return deals_text.read(TALKS + said)


def written(said: str, **more: Any) -> list[str]:
    """What the draft has parties prefer, as the text form says it."""
    measures = {"release": Measure.PRISONER_RELEASE, "law": Measure.ELECTIONS}
    lines = text.write(draft(problem(said), measures, **more).conflict).splitlines()
    return [line for line in lines if " prefers " in line]


@pytest.mark.parametrize(
    ("said", "prefers"),
    [
        ("army refuses amnesty", ["army prefers not amnesty"]),
        ("rebels demand amnesty", ["rebels prefers amnesty"]),
        ("rebels demand truce", ["rebels prefers truce"]),
        ("army will bridges only if truce", ["army prefers truce if bridges"]),
        ("army refuses bridges until truce", ["army prefers truce if bridges"]),
        ("army will bridges", ["army prefers bridges"]),
        ("army may bridges if truce", ["army prefers truce", "army prefers bridges iff truce"]),
        ("army will bridges and amnesty if truce", ["army prefers truce", "army prefers bridges and amnesty iff truce"]),
        ("army threatens shelling unless truce", ["army prefers shelling iff not truce"]),
        ("army will bridges if truce and law", ["army prefers truce", "army prefers bridges iff truce"]),
        ("army will bridges if truce and rain", ["army prefers not bridges"]),
        ("army will bridges if truce until 2031-02-01", ["army prefers not bridges"]),
        ("army will bridges by 2031-02-01", []),
        ("c1: army will bridges\nc1 is cancelled", []),
        ("c1: army threatens shelling\nc1 is cancelled", []),
    ],
)
def test_what_has_been_said_is_what_is_preferred(said: str, prefers: list[str]) -> None:
    assert [line for line in written(said) if not line.endswith("unknown")] == prefers


def test_red_lines_come_first_then_demands_and_preconditions_then_offers_then_stances() -> None:
    said = """
    army threatens shelling unless release
    army will bridges if truce
    army will law only if release
    army refuses amnesty
    army demands release
    army will shelling only if amnesty
    """
    position = PositionFact(
        party="army",
        step="truce",
        stance=Stance.AGAINST,
        disputed=False,
        day=datetime.date(2031, 1, 1),
        is_draft=True,
        evidence=("r1.m1",),
    )
    assert [line for line in written(said, positions=[position]) if line.startswith("army")] == [
        "army prefers not amnesty",
        "army prefers release",
        "army prefers amnesty if shelling",
        "army prefers truce",
        "army prefers bridges iff truce",
        "army prefers shelling iff not release",
        "army prefers not truce",
    ]


def test_whoever_has_said_nothing_is_unknown() -> None:
    assert "rebels prefers unknown" in written("army refuses amnesty")


def test_which_steps_are_options() -> None:
    found = draft(problem(""), {"release": Measure.PRISONER_RELEASE, "law": Measure.ELECTIONS})
    assert [(o.id, o.owners, o.direction) for o in found.conflict.options] == [
        ("truce", ("rebels",), Direction.BOTH),
        ("release", ("rebels",), Direction.FORWARD),
        ("bridges", ("army",), Direction.BOTH),
        ("amnesty", ("army",), Direction.BOTH),
        ("shelling", ("army",), Direction.BOTH),
    ]
    assert found.left_out == {
        "talks": "it takes several parties, none of whom can take it alone",
        "rain": "nobody is named who could take it",
        "law": "it is done, and cannot be undone",
    }
    assert found.state_of(["truce", "law", "talks"]) == {"truce"}


def test_what_is_done_and_can_be_undone_is_an_option_that_is_taken_today() -> None:
    assert draft(problem("done truce"), {}).conflict.today == {"truce", "law"}


def test_options_can_be_chosen_and_the_others_stay_as_they_are() -> None:
    said = "rebels will truce if bridges and shelling"
    assert [o.id for o in draft(problem(said), {}, options=["bridges"], parties=["rebels"]).conflict.options] == [
        "truce",
        "release",
        "bridges",
    ]
    assert [w for w in written(said, options=["bridges"], parties=["rebels"]) if w.startswith("rebels")] == [
        "rebels prefers not truce"
    ]


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        ({"options": ["truse"]}, "--option: no step is called truse; did you mean truce?"),
        ({"options": ["talks"]}, "--option: talks is no option: it takes several parties"),
        ({"parties": ["army", "rebel"]}, "--party: no party with a step of its own is called rebel; did you mean rebels?"),
    ],
)
def test_choices_that_make_no_sense(chosen: dict[str, list[str]], why: str) -> None:
    with pytest.raises(StabilityError, match=why.replace("?", r"\?")):
        draft(problem(""), {}, **chosen)


def many(number: int) -> Problem:
    """Steps of two parties; the later ones are demanded, the last refused besides."""
    lines = [f"step s{i} by {'army' if i % 3 else 'rebels'}" for i in range(number)]
    lines += [f"army demands s{i}" for i in range(number - 5, number)] + [
        f"{'army' if (number - 1) % 3 else 'rebels'} refuses s{number - 1}"
    ]
    return deals_text.read("\n".join(lines))


def test_of_many_steps_those_are_taken_of_which_most_is_said() -> None:
    found = draft(many(30), {})
    assert [o.id for o in found.conflict.options] == [*(f"s{i}" for i in range(SOME - 5)), *(f"s{i}" for i in range(25, 30))]
    assert found.left_out["s24"] == "fewer speak of it than of others: choose it with --option"
    assert len(draft(many(30), {}, parties=["army", "rebels"]).conflict.options) == MOST
    chosen = draft(many(60), {}, options=["s7"], parties=["army"]).conflict.options
    assert "s7" in {o.id for o in chosen}
    assert len(chosen) == MOST


def test_too_many_options_are_refused_with_what_they_would_cost() -> None:
    with pytest.raises(StabilityError, match=r"--option: 21 steps are named, and 20 at most are looked at \(1,048,576 states\)"):
        draft(many(30), {}, options=[f"s{i}" for i in range(21)])


def test_no_option_at_all() -> None:
    with pytest.raises(StabilityError, match="there is no step that a party could take or leave"):
        draft(deals_text.read("step rain"), {})


def test_the_text_form_says_that_it_is_a_draft_and_why() -> None:
    asked = problem("army refuses amnesty\nrebels will truce if bridges")
    told = Evidence(report="r2", according_to="Tomas Brel", words="never an amnesty")
    found: Draft = draft(asked.model_copy(update={"evidence": {"refusal army amnesty": (told,)}}), {})
    words = text.write(found.conflict, notes(found))
    assert words.startswith("# A draft from a ledger.")
    assert "# Left out: rain: nobody is named who could take it" in words
    assert "# 1. red line: refused, according to Tomas Brel in r2\narmy prefers not amnesty" in words
    assert (
        "# 1. what its offer waits for (c1)\n# 2. promised (c1)\nrebels prefers bridges\nrebels prefers truce iff bridges" in words
    )
    assert text.read(words) == found.conflict
