"""`goodoffices read`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from goodoffices.cli.read import summary
from goodoffices.model import (
    Measure,
    Move,
    MoveKind,
    Party,
    PartyKind,
    ReaderName,
    Reading,
    Relation,
    Report,
    Span,
    Strength,
)

from .conftest import EXAMPLES, REPORT, Run


def test_json_is_a_reading_of_the_file_as_it_is(run: Run, report: Path) -> None:
    done = run("read", "--json", str(report))
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert found["report"]["text"] == REPORT
    assert found["report"]["published"] == "2021-05-04"
    names = {p["id"]: p["name"] for p in found["parties"]}
    assert [names[s["speaker"]] for s in found["statements"]] == ["Ilse Brandt", "Ilse Brandt"]
    assert {"report", "parties", "statements", "moves", "dates"} <= found.keys()
    assert Reading.model_validate(found).statements


def test_out_writes_one_file_a_report_by_its_name(run: Run, tmp_path: Path) -> None:
    done = run("read", str(EXAMPLES), "--out", "readings")
    assert done.returncode == 0
    written = {f.stem for f in (tmp_path / "readings").iterdir()}
    assert written >= {f.stem for f in EXAMPLES.iterdir() if f.is_file()}
    for file in (tmp_path / "readings").iterdir():
        assert Reading.model_validate_json(file.read_text()).statements


def test_dash_reads_standard_input(run: Run) -> None:
    done = run("read", "-", "--json", stdin=REPORT)
    assert json.loads(done.stdout)["report"]["origin"] == "-"


def test_published_overrides_the_dateline(run: Run, report: Path) -> None:
    done = run("read", "--json", "--published", "2020-02-18", str(report))
    assert json.loads(done.stdout)["report"]["published"] == "2020-02-18"


def test_without_json_a_line_tells_what_was_found(run: Run, report: Path) -> None:
    (line,) = run("read", str(report)).stdout.splitlines()
    assert line.startswith(f"{report}: 2 statements by 1 party, ")
    assert re.search(r", (no moves|\d+ moves?, (none|\d+) with (a condition|conditions))$", line)


CONDITION = Span.of(REPORT, REPORT.index("the guards stay"), REPORT.index(", Governor"))


@pytest.mark.parametrize(
    ("conditions", "told"),
    [
        ((), "no statements found, no moves"),
        ((None,), "no statements found, 1 move, none with a condition"),
        ((None, CONDITION), "no statements found, 2 moves, 1 with a condition"),
        ((CONDITION, CONDITION, None), "no statements found, 3 moves, 2 with conditions"),
    ],
)
def test_moves_are_counted_and_those_with_conditions(conditions: tuple[Span | None, ...], told: str) -> None:
    moves = tuple(
        Move(
            id=f"m{n}",
            kind=MoveKind.OFFER,
            party="p",
            agent="p",
            step=Span.of(REPORT, 0, 11),
            condition=condition,
            relation=Relation.IF if condition else None,
            strength=Strength.FIRM,
            measure=Measure.CEASEFIRE,
            confidence=1,
        )
        for n, condition in enumerate(conditions)
    )
    parties = (Party(id="p", name="the guards", kind=PartyKind.GROUP),)
    reader = ReaderName(name="hand", version="1")
    assert summary(Reading(report=Report.of(REPORT), reader=reader, parties=parties, moves=moves)) == told


def test_min_confidence_leaves_out_what_was_read_with_less(run: Run, report: Path) -> None:
    every = json.loads(run("read", "--json", str(report)).stdout)["statements"]
    threshold = max(statement["confidence"] for statement in every)
    found = json.loads(run("read", "--json", "--min-confidence", repr(threshold), str(report)).stdout)
    assert [s["id"] for s in found["statements"]] == [s["id"] for s in every if s["confidence"] >= threshold]
    assert len(found["statements"]) < len(every)
    assert any("left out" in note for note in found["notes"])


def test_min_confidence_of_0_is_the_default(run: Run, report: Path) -> None:
    assert run("read", "--json", "--min-confidence", "0", str(report)).stdout == run("read", "--json", str(report)).stdout


def test_what_fails_is_told_and_the_others_are_read(run: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "junk.txt").write_bytes(bytes(range(256)) * 40)
    done = run("read", "empty.txt", "junk.txt", "missing.txt", str(report), "--out", "readings")
    assert done.returncode == 0
    assert [f.name for f in (tmp_path / "readings").iterdir()] == ["truce.json"]
    *errors, summary = done.stderr.splitlines()
    assert len(errors) == 3
    assert all(e.startswith("goodoffices: ") for e in errors)
    assert summary == "goodoffices: 1 read, 3 left out"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty.txt"),
        (b"\x00\x01\x02" * 400, "empty.txt"),
        ("Der Minister sagte am Dienstag, die Regierung werde an den Gesprächen in Genf teilnehmen, wenn die Waffen schweigen. "
         "Die Rebellen erklärten, sie wollten zuerst die Gefangenen sehen.".encode(), "English only"),
    ],
    ids=["empty", "binary", "German"],
)  # fmt: skip
def test_where_nothing_could_be_read_the_exit_code_is_2(run: Run, tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "empty.txt").write_bytes(content)
    done = run("read", "empty.txt", "--json")
    assert done.returncode == 2
    assert done.stdout == ""
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_report_without_statements_is_read_and_says_so(run: Run) -> None:
    done = run("read", "-", stdin="The bridge at Marn was built in 1931 and has four arches of grey stone.\n")
    assert done.returncode == 0
    assert done.stdout == "-: no statements found, no moves\n"


def test_folder_that_cannot_be_made_is_one_line(run: Run, report: Path) -> None:
    done = run("read", str(report), "--out", str(report / "readings"))
    assert done.returncode == 2
    assert done.stderr.startswith("goodoffices: cannot make the folder")
    assert len(done.stderr.splitlines()) == 1


def test_a_reading_that_was_there_is_replaced_whole(run: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "truce.json").write_text("old")
    run("read", str(report), "--out", "out")
    assert Reading.model_validate_json((tmp_path / "out" / "truce.json").read_text()).report.id == "truce"
    assert [f.name for f in (tmp_path / "out").iterdir()] == ["truce.json"]
