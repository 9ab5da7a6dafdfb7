"""A problem as JSON and as JSON Lines; the largest straight to arrays, and the same answers whichever way it came."""

from __future__ import annotations

import io
import json as plain_json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.deals.forms import json, lines, records
from goodoffices.deals.forms.arrays import Large, from_arrays
from goodoffices.deals.forms.lines_to_arrays import read_large
from goodoffices.deals.problem import Problem
from goodoffices.deals.starting.network import NEVER
from goodoffices.errors import DealsError
from goodoffices.model import has_not
from tests.deals.brute import packages, start_now
from tests.deals.spelled import problems_that_make_sense

DOCUMENT = (Path(__file__).parents[2] / "docs" / "deals-text.md").read_text()
HEADER = b'{"format":"goodoffices problem","version":1}\n'
STEPS = HEADER + b'{"step":"a","agents":["A"]}\n{"step":"b","agents":["B"]}\n{"step":"ab","agents":["A","B"]}\n'


class Pipe(io.BytesIO):
    """A stream that can be read only once."""

    def seekable(self) -> bool:
        return False


def written(problem: Problem) -> bytes:
    return b"".join(lines.write(problem))


def fixed_points(problem: Problem, *, firm_only: bool = False) -> tuple[set[str], set[str]]:
    """From the definitions: the least one, and the union of all packages."""
    return set(start_now(problem, firm_only=firm_only)), set().union(*packages(problem, firm_only=firm_only))


def answers(large: Large) -> tuple[set[str], set[str]]:
    now, together = large.now(), large.together()
    return {s for s, r in zip(large.steps, now, strict=True) if r != NEVER}, {
        s for s, t in zip(large.steps, together, strict=True) if t
    }


@given(problems_that_make_sense())
def test_what_is_written_is_read_back_the_same(problem: Problem) -> None:
    assert json.read(json.write(problem)) == problem
    assert lines.read(io.BytesIO(written(problem))) == problem


@given(problems_that_make_sense(with_not=False), st.booleans())
def test_the_arrays_give_the_same_answers(problem: Problem, firm_only: bool) -> None:
    if any(has_not(c.antecedent) for c in problem.commitments):
        return
    for stream in (io.BytesIO, Pipe):
        found = read_large(stream(written(problem)), firm_only=firm_only)
        assert answers(found) == fixed_points(problem, firm_only=firm_only)
        assert set(found.commitments) == {c.id for c in problem.in_force(firm_only=firm_only)}


@st.composite
def plain_promises(draw: st.DrawFn) -> tuple[int, list[tuple[int, list[int]]], list[int]]:
    """How many steps there are; for each promise its step, and those that it waits for; those done."""
    size = draw(st.integers(2, 6))
    others = [[s for s in range(size) if s != owed] for owed in range(size)]
    owed = draw(st.lists(st.integers(0, size - 1), max_size=8))
    promises = [(step, draw(st.lists(st.sampled_from(others[step]), max_size=3))) for step in owed]
    return size, promises, draw(st.lists(st.integers(0, size - 1), max_size=2))


@given(plain_promises())
def test_arrays_and_lines_of_plain_promises_agree(given: tuple[int, list[tuple[int, list[int]]], list[int]]) -> None:
    size, promises, done = given
    starts = np.cumsum([0, *(len(waits) for _, waits in promises)])
    large = from_arrays(size, starts, [w for _, waits in promises for w in waits], [owed for owed, _ in promises], done=done)
    steps = [{"step": f"s{i}", "agents": [f"p{i % 2}"]} for i in range(size)]
    commitments = [
        {"commitment": f"c{n}", "debtor": f"p{owed % 2}", "antecedent": [f"s{w}" for w in waits], "consequent": [f"s{owed}"]}
        for n, (owed, waits) in enumerate(promises)
    ]
    facts = [{"done": f"s{d}"} for d in set(done)]
    text = HEADER + b"".join(plain_json.dumps(r, separators=(",", ":")).encode() + b"\n" for r in (*steps, *commitments, *facts))
    problem = lines.read(io.BytesIO(text))
    assert answers(large) == answers(read_large(io.BytesIO(text))) == answers(read_large(Pipe(text))) == fixed_points(problem)


def test_many_blocks_some_of_them_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chain of a hundred steps in blocks of a few lines, one of them not plain: each step is a round after the one before."""
    monkeypatch.setattr(records, "BLOCK", 300)
    text = HEADER + b"".join(b'{"step":"s%d","agents":["A"]}\n' % i for i in range(100))
    text += b'{"commitment":"c0","debtor":"A","consequent":["s0"]}\n'
    text += b"".join(
        b'{"commitment":"c%d","debtor":"A","antecedent":["s%d"],"consequent":["s%d"]%s}\n'
        % (i, i - 1, i, b',"strength":"tentative"' if i == 50 else b"")
        for i in range(1, 100)
    )
    for ending in (text, text.replace(b"\n", b"\r\n"), text.replace(b"\n", b"\n\n"), text.rstrip()):
        large = read_large(io.BytesIO(ending))
        assert large.now().tolist() == list(range(1, 101))
        assert sorted(large.commitments) == sorted(f"c{i}" for i in range(100))
        firm = read_large(io.BytesIO(ending), firm_only=True)
        assert firm.now().tolist() == [*range(1, 51), *[NEVER] * 50]


def test_at_least_some_of_them() -> None:
    large = from_arrays(4, [0, 3], [0, 1, 2], [3], thresholds=[2], done=[0])
    assert large.now().tolist() == [0, NEVER, NEVER, NEVER]
    large = from_arrays(["x", "y", "z", "w"], [0, 3], [0, 1, 2], [3], thresholds=[2], done=[0, 2], commitments=["c"])
    assert answers(large) == ({"x", "z", "w"}, {"x", "z", "w"})


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"starts": [0, 1]}, "starts: give 3 numbers"),
        ({"starts": [0, 2, 1]}, "starts: give 3 numbers"),
        ({"starts": [0, 1, 9]}, r"starts\[2\] is 9: give a number from 0 to 2"),
        ({"conditions": [0, 3]}, r"conditions\[1\] is 3: give a number from 0 to 2"),
        ({"conditions": [0.5, 1]}, "conditions: .* give one row of whole numbers"),
        ({"consequents": [[2, 2]]}, "consequents: .* give one row of whole numbers"),
        ({"consequents": [2, -1]}, r"consequents\[1\] is -1"),
        ({"consequents": [2, 1]}, "commitment c1: the condition names s1"),
        ({"thresholds": [1]}, "thresholds: 1 given for 2 commitments"),
        ({"commitments": ["x"]}, "commitments: 1 given for 2 commitments"),
        ({"done": [7]}, r"done\[0\] is 7"),
    ],
)
def test_arrays_that_do_not_fit(arguments: dict[str, object], says: str) -> None:
    fit: dict[str, object] = {"starts": [0, 1, 2], "conditions": [0, 1], "consequents": [2, 2]}
    from_arrays(3, **fit)  # type: ignore[arg-type]
    with pytest.raises(DealsError, match=says):
        from_arrays(3, **{**fit, **arguments})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"nonsense", "it is no JSON"),
        (b"[1]", "it is no JSON object"),
        (b"\xff", "it is no JSON"),
        (b'{"step":"x","agents":NaN}', "it is no JSON"),
        (b'{"what":1}', r"it is no record of a problem \(it has what\)"),
        (b"{}", r"it is no record of a problem \(it has nothing\)"),
        (b'{"step":"a","agents":["A"]}', "two steps are called a"),
        (b'{"done":"aa"}', "no step is called aa; did you mean a"),
        (b'{"refusal":"b","party":"A"}', "A is no agent of b"),
        (b'{"unable":"b","party":"A"}', "A is no agent of b"),
        (b'{"demand":"b","party":"Z"}', "no party is called Z"),
        (b'{"guarantee":"z","party":"A"}', "no step is called z"),
        (b'{"commitment":"c","debtor":"A","consequent":["z"]}', "no step is called z"),
        (b'{"commitment":"c","debtor":"A","consequent":["b"]}', "A is no agent of b"),
        (b'{"commitment":"c","debtor":"A","consequent":["a"],"antecedent":["b","a"]}', "the condition names a"),
        (b'{"commitment":"c","debtor":"A","consequent":["a"],"antecedent":["b",["a"]]}', "the condition names a"),
        (b'{"commitment":"c","debtor":"A","consequent":["a"],"antecedent":["z"]}', "no step is called z"),
        (b'{"commitment":"c","debtor":"A","consequent":["a"],"antecedent":{"all":["b"]}}', "is no condition"),
        (b'{"commitment":"c","debtor":"A","consequent":["a"],"antecedent":[7]}', "7 is no condition"),
        (b'{"commitment":"c","debtor":"A","consequent":["a"],"antecedent":{"until":"1.2.14"}}', "is no day"),
        (
            b'{"commitment":"c","debtor":"A","consequent":["a"],"antecedent":%s}' % (b"[" * 60 + b'"b"' + b"]" * 60),
            "deeper than 50",
        ),
        (b'{"commitment":"c","debtor":"A","consequent":["a"],"creditor":"Z"}', "no party is called Z"),
        (b'{"commitment":"c","debtor":"A","consequent":["a"],"reliability":2}', "its reliability is 2"),
        (
            b'{"commitment":"c","debtor":"A","consequent":["a"]}\n{"commitment":"c","debtor":"A","consequent":["a"]}',
            "two commitments",
        ),
        (b'{"party":"A"}\n{"party":"A"}', "two parties are called A"),
    ],
)
def test_lines_that_are_refused(line: bytes, says: str) -> None:
    last = 5 + line.count(b"\n")
    for read in (lines.read, read_large):
        for stream in (io.BytesIO, Pipe):
            with pytest.raises(DealsError, match=says) as refused:
                read(stream(STEPS + line))  # type: ignore[operator]
            assert str(refused.value).startswith(f"line {last}: ")
            assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    "line",
    [
        b'{"step":"x","colour":1}',
        b'{"step":7}',
        b'{"step":"x","agents":"A"}',
        b'{"commitment":"c","debtor":"A","consequent":["a"],"kind":"gift"}',
        b'{"commitment":"c","debtor":"A","consequent":["a"],"deadline":"soon"}',
        b'{"commitment":"c","debtor":"A","consequent":[]}',
        b'{"commitment":"c","consequent":["a"]}',
        b'{"commitment":7,"debtor":"A","consequent":["a"]}',
        b'{"commitment":"c","debtor":"A","consequent":["a"],"antecedent":{"at least":-1,"of":[]}}',
        b'{"commitment":"c","debtor":"A","consequent":["a"],"antecedent":{"at least":"1","of":[]}}',
    ],
)
def test_fields_that_are_refused(line: bytes) -> None:
    for read in (lines.read, read_large):
        with pytest.raises(DealsError, match=r"^line 5: [^\n]+$"):
            read(io.BytesIO(STEPS + line))  # type: ignore[operator]


def test_a_not_is_answered_only_where_there_are_fewer_lines() -> None:
    text = STEPS + b'{"commitment":"c","debtor":"A","consequent":["a"],"antecedent":{"not":"b"}}'
    assert len(lines.read(io.BytesIO(text)).commitments) == 1
    with pytest.raises(DealsError, match=r'^line 5: its condition holds a "not"'):
        read_large(io.BytesIO(text))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "line 1: it is no header of a problem: write"),
        (b'{"format":"goodoffices ledger","version":1}', "line 1: it is no header of a problem: write"),
        (b'{"format":"goodoffices problem","version":2}', "line 1: it is of version 2"),
        (b'{"format":"goodoffices problem","version":1,"day":"20 Jan"}', "line 1: '20 Jan' is no day"),
    ],
)
def test_headers_that_are_refused(text: bytes, says: str) -> None:
    for read in (lines.read, read_large):
        with pytest.raises(DealsError, match=says):
            read(io.BytesIO(text))  # type: ignore[operator]


def test_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LONGEST", 400_000)
    monkeypatch.setattr(records, "MOST_LINES", 6)
    for stream in (io.BytesIO, Pipe):
        with pytest.raises(DealsError, match=r"^line 7: no more than 6 lines are read"):
            read_large(stream(STEPS + b'{"done":"a"}\n' * 3))
        with pytest.raises(DealsError, match=r"^line 5: it is longer than"):
            read_large(stream(STEPS + b'{"done":"%s"}' % (b"a" * 900_000)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "it is no problem in JSON"),
        ("[]", "it is no problem in JSON"),
        ('{"steps":[{"id":"a","colour":1}]}', "it is no problem in JSON .steps.0.colour: extra inputs"),
        ('{"done":["a"]}', "done a: no step is called a"),
        ("[" * 5000, "it is no problem in JSON"),
    ],
)
def test_json_that_is_refused(text: str, says: str) -> None:
    with pytest.raises(DealsError, match=says) as refused:
        json.read(text)
    assert len(str(refused.value).splitlines()) == 1


def test_the_example_of_the_document_is_read() -> None:
    (example,) = re.findall(r"```jsonl\n(.*?)```", DOCUMENT, re.S)
    problem = lines.read(io.BytesIO(example.encode()))
    assert [c.id for c in problem.commitments] == ["c1", "c2"]
    assert lines.read(io.BytesIO(written(problem))) == problem
