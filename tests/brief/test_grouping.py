"""Statements stand beneath the party that speaks."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.brief import Brief, brief_of
from goodoffices.brief.paragraphs import paragraph_at, paragraphs
from goodoffices.brief.printable import one_line
from goodoffices.brief.wording import confidence_word
from goodoffices.model import Manner, Party, PartyKind, Reading, Report, Statement

from .conftest import READER, find, reading_of

TEXT = "A said one. B said two."


def outline(brief: Brief) -> dict[str, dict[str, list[str]]]:
    """The words of the statements by party and by who speaks for it."""
    return {group.name: {voice.name: [entry.words for entry in voice.entries] for voice in group.voices} for group in brief.groups}


def speaking(*parties: Party, speaker: str | None, published: datetime.date | None = None) -> Reading:
    """A reading of two statements by one speaker, the later in the text first."""
    statements = tuple(
        Statement(id=words, content=(find(TEXT, words),), speaker=speaker, manner=Manner.INDIRECT, confidence=1)
        for words in ("two", "one")
    )
    return Reading(report=Report.of(TEXT, published=published), reader=READER, parties=parties, statements=statements)


def test_a_person_stands_under_the_party_spoken_for(truce: Reading, answer: Reading) -> None:
    assert outline(brief_of([truce, answer])) == {
        "Government of Orsania": {
            "Ana Oro": [
                "The government of Orsania would open the Halven road “within a day” … “if the Northern Front stops its shelling”",
                "she awaited an answer by Friday",
            ],
            "Foreign ministry source": ["A Front commander had accepted the offer"],
        },
        "Northern Front": {"Tomas Brel": ["“We never accepted anything,” … “Let them open the road first.”"]},
        "Source not named": {"Source not named": ["shelling went on overnight"]},
    }


def test_every_statement_says_according_to_whom(truce: Reading, answer: Reading) -> None:
    assert [entry.according_to for entry in brief_of([truce, answer]).entries()] == [
        "According to Foreign Minister Ana Oro",
        "According to Ana Oro (“She”)",
        "According to Foreign ministry source (“a ministry source”), via Radio Halven",
        "According to Tomas Brel, the spokesman of the Northern Front",
        "According to a source that the report does not name",
    ]


def test_a_chain_of_sources_runs_from_the_speaker_outwards() -> None:
    text = "An agency quoted a radio that quoted a commander."
    parties = tuple(Party(id=name, name=name, kind=PartyKind.GROUP) for name in ("Agency", "Radio", "Commander"))
    said = Statement(
        id="s",
        content=(find(text, "quoted a radio"),),
        speaker="Commander",
        via=("Agency", "Radio"),
        manner=Manner.INDIRECT,
        confidence=1,
    )
    (entry,) = brief_of([Reading(report=Report.of(text), reader=READER, parties=parties, statements=(said,))]).entries()
    assert entry.according_to == "According to Commander, via Radio, via Agency"


def test_every_statement_says_where(truce: Reading) -> None:
    for entry in brief_of([truce]).entries():
        assert truce.report.text[entry.start : entry.end].startswith(entry.content[0].text)
    assert [entry.paragraphs for entry in brief_of([truce]).entries()] == [(2, 2), (3, 3), (4, 4), (5, 5)]


def test_statements_are_numbered_in_the_order_shown(truce: Reading, answer: Reading) -> None:
    assert [entry.number for entry in brief_of([answer, truce]).entries()] == [1, 2, 3, 4, 5]


def test_statements_stand_in_the_order_of_date_and_text() -> None:
    state = Party(id="x", name="Orsania", kind=PartyKind.STATE)
    dates = [None, datetime.date(2031, 3, 4), datetime.date(2031, 3, 3)]
    brief = brief_of([speaking(state, speaker="x", published=date) for date in dates])
    assert [(entry.report, entry.words) for entry in brief.entries()] == [
        (3, "one"), (3, "two"), (2, "one"), (2, "two"), (1, "one"), (1, "two"),
    ]  # fmt: skip


def test_a_party_of_the_same_name_in_another_report_is_the_same_party() -> None:
    there = speaking(Party(id="x", name="Northern Front", kind=PartyKind.ARMED_GROUP), speaker="x")
    here = speaking(Party(id="y", name="the  northern front", kind=PartyKind.GROUP), speaker="y")
    assert outline(brief_of([there, here])) == {"Northern Front": {"Northern Front": ["one", "two", "one", "two"]}}


def test_a_party_speaks_before_those_who_speak_for_it() -> None:
    state = Party(id="x", name="Orsania", kind=PartyKind.STATE)
    person = Party(id="y", name="Ana Oro", kind=PartyKind.PERSON, speaks_for="x")
    readings = [speaking(state, person, speaker="y"), speaking(state, person, speaker="y"), speaking(state, person, speaker="x")]
    assert list(outline(brief_of(readings))["Orsania"]) == ["Orsania", "Ana Oro"]


def test_who_speaks_for_one_another_in_a_circle_speaks_alone() -> None:
    one = Party(id="x", name="X", kind=PartyKind.GROUP, speaks_for="y")
    other = Party(id="y", name="Y", kind=PartyKind.GROUP, speaks_for="x")
    assert list(outline(brief_of([speaking(one, other, speaker="x")]))) == ["X"]


def test_the_head_says_what_was_read_when_and_by_whom(truce: Reading, answer: Reading, silence: Reading) -> None:
    first, second, third = brief_of([truce, answer, silence]).reports
    assert (first.publisher, first.published, first.reader) == ("Halven Wire", datetime.date(2031, 3, 3), "example reader 1.0")
    assert first.notes == ("the page's header says 2034, the story March 2031",)
    assert second.notes == ("one sentence is longer than the reader's window",)
    assert (first.statements, third.statements) == (4, 0)


def test_nothing_read_makes_an_empty_brief() -> None:
    assert brief_of([]).groups == ()


@pytest.mark.parametrize(("confidence", "word"), [(1, "high"), (0.8, "high"), (0.79, "moderate"), (0.5, "moderate"), (0.1, "low")])
def test_confidence_is_a_word(confidence: float, word: str) -> None:
    assert confidence_word(confidence) == word


def test_control_characters_and_turned_direction_are_not_for_printing() -> None:
    assert one_line("a\x1b[31mb\x9bc\u202ed\r\n\te\u2028 f\x00") == "a[31mbcd e f"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo\nlines.\n \nThree.", ["One.", "Two\nlines.", "Three."]),
        ("One.\r\n\r\n  Two.\r\n", ["One.", "Two."]),
        ("One.\nTwo.\n", ["One.", "Two."]),
        ("\n \n", []),
    ],
)
def test_paragraphs_are_divided_by_blank_lines_or_else_by_lines(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == expected


@given(st.text(st.sampled_from("a \n\r\t")))
def test_everything_but_white_space_is_in_the_paragraph_it_is_said_to_be_in(text: str) -> None:
    bounds = paragraphs(text)
    for offset, character in enumerate(text):
        if not character.isspace():
            start, end = bounds[paragraph_at(offset, bounds) - 1]
            assert start <= offset < end


def test_a_statement_of_white_space_alone_does_no_harm() -> None:
    (entry,) = brief_of([reading_of("\n \n", [(0, 3)])]).entries()
    assert (entry.words, entry.paragraphs) == ("", (1, 1))
