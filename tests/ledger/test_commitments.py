"""Commitments drawn from moves (DESIGN.md, "From moves to commitments"), and several reports on one of them."""

from __future__ import annotations

import datetime

import pytest

from goodoffices.ledger.events import Ending
from goodoffices.model import CommitmentKind, CommitmentState, MoveKind, Relation, Strength
from goodoffices.model.reading import last_day

from .telling import Says, day, ledger_of, step_called, told

EMPTY, HOLDS, NOT = "nothing", "the condition", "not the condition"
PROMISE, NECESSARY, THREAT = CommitmentKind
DRAWN = {
    ("offer", None): (PROMISE, EMPTY),
    ("offer", "if"): (PROMISE, HOLDS),
    ("offer", "after"): (PROMISE, HOLDS),
    ("offer", "in exchange"): (PROMISE, HOLDS),
    ("offer", "only if"): (NECESSARY, HOLDS),
    ("offer", "unless"): (PROMISE, NOT),
    ("offer", "until"): (PROMISE, NOT),
    ("refusal", "only if"): (NECESSARY, HOLDS),
    ("refusal", "unless"): (NECESSARY, HOLDS),
    ("refusal", "until"): (NECESSARY, HOLDS),
    ("threat", None): (THREAT, EMPTY),
    ("threat", "if"): (THREAT, HOLDS),
    ("threat", "after"): (THREAT, HOLDS),
    ("threat", "in exchange"): (THREAT, HOLDS),
    ("threat", "only if"): (THREAT, HOLDS),
    ("threat", "unless"): (THREAT, NOT),
    ("threat", "until"): (THREAT, NOT),
}
"""What a move of a kind with a relation comes to; what is not here binds nobody."""


@pytest.mark.parametrize("relation", [None, *Relation])
@pytest.mark.parametrize("kind", list(MoveKind))
def test_what_each_move_comes_to(kind: MoveKind, relation: Relation | None) -> None:
    wait = (relation.value, "stop the shelling", "Upland Front") if relation else (None, None, None)
    ledger = ledger_of(told(Says("Orsania", "open the road", *wait, kind=kind.value)))
    found = [
        (c.kind, c.antecedent.model_dump(), c.consequent.object, c.debtor) for c in ledger.as_of(day("2031-03-01")).commitments()
    ]
    expected = DRAWN.get((kind.value, relation and relation.value))
    if expected is None:
        assert found == []
        return
    done = {"kind": "done", "step": step_called(ledger, "stop the shelling")} if relation else {}
    antecedent = {EMPTY: {"kind": "at least", "count": 0, "parts": ()}, HOLDS: done, NOT: {"kind": "not", "part": done}}
    assert found == [(expected[0], antecedent[expected[1]], "open the road", "orsania")]
    (strength,) = (c.strength for c in ledger.as_of(day("2031-03-01")).commitments())
    assert strength is (Strength.TENTATIVE if expected[0] is NECESSARY else Strength.FIRM)


@pytest.mark.parametrize(
    ("by", "creditor"),
    [("Upland Front", "upland-front"), ("Orsania", None), (None, None)],
    ids=["who brings the condition about is owed the step", "not the debtor himself", "nobody, where nobody does"],
)
def test_who_is_owed_it(by: str | None, creditor: str | None) -> None:
    (found,) = ledger_of(told(Says("Orsania", "open the road", "if", "stop the shelling", by))).as_of().commitments()
    assert found.creditor == creditor


@pytest.mark.parametrize(
    ("date", "last"),
    [
        ("2031-03-04", "2031-03-04"), ("2031-03", "2031-03-31"), ("2031-12", "2031-12-31"), ("2028-02", "2028-02-29"),
        ("2031", "2031-12-31"), ("9999", "9999-12-31"), ("9999-12", "9999-12-31"), ("0001-01", "0001-01-31"),
    ],
)  # fmt: skip
def test_the_last_day_of_a_date(date: str, last: str) -> None:
    assert last_day(date) == day(last)


@pytest.mark.parametrize(("until", "today", "state"), [
    ("2031-03", "2031-03-31", CommitmentState.DETACHED), ("2031-03", "2031-04-01", CommitmentState.VIOLATED),
    ("9999", "2031-04-01", CommitmentState.DETACHED), ("9999-12", "9999-12-31", CommitmentState.DETACHED),
])  # fmt: skip
def test_a_deadline_is_the_last_day_for_the_step(until: str, today: str, state: CommitmentState) -> None:
    ledger = ledger_of(told(Says("Orsania", "open the road", until=until), published="2031-03-01"))
    (found,) = ledger.as_of(day(today)).commitments()
    assert (found.deadline, found.state) == (last_day(until), state)


PROMISED = Says("Orsania", "open the road", "if", "stop the shelling", "Upland Front", until="2031-03-09")
LATER = Says("Orsania", "open the road", "if", "stop the shelling", "Upland Front", until="2031-03-15", strength="tentative")


def test_several_reports_on_one_promise_are_one_commitment() -> None:
    """They may disagree: the latest word on strength counts, and of the deadlines the last one."""
    ledger = ledger_of(told(PROMISED, name="wire", published="2031-03-01"), told(LATER, name="courier", published="2031-03-02"))
    (found,) = ledger.as_of(day("2031-03-05")).commitments()
    assert [t.move for t in found.testimonies] == ["r1.m1", "r2.m1"]
    assert (found.stories, found.deadline, found.strength) == (2, day("2031-03-15"), Strength.TENTATIVE)
    (before,) = ledger.as_of(day("2031-03-01")).commitments()
    assert ([t.move for t in before.testimonies], before.deadline) == (["r1.m1"], day("2031-03-09"))


def test_the_same_story_in_two_papers_is_one_testimony() -> None:
    body = told(PROMISED, name="wire").report.text
    ledger = ledger_of(
        told(PROMISED, name="wire", published="2031-03-01"),
        told(PROMISED, name="copy", published="2031-03-02", text=f"HALVEN (Courier) {body.partition('Orsania')[0]}"),
        told(PROMISED, name="own", published="2031-03-03"),
    )
    (found,) = ledger.as_of(day("2031-03-05")).commitments()
    assert [(t.move, t.story) for t in found.testimonies] == [("r1.m1", "r1"), ("r2.m1", "r1"), ("r3.m1", "r3")]
    assert found.stories == 2


def test_another_condition_or_another_debtor_is_another_commitment() -> None:
    ledger = ledger_of(
        told(
            PROMISED,
            Says("Orsania", "open the road"),
            Says("Orsania", "open the road", "unless", "stop the shelling", "Upland Front"),
        ),
        told(Says("Upland Front", "open the road", agent="Orsania", kind="threat"), name="other"),
    )
    assert len(ledger.as_of().commitments()) == 4


def test_a_life_from_the_days_of_its_steps() -> None:
    ledger = ledger_of(told(PROMISED, published="2031-03-01"))

    def states(*days: int) -> list[str]:
        return [ledger.as_of(datetime.date(2031, 3, d)).commitment("c1").state.value for d in days]

    assert states(1, 9, 10) == ["conditional", "conditional", "expired"]
    ledger.done(step_called(ledger, "stop the shelling"), day("2031-03-04"))
    assert states(3, 4, 9, 10) == ["conditional", "detached", "detached", "violated"]
    ledger.done(step_called(ledger, "open the road"), day("2031-03-08"))
    assert states(7, 8, 10) == ["detached", "satisfied", "satisfied"]
    ledger.done(step_called(ledger, "open the road"), None)
    ledger.end("c1", Ending.RELEASED, day("2031-03-06"))
    assert states(5, 6, 10) == ["detached", "released", "released"]


def test_what_a_person_corrects_or_rejects_changes_the_commitment() -> None:
    ledger = ledger_of(told(PROMISED, published="2031-03-01"))
    view = ledger.as_of(day("2031-03-01"))
    shelling = step_called(ledger, "stop the shelling")
    ledger.correct("r1.m1", {"relation": "only if"})
    assert [(c.kind, c.deadline) for c in view.commitments()] == [(NECESSARY, day("2031-03-09"))]
    ledger.correct("r1.m1", {"relation": "if", "party": "upland-front"})
    assert [(c.kind, c.debtor, c.creditor) for c in view.commitments()] == [(PROMISE, "upland-front", None)]
    ledger.correct("r1.m1", {"kind": "demand"})
    assert view.commitments() == []
    ledger.correct("r1.m1", {"kind": "offer", "party": "orsania"})
    assert [c.id for c in view.commitments()] == ["c1"]
    ledger.reject(f"r1.m1>{shelling}")
    assert view.commitments() == []
    ledger.confirm(f"r1.m1>{shelling}")
    assert [c.id for c in view.commitments()] == ["c1"]
    ledger.reject("r1.m1")
    assert view.commitments() == []


def test_the_step_that_a_condition_most_likely_waits_for() -> None:
    """A reader may name several; one that a person has confirmed comes before a likelier one."""
    reading = told(PROMISED, Says("Upland Front", "leave the hill"))
    hill = next(s.id for s in reading.steps if s.object == "leave the hill")
    wait = next(m for m in reading.step_mentions if m.part.value == "condition")
    other = wait.model_copy(update={"step": hill, "confidence": 0.2})
    ledger = ledger_of(reading.model_copy(update={"step_mentions": (other, *reading.step_mentions)}))
    shelling, leave = step_called(ledger, "stop the shelling"), step_called(ledger, "leave the hill")
    waits = ledger.as_of().commitments(step=step_called(ledger, "open the road"))
    assert [c.antecedent.model_dump()["step"] for c in waits] == [shelling]
    ledger.confirm(f"r1.m1>{leave}")
    waits = ledger.as_of().commitments(step=step_called(ledger, "open the road"))
    assert [c.antecedent.model_dump()["step"] for c in waits] == [leave]
