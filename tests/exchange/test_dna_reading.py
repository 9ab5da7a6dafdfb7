"""Files of DNA 3 as readings, and the round trip: what we write, we read back."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodoffices.exchange.dna import read, readings, write
from goodoffices.exchange.dna_coding import concept, day_of, seconds, step_of
from goodoffices.ledger import Ledger
from goodoffices.ledger.adding import Outcome
from goodoffices.model import Measure, MoveKind
from tests.exchange.dna_examples import PUBLISHED, TEXT, Coded, coded_by_hand, example, said

WARMING = "🌍 The senator wants a cap on emissions.\nThe industry fears for jobs."
CAP, FEARS = (15, 40), (41, 69)
"""Where the words stand in units of UTF-16."""


def test_a_file_that_a_person_coded(tmp_path: Path) -> None:
    file = coded_by_hand(
        tmp_path / "warming.dna", WARMING,
        [(*CAP, "Ann Ray", "Senate", "Cap emissions", 1), (*FEARS, "", "Industry", "Cap emissions", 0)],
    )  # fmt: skip
    [found] = readings(file)
    assert (found.report.text, found.report.title, found.report.publisher) == (WARMING, "Warming", "Post")
    assert found.report.published == datetime.date(2014, 3, 1)
    assert found.reader.name == "dna"
    assert said(found) == [
        ("wants a cap on emissions.", "support", "Senate", "organisation", "Ann Ray", Measure.OTHER, "Cap emissions"),
        ("The industry fears for jobs.", "opposition", "Industry", "organisation", "Industry", Measure.OTHER, "Cap emissions"),
    ]
    assert {x.confidence for x in (*found.statements, *found.moves, *found.step_mentions)} == {1}
    assert len(found.steps) == 1
    assert [p.speaks_for for p in found.parties if p.name == "Ann Ray"] == [p.id for p in found.parties if p.name == "Senate"]


def test_what_we_write_we_read_back(tmp_path: Path) -> None:
    with Ledger.open(":memory:") as ledger:
        ledger.add(example())
        write(ledger, tmp_path / "talks.dna")
    [found] = readings(tmp_path / "talks.dna")
    report = example().report
    assert (found.report.text, found.report.sha256, found.report.title) == (TEXT, report.sha256, report.title)
    assert (found.report.published, found.report.publisher) == (PUBLISHED, report.publisher)
    assert [(m.step, m.measure) for m in found.moves] == [(m.step, m.measure) for m in example().moves]
    assert said(found) == [
        ("open the road", "support", "Norhal", "state", "Ana Oro", Measure.HUMANITARIAN_ACCESS, "open the road"),
        ("release the prisoners", "opposition", "Estvar", "state", "Estvar", Measure.PRISONER_RELEASE, "release the prisoners"),
        ("a truce", "support", "Lakhdar Nur", "person", "Lakhdar Nur", Measure.CEASEFIRE, "a truce"),
    ]


def test_what_is_read_and_written_again_is_the_same(tmp_path: Path) -> None:
    """Through a second ledger nothing more is lost: its file reads like the first, to the reader's version."""
    with Ledger.open(":memory:") as first, Ledger.open(":memory:") as second:
        first.add(example())
        write(first, tmp_path / "first.dna")
        read(second, tmp_path / "first.dna")
        write(second, tmp_path / "second.dna")
    one, other = ([*readings(tmp_path / f"{name}.dna")] for name in ("first", "second"))
    assert [r.model_dump(exclude={"report"}) for r in one] == [r.model_dump(exclude={"report"}) for r in other]
    assert [r.report.sha256 for r in one] == [r.report.sha256 for r in other]


def test_a_report_without_a_date_has_none_when_it_comes_back(tmp_path: Path) -> None:
    with Ledger.open(":memory:") as ledger:
        ledger.add(example(published=None))
        write(ledger, tmp_path / "talks.dna")
    [found] = readings(tmp_path / "talks.dna")
    assert found.report.published is None


def test_line_ends_are_those_that_dna_counts(tmp_path: Path) -> None:
    with Ledger.open(":memory:") as ledger:
        ledger.add(example("Road\r\nand prisoners\r\n\r\n" + TEXT.replace(". ", ".\r\n")))
        write(ledger, tmp_path / "talks.dna")
    [found] = readings(tmp_path / "talks.dna")
    assert "\r" not in found.report.text
    assert [words for words, *_ in said(found)] == ["open the road", "release the prisoners", "a truce"]


@pytest.mark.parametrize(
    ("start", "stop"),
    [(0, 500), (500, 600), (20, 20), (30, 20), (-3, 20), (1, 4)],
    ids=["too long", "beyond", "nothing", "backwards", "before", "half a character"],
)
def test_characters_that_are_not_in_the_text_are_refused_and_counted(tmp_path: Path, start: int, stop: int) -> None:
    file = coded_by_hand(
        tmp_path / "warming.dna", WARMING,
        [(*CAP, "", "Senate", "Cap emissions", 1), (start, stop, "", "Industry", "Cap emissions", 0)],
    )  # fmt: skip
    [found] = readings(file)
    assert [m.step.text for m in found.moves] == ["wants a cap on emissions."]
    assert found.notes == ("1 of 2 statements refused: their characters are not in the text",)


def test_statements_of_another_type_are_left_out_and_counted(tmp_path: Path) -> None:
    note = "INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (2, 7, 15, 40, 1)"
    [found] = readings(coded_by_hand(tmp_path / "warming.dna", WARMING, [], note))
    assert (found.statements, found.moves) == ((), ())
    assert found.notes == ("1 statements left out: they are of a type without concept and agreement",)


@pytest.mark.parametrize(
    ("coded", "moves"),
    [
        (("", "", "Cap emissions", 1), 0),
        (("Ann Ray", "Senate", "", 1), 0),
        (("Ann Ray", "", "Cap emissions", 1), 1),
        (("", "Senate", "Cap emissions", 0), 1),
    ],
    ids=["nobody", "no concept", "a person alone", "an organization alone"],
)
def test_who_would_do_nothing_or_is_nobody_makes_no_move(tmp_path: Path, coded: tuple[str, str, str, int], moves: int) -> None:
    [found] = readings(coded_by_hand(tmp_path / "warming.dna", WARMING, [(*CAP, *coded)]))
    assert (len(found.statements), len(found.moves)) == (1, moves)


def test_two_coders_who_agree_are_one_statement_and_two_who_differ_are_two_moves(tmp_path: Path) -> None:
    same, otherwise = (*CAP, "", "Senate", "Cap emissions", 1), (*CAP, "", "Senate", "Cap emissions", 0)
    [found] = readings(coded_by_hand(tmp_path / "warming.dna", WARMING, [same, same, otherwise]))
    assert len(found.statements) == 1
    assert [m.kind for m in found.moves] == [MoveKind.SUPPORT, MoveKind.OPPOSITION]


def test_documents_with_one_text_are_one_report_with_what_was_coded_of_each(tmp_path: Path) -> None:
    again = (
        "INSERT INTO DOCUMENTS (ID, Title, Text, Coder) SELECT 8, Title, Text, Coder FROM DOCUMENTS",
        "INSERT INTO STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (99, 1, 8, 41, 69, 1)",
        "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) SELECT 99, VariableId, Entity FROM DATASHORTTEXT",
        "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (99, 4, 0)",
    )
    file = coded_by_hand(tmp_path / "warming.dna", WARMING, [(*CAP, "", "Senate", "Cap emissions", 1)], *again)
    [found] = readings(file)
    assert [(m.step.text, m.kind.value) for m in found.moves] == [
        ("wants a cap on emissions.", "support"), ("The industry fears for jobs.", "opposition"),
    ]  # fmt: skip


def test_a_second_time_nothing_happens_and_what_was_coded_since_is_read(tmp_path: Path) -> None:
    first, more = (*CAP, "", "Senate", "Cap emissions", 1), (*FEARS, "", "Industry", "Cap emissions", 0)
    (tmp_path / "later").mkdir()
    file = coded_by_hand(tmp_path / "warming.dna", WARMING, [first])
    later = coded_by_hand(tmp_path / "later" / "warming.dna", WARMING, [first, more])
    with Ledger.open(":memory:") as ledger:
        outcomes = [ledger.add(r).outcome for f in (file, file, later, later) for r in readings(f)]
        moves = ledger.as_of(datetime.date(2999, 1, 1)).moves()
    assert outcomes == [Outcome.NEW, Outcome.KNOWN, Outcome.READ_AGAIN, Outcome.KNOWN]
    assert [(m.party, m.kind.value) for m in moves] == [("senate", "support"), ("industry", "opposition")]


@pytest.mark.parametrize(
    ("measure", "object", "place", "name"),
    [
        (Measure.CEASEFIRE, "a truce of three months", None, "ceasefire: a truce of three months"),
        (Measure.CEASEFIRE, "a truce", "Halven", "ceasefire: a truce, Halven"),
        (Measure.CEASEFIRE, "a truce in Halven", "Halven", "ceasefire: a truce in Halven"),
        (Measure.ELECTIONS, None, None, "elections"),
        (Measure.ELECTIONS, None, "Halven", "elections: Halven"),
        (Measure.OTHER, "talks: the second round", None, "other: talks: the second round"),
    ],
)
def test_a_step_as_a_concept(measure: Measure, object: str | None, place: str | None, name: str) -> None:
    assert concept(measure, object, place) == name
    assert concept(*step_of(name), None) == name


@pytest.mark.parametrize("name", ["Cap emissions", "Emissions: cap them", "Ceasefire", "talks about talks", ": "])
def test_a_concept_that_names_no_measure_is_an_object(name: str) -> None:
    assert step_of(name) == (Measure.OTHER, name)


@given(st.dates())
def test_a_day_comes_back_from_its_seconds(day: datetime.date) -> None:
    assert day_of(seconds(day)) == day_of(seconds(day) + 86_399) == day


@pytest.mark.parametrize("never", [10**15, -(10**15), 2**63 - 1])
def test_seconds_that_no_calendar_has_are_no_day(never: int) -> None:
    assert day_of(never) is None


names = st.text(max_size=8)
statements = st.tuples(st.integers(-2, 40), st.integers(-2, 40), names, names, names, st.integers(0, 1))


@pytest.fixture(scope="module")
def filling() -> Iterator[Ledger]:
    with Ledger.open(":memory:") as ledger:
        yield ledger


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=30), coded=st.lists(statements, max_size=4))
def test_whatever_was_coded_goes_into_a_ledger(tmp_path: Path, filling: Ledger, text: str, coded: list[Coded]) -> None:
    file = tmp_path / "any.dna"
    file.unlink(missing_ok=True)
    [found] = readings(coded_by_hand(file, text, coded))
    report = filling.add(found).report
    kept = filling.as_of(datetime.date(9999, 12, 31)).moves(report=report)
    assert [m.words.text for m in kept] == [m.step.text for m in found.moves]
