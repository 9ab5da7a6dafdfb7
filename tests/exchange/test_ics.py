"""The dates and deadlines of a ledger as a calendar that any program reads."""

from __future__ import annotations

import datetime
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.exchange import ics
from goodoffices.exchange.ics import WIDTH, escaped, folded
from goodoffices.ledger import Ledger
from goodoffices.ledger.dated import sentence_around
from goodoffices.model import DateMention
from tests.exchange.rivers import TEXT, ledger_of, rivers, span

LETTERS = st.text(st.characters(codec="utf-8"))


def written(ledger: Ledger, folder: Path) -> bytes:
    ics.write(ledger, folder / "talks.ics")
    return (folder / "talks.ics").read_bytes()


def events(calendar: bytes) -> list[icalendar.Event]:
    found = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    assert all(not e.errors for e in found)
    return [e for e in found if isinstance(e, icalendar.Event)]


@pytest.mark.parametrize(
    ("n", "days", "summary", "category"),
    [
        (0, ("2031-03-09", "2031-03-09"),
         "Deadline, by 9 March: Syria offers: open the road to Homs, if the Front stops its shelling, "
         "according to Ana Oro, via Radio Halven", "deadline"),
        (1, ("2031-04-01", "2031-04-30"),
         "Deadline, April: League\ufffd supports: \ufffd[1mhalt\ufffd[0m at Tripoli, according to Halven Wire", "deadline"),
        (2, ("2032-01-01", "2032-12-31"),
         "Its spokesman, Tomas Brel, said so in 2032; Norhal arms the Front, according to Halven Wire", "date"),
    ],
)  # fmt: skip
def test_days_months_and_years_are_all_day_events(
    tmp_path: Path, n: int, days: tuple[str, str], summary: str, category: str
) -> None:
    with ledger_of(tmp_path) as ledger:
        event = events(written(ledger, tmp_path))[n]
    assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
    assert event["DTSTART"].dt == datetime.date.fromisoformat(days[0])
    assert event["DTEND"].dt == datetime.date.fromisoformat(days[1]) + datetime.timedelta(days=1)
    assert event["SUMMARY"] == summary
    assert event.to_ical().decode().count(f"CATEGORIES:{category}\r\n") == 1


def test_the_description_has_the_words_and_the_report(tmp_path: Path) -> None:
    with ledger_of(tmp_path) as ledger:
        said = str(events(written(ledger, tmp_path))[2]["DESCRIPTION"])
    assert said == (
        "“Its spokesman, Tomas Brel, said so in 2032; Norhal arms the Front.”\n"
        "according to Halven Wire (Halven Wire, 2031-03-03, Rivers, roads; and gates, r1)"
    )


def test_each_event_has_a_name_that_stays(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = rivers(f"{TEXT}\n{' '.join(f'Word {n} of another story.' for n in range(99))}\n")
    with ledger_of(tmp_path) as ledger:
        first = written(ledger, tmp_path)
        ledger.add(other, who="eve")
        later = {e["UID"] for e in events(written(ledger, tmp_path))}
    with ledger_of(tmp_path / "other", other, rivers()) as elsewhere:
        assert {e["UID"] for e in events(written(elsewhere, tmp_path))} == later
    uids = [e["UID"] for e in events(first)]
    assert len(set(uids)) == len(uids) == 3
    assert len(later) == 6
    assert set(uids) < later


def test_the_same_story_in_two_papers_is_one_event_which_names_both(tmp_path: Path) -> None:
    with ledger_of(tmp_path, rivers(), rivers(TEXT + "\nMore of it.\n", "The Courier")) as ledger:
        found = events(written(ledger, tmp_path))
    assert len(found) == 3
    for event in found:
        assert "Halven Wire, 2031-03-03" in event["DESCRIPTION"]
        assert "The Courier, 2031-03-03" in event["DESCRIPTION"]


@pytest.mark.parametrize("rejected", ["r1.m1", "r1.m3"])
def test_a_deadline_of_what_was_rejected_is_left_out(tmp_path: Path, rejected: str) -> None:
    with ledger_of(tmp_path) as ledger:
        ledger.reject(rejected, who="eve")
        assert len(events(written(ledger, tmp_path))) == 2


def test_the_last_day_of_the_calendar_is_an_event_of_one_day(tmp_path: Path) -> None:
    at = span("2032")
    end = rivers().model_copy(update={"dates": (DateMention(start=at.start, end=at.end, text="2032", date="9999-12-31"),)})
    with ledger_of(tmp_path, end) as ledger:
        (event,) = events(written(ledger, tmp_path))
    assert event["DTSTART"].dt == datetime.date.max
    assert "DTEND" not in event


def test_every_line_ends_as_the_standard_wants_and_is_short_enough(tmp_path: Path) -> None:
    with ledger_of(tmp_path) as ledger:
        calendar = written(ledger, tmp_path)
    lines = calendar.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) == WIDTH
    assert not any(set(line) & {*range(0x20), 0x7F} for line in lines)


@given(LETTERS.map(lambda x: x.replace("\r", "").replace("\n", "")))
def test_folding_loses_nothing_and_cuts_no_character(line: str) -> None:
    pieces = folded(line).removesuffix(b"\r\n").split(b"\r\n ")
    assert "".join(piece.decode() for piece in pieces) == line
    assert len(pieces[0]) <= WIDTH
    assert all(len(piece) + 1 <= WIDTH for piece in pieces[1:])


@given(LETTERS)
def test_whatever_a_report_says_the_calendar_stays_one(text: str) -> None:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", f"SUMMARY:{escaped(text)}", "UID:1", "END:VEVENT"]
    (event,) = events(b"".join(map(folded, [*lines, "END:VCALENDAR"])))
    assert event["UID"] == "1"
    assert escaped(str(event["SUMMARY"])) == escaped(text)


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One. The envoy comes on Friday. Two.", "Friday", "The envoy comes on Friday."),
        ("HEADLINE\n\nThe envoy\ncomes on Friday", "Friday", "The envoy comes on Friday"),
        ("“We wait.” “Until Friday!” they say.", "Friday", "“Until Friday!” they say."),
        ("It was 3.5 km, on Friday", "Friday", "It was 3.5 km, on Friday"),
    ],
)
def test_the_sentence_around_a_date(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    assert sentence_around(text, start, start + len(words)) == sentence
