"""A record goes from one ledger into another, of either database, and everything else follows from it."""

from __future__ import annotations

import pytest

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
from goodoffices.ledger.arriving import Document, UnfitError
from goodoffices.ledger.history import Recorded
from goodoffices.ledger.opening import in_memory
from goodoffices.model import ReaderName
from tests.exchange.filled import READINGS, contents, filled


def test_a_record_makes_the_same_ledger(any_ledger: Ledger) -> None:
    ledger = filled()
    assert any_ledger.restore(ledger.record()) == 11
    assert contents(any_ledger) == contents(ledger)
    assert list(any_ledger.record()) == list(ledger.record())
    back = Ledger(in_memory())
    back.restore(any_ledger.record())
    assert contents(back) == contents(ledger)


def test_numbers_go_on_after_those_of_the_record(any_ledger: Ledger) -> None:
    ledger = filled()
    with_a_gap = (Recorded(x.number * 3, x.event) if isinstance(x, Recorded) else x for x in ledger.record())
    any_ledger.restore(with_a_gap)
    any_ledger.confirm("r2.m1")
    any_ledger.add(READINGS[0].model_copy(update={"reader": ReaderName(name="hand", version="3")}))
    assert [r.number for r in any_ledger.log()] == [*range(3, 34, 3), 34, 35]


def test_a_document_comes_before_the_event_that_adds_it() -> None:
    kinds = ["document" if isinstance(x, Document) else x.event.kind for x in filled().record()]
    assert kinds[:7] == ["document", "added", "document", "added", "judged", "judged", "read again"]


def test_all_of_it_or_nothing(any_ledger: Ledger) -> None:
    nothing = contents(any_ledger)
    *items, _ = filled().record()
    with pytest.raises(UnfitError, match="event 1 cannot come after event 10"):
        any_ledger.restore([*items, items[1]])
    assert contents(any_ledger) == nothing
    any_ledger.restore(items)
    with pytest.raises(LedgerError, match="goes into an empty ledger"):
        any_ledger.restore(items)


@pytest.mark.parametrize(
    ("subject", "changes", "why"),
    [
        ("r1.m1", {"kind": "gift"}, "the kind of r1.m1 cannot be gift: it is one of offer, refusal, demand"),
        ("r1.m1", {"kind": None}, "the kind of r1.m1 cannot be nothing"),
        ("r1.m1", {"spans": "38-51"}, "is not where r1.m1 stands"),
        ("r1.m1", {"spans": ";"}, "is not where r1.m1 stands"),
        ("r1.m1", {"spans": "38-37;"}, "is not where r1.m1 stands"),
        ("r1.m1", {"spans": "0-99999;"}, "is not where r1.m1 stands"),
        ("r1.s1", {"spans": "0-6;x;1-2"}, "is not where r1.s1 stands"),
        ("r1.m1", {"step": "t2"}, "give its number, 4 for t4"),
        ("r1.m1", {"step": 99}, "there is no t99"),
        ("r1.m1", {"party": "t1"}, "there is no party t1"),
        ("r1.s1", {"kind": "offer"}, "r1.s1 has no kind to correct"),
        ("r1.s1", {"confidence": 1}, "r1.s1 has no confidence to correct"),
        ("r1.m1>t2", {"step": 1}, "r1.m1>t2 has no step to correct"),
    ],
)
def test_a_correction_that_makes_no_sense_changes_nothing(subject: str, changes: dict[str, str | int | None], why: str) -> None:
    ledger = filled()
    before = contents(ledger)
    with pytest.raises(LedgerError) as error:
        ledger.correct(subject, changes)
    assert why in str(error.value)
    assert contents(ledger) == before


def test_a_correction_may_name_all_that_it_may() -> None:
    ledger = filled()
    changes = {
        "kind": "threat",
        "party": "norland",
        "agent": "sudland",
        "step": 3,
        "spans": "0-6;",
        "relation": None,
        "strength": "firm",
    }
    ledger.correct("r1.m1", changes)
    (move,) = ledger.as_of().moves(report=1)
    assert (move.kind, move.party, move.agent, move.step, move.condition, move.relation) == (
        "threat", "norland", "sudland", "t3", None, None,
    )  # fmt: skip
    ledger.correct("r1.s1", {"speaker": None, "manner": "mixed", "spans": ";;0-6,7-9"})


@pytest.mark.parametrize(("kept", "merged"), [("estvar", "norland"), ("t1", "t3")])
def test_what_is_a_part_already_is_not_merged_again(kept: str, merged: str) -> None:
    ledger = filled()
    ledger.merge(kept, merged)
    for pair in ((merged, kept), (kept, merged), (merged, "sudland" if kept == "estvar" else "t6")):
        with pytest.raises(LedgerError, match=f"{merged} is a part of {kept} already"):
            ledger.merge(*pair)


@pytest.mark.parametrize("subject", ["c1", "r1", "r1.m1", "t0", "nobody"])
def test_only_parties_and_steps_are_split(subject: str) -> None:
    with pytest.raises(LedgerError, match="there is no"):
        filled().split(subject)
