"""What a network, a calendar and a map ask of a ledger, in either database."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from goodoffices.ledger import Ledger
from goodoffices.ledger.dated import dated
from goodoffices.ledger.placed import placed
from goodoffices.ledger.relations import CHUNK, awaited, ties
from goodoffices.model import Condition, Done, Not, Until, all_of, any_of
from tests.exchange.rivers import TEXT, rivers

T1, T2 = Done(step="t1"), Done(step="t2")


def test_ties_dates_and_places(any_ledger: Ledger) -> None:
    any_ledger.add(rivers(), who="eve")
    view = any_ledger.as_of(datetime.date(2031, 3, 3))
    assert [(t.party, t.tie.value, t.other) for t in ties(view)] == [
        ("syria", "waits for", "northern-front"),
        ("league", "supports", "northern-front"),
        ("norhal", "opposes", "syria"),
        ("norhal", "backs", "northern-front"),
        ("tomas-brel", "speaks for", "northern-front"),
    ]
    assert [(d.date, d.party, d.source.speaker) for d in dated(view)] == [
        ("2031-03-09", "Syria", "Ana Oro"),
        ("2031-04", "League\x1b", None),
        ("2032", None, None),
    ]
    assert [(p.step.place, p.agent, [m.id for m, _ in p.moves], p.states) for p in placed(view)] == [
        ("Homs", "Syria", ["r1.m1"], {"Syria"}),
        ("Karsa", "Syria", ["r1.m2"], {"Syria"}),
        ("Tripoli", "Northern Front", ["r1.m3"], {"Syria"}),
        ("Geneva", "Northern Front", ["r1.m5"], {"Syria"}),
    ]
    before = any_ledger.as_of(datetime.date(2031, 3, 2))
    assert [*ties(before), *dated(before), *placed(before)] == []


def test_more_reports_than_are_looked_at_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert CHUNK > 1
    monkeypatch.setattr("goodoffices.ledger.relations.CHUNK", 1)
    monkeypatch.setattr("goodoffices.ledger.dated.CHUNK", 1)
    with Ledger.open(tmp_path / "talks.db") as ledger:
        for n in range(3):
            ledger.add(rivers(f"{TEXT}\nAnother day, {n}.\n"), who="eve")
        view = ledger.as_of(datetime.date(2031, 3, 3))
        assert [t.source.report for t in ties(view) if t.tie == "supports"] == ["r1", "r2", "r3"]
        assert [t.source.report for t in ties(view) if t.tie == "waits for"] == ["r1", "r2", "r3"]
        assert [d.source.report for d in dated(view)] == [r for r in ("r1", "r2", "r3") for _ in range(3)]


@pytest.mark.parametrize(
    ("condition", "steps"),
    [
        (T1, {"t1"}),
        (all_of(T1, T2), {"t1", "t2"}),
        (any_of(T1, Not(part=T2)), {"t1"}),
        (Not(part=any_of(T1, T2)), set()),
        (Until(day=datetime.date(2031, 3, 9)), set()),
        (all_of(), set()),
    ],
)
def test_what_is_waited_for_is_what_shall_be_done(condition: Condition, steps: set[str]) -> None:
    assert awaited(condition) == steps
