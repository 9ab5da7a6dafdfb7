"""What a process remembers of a ledger is what the ledger would say, whatever has happened to it meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from benchmarks.generated import made
from goodoffices.ledger import Ledger
from goodoffices.ledger.opening import in_memory
from goodoffices.ledger.state import State
from goodoffices.model import Party, PartyKind, Reading

from .telling import Says, ledger_of, tables_of, told

SPEAKERS = ("Orsania", "Upland Front", "the Upland Front", "UF", "Ana Oro", "Oro", "Lakes Council", "the army")
ACTS = ("open the road", "stop the shelling", "leave the hill")


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Reports in which the same parties go by several names, and people speak now for one side, now for none or another."""
    said = draw(st.lists(st.builds(Says, st.sampled_from(SPEAKERS), st.sampled_from(ACTS)), min_size=1, max_size=4))
    side = Party(id="side", name=draw(st.sampled_from(["Orsania", "Lakes Council"])), kind=PartyKind.STATE)
    people = [
        Party(id=f"q{n}", name=name, kind=PartyKind.PERSON, speaks_for=draw(st.sampled_from([None, "side"])))
        for n, name in enumerate(("Ana Oro", "Oro"))
    ]
    name = str(draw(st.integers(0, 99)))
    return told(*said, name=name, published="2031-03-01", people=(side, *people))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), readings()), min_size=2, max_size=8))
def test_two_who_take_turns_add_what_one_without_memory_does(turns: list[tuple[bool, Reading]]) -> None:
    engine, forgetful = in_memory(), ledger_of()
    one, other = Ledger(engine), Ledger(engine)
    for first, reading in turns:
        (one if first else other).add(reading, who="reader")
        Ledger(forgetful.engine).add(reading, who="reader")
    assert tables_of(one) == tables_of(forgetful)


def test_who_is_known_is_asked_again_only_when_something_else_has_happened() -> None:
    ledger = ledger_of(*(made(n) for n in range(120)))  # all who ever speak in these reports
    asked: list[str] = []
    event.listen(ledger.engine, "before_cursor_execute", lambda _c, _d, statement, *_: asked.append(statement))

    def asks_for_names(number: int) -> bool:
        asked.clear()
        ledger.add(made(number), who="reader")
        return any("FROM names" in statement or "JOIN names" in statement for statement in asked)

    assert not asks_for_names(121)
    ledger.confirm("r1.s1")
    assert asks_for_names(122)


def test_what_failed_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The report that could not be stored had parties, steps and commitments that others get now."""
    ledger, sound = ledger_of(made(0), made(1)), ledger_of(made(0), made(1))
    with monkeypatch.context() as patched:
        patched.setattr(State, "flush", lambda self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            ledger.add(made(2), who="reader")
    for each in (ledger, sound):
        each.add(made(3), who="reader")
    assert tables_of(ledger) == tables_of(sound)


def test_a_party_that_was_merged_meanwhile_is_known_as_the_whole() -> None:
    ledger = ledger_of(told(Says("Upland Front", "open the road"), Says("Lakes Council", "leave the hill"), name="a"))
    ledger.merge("upland-front", "lakes-council")
    ledger.add(told(Says("Lakes Council", "stop the shelling"), name="b"), who="reader")
    assert [move.party for move in ledger.as_of().moves()][-1] == "upland-front"


def test_a_full_memory_starts_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("goodoffices.ledger.memory.MOST", 5)
    with Ledger.open(tmp_path / "talks.db") as ledger:
        for n in range(4):
            ledger.add(made(n), who="reader")
            assert ledger._memory is not None
        assert tables_of(ledger) == tables_of(ledger_of(*(made(n) for n in range(4))))
