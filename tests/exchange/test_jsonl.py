"""A whole ledger as JSON Lines: it comes back as it was, or not at all and with the reason."""

from __future__ import annotations

import contextlib
import datetime
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import LedgerError
from goodoffices.exchange import jsonl
from goodoffices.ledger import Ledger, tables
from goodoffices.ledger.events import Ending
from goodoffices.ledger.opening import in_memory
from goodoffices.model import Reading

from .filled import DAY, READINGS, contents, filled

ROWS = st.sampled_from(["r1.m1", "r2.m1", "r3.m1", "r1.s1", "r2.s1", "r1.m1>t2", "r2.m1>t4"])
PARTIES = st.sampled_from(["estvar", "norland", "sudland", "the-guards"])
STEPS = st.sampled_from(["t1", "t2", "t3", "t4", "t5"])
CHANGES = st.sampled_from([{"manner": "mixed"}, {"kind": "demand"}, {"party": "norland"}, {"step": 3}, {"relation": "unless"}])
ACTS = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(READINGS)),
    st.tuples(st.just("confirm"), ROWS),
    st.tuples(st.just("reject"), ROWS),
    st.tuples(st.just("correct"), ROWS, CHANGES),
    st.tuples(st.just("merge"), PARTIES, PARTIES) | st.tuples(st.just("merge"), STEPS, STEPS),
    st.tuples(st.just("split"), PARTIES | STEPS),
    st.tuples(st.just("done"), STEPS, st.none() | st.just(DAY)),
    st.tuples(st.just("end"), st.sampled_from(["c1", "c2"]), st.sampled_from(Ending), st.just(DAY)),
)


def copied(file: Path) -> Ledger:
    copy = Ledger(in_memory())
    jsonl.read(copy, file)
    return copy


def lines_of(ledger: Ledger, tmp_path: Path) -> list[dict[str, Any]]:
    jsonl.write(ledger, tmp_path / "whole.jsonl")
    return [json.loads(line) for line in (tmp_path / "whole.jsonl").read_bytes().splitlines()]


def refused(tmp_path: Path, content: bytes) -> str:
    """What is said of a file that is not imported; nothing of it must be left."""
    file, ledger = tmp_path / "broken.jsonl", Ledger(in_memory())
    nothing = contents(ledger)
    file.write_bytes(content)
    with pytest.raises(LedgerError) as error:
        jsonl.read(ledger, file)
    assert contents(ledger) == nothing
    said = str(error.value)
    assert said.startswith(str(file))
    assert "\n" not in said
    return said.removeprefix(str(file))


def event(number: int, kind: str, *, at: str = "2021-05-04T00:00:00Z", who: str = "Ana", **fields: Any) -> bytes:
    return json.dumps({"event": number, "kind": kind, "at": at, "who": who, **fields}).encode()


def written(lines: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def reprinted(reading: Reading, publisher: str) -> Reading:
    """The same text in another paper."""
    return reading.model_copy(update={"report": reading.report.model_copy(update={"publisher": publisher})})


def test_a_round_trip_is_identical(tmp_path: Path) -> None:
    ledger = filled()
    ledger.add(reprinted(READINGS[-1], "Courier"))
    jsonl.write(ledger, tmp_path / "one.jsonl")
    copy = copied(tmp_path / "one.jsonl")
    jsonl.write(copy, tmp_path / "two.jsonl")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    assert contents(copy) == contents(ledger)
    assert {name for name, rows in contents(copy).items() if not rows} == tables.APART


@settings(deadline=None, max_examples=30)
@given(st.lists(ACTS, max_size=25))
def test_whatever_has_happened_a_round_trip_is_identical(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[Any, ...]]
) -> None:
    ledger = Ledger(in_memory())
    for what, *of in acts:
        with contextlib.suppress(LedgerError):  # of what is not there
            getattr(ledger, what)(*of, who="Ana")
    folder = tmp_path_factory.mktemp("trip")
    jsonl.write(ledger, folder / "one.jsonl")
    copy = copied(folder / "one.jsonl")
    jsonl.write(copy, folder / "two.jsonl")
    assert (folder / "one.jsonl").read_bytes() == (folder / "two.jsonl").read_bytes()
    assert contents(copy) == contents(ledger)


def test_an_imported_ledger_goes_on_as_the_first_would(tmp_path: Path) -> None:
    ledger = filled()
    jsonl.write(ledger, tmp_path / "one.jsonl")
    copy = copied(tmp_path / "one.jsonl")
    added = [one.add(READINGS[0].model_copy(update={"reader": READINGS[2].reader}), who="Ana") for one in (ledger, copy)]
    assert added[0] == added[1]
    assert contents(copy)["commitments"] == contents(ledger)["commitments"]
    numbers = [[r.number for r in one.log()] for one in (ledger, copy)]
    assert numbers[0] == numbers[1]


def test_what_it_looks_like(tmp_path: Path) -> None:
    lines = lines_of(filled(), tmp_path)
    assert lines[0] == {"format": "goodoffices ledger", "version": 1}
    assert list(lines[1]) == ["document", "text"]
    assert (lines[2]["event"], lines[2]["kind"], lines[2]["report"]) == (1, "added", 1)
    assert [x["kind"] for x in lines if "event" in x] == [
        "added", "added", "judged", "judged", "read again", "added", "judged", "corrected", "merged", "split", "done",
    ]  # fmt: skip
    assert lines[-1] == {"end": 11}
    assert all(list(x) == sorted(x) for x in lines)


def test_a_ledger_that_has_grown_begins_with_the_same_bytes(tmp_path: Path) -> None:
    ledger = Ledger(in_memory())
    exports = []
    for one in READINGS:
        ledger.add(one)
        jsonl.write(ledger, tmp_path / "x.jsonl")
        exports.append((tmp_path / "x.jsonl").read_bytes())
    for before, after in itertools.pairwise(exports):
        assert after.startswith(before[: before.rindex(b'{"end"')])


def test_only_an_empty_ledger_takes_a_record(tmp_path: Path) -> None:
    ledger = filled()
    jsonl.write(ledger, tmp_path / "x.jsonl")
    before = contents(ledger)
    with pytest.raises(LedgerError, match="empty ledger"):
        jsonl.read(ledger, tmp_path / "x.jsonl")
    assert contents(ledger) == before


def test_a_newer_format_is_refused_clearly(tmp_path: Path) -> None:
    said = refused(tmp_path, b'{"format":"goodoffices ledger","version":2,"news":[]}\n{"what":"ever"}\n')
    assert "of version 2" in said
    assert "pip install -U goodoffices" in said


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"SQLite format 3\x00\xff", b'{"version":1}\n', b"[]\n", b'{"format":"dna","version":1}\n']
)
def test_what_is_no_export_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "is no exported ledger" in refused(tmp_path, content)


@pytest.mark.parametrize(
    ("put", "why"),
    [
        (b"{", "it is no JSON (Expecting property name enclosed in double quotes at character 3)"),
        (b"", "it is no JSON"),
        (b"[1]", "it is no JSON object"),
        (b"\xff{}", "byte 1 is not UTF-8"),
        (b'{"document":"x","text":"\\ud83d"}', "half a character"),
        (b'{"event":NaN}', "it is no JSON that can be read"),
        (b'{"a":' * 100_000, "it is no JSON that can be read"),
        (b'{"event":' + b"9" * 5000 + b"}", "it is no JSON that can be read"),
        (b'{"thing":1}', "it is no document, no event and no end"),
        (b'{"document":"x","text":1}', "it is no document, no event and no end"),
        (b'{"document":"00","text":"Truce"}', "its text is not that of 00"),
        (event(99, "forgotten"), "no event that this program knows"),
        (event(99, "split", at="2021-05-04T00:00:00", part="estvar"), "timezone"),
        (event(99, "split", who="", part="estvar"), "split.who"),
        (event(99, "split", part="estvar", more=1), "split.more"),
        (event(99, "split", part="nobody"), "there is no party nobody"),
        (event(2, "split", part="estvar"), "event 2 cannot come after event 11"),
        (event(99999999999, "split", part="estvar"), "cannot come after"),
        (event(99, "judged", subject="r1.m9", verdict="confirmed"), "no r1.m9"),
        (event(99, "judged", subject="r1", verdict="confirmed"), "r1 is no statement"),
        (event(99, "done", step=0, day=None), "done.step"),
        (
            event(99, "corrected", subject="r1.m1", changes={"kind": "gift"}),
            "the kind of r1.m1 cannot be gift: it is one of offer, refusal",
        ),
        (
            event(99, "corrected", subject="r1.m1", changes={"spans": "4-99999;"}),
            "'4-99999;' is not where r1.m1 stands",
        ),
        (b'{"end":3}', "3 events should stand before it, not 11"),
    ],
    ids=lambda x: repr(x)[:60] if isinstance(x, bytes) else "",
)  # fmt: skip
def test_a_broken_line_is_named_and_nothing_is_imported(tmp_path: Path, put: bytes, why: str) -> None:
    jsonl.write(filled(), tmp_path / "whole.jsonl")
    lines = (tmp_path / "whole.jsonl").read_bytes().splitlines(keepends=True)
    said = refused(tmp_path, b"".join(lines[:-1]) + put + b"\n" + lines[-1])
    assert said.startswith(f", line {len(lines)}: ")
    assert why in said
    assert said.endswith("; nothing was imported")


def without(key: str) -> Callable[[dict[str, Any]], None]:
    return lambda line: line.pop(key)


@pytest.mark.parametrize(
    ("number", "change", "why"),
    [
        (3, lambda e: e["reading"]["statements"][0].update(cue=[0, 9999]), "its reading is none"),
        (3, lambda e: e["reading"]["moves"][0].update(party="p77"), "no such party: p77"),
        (3, lambda e: e.update(reading={}), "its reading is none"),
        (3, lambda e: e.update(reading={"report": "r"}), "its reading is none"),
        (3, lambda e: e["reading"]["report"].update(sha256="0" * 64), "the document of its report does not stand before it"),
        (3, lambda e: e.update(story=9), "there is no report r9"),
        (3, lambda e: e.update(signature=[3, 3]), "a band twice"),
        (3, lambda e: e["parties"].pop("p2"), "its parties are not those of its reading"),
        (3, lambda e: e["parties"].update(p2="t4"), "'t4' cannot be the key of a party"),
        (3, lambda e: e["names"].append(["nobody", "Nobody", "x"]), "there is no party nobody"),
        (3, lambda e: e["names"].append(e["names"][0]), "has the name 'Estvar' already"),
        (3, lambda e: e["steps"].pop("t2"), "its steps are not those of its reading"),
        (3, lambda e: e["step_keys"].pop("2"), "there is no step t2"),
        (3, lambda e: e["step_keys"].update({"9": "x"}), "a new step that is not in its reading"),
        (5, lambda e: e.update(report=1), "report r1 has come already"),
        (8, lambda e: e.update(report=2), "report r2 is of another text"),
    ],
)  # fmt: skip
def test_a_reading_that_does_not_follow_is_named(
    tmp_path: Path, number: int, change: Callable[[dict[str, Any]], object], why: str
) -> None:
    lines = lines_of(filled(), tmp_path)
    change(lines[number - 1])
    said = refused(tmp_path, written(lines))
    assert said.startswith(f", line {number}: ")
    assert why in said


@pytest.mark.parametrize(
    ("gone", "line", "why"),
    [
        (slice(1, 2), 2, "there is no document for its report"),
        (slice(2, 3), 3, "two documents in a row"),
        (slice(-1, None), 16, "the file stops without its last line"),
        (slice(3, None), 4, "the file stops without its last line"),
    ],
)
def test_a_line_that_is_missing_is_missed(tmp_path: Path, gone: slice, line: int, why: str) -> None:
    lines = lines_of(filled(), tmp_path)
    del lines[gone]
    said = refused(tmp_path, written(lines))
    assert said.startswith(f", line {line}: ")
    assert why in said


def test_a_line_cut_in_two_is_missed(tmp_path: Path) -> None:
    jsonl.write(filled(), tmp_path / "whole.jsonl")
    whole = (tmp_path / "whole.jsonl").read_bytes()
    for end in range(len(whole) - 40, len(whole) - 2, 5):
        assert refused(tmp_path, whole[:end]).startswith((", line 15: ", ", line 16: "))


def test_something_after_the_end_is_refused(tmp_path: Path) -> None:
    jsonl.write(filled(), tmp_path / "whole.jsonl")
    assert "something stands after the end" in refused(tmp_path, (tmp_path / "whole.jsonl").read_bytes() + b"\n")


def test_a_line_that_is_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jsonl.write(filled(), tmp_path / "whole.jsonl")
    whole = (tmp_path / "whole.jsonl").read_bytes()
    monkeypatch.setattr(jsonl, "LONGEST", max(map(len, whole.splitlines(keepends=True))))
    copied(tmp_path / "whole.jsonl")
    monkeypatch.setattr(jsonl, "LONGEST", len(whole.splitlines()[1]) - 1)
    assert refused(tmp_path, whole).startswith(", line 2: it is longer than")


def test_times_come_in_as_utc(tmp_path: Path) -> None:
    lines = lines_of(filled(), tmp_path)
    at = datetime.datetime.fromisoformat(lines[-2]["at"])
    lines[-2]["at"] = at.astimezone(datetime.timezone(datetime.timedelta(hours=3))).isoformat()
    (tmp_path / "x.jsonl").write_bytes(written(lines))
    assert [r.event.at.isoformat() for r in copied(tmp_path / "x.jsonl").log()][-1] == at.isoformat()


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot read"):
        jsonl.read(Ledger(in_memory()), tmp_path / "none.jsonl")
