"""The same text, word for word, in a second paper: one testimony, two places."""

from __future__ import annotations

import datetime

import pytest

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
from goodoffices.ledger.adding import Outcome
from goodoffices.ledger.citing import citing
from goodoffices.ledger.events import Reprinted
from goodoffices.ledger.history import Recorded
from goodoffices.ledger.opening import reading as asking
from goodoffices.ledger.printings import printings
from goodoffices.model import Reading

from .telling import LATER, READER, Says, day, tables_of, told

WIRE = told(Says("Orsania", "open the road"), name="wire", published="2031-03-01")


def printed(publisher: str | None, origin: str, *, date: str | None = "2031-03-02", reading: Reading = WIRE) -> Reading:
    """The same text in another place."""
    at = {"publisher": publisher, "origin": origin, "published": date and day(date)}
    return reading.model_copy(update={"report": reading.report.model_copy(update=at)})


def places(ledger: Ledger, date: str = "2031-03-09") -> list[tuple[str | None, str, datetime.date]]:
    with asking(ledger.engine) as connection:
        return [(p.publisher, p.origin, p.day) for p in printings(connection, ledger.as_of(day(date)), [1])[1]]


def test_a_second_paper_is_one_more_place_of_the_same_testimony(any_ledger: Ledger) -> None:
    ledger = any_ledger
    ledger.add(printed("Norwire", "wire/a.html", date="2031-03-01"))
    courier = printed("Courier", "courier/a.html")
    assert ledger.known(courier.report, READER) is None
    added = ledger.add(courier, who="ann")
    assert (added.outcome, added.report, added.story) == (Outcome.REPRINTED, 1, 1)
    assert places(ledger) == [("Courier", "courier/a.html", day("2031-03-02"))]
    assert places(ledger, "2031-03-01") == []
    (promise,) = ledger.as_of().commitments()
    assert (promise.stories, len(promise.testimonies)) == (1, 1)
    assert [r.id for r in ledger.as_of().reports()] == ["r1"]
    (told_of,) = (r.event for r in ledger.log("r1") if isinstance(r.event, Reprinted))
    assert (told_of.who, told_of.publisher) == ("ann", "Courier")


def test_a_second_time_nothing_happens(any_ledger: Ledger) -> None:
    ledger = any_ledger
    these = [printed("Norwire", "a.html"), printed("Courier", "b.html"), printed("Norwire", "c.html")]
    for reading in these:
        ledger.add(reading)
    before = tables_of(ledger, record=True)
    for reading in these:
        assert ledger.add(reading).outcome is Outcome.KNOWN
        known = ledger.known(reading.report, READER)
        assert known
        assert known.outcome is Outcome.KNOWN
    assert tables_of(ledger, record=True) == before
    assert len(places(ledger)) == 2


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ((None, "a.txt"), (None, "a.txt"), True),
        ((None, "talks/a.txt"), (None, "/home/ann/talks/a.txt"), True),
        ((None, "/home/ann/talks/a.txt"), (None, "a.txt"), True),
        ((None, "./a.txt"), (None, "a.txt"), True),
        ((None, "a.txt"), (None, "-"), True),
        ((None, "wire/a.txt"), (None, "courier/a.txt"), False),
        ((None, "a.txt"), (None, "ba.txt"), False),
        (("Courier", "a.txt"), ("Norwire", "a.txt"), False),
        (("Courier", "a.txt"), (None, "a.txt"), False),
        (("Courier", "-"), ("Norwire", "-"), False),
        (("Courier", "https://courier.example/1"), ("Courier", "https://courier.example/2"), False),
    ],
)
def test_what_is_another_place(
    any_ledger: Ledger, first: tuple[str | None, str], second: tuple[str | None, str], same: bool
) -> None:
    any_ledger.add(printed(*first))
    assert any_ledger.add(printed(*second)).outcome is (Outcome.KNOWN if same else Outcome.REPRINTED)


def test_read_again_where_it_is_reprinted(any_ledger: Ledger) -> None:
    """A later reader reads the second paper's copy: both things happen."""
    any_ledger.add(WIRE)
    later = printed("Courier", "courier.html", date=None).model_copy(update={"reader": LATER})
    assert any_ledger.add(later).outcome is Outcome.READ_AGAIN
    assert [(p, o) for p, o, _ in places(any_ledger, "2099-01-01")] == [("Courier", "courier.html")]
    with citing(any_ledger.as_of()) as cite:
        assert (cite.report("r1").reader, cite.report("r1").publisher) == ("hand 2", None)


def test_made_anew_and_carried_over_it_is_the_same(any_ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> None:
    any_ledger.add(WIRE)
    any_ledger.add(printed("Courier", "courier.html"))
    before = tables_of(any_ledger)
    assert len(before["printings"]) == 1
    any_ledger.rebuild()
    assert tables_of(any_ledger) == before
    with Ledger.open(tmp_path_factory.mktemp("copy") / "copy.db") as copy:
        copy.restore(any_ledger.record())
        assert tables_of(copy) == before


@pytest.mark.parametrize("change", [{"report": 2}, {"origin": "a\x00b"}, {"publisher": "\ud800"}])
def test_what_cannot_have_been_printed_is_not_carried_over(any_ledger: Ledger, change: dict[str, object]) -> None:
    any_ledger.add(WIRE)
    any_ledger.add(printed("Courier", "courier.html"))
    *others, last = any_ledger.record()
    assert isinstance(last, Recorded)
    broken = Recorded(last.number, last.event.model_copy(update=change))
    from goodoffices.ledger.opening import in_memory

    copy = Ledger(in_memory())
    with pytest.raises(LedgerError):
        copy.restore([*others, broken])
    assert not any(tables_of(copy, record=True).values())
