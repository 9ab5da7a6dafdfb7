"""Where sources disagree."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from goodoffices.brief import brief_of
from goodoffices.model import (
    Interpretation,
    Measure,
    MoveKind,
    Party,
    PartyKind,
    Position,
    Reading,
    Report,
    Stance,
    Step,
)

from .conftest import READER, find, mentions, move

TEXT = "one two three four"
PARTIES = (
    *(Party(id=x, name=x.upper(), kind=PartyKind.GROUP) for x in "xy"),
    Party(id="s", name="S", kind=PartyKind.PERSON, speaks_for="x"),
)
STEP = Step(id="t", agent="x", measure=Measure.CEASEFIRE)
OTHER = Step(id="u", agent="x", measure=Measure.CEASEFIRE)


def moving(*made: tuple[str, MoveKind, str], step: Step = STEP, on: str = "t", parties: Sequence[Party] = PARTIES) -> Reading:
    """A reading of moves (party, kind, word) on one step."""
    return Reading(
        report=Report.of(TEXT),
        reader=READER,
        parties=tuple(parties),
        moves=tuple(move(TEXT, f"m-{word}", kind, party, word) for party, kind, word in made),
        steps=(step, OTHER),
        step_mentions=mentions(on, steps=[f"m-{word}" for _, _, word in made]),
    )


def sides(*readings: Reading) -> list[list[str]]:
    """What is held in each disagreement."""
    return [[f"{side.party} {side.holds}" for side in one.sides] for one in brief_of(readings).disagreements]


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (MoveKind.OFFER, MoveKind.REFUSAL, True),
        (MoveKind.SUPPORT, MoveKind.OPPOSITION, True),
        (MoveKind.OFFER, MoveKind.OFFER, False),
        (MoveKind.OFFER, MoveKind.OPPOSITION, False),
        (MoveKind.DEMAND, MoveKind.REFUSAL, False),
    ],
)
def test_one_party_with_opposite_moves_on_one_step(one: MoveKind, other: MoveKind, is_one: bool) -> None:
    assert bool(sides(moving(("x", one, "one"), ("x", other, "two")))) is is_one


def test_both_sides_are_told(bridges: Reading) -> None:
    brief = brief_of([bridges])
    about = {one.about: [(side.party, side.holds, side.numbers) for side in one.sides] for one in brief.disagreements}
    assert about == {
        "“withdraw from the bridges”": [
            (
                *(
                    "Government of Orsania",
                    "offers (tentative): withdraw from the bridges, after the Front had kept the truce for a week",
                ),
                (3,),
            ),
            ("Government of Orsania", "refuses: leave a single bridge", (4,)),
        ],
        "“accept searches on the water”": [("Government of Orsania", "for", ()), ("Northern Front", "against", (2,))],
        "“by mutual consent”": [
            ("Government of Orsania", "takes “by mutual consent” to mean “either side has a veto”", (7,)),
            ("Northern Front", "disagrees with Government of Orsania", ()),
        ],
    }


def test_each_side_says_according_to_whom(bridges: Reading) -> None:
    first, _, third = brief_of([bridges]).disagreements
    assert [side.according_to for side in (*first.sides, *third.sides)] == [
        "According to Foreign Minister Ana Oro",
        "According to General Ivo Stam",
        "According to Ana Oro (“Ms Oro”)",
        "According to the report",
    ]


def test_two_parties_with_opposite_moves_do_not_contradict_each_other() -> None:
    assert sides(moving(("x", MoveKind.OFFER, "one"), ("y", MoveKind.REFUSAL, "two"))) == []


def test_who_speaks_for_a_party_can_contradict_it() -> None:
    reading = moving(("x", MoveKind.OFFER, "one"), ("s", MoveKind.REFUSAL, "two"))
    assert sides(reading) == [["X offers: one", "X refuses: two"]]


def test_opposite_moves_on_two_steps_do_not_contradict_each_other() -> None:
    reading = moving(("x", MoveKind.OFFER, "one"), ("x", MoveKind.REFUSAL, "two"))
    apart = mentions("t", steps=["m-one"]) + mentions("u", steps=["m-two"])
    assert sides(reading.model_copy(update={"step_mentions": apart})) == []


def test_the_words_of_a_condition_take_no_side() -> None:
    reading = moving(("x", MoveKind.OFFER, "one"), ("x", MoveKind.REFUSAL, "two"))
    about = mentions("t", steps=["m-one"], conditions=["m-two"])
    assert sides(reading.model_copy(update={"step_mentions": about})) == []


def test_over_reports_a_party_contradicts_itself_where_names_and_steps_agree() -> None:
    there = (Party(id="z", name="the  x", kind=PartyKind.GROUP),)
    other = moving(("z", MoveKind.REFUSAL, "two"), step=STEP.model_copy(update={"agent": "z"}), parties=(*there, *PARTIES))
    assert sides(moving(("x", MoveKind.OFFER, "one")), other) == [["X offers: one", "the x refuses: two"]]


@pytest.mark.parametrize(
    "changed", [{"measure": Measure.ATTACK}, {"object": "the road"}, {"place": "Selo"}, {"agent": "y"}], ids=str
)
def test_over_reports_steps_that_differ_are_two_whatever_their_ids(changed: dict[str, str]) -> None:
    other = moving(("x", MoveKind.REFUSAL, "two"), step=STEP.model_copy(update=changed))
    assert sides(moving(("x", MoveKind.OFFER, "one")), other) == []


@pytest.mark.parametrize(
    ("stances", "is_one"),
    [
        ({"x": Stance.FOR, "y": Stance.AGAINST}, True),
        ({"x": Stance.FOR, "y": Stance.FOR}, False),
        ({"x": Stance.FOR, "s": Stance.AGAINST}, False),
        ({"x": Stance.CONDITIONAL, "y": Stance.AGAINST}, False),
        ({"x": Stance.FOR, "y": Stance.UNDECLARED}, False),
    ],
    ids=str,
)
def test_different_parties_for_and_against_one_step(stances: dict[str, Stance], is_one: bool) -> None:
    positions = tuple(Position(party=party, issue="u", stance=stance) for party, stance in stances.items())
    reading = moving().model_copy(update={"positions": positions})
    assert sides(reading) == ([["X for", "Y against"]] if is_one else [])


def test_a_step_that_no_words_name_is_described() -> None:
    step = Step(id="t", agent=None, measure=Measure.WITHDRAWAL, object="the troops", place="Selo")
    positions = tuple(Position(party=p, issue="t", stance=s) for p, s in (("x", Stance.FOR), ("y", Stance.AGAINST)))
    (one,) = brief_of([moving(step=step).model_copy(update={"positions": positions})]).disagreements
    assert one.about == "withdrawal, the troops, Selo"


def interpreting(*given: Interpretation) -> Reading:
    """A reading of interpretations."""
    return Reading(report=Report.of(TEXT), reader=READER, parties=PARTIES, interpretations=given)


def test_all_that_dispute_one_interpretation_are_told_together() -> None:
    one, two, three = (find(TEXT, word) for word in ("one", "two", "three"))
    assert sides(
        interpreting(
            Interpretation(id="i1", party="x", clause=one, meaning=two),
            Interpretation(id="i2", party="y", clause=one, meaning=three, disputes="i1"),
            Interpretation(id="i3", party="s", disputes="i2"),
        )
    ) == [["X takes “one” to mean “two”", "Y disagrees with X and takes “one” to mean “three”", "S disagrees with Y"]]


def test_interpretations_that_nobody_disputes_are_no_disagreement() -> None:
    one, two = find(TEXT, "one"), find(TEXT, "two")
    given = (Interpretation(id=i, party="x", clause=one, meaning=two) for i in ("i1", "i2"))
    assert sides(interpreting(*given)) == []


def test_interpretations_that_dispute_one_another_in_a_circle_are_one_disagreement() -> None:
    first = Interpretation(id="i1", party="x", disputes="i2")
    second = Interpretation(id="i2", party="y", disputes="i1")
    assert sides(interpreting(first, second)) == [["X disagrees with Y", "Y disagrees with X"]]
    (one,) = brief_of([interpreting(first, second)]).disagreements
    assert one.about == "what a clause means"
