"""Events are stored and come back as they were; so do readings, without the text that they are of."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.documents import load
from goodoffices.ledger.events import (
    Added,
    Corrected,
    Done,
    Ended,
    Ending,
    Event,
    Judged,
    Merged,
    ReadAgain,
    Reprinted,
    Split,
    Status,
    compact,
    subject_of,
    whole,
)
from goodoffices.ledger.history import history, record
from goodoffices.ledger.opening import changing, in_memory
from goodoffices.ledger.opening import reading as asking
from goodoffices.model import (
    AtLeast,
    DateMention,
    Interpretation,
    Not,
    Position,
    Reading,
    Stance,
    Until,
)
from goodoffices.model import Done as StepDone
from goodoffices.reading import read_all
from tests.model.test_any_reading import readings

from .telling import Says, day, told

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "talks").glob("*.*"))

texts = st.text()
numbers = st.integers(1, 2**31 - 1)
happened = {
    "at": st.datetimes(timezones=st.just(datetime.UTC)),
    "who": st.text(min_size=1),
    "why": st.none() | texts,
}
json_values = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | texts
keys = st.dictionaries(texts, texts)
names = st.none() | texts
read = {
    **happened,
    "report": numbers,
    "reading": st.dictionaries(texts, json_values | st.lists(json_values)),
    "parties": keys,
    "names": st.lists(st.tuples(texts, texts, texts)).map(tuple),
    "steps": st.dictionaries(texts, numbers),
    "step_keys": st.dictionaries(numbers, texts),
}
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(Added, signature=st.lists(numbers).map(tuple), story=numbers, **read),
    st.builds(ReadAgain, **read),
    st.builds(Reprinted, report=numbers, title=names, published=st.none() | st.dates(), publisher=names, origin=texts, **happened),
    st.builds(Judged, subject=texts, verdict=st.sampled_from([Status.CONFIRMED, Status.REJECTED]), **happened),
    st.builds(
        Corrected, subject=texts, changes=st.dictionaries(texts, st.none() | st.integers(-(2**53), 2**53) | texts), **happened
    ),
    st.builds(Merged, kept=texts, merged=texts, **happened),
    st.builds(Split, part=texts, **happened),
    st.builds(Done, step=numbers, day=st.none() | st.dates(), **happened),
    st.builds(Ended, commitment=numbers, ending=st.sampled_from(Ending), day=st.dates(), **happened),
)


@settings(deadline=None, max_examples=40)
@given(st.lists(events, max_size=5))
def test_events_come_back_as_they_were_in_their_order(these: list[Event]) -> None:
    engine = in_memory()
    with changing(engine) as connection:
        given_numbers = [record(connection, event) for event in these]
    with asking(engine) as connection:
        found = list(history(connection))
    assert [r.event for r in found] == these
    assert [r.number for r in found] == given_numbers == sorted(set(given_numbers))


MOMENT = datetime.datetime(2031, 3, 1, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("event", "subject"),
    [
        (Judged(at=MOMENT, who="ann", subject="r1.m2>t3", verdict=Status.REJECTED), "r1.m2>t3"),
        (Corrected(at=MOMENT, who="ann", subject="r1.s2", changes={}), "r1.s2"),
        (Merged(at=MOMENT, who="ann", kept="upland-front", merged="front-r2"), "upland-front"),
        (Split(at=MOMENT, who="ann", part="front-r2"), "front-r2"),
        (Done(at=MOMENT, who="ann", step=4, day=None), "t4"),
        (Ended(at=MOMENT, who="ann", commitment=7, ending=Ending.RELEASED, day=day("2031-03-01")), "c7"),
        (Reprinted(at=MOMENT, who="ann", report=12, title=None, published=None, publisher="Courier", origin="c.html"), "r12"),
        (ReadAgain(at=MOMENT, who="ann", report=12, reading={}, parties={}, steps={}), "r12"),
    ],
)
def test_what_an_event_is_about(event: Event, subject: str) -> None:
    assert subject_of(event) == subject


def returned(reading: Reading) -> Reading:
    """The reading as it comes out of an event."""
    return whole(json.loads(json.dumps(compact(reading))), reading.report.text)


@pytest.fixture(scope="module")
def talks() -> list[Reading]:
    """The example reports as the built-in reader reads them."""
    return list(read_all(load(map(str, EXAMPLES))))


def test_the_built_in_readers_readings_come_back_as_they_were(talks: list[Reading]) -> None:
    assert len(talks) == len(EXAMPLES) > 5
    for reading in talks:
        assert reading.moves or reading.statements
        assert returned(reading) == reading
        assert reading.report.text not in json.dumps(compact(reading), ensure_ascii=False)


@settings(deadline=None)
@given(readings())
def test_any_reading_comes_back_as_it_was(reading: Reading) -> None:
    assert returned(reading) == reading


conditions = st.recursive(
    texts.map(lambda s: StepDone(step=s)) | st.dates().map(lambda d: Until(day=d)),
    lambda parts: parts.map(lambda p: Not(part=p)) | st.builds(AtLeast, count=st.integers(0, 3), parts=st.lists(parts).map(tuple)),
    max_leaves=5,
)


@settings(deadline=None)
@given(conditions)
def test_positions_dates_and_interpretations_come_back_as_they_were(condition: object) -> None:
    reading = told(Says("Orsania", "open the road", "if", "stop the shelling", "Upland Front", until="2031-03"), title="Road")
    party, issue, span = reading.parties[0].id, reading.steps[0].id, reading.statements[0].content[0]
    stand = Position(party=party, issue=issue, stance=Stance.CONDITIONAL, condition=condition, red_line=True, evidence=("m0",))
    date = DateMention(start=span.start, end=span.end, text=span.text, date="2031", of="s0")
    full = reading.model_copy(
        update={
            "positions": (stand, stand.model_copy(update={"condition": None, "date": day("2031-03-01")})),
            "dates": (*reading.dates, date),
            "interpretations": (
                Interpretation(id="i1", party=party, meaning=span),
                Interpretation(id="i2", party=party, disputes="i1"),
            ),
            "notes": ("a note",),
        }
    )
    assert returned(full) == full


def test_a_reading_is_not_of_another_text() -> None:
    reading = told(Says("Orsania", "open the road"))
    with pytest.raises(ValueError, match=r"not in the text|cannot hold"):
        whole(compact(reading), "Another text.")
