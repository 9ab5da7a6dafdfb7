"""A report is read again, by a better model: drafts are replaced, what a person has judged stays, the difference is proposed."""

from __future__ import annotations

import json

import pytest

from goodoffices.ledger import Ledger
from goodoffices.ledger.adding import Outcome
from goodoffices.model import MoveKind, Party, PartyKind, Reading, Strength

from .telling import LATER, Says, day, ledger_of, step_called, tables_of, told

ROAD = Says("Orsania", "open the road", "if", "stop the shelling", "Upland Front", until="2031-03-09")
HILL = Says("Upland Front", "leave the hill")
TALKS = Says("Lakes Council", "host the talks", kind="demand")
FIRST = told(ROAD, HILL, TALKS, published="2031-03-01")


def again(*kept: int, reading: Reading = FIRST, **changes: object) -> Reading:
    """What a later reader finds of a report: these sentences, in this order; each move with changes."""
    moves = tuple(reading.moves[n].model_copy(update=changes) for n in kept)
    ids = {m.id for m in moves}
    return reading.model_copy(
        update={
            "reader": LATER,
            "moves": moves,
            "statements": tuple(reading.statements[n] for n in kept),
            "step_mentions": tuple(m for m in reading.step_mentions if m.move in ids),
            "dates": tuple(d for d in reading.dates if d.of in ids),
        }
    )


def moves(ledger: Ledger) -> dict[str, tuple[str, str]]:
    """The words and the status of each move."""
    return {m.id: (m.words.text, m.status.value) for m in ledger.as_of().moves()}


def proposed(ledger: Ledger) -> dict[str, object]:
    return {subject: json.loads(body) for subject, _, body in tables_of(ledger)["proposals"]}


def test_the_same_version_of_the_same_reader_changes_nothing() -> None:
    ledger = ledger_of(FIRST)
    before = tables_of(ledger, record=True)
    assert ledger.add(FIRST).outcome is Outcome.KNOWN
    assert tables_of(ledger, record=True) == before


def test_drafts_are_replaced() -> None:
    ledger = ledger_of(FIRST)
    assert ledger.add(again(1, 0)).outcome is Outcome.READ_AGAIN
    assert moves(ledger) == {"r1.m1": ("leave the hill", "draft"), "r1.m2": ("open the road", "draft")}
    assert proposed(ledger) == {}
    assert [r.reader for r in ledger.as_of().reports()] == ["hand 2"]


@pytest.mark.parametrize("kept", [(), (0,), (1,), (1, 0), (2, 1, 0), (2, 1), (0, 1, 2)])
@pytest.mark.parametrize("judged", [("r1.m1",), ("r1.m2",), ("r1.m1", "r1.m3"), ("r1.s1",), ("r1.s2", "r1.m1")])
def test_what_a_person_has_judged_stays_and_nothing_vanishes(kept: tuple[int, ...], judged: tuple[str, ...]) -> None:
    """Whatever the order in which the later reader finds things: what is judged is there as it was, and so is all that it finds."""
    ledger = ledger_of(FIRST)
    before = moves(ledger)
    for subject in judged:
        ledger.confirm(subject)
    confirmed = {s: before[s][0] for s in judged if ".m" in s}
    ledger.add(again(*kept))
    after = moves(ledger)
    for subject, words in confirmed.items():
        assert after[subject] == (words, "confirmed")
    found = {FIRST.moves[n].step.text for n in kept}
    assert sorted(words for words, _ in after.values()) == sorted(found | set(confirmed.values()))
    assert {words for words, status in after.values() if status == "draft"} == found - set(confirmed.values())
    nothing = {s for s in judged if FIRST.moves[int(s[-1]) - 1].step.text not in found}
    assert proposed(ledger) == dict.fromkeys(nothing) | {s: None for s in proposed(ledger) if s not in judged}
    statements = {s.id for p in ledger.as_of().parties() for s in ledger.as_of().statements(p.key)}
    assert all(m.statement in statements for m in ledger.as_of().moves())
    for move in ledger.as_of().moves():  # each move stands in its own sentence
        said = next(s for p in ledger.as_of().parties() for s in ledger.as_of().statements(p.key) if s.id == move.statement)
        assert move.words.text in said.content.text
    assert {t.move for c in ledger.as_of().commitments() for t in c.testimonies} == {
        i for i, (words, _) in after.items() if words != "host the talks"
    }


def test_a_difference_is_proposed_not_made() -> None:
    ledger = ledger_of(FIRST)
    ledger.confirm("r1.m1")
    ledger.correct("r1.m2", {"strength": "tentative"})
    ledger.add(again(2, 1, 0, strength=Strength.FIRM, kind=MoveKind.THREAT))
    assert proposed(ledger) == {"r1.m1": {"kind": "threat"}, "r1.m2": {"kind": "threat", "strength": "firm"}}
    assert {m.id: (m.kind, m.strength) for m in ledger.as_of().moves() if m.id != "r1.m3"} == {
        "r1.m1": (MoveKind.OFFER, Strength.FIRM), "r1.m2": (MoveKind.OFFER, Strength.TENTATIVE),
    }  # fmt: skip
    ledger.correct("r1.m1", {"kind": "threat"})
    assert set(proposed(ledger)) == {"r1.m2"}
    ledger.confirm("r1.m2")
    assert proposed(ledger) == {}


def test_what_was_rejected_is_not_found_again() -> None:
    ledger = ledger_of(FIRST)
    ledger.reject("r1.m2")
    ledger.add(again(0, 1, 2))
    assert {words for words, _ in moves(ledger).values()} == {"open the road", "host the talks"}


def test_a_judged_link_stays() -> None:
    ledger = ledger_of(FIRST)
    shelling = step_called(ledger, "stop the shelling")
    ledger.confirm(f"r1.m1>{shelling}")
    ledger.add(again(2, 0))
    (link,) = tables_of(ledger)["links"]
    assert (link[:3], link[-1]) == ((1, 1, int(shelling[1:])), "confirmed")
    assert moves(ledger)["r1.m1"] == ("open the road", "draft")
    ledger.reject(f"r1.m1>{shelling}")
    ledger.add(again(0).model_copy(update={"reader": LATER.model_copy(update={"version": "3"})}))
    assert [x[-1] for x in tables_of(ledger)["links"]] == ["rejected"]
    assert ledger.as_of().commitments() == []


def test_deadlines_follow_their_moves() -> None:
    ledger = ledger_of(FIRST)
    ledger.confirm("r1.m2")
    ledger.add(again(2, 0, 1))
    assert [(d.date, d.of) for d in ledger.as_of().dates(day("2031-01-01"))] == [("2031-03-09", next(
        i for i, (words, _) in moves(ledger).items() if words == "open the road"))]  # fmt: skip
    assert {c.consequent.object: c.deadline for c in ledger.as_of().commitments()} == {
        "open the road": day("2031-03-09"), "leave the hill": None,
    }  # fmt: skip


def unnamed(*names: str, kind: PartyKind = PartyKind.GROUP, version: int = 1) -> Reading:
    """A reading that speaks of these and nobody else."""
    parties = tuple(Party(id=f"u{n}", name=name, kind=kind) for n, name in enumerate(names))
    reader = LATER.model_copy(update={"version": str(version)})
    return told(name="guards").model_copy(update={"parties": parties, "reader": reader})


def test_who_has_no_name_is_the_same_when_the_report_is_read_again() -> None:
    """Of this report: the guards of another are others."""
    ledger = ledger_of(
        unnamed("the guards", "an official", "an official"),
        unnamed("an official", "the  Guards", version=2),
        unnamed("nobody", version=3),
        unnamed("the guards", "an official", "an official", "an official", version=4),
        told(name="elsewhere").model_copy(update={"parties": unnamed("the guards").parties}),
    )
    first, second, _, fourth, other = (list(r.event.parties.values()) for r in ledger.log())  # type: ignore[union-attr]
    assert len(set(first)) == 3
    assert second == [first[1], first[0]]
    assert fourth[:3] == first
    assert fourth[3] not in first
    assert other[0] not in first
    assert len(tables_of(ledger)["parties"]) == 6


def test_who_is_found_again_is_the_one_into_which_he_was_merged() -> None:
    ledger = ledger_of(unnamed("the guards", "the soldiers"))
    guards, soldiers = (p.key for p in ledger.as_of().parties())
    ledger.merge(guards, soldiers)
    ledger.add(unnamed("the soldiers", "the guards", version=2))
    assert [p.key for p in ledger.as_of().parties()] == [guards]
    ledger.add(unnamed("the soldiers", kind=PartyKind.PERSON, version=3))
    assert [p.kind for p in ledger.as_of().parties()] == [PartyKind.PERSON]


def test_a_report_keeps_its_day() -> None:
    """Also one without a date, that was added on another day than it is read again."""
    undated = told(HILL)
    ledger = ledger_of(undated)
    with ledger.engine.begin() as connection:  # as if it had been added long ago
        connection.exec_driver_sql("UPDATE reports SET day = '2020-02-02'")
    ledger.add(again(0, reading=undated))
    assert [m.day for m in ledger.as_of().moves()] == [day("2020-02-02")]
