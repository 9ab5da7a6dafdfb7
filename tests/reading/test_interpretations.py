"""What a party takes a clause to mean, and who disagrees."""

from __future__ import annotations

import pytest

from goodoffices.reading.cast import Cast
from goodoffices.reading.interpretations import TAKES, find_interpretations
from goodoffices.reading.mentioned import Mentioned
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
]
NOT_TAKEN = [
    "He took the bridge as the sun set.",
    "He reads the newspaper as a habit.",
    "The army took the town to mean business.",
    "She understood that the talks were over.",
    "The minister read the statement aloud.",
    "They interpret for the delegation.",
    "He took that as an insult.",
]


@pytest.mark.parametrize(("text", "clause", "meaning"), TAKEN)
def test_a_clause_and_its_meaning(text: str, clause: str, meaning: str) -> None:
    (found,) = TAKES.finditer(text)
    assert ((found["clause"] or found["taken"]), found["meaning"]) == (clause, meaning)


@pytest.mark.parametrize("text", NOT_TAKEN)
def test_no_clause_is_interpreted(text: str) -> None:
    assert list(TAKES.finditer(text)) == []


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
