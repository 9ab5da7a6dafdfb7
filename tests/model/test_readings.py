"""Readings: nothing that is not in the text, nobody that is not named."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from goodoffices.model import DateMention, Reading, Report

TEXT = "Rebels would stop firing on Friday if the army leaves, their spokesman said."
ELSEWHERE = {"start": 0, "end": 6, "text": "Reuter"}
DATA: dict[str, Any] = {
    "report": Report.of(TEXT).model_dump(mode="json"),
    "reader": {"name": "hand", "version": "1"},
    "parties": [
        {
            "id": "p1",
            "name": "Rebels",
            "kind": "armed group",
            "aliases": [],
            "speaks_for": None,
            "backs": [],
            "roles": ["armed group"],
            "mentions": [{"start": 0, "end": 6, "text": "Rebels"}],
        },
        {
            "id": "p2",
            "name": "their spokesman",
            "kind": "person",
            "aliases": [],
            "speaks_for": "p1",
            "backs": ["p1"],
            "roles": [],
            "mentions": [],
        },
    ],
    "statements": [
        {
            "id": "s1",
            "source": {"start": 55, "end": 70, "text": "their spokesman"},
            "cue": {"start": 71, "end": 75, "text": "said"},
            "content": [{"start": 0, "end": 53, "text": TEXT[:53]}],
            "speaker": "p2",
            "via": ["p1"],
            "manner": "indirect",
            "confidence": 0.9,
        }
    ],
    "moves": [
        {
            "id": "m1",
            "kind": "offer",
            "party": "p1",
            "agent": "p1",
            "step": {"start": 13, "end": 24, "text": "stop firing"},
            "condition": {"start": 38, "end": 53, "text": "the army leaves"},
            "relation": "if",
            "strength": "tentative",
            "measure": "ceasefire",
            "place": None,
            "statement": "s1",
            "confidence": 0.8,
        }
    ],
    "dates": [{"start": 28, "end": 34, "text": "Friday", "date": "2020-02-21", "of": "m1"}],
    "steps": [
        {"id": "t1", "agent": "p1", "measure": "ceasefire", "object": None, "place": None},
        {"id": "t2", "agent": None, "measure": "withdrawal", "object": "the army", "place": None},
    ],
    "step_mentions": [
        {"step": "t1", "move": "m1", "part": "step", "confidence": 0.8},
        {"step": "t2", "move": "m1", "part": "condition", "confidence": 0.6},
    ],
    "positions": [
        {
            "party": "p1",
            "issue": "t1",
            "stance": "conditional",
            "date": "2020-02-18",
            "condition": {"kind": "done", "step": "t2"},
            "red_line": False,
            "precondition": False,
            "evidence": ["m1"],
        }
    ],
    "interpretations": [
        {
            "id": "i1",
            "party": "p1",
            "clause": {"start": 38, "end": 53, "text": "the army leaves"},
            "meaning": {"start": 42, "end": 53, "text": "army leaves"},
            "disputes": None,
            "statement": "s1",
        },
        {"id": "i2", "party": "p2", "clause": None, "meaning": None, "disputes": "i1", "statement": None},
    ],
    "notes": [],
}
"""A reading in the format that `goodoffices read --json` prints."""


def changed(path: str, value: Any) -> dict[str, Any]:
    """DATA with one value replaced; the path's steps are parted by dots."""

    def put(node: Any, steps: list[str]) -> Any:
        if not steps:
            return value
        if isinstance(node, list):
            return [put(x, steps[1:]) if i == int(steps[0]) else x for i, x in enumerate(node)]
        return {**node, steps[0]: put(node[steps[0]], steps[1:])}

    return dict(put(DATA, path.split(".")))


def test_the_format_is_read_and_written_without_loss() -> None:
    assert Reading.model_validate(DATA).model_dump(mode="json") == DATA


@pytest.mark.parametrize(
    "path",
    [
        "parties.0.mentions.0",
        "statements.0.source",
        "statements.0.cue",
        "statements.0.content.0",
        "moves.0.step",
        "moves.0.condition",
        "interpretations.0.clause",
        "interpretations.0.meaning",
    ],
)
def test_a_span_that_is_not_in_the_text_is_refused(path: str) -> None:
    with pytest.raises(ValidationError, match="not in the text at 0: 'Reuter'"):
        Reading.model_validate(changed(path, ELSEWHERE))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param("dates.0.text", "Monday", id="another word"),
        pytest.param("dates.0.start", 27, id="another place"),
        pytest.param("dates.0.end", 900, id="beyond the end"),
    ],
)
def test_a_date_that_is_not_in_the_text_is_refused(path: str, value: Any) -> None:
    with pytest.raises(ValidationError, match=r"not in the text|cannot hold"):
        Reading.model_validate(changed(path, value))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("parties.1.speaks_for", "p9"),
        ("parties.1.backs", ["p1", "p9"]),
        ("statements.0.speaker", "p9"),
        ("statements.0.via", ["p9"]),
        ("moves.0.party", "p9"),
        ("moves.0.agent", "p9"),
        ("steps.0.agent", "p9"),
        ("positions.0.party", "p9"),
        ("interpretations.0.party", "p9"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_a_party_that_does_not_exist_is_refused(path: str, value: Any) -> None:
    with pytest.raises(ValidationError, match="no such party: p9"):
        Reading.model_validate(changed(path, value))


@pytest.mark.parametrize(
    ("path", "value", "what"),
    [
        pytest.param("moves.0.statement", "s9", "statement", id="a move in no statement"),
        pytest.param("moves.0.statement", "m1", "statement", id="a move in a move"),
        pytest.param("moves.0.statement", "p1", "statement", id="a move in a party"),
        pytest.param("interpretations.0.statement", "i1", "statement", id="an interpretation in itself"),
        pytest.param("dates.0.of", "x9", "statement or move", id="a date of nothing"),
        pytest.param("dates.0.of", "p1", "statement or move", id="a date of a party"),
        pytest.param("step_mentions.0.move", "s1", "move", id="words of a statement"),
        pytest.param("step_mentions.0.step", "m1", "step", id="words on a move"),
        pytest.param("positions.0.evidence", ["m1", "m9"], "move", id="a position shown by no move"),
        pytest.param("positions.0.issue", "t9", "step", id="a position on no step"),
        pytest.param("interpretations.1.disputes", "s1", "interpretation", id="a statement disputed as an interpretation"),
    ],
)
def test_what_is_named_must_be_there_and_of_that_kind(path: str, value: Any, what: str) -> None:
    missing = value[-1] if isinstance(value, list) else value
    with pytest.raises(ValidationError, match=f"no such {what}: {missing}"):
        Reading.model_validate(changed(path, value))


@pytest.mark.parametrize("path", ["statements.0.id", "moves.0.id", "steps.1.id", "interpretations.0.id"])
def test_no_two_things_bear_one_id(path: str) -> None:
    with pytest.raises(ValidationError, match="an id is given twice: p1"):
        Reading.model_validate(changed(path, "p1"))


@pytest.mark.parametrize("of", ["s1", "m1", None])
def test_a_date_bounds_a_statement_or_a_move_or_nothing(of: str | None) -> None:
    assert Reading.model_validate(changed("dates.0.of", of)).dates[0].of == of


@pytest.mark.parametrize("date", ["2014-01-22", "2012-06", "1996"])
def test_a_date_resolves_to_a_day_a_month_or_a_year(date: str) -> None:
    assert Reading.model_validate(changed("dates.0.date", date)).dates[0].date == date


@pytest.mark.parametrize("date", ["", "96", "2012-6", "22.1.2014", "2014-01-22T10:00", "Friday", "2014-01-22\n"])
def test_what_is_no_iso_date_is_refused(date: str) -> None:
    with pytest.raises(ValidationError, match="date"):
        DateMention(start=28, end=34, text="Friday", date=date)


def test_a_party_is_found_by_its_id() -> None:
    reading = Reading.model_validate(DATA)
    assert reading.party("p2") is reading.parties[1]
    with pytest.raises(KeyError, match="p9"):
        reading.party("p9")


def test_spans_are_those_of_all_parts() -> None:
    words = sorted(s.text for s in Reading.model_validate(DATA).spans())
    said, read = ["Rebels", "their spokesman", "said", TEXT[:53]], ["the army leaves", "army leaves"]
    assert words == sorted([*said, "stop firing", "the army leaves", "Friday", *read])
