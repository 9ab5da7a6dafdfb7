"""What a party takes a clause to mean, and who disagrees."""

from __future__ import annotations

import pytest

from goodoffices.reading.bargaining.interpretations import DISPUTES, TAKES, find_interpretations
from goodoffices.reading.parties.cast import Cast
from goodoffices.reading.parties.mentioned import Mentioned
from tests.reading.scored import analysed

TAKEN = [
    ("Karesh interprets that language as requiring his departure.", "that language", "requiring his departure"),
    ("Tarva reads the clause to mean that the bridge stays open.", "the clause", "the bridge stays open"),
    (
        "The movement takes article 4 to mean that the army goes first, and the government disagrees.",
        "article 4",
        "the army goes first",
    ),
    ("The envoy understood “by mutual consent” to mean a veto.", "“by mutual consent”", "a veto"),
    ("Selo construed the second paragraph as a promise; it was none.", "the second paragraph", "a promise"),
    ("The rebels took the wording to require a vote.", "the wording", "a vote"),
    ("The Front interprets the Selo communiqué as requiring him to go.", "the Selo communiqué", "requiring him to go"),
    ("The ministry reads Article 4 as applying to both sides.", "Article 4", "applying to both sides"),
    ("The Front reads “mutual consent” to mean that it has a veto.", "“mutual consent”", "it has a veto"),
    ("The council understands section 2 to mean that monitors stay; others do not.", "section 2", "monitors stay"),
    ("Both are reading the resolution as a licence to wait.", "the resolution", "a licence to wait"),
    ('Tarva has interpreted "all sides" as including the villagers.', '"all sides"', "including the villagers"),
    ("The rebels understood its terms to mean a full withdrawal.", "its terms", "a full withdrawal"),
    ("The minister construes that provision as a ban on flights", "that provision", "a ban on flights"),
]
NOT_TAKEN = [
    "He took the bridge as the sun set.",
    "He reads the newspaper as a habit.",
    "The army took the town to mean business.",
    "She understood that the talks were over.",
    "The minister read the statement aloud.",
    "They interpret for the delegation.",
    "He took that as an insult.",
    "The soldiers read the letter and left.",
    "The envoy took the text to the printer.",
    "The court construed nothing.",
    "He understands the language of the valley.",
    "They took the agreement to the capital.",
    "The mediator reads the two texts side by side.",
    "An interpreter read out the declaration in Arabic.",
    "The villagers took this road as far as the bridge.",
]


@pytest.mark.parametrize(("text", "clause", "meaning"), TAKEN)
def test_a_clause_and_its_meaning(text: str, clause: str, meaning: str) -> None:
    (found,) = TAKES.finditer(text)
    assert ((found["clause"] or found["taken"]), found["meaning"]) == (clause, meaning)


@pytest.mark.parametrize("text", NOT_TAKEN)
def test_no_clause_is_interpreted(text: str) -> None:
    assert list(TAKES.finditer(text)) == []


def test_the_meaning_ends_before_its_attribution() -> None:
    (found,) = TAKES.finditer("Selo took these words to imply a partition, an aide said.")
    assert found["meaning"] == "a partition"


def test_as_it_stands_is_no_meaning() -> None:
    assert list(TAKES.finditer("He understood the text as it stood.")) == []


@pytest.mark.parametrize(
    ("text", "disputes"),
    [
        ("The army disagrees.", True),
        ("The army did not.", True),
        ("Karesh disputes this.", True),
        ("Selo takes another view.", True),
        ("The council rejects that reading.", True),
        ("The envoy rejected this interpretation, he said.", True),
        ("The army does not leave.", False),
        ("They disagree on the price.", False),
        ("He disputes the figures.", False),
        ("Selo rejects the plan.", False),
        ("The army did not say.", False),
    ],
)
def test_who_disagrees_says_no_more_about_it(text: str, disputes: bool) -> None:
    assert bool(DISPUTES.search(text)) is disputes


@pytest.mark.parametrize(
    ("behind", "disputes"),
    [
        pytest.param("; Karesh/NNP disagrees/VBZ .", True, id="disagrees"),
        pytest.param(". Karesh/NNP does/VBZ not/RB .", True, id="does not"),
        pytest.param("; Karesh/NNP agrees/VBZ .", False, id="agrees"),
        pytest.param(".\n\nKaresh/NNP disagrees/VBZ .", False, id="in another paragraph"),
    ],
)
def test_who_disagrees_right_behind_disputes_it(behind: str, disputes: bool) -> None:
    made = analysed(f"Tarva/NNP reads/VBZ the/DT clause/NN as/IN a/DT promise/NN {behind}")
    found = find_interpretations(made.words, Mentioned(made, Cast(made)))
    assert [(i.party.name, i.disputes) for i in found] == [("Tarva", None)] + [("Karesh", 0)] * disputes
    assert found[0].meaning is not None
    assert made.words.text[slice(*found[0].meaning)].strip() == "a promise"


def test_what_nobody_known_interprets_is_left_out() -> None:
    made = analysed("reads/VBZ the/DT clause/NN as/IN a/DT promise/NN .")
    assert find_interpretations(made.words, Mentioned(made, Cast(made))) == []
