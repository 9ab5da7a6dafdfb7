"""What there is of each day, the latest first."""

from __future__ import annotations

import datetime
from itertools import product

import pytest

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
from goodoffices.ledger.happenings import Happening, What, happenings, months, weekly
from goodoffices.ledger.views import View
from goodoffices.model import MoveKind

from .telling import Says, day, ledger_of, step_called, told

FIRST, LAST = day("2031-03-01"), day("2031-03-31")
MONDAY = told(
    Says("Selm Army", "pull back", "if", "open roads", "Upland Front"),
    Says("Upland Front", "open roads", until="2031-03-09"),
    name="monday", published="2031-03-03", title="Roads",
)  # fmt: skip
FRIDAY = told(
    Says("Selm Army", "pull back", kind="refusal"),
    Says("Lakes Council", "come", until="2031-03"),
    name="friday", published="2031-03-14", title="No roads",
)  # fmt: skip


def told_of(one: Happening) -> str:
    """What it is, in short."""
    of = one.report or (one.move and one.move.move) or (one.coming and one.coming.date) or one.step
    return f"{one.date} {one.what} {getattr(of, 'id', None) or getattr(of, 'of', None) or getattr(of, 'step', None)}"


def all_of(view: View, **asked: object) -> list[str]:
    return [told_of(h) for h in happenings(view, FIRST, LAST, **asked).happenings]  # type: ignore[arg-type]


def test_a_month(any_ledger: Ledger) -> None:
    for reading in (MONDAY, FRIDAY):
        any_ledger.add(reading, who="eve")
    roads = step_called(any_ledger, "open roads")
    any_ledger.done(roads, day("2031-03-10"), who="eve")
    view = any_ledger.as_of(day("2031-03-20"))
    assert all_of(view) == [
        "2031-03-14 refusal r2.m1",
        "2031-03-14 offer r2.m2",
        "2031-03-14 report r2",
        f"2031-03-10 done {roads}",
        "2031-03-09 date r1.m2",
        "2031-03-03 offer r1.m1",
        "2031-03-03 offer r1.m2",
        "2031-03-03 report r1",
        "2031-03 date r2.m2",
    ]


@pytest.fixture
def talks() -> Ledger:
    ledger = ledger_of(MONDAY, FRIDAY)
    ledger.done(step_called(ledger, "open roads"), day("2031-03-10"), who="eve")
    return ledger


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"these": {What.REPORT}}, ["2031-03-14 report r2", "2031-03-03 report r1"]),
        ({"these": {What.REFUSAL, What.DATE}}, ["2031-03-14 refusal r2.m1", "2031-03-09 date r1.m2", "2031-03 date r2.m2"]),
        ({"party": "lakes-council"}, ["2031-03-14 offer r2.m2", "2031-03-14 report r2", "2031-03 date r2.m2"]),
        ({"party": "Upland Front", "these": {What.DONE, What.DATE}}, ["2031-03-10 done t2", "2031-03-09 date r1.m2"]),
        ({"skip": 2, "most": 1}, ["2031-03-14 report r2"]),
    ],
)
def test_some_of_a_month(talks: Ledger, asked: dict[str, object], found: list[str]) -> None:
    assert all_of(talks.as_of(day("2031-03-20")), **asked) == found


def test_pages_have_everything_once(talks: Ledger) -> None:
    view = talks.as_of(day("2031-03-20"))
    whole = happenings(view, FIRST, LAST)
    assert whole.of == len(whole.happenings) == 9
    for most in (1, 2, 4, 9):
        pages = [happenings(view, FIRST, LAST, skip=skip, most=most) for skip in range(0, 9, most)]
        assert [h for page in pages for h in page.happenings] == list(whole.happenings)
        assert {page.of for page in pages} == {9}


def test_as_of_a_day(talks: Ledger) -> None:
    """By the fifth, the report of the fourteenth is not known; a date ahead that a known report names is."""
    assert all_of(talks.as_of(day("2031-03-05"))) == [
        "2031-03-09 date r1.m2", "2031-03-03 offer r1.m1", "2031-03-03 offer r1.m2", "2031-03-03 report r1",
    ]  # fmt: skip


def test_what_was_rejected_is_left_out(talks: Ledger) -> None:
    talks.reject("r1.m2", who="eve")
    assert not [h for h in all_of(talks.as_of(day("2031-03-20"))) if "r1.m2" in h]


def test_months_and_weeks(talks: Ledger) -> None:
    view = talks.as_of(day("2031-03-20"))
    assert months(view) == {"2031-03": 5}  # two reports, two dates, a step done
    assert months(talks.as_of(day("2031-01-01"))) == {}
    weeks = weekly(view)
    assert [(w.week, w.moves) for w in weeks] == [
        (day("2031-03-03"), {MoveKind.OFFER: 2}),  # a Monday
        (day("2031-03-10"), {MoveKind.REFUSAL: 1, MoveKind.OFFER: 1}),
    ]
    assert all(w.week.weekday() == 0 for w in weeks)
    assert [w.moves for w in weekly(view, "lakes-council")] == [{MoveKind.OFFER: 1}]
    assert weekly(talks.as_of(day("2031-01-01"))) == []


def test_every_filter_gives_some_of_all(talks: Ledger) -> None:
    view = talks.as_of(day("2031-03-20"))
    whole = set(all_of(view))
    for party, kind in product(("selm-army", "upland-front", "lakes-council", None), What):
        assert set(all_of(view, party=party, these={kind})) <= whole
    assert {h for kind in What for h in all_of(view, these={kind})} == whole
    with pytest.raises(LedgerError, match="there is no party"):
        happenings(view, FIRST, LAST, "nobody")


def test_the_sentence_of_a_date(talks: Ledger) -> None:
    found = happenings(talks.as_of(day("2031-03-20")), FIRST, LAST, these={What.DATE}).happenings
    assert found[0].sentence == "Upland Front said that Upland Front would open roads by 2031-03-09."
    assert datetime.date.fromisoformat(found[0].date) == day("2031-03-09")
