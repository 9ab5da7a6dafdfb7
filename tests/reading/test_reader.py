"""The built-in reader as a whole: what it finds in a report, and what it makes of anything else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodoffices.errors import ReadingError
from goodoffices.model import Reading, Report
from goodoffices.reading import BuiltInReader, built_in_reader
from goodoffices.reading.reader import NOTHING_FOUND

from .reports import REPORT, STATEMENTS, Found


@pytest.fixture(scope="module")
def reader() -> BuiltInReader:
    return built_in_reader()


@pytest.fixture(scope="module")
def reading(reader: BuiltInReader) -> Reading:
    return reader.read(Report.of(REPORT, title=REPORT.split("\n")[0], language="en"))


def found(reading: Reading) -> list[Found]:
    return [
        (
            s.source.text if s.source else "",
            s.cue.text if s.cue else "",
            [c.text for c in s.content],
            reading.party(s.speaker).name if s.speaker else "",
            [reading.party(v).name for v in s.via],
            s.manner.value,
        )
        for s in reading.statements
    ]


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: f"{s[0]} {s[1]}")
def test_statement_is_found_with_its_speaker(reading: Reading, statement: Found) -> None:
    assert statement in found(reading)


def test_narrative_sentences_are_no_statements(reading: Reading) -> None:
    assert len(reading.statements) == len(STATEMENTS)


def test_spokesman_speaks_for_the_rebels(reading: Reading) -> None:
    koro = next(p for p in reading.parties if p.name == "Milan Koro")
    assert koro.kind == "person"
    assert koro.speaks_for is not None
    assert "rebels" in reading.party(koro.speaks_for).name
    assert {"their spokesman", "the spokesman, Milan Koro,"} <= set(koro.aliases)


def test_headline_repeats_the_story_and_is_left_out(reader: BuiltInReader) -> None:
    text = "Truce will hold, rebels say\n\nThe truce will hold, the rebels said on Friday.\n"
    contents = [c.text for s in reader.read(Report.of(text, title="Truce will hold, rebels say")).statements for c in s.content]
    assert contents == ["The truce will hold"]


def test_quotation_over_two_paragraphs_is_one_statement(reader: BuiltInReader) -> None:
    text = (
        "Envoy Lena Marsh said: “We shall come back in the spring, when the passes are open.\n\n"
        "“Until then both sides have promised to keep the telephone line.”\n\nThe talks had lasted nine days.\n"
    )
    (statement,) = reader.read(Report.of(text)).statements
    said = " ".join(c.text for c in statement.content)
    assert "in the spring" in said
    assert "keep the telephone line" in said


@pytest.mark.parametrize("text", ["", " \n\t ", "!", "\u200b", "The bridge was built in 1931."], ids=repr)
def test_text_without_statements_says_so(reader: BuiltInReader, text: str) -> None:
    reading = reader.read(Report.of(text))
    assert reading.statements == ()
    assert reading.notes == (NOTHING_FOUND,)


def test_another_language_is_refused_by_name(reader: BuiltInReader) -> None:
    with pytest.raises(ReadingError, match=r"brief\.txt seems to be in another language \(de\)"):
        reader.read(Report.of("Der Minister sagte, er werde kommen.", origin="brief.txt", language="de"))


def test_reading_is_the_same_each_time(reader: BuiltInReader, reading: Reading) -> None:
    assert reader.read(reading.report) == reading


MIXED = st.lists(st.sampled_from(REPORT.split(" ")) | st.text(max_size=8), max_size=60).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=400) | MIXED)
def test_any_text_can_be_read_and_every_span_is_in_it(text: str) -> None:
    report = Report.of(text)
    reading = built_in_reader().read(report)
    for span in reading.spans():
        assert report.text[span.start : span.end] == span.text
        assert span.text.strip()


def test_a_word_longer_than_a_window_is_read(reader: BuiltInReader) -> None:
    text = f"The envoy said that the talks {'go on ' * 400}{'x' * 5000} and would end."
    assert reader.read(Report.of(text)).report.text == text
