"""Near-duplicates are found from memory as they would be by comparing all signatures, whoever has added them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.ledger import Ledger
from goodoffices.ledger.adding import Outcome
from goodoffices.ledger.signatures import Signatures, packed
from goodoffices.ledger.state import State

from .telling import Says, filler, ledger_of, told

STORY = filler("story", 200)
bands = st.lists(st.integers(0, 40) | st.sampled_from([2**31 - 1, 2**31 - 2]), unique=True, max_size=6)


def by_comparing(known: list[list[int]], wanted: list[int], most: int) -> list[int]:
    """The numbers of those that share bands, those first that share most, then by number; the first is number 1."""
    shared = Counter({n: len(set(one) & set(wanted)) for n, one in enumerate(known, 1)})
    return sorted((n for n in shared if shared[n]), key=lambda n: (-shared[n], n))[:most]


@given(
    st.lists(bands, max_size=30),
    bands,
    st.integers(1, 9),
    st.lists(st.integers(1, 12), min_size=30, max_size=30),
    st.integers(0, 9),
)
def test_those_that_share_bands_are_found(known: list[list[int]], wanted: list[int], most: int, lots: list[int], few: int) -> None:
    """However many come at a time, and whether they are sorted in or not."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("goodoffices.ledger.signatures.FEW", few)
        signatures, rows = Signatures(), [(n, packed(one)) for n, one in enumerate(known, 1)]
        for lot in lots:
            signatures.meet(rows[:lot])
            del rows[:lot]
    assert signatures.last == len(known)
    assert signatures.sharing(wanted, most) == by_comparing(known, wanted, most)


def test_a_story_that_another_process_has_added_is_known(tmp_path: Path) -> None:
    """Two who have each added something before, and now take turns."""
    with Ledger.open(tmp_path / "talks.db") as one, Ledger.open(tmp_path / "talks.db") as other:
        for n, ledger in enumerate((one, other)):
            assert ledger.add(told(text=filler(f"first {n}", 200), name=f"first {n}")).outcome is Outcome.NEW
        assert one.add(told(text=f"Wire: {STORY}", name="wire")).story == 3
        for n, ledger in enumerate((other, one, other, other, one)):
            added = ledger.add(told(text=f"Paper {n}: {STORY}", name=f"paper {n}"))
            assert (added.outcome, added.story) == (Outcome.SAME_STORY, 3)
        assert one.add(told(text=filler("last", 200), name="last")).outcome is Outcome.NEW


def test_a_story_that_could_not_be_stored_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = ledger_of(told(text=filler("first", 200), name="first"))
    with monkeypatch.context() as patched:
        patched.setattr(State, "flush", lambda self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            ledger.add(told(text=f"Wire: {STORY}", name="wire"))
    assert ledger.add(told(text=f"Paper: {STORY}", name="paper")).outcome is Outcome.NEW
    assert ledger.add(told(text=f"Wire: {STORY}", name="wire")).story == 2


def test_what_others_have_added_is_not_asked_for_each_time() -> None:
    """Merges and the like change nothing in it; it is asked for what is new, and only when something has happened."""
    from sqlalchemy import event

    ledger = ledger_of(*(told(Says("Orsania", "open the road"), text=filler(str(n), 60), name=str(n)) for n in range(3)))
    asked: list[int] = []

    def listen(_c: object, _d: object, statement: str, values: dict[str, int], *_: object) -> None:
        if "reports.signature" in statement and "reports.id >" in statement:
            asked.append(values["last"])

    event.listen(ledger.engine, "before_cursor_execute", listen)
    ledger.add(told(text=filler("next", 60), name="next"))
    assert asked == []
    ledger.confirm("r1.m1")
    ledger.add(told(text=filler("last", 60), name="last"))
    assert asked == [4]
