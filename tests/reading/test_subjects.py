"""Whom the sentence says would take a step."""

from __future__ import annotations

import pytest

from goodoffices.model import PartyKind
from goodoffices.reading.bargaining.subjects import Subjects
from goodoffices.reading.parties.cast import Cast
from goodoffices.reading.parties.entities import Entity
from goodoffices.reading.parties.speakers import Speakers
from tests.reading.scored import analysed, at, said

CASES = [
    ("The/DT army/NN will/MD leave/VB", "leave", "army", "a verb right behind its subject"),
    ("The/DT army/NN might/MD be/VB prepared/VBN to/TO leave/VB", "leave", "army", "auxiliaries and readiness between"),
    ("The/DT army/NN agreed/VBD Thursday/NNP to/TO leave/VB", "leave", "army", "a day between"),
    ("The/DT rebels/NNS , for/IN their/PRP$ part/NN , would/MD stop/VB", "stop", "rebels", "an aside between commas"),
    (
        "The/DT council/NN , which/WDT has/VBZ a/DT seat/NN but/CC no/DT vote/NN in/IN Oslo/NNP , would/MD leave/VB",
        "leave",
        "council",
        "a relative clause between commas",
    ),
    (
        "The/DT army/NN , whose/WP$ men/NNS hold/VBP the/DT town/NN , the/DT bridge/NN and/CC Gob/NNP , will/MD leave/VB",
        "leave",
        "army",
        "a relative clause with commas of its own",
    ),
    ("The/DT rebels/NNS in/IN the/DT north/NN would/MD stop/VB", "stop", "rebels", "with where they are"),
    ("The/DT accounts/NNS of/IN banks/NNS in/IN Oslo/NNP would/MD close/VB", "close", None, "a thing of somebody's"),
    ("Members/NNS of/IN the/DT council/NN would/MD leave/VB", "leave", "council", "members of a body"),
    ("Two/CD of/IN the/DT rebels/NNS would/MD leave/VB", "leave", "rebels", "some of several"),
    ("Reporters/NNS heard/VBD in/IN Oslo/NNP the/DT army/NN would/MD leave/VB", "leave", "army", "where it is said"),
    ("The/DT army/NN which/WDT would/MD leave/VB", "leave", "army", "a relative clause"),
    ("The/DT army/NN and/CC some/DT rebels/NNS may/MD leave/VB", "leave", "army", "the first of several"),
    ("The/DT rebels/NNS holding/VBG the/DT north/NN would/MD stop/VB", "stop", "rebels", "a participle that describes it"),
    ("Rebels/NNS backed/VBN by/IN neighbours/NNS would/MD stop/VB", "stop", "Rebels", "backed by somebody"),
    ("Yesterday/RB would/MD leave/VB", "leave", None, "nobody"),
    ("The/DT tanks/NNS will/MD be/VB withdrawn/VBN", "be withdrawn", None, "a passive"),
    ("The/DT tanks/NNS will/MD be/VB withdrawn/VBN", "withdrawn", None, "a passive without its auxiliary"),
    ("The/DT tanks/NNS will/MD not/RB be/VB withdrawn/VBN", "not be withdrawn", None, "a denied passive"),
    ("The/DT army/NN has/VBZ withdrawn/VBN", "withdrawn", "army", "a participle that is no passive"),
    ("The/DT army/NN will/MD be/VB back/RB", "be back", "army", "be without a participle"),
    ("No/DT army/NN will/MD leave/VB", "leave", None, "no X"),
    ("Nobody/NN will/MD leave/VB", "leave", None, "the word nobody"),
    ("Neither/DT side/NN will/MD leave/VB", "leave", None, "neither X"),
    ("You/PRP must/MD leave/VB", "leave", None, "you"),
    ("Your/PRP$ army/NN must/MD leave/VB", "leave", None, "your X"),
]


@pytest.mark.parametrize(("text", "step", "subject"), [pytest.param(*c[:3], id=c[3]) for c in CASES])
def test_the_subject_of_a_step(text: str, step: str, subject: str | None) -> None:
    made = analysed(text)
    found = Subjects(made, Speakers(made, Cast(made)), {}).of(at(made.words, step))
    assert (None if found is None else found) == (None if subject is None else at(made.words, subject).start)


def test_the_second_of_two_joined_steps_has_the_subject_of_the_first() -> None:
    made = analysed("The/DT army/NN will/MD leave/VB and/CC disarm/VB")
    subjects = Subjects(made, Speakers(made, Cast(made)), {})
    first = at(made.words, "leave")
    assert subjects.of(at(made.words, "disarm"), [first]) == subjects.of(first) == at(made.words, "army").start


def test_a_subject_in_another_paragraph_is_none() -> None:
    made = analysed("The/DT army/NN\n\nwill/MD leave/VB")
    assert Subjects(made, Speakers(made, Cast(made)), {}).of(at(made.words, "leave")) is None


@pytest.mark.parametrize("word", ["We/PRP", "I/PRP", "Our/PRP$ men/NNS", "We/PRP ourselves/PRP", "I/PRP myself/PRP"])
def test_in_the_first_person_the_speaker_commits_himself(word: str) -> None:
    made = analysed(f"{word} will/MD leave/VB")
    cast = Cast(made)
    koro = cast.described(0, 1)
    speaker_at: dict[int, Entity] = dict.fromkeys(range(len(made.words)), koro)
    step = at(made.words, "leave")
    assert said(made.words, step) == "leave"
    assert Subjects(made, Speakers(made, cast), speaker_at).of(step) is koro


@pytest.mark.parametrize(
    ("text", "own"),
    [
        pytest.param("Koro/NNP said/VBD it/PRP would/MD leave/VB", True, id="right behind said"),
        pytest.param("Koro/NNP said/VBD that/IN they/PRP would/MD leave/VB", True, id="they, behind that"),
        pytest.param("Koro/NNP said/VBD Oslo/NNP erred/VBD but/CC it/PRP would/MD leave/VB", False, id="behind another subject"),
    ],
)
@pytest.mark.parametrize("speaks", [True, False])
def test_it_is_the_side_of_whoever_begins_to_speak_for_it(text: str, own: bool, speaks: bool) -> None:
    made = analysed(text)
    army = Entity("army", PartyKind.ARMED_GROUP, named=True)
    koro = Entity("Koro", PartyKind.PERSON, named=True, speaks_for=army if speaks else None)
    subjects = Subjects(made, Speakers(made, Cast(made)), dict.fromkeys(range(2, len(made.words)), koro))
    assert (subjects.of(at(made.words, "leave")) is koro) is (own and speaks)


@pytest.mark.parametrize(("word", "himself"), [("us/PRP", True), ("me/PRP", True), ("you/PRP", False), ("nobody/NN", False)])
def test_whom_a_speaker_has_let(word: str, himself: bool) -> None:
    made = analysed(f"Let/VB {word} leave/VB")
    koro = Entity("Koro", PartyKind.PERSON, named=True)
    subjects = Subjects(made, Speakers(made, Cast(made)), dict.fromkeys(range(len(made.words)), koro))
    assert subjects.of(at(made.words, "leave")) is (koro if himself else None)
