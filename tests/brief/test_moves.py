"""Moves stand beneath the party that makes them, with what they wait for."""

from __future__ import annotations

import datetime

import pytest

from goodoffices.brief import Brief, brief_of
from goodoffices.brief.contents import MoveEntry
from goodoffices.brief.wording import dated, does, links, move_source, step_words, terms
from goodoffices.model import MoveKind, Party, PartyKind, Reading, Relation, Report, Strength

from .conftest import READER, move

TEXT = "one two three four five six"


def numbered(*readings: Reading) -> dict[int, MoveEntry]:
    """The moves by their numbers."""
    return {entry.number: entry for entry in brief_of(readings).move_entries()}


def outline(brief: Brief) -> dict[str, list[str]]:
    """The kinds and steps of the moves by party."""
    return {group.name: [f"{entry.kind} {entry.step.text}" for entry in group.moves] for group in brief.moves}


def making(*parties: Party, published: datetime.date | None = None, **steps: tuple[str, MoveKind]) -> Reading:
    """A reading in which each step, a word of TEXT, is a move of that party and kind."""
    moves = tuple(move(TEXT, step, kind, party, step) for step, (party, kind) in steps.items())
    return Reading(report=Report.of(TEXT, published=published), reader=READER, parties=parties, moves=moves)


X, Y = (Party(id=x, name=x.upper(), kind=PartyKind.GROUP) for x in "xy")
SPEAKER = Party(id="s", name="S", kind=PartyKind.PERSON, speaks_for="y")


def test_two_parties_that_wait_for_each_other(bridges: Reading) -> None:
    waits = {number: [other.number for other in entry.waits_for] for number, entry in numbered(bridges).items()}
    awaited = {number: [other.number for other in entry.awaited_by] for number, entry in numbered(bridges).items()}
    assert waits == {1: [3, 4], 2: [], 3: [1], 4: [], 5: []}
    assert awaited == {1: [3], 2: [], 3: [1], 4: [1], 5: []}


def test_a_link_says_what_kind_of_move_it_leads_to(bridges: Reading) -> None:
    assert links(numbered(bridges)[1]) == ["waits for: 3 (offer), 4 (refusal)", "awaited by: 3 (offer)"]


def test_a_move_whose_condition_is_its_own_step_waits_for_nothing(bridges: Reading) -> None:
    own = [mention.model_copy(update={"step": "truce"}) for mention in bridges.step_mentions if mention.move == "m1"]
    circle = bridges.model_copy(update={"step_mentions": tuple(own)})
    assert numbered(circle)[1].waits_for == ()


def test_reports_are_not_linked_by_ids_that_happen_to_agree(bridges: Reading) -> None:
    here, there = (
        bridges.model_copy(update={"step_mentions": ms}) for ms in (bridges.step_mentions[:1], bridges.step_mentions[1:2])
    )
    assert all(not entry.waits_for for entry in numbered(here, there).values())


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "Offers: observe a truce of three months, if the army gave up its two bridges"),
        (2, "Refuses (red line): accept searches on the water"),
        (3, "Offers (tentative): withdraw from the bridges, after the Front had kept the truce for a week"),
        (5, "Demands (precondition): name a liaison officer"),
    ],
)
def test_a_move_is_said_in_the_words_of_the_report(bridges: Reading, number: int, said: str) -> None:
    entry = numbered(bridges)[number]
    assert f"{does(entry)}: {step_words(entry)}" == said


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        (Relation.IF, "one, if two"),
        (Relation.ONLY_IF, "one, only if two"),
        (Relation.UNLESS, "one, unless two"),
        (Relation.UNTIL, "one, until two"),
        (Relation.AFTER, "one, after two"),
        (Relation.IN_EXCHANGE, "one, in exchange for two"),
    ],
)
def test_each_relation_has_its_word(relation: Relation, said: str) -> None:
    made = move(TEXT, "m", MoveKind.OFFER, "x", "one", condition=(relation, "two"))
    (entry,) = numbered(Reading(report=Report.of(TEXT), reader=READER, parties=(X,), moves=(made,))).values()
    assert step_words(entry) == said


def test_measure_agent_place_and_deadline_are_told_where_they_are_known(bridges: Reading) -> None:
    assert terms(numbered(bridges)[5]) == ["measure: other", "agent: both sides", "place: Selo", "deadline: Friday (7 March 2031)"]
    assert terms(numbered(bridges)[1]) == ["measure: ceasefire"]


def test_the_party_spoken_for_is_no_agent_beside_itself(bridges: Reading) -> None:
    refusal = numbered(bridges)[4]  # the general's move, who speaks for the government
    assert (refusal.party, refusal.agent) == ("Government of Orsania", None)


def test_every_move_says_according_to_whom(bridges: Reading) -> None:
    assert [move_source(entry) for entry in numbered(bridges).values()] == [
        "According to its spokesman, Tomas Brel, in statement 9",
        "According to Tomas Brel (“Mr Brel”), in statement 10",
        "According to Foreign Minister Ana Oro, in statement 6",
        "According to General Ivo Stam, in statement 8",
        "According to the report",
    ]


def test_a_move_has_its_statements_chain_of_sources(bridges: Reading) -> None:
    said = tuple(statement.model_copy(update={"via": ("radio",)}) for statement in bridges.statements)
    entry = numbered(bridges.model_copy(update={"statements": said}))[3]
    assert entry.according_to == "According to Foreign Minister Ana Oro, via Radio Halven"


def test_every_move_says_where(bridges: Reading) -> None:
    for entry in numbered(bridges).values():
        assert bridges.report.text[entry.start : entry.end].startswith(entry.step.text)
        assert bridges.report.text[entry.start : entry.end].endswith((entry.condition or entry.step).text)
    assert [entry.paragraphs for entry in numbered(bridges).values()] == [(2, 2), (2, 2), (3, 3), (3, 3), (4, 4)]


def test_parties_for_which_somebody_speaks_come_first() -> None:
    kinds = {"one": ("x", MoveKind.OFFER), "two": ("x", MoveKind.OFFER), "three": ("y", MoveKind.OFFER)}
    assert list(outline(brief_of([making(X, Y, **kinds)]))) == ["X", "Y"]
    assert list(outline(brief_of([making(X, Y, SPEAKER, **kinds)]))) == ["Y", "X"]


def test_a_speakers_move_stands_under_the_party_spoken_for() -> None:
    reading = making(Y, SPEAKER, one=("s", MoveKind.OFFER), two=("y", MoveKind.DEMAND))
    assert outline(brief_of([reading])) == {"Y": ["offer one", "demand two"]}


def test_moves_of_one_kind_stand_together() -> None:
    kinds = [MoveKind.OPPOSITION, MoveKind.THREAT, MoveKind.OFFER, MoveKind.SUPPORT, MoveKind.REFUSAL, MoveKind.DEMAND]
    reading = making(X, **{step: ("x", kind) for step, kind in zip(TEXT.split(), kinds, strict=True)})
    assert outline(brief_of([reading])) == {
        "X": ["offer three", "refusal five", "demand six", "threat two", "support four", "opposition one"]
    }


def test_moves_of_several_reports_stand_under_one_party_by_date() -> None:
    late = making(X, published=datetime.date(2031, 3, 4), one=("x", MoveKind.OFFER))
    there = X.model_copy(update={"id": "q", "name": "the  x"})
    early = making(there, published=datetime.date(2031, 3, 3), two=("q", MoveKind.OFFER))
    assert outline(brief_of([late, early])) == {"the x": ["offer two", "offer one"]}


def test_statements_are_numbered_on_from_the_moves(bridges: Reading, truce: Reading) -> None:
    brief = brief_of([bridges, truce])
    assert [entry.number for entry in (*brief.move_entries(), *brief.entries())] == list(range(1, 15))


def test_a_firm_move_is_not_called_tentative() -> None:
    made = (move(TEXT, s, MoveKind.THREAT, "x", w, strength=s) for s, w in ((Strength.FIRM, "one"), (Strength.TENTATIVE, "two")))
    found = numbered(Reading(report=Report.of(TEXT), reader=READER, parties=(X,), moves=tuple(made)))
    assert [does(entry) for entry in found.values()] == ["Threatens", "Threatens (tentative)"]


@pytest.mark.parametrize(
    ("words", "date", "said"),
    [
        ("Friday", "2031-03-07", "Friday (7 March 2031)"),
        ("in June", "2012-06", "in June (June 2012)"),
        ("by 1996", "1996", "by 1996"),
        ("on 7 March 2031", "2031-03-07", "on 7 March 2031"),
    ],
)
def test_a_date_is_resolved_where_its_words_do_not_say_it(words: str, date: str, said: str) -> None:
    assert dated(words, date) == said
