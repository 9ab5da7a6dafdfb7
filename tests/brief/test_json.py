"""The brief as JSON, and what importing it costs."""

from __future__ import annotations

import json
import subprocess
import sys

from goodoffices.brief import Brief, brief_of, to_json
from goodoffices.model import Reading


def test_it_is_the_brief(truce: Reading, answer: Reading, silence: Reading, bridges: Reading) -> None:
    brief = brief_of([truce, answer, silence, bridges])
    assert Brief.model_validate_json(to_json(brief)) == brief


def test_every_statement_has_its_spans(answer: Reading) -> None:
    (group,) = json.loads(to_json(brief_of([answer])))["groups"]
    (entry,) = group["voices"][0]["entries"]
    for span in (entry["source"], entry["cue"], *entry["content"]):
        assert answer.report.text[span["start"] : span["end"]] == span["text"]
    assert (entry["statement"], entry["according_to"]) == ("s1", "According to Tomas Brel, the spokesman of the Northern Front")


def test_every_move_has_its_spans_and_its_links(bridges: Reading) -> None:
    found = json.loads(to_json(brief_of([bridges])))
    moves = [move for group in found["moves"] for move in group["moves"]]
    for span in filter(None, (move[part] for move in moves for part in ("step", "condition", "source", "cue"))):
        assert bridges.report.text[span["start"] : span["end"]] == span["text"]
    assert moves[0]["waits_for"] == [{"number": 3, "kind": "offer"}, {"number": 4, "kind": "refusal"}]
    assert [date["date"] for date in found["ahead"]] == ["2031-03-07"]
    assert len(found["disagreements"]) == 3


def test_importing_the_room_loads_no_face() -> None:
    code = "import sys, goodoffices.brief; sys.exit(bool({'rich', 'jinja2'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
