"""Moves, conditions, commitments and statements: what they allow, and what they refuse."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from goodoffices.model import (
    AtLeast,
    Commitment,
    CommitmentState,
    Condition,
    Done,
    Interpretation,
    Manner,
    Measure,
    Move,
    MoveKind,
    Not,
    Relation,
    Span,
    Statement,
    Strength,
    Until,
    all_of,
    any_of,
)

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
A, B = Done(step="a"), Done(step="b")
TEXT = "attend if Iran stays away"


def move(**changed: Any) -> Move:
    values: dict[str, Any] = {
        "id": "m",
        "kind": MoveKind.OFFER,
        "party": "p",
        "agent": "p",
        "step": Span.of(TEXT, 0, 6),
        "strength": Strength.FIRM,
        "measure": Measure.ATTENDANCE,
        "confidence": 1.0,
    }
    return Move(**{**values, **changed})


@pytest.mark.parametrize(
    ("condition", "relation"),
    [
        pytest.param(None, None, id="neither"),
        *(pytest.param(Span.of(TEXT, 10, 25), r, id=r.value) for r in Relation),
    ],
)
def test_a_condition_comes_with_its_relation(condition: Span | None, relation: Relation | None) -> None:
    made = move(condition=condition, relation=relation)
    assert (made.condition, made.relation) == (condition, relation)


@pytest.mark.parametrize(
    "half",
    [
        pytest.param({"condition": Span.of(TEXT, 10, 25)}, id="condition without relation"),
        pytest.param({"relation": Relation.UNLESS}, id="relation without condition"),
    ],
)
def test_half_a_condition_is_refused(half: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="come together"):
        move(**half)


@pytest.mark.parametrize("confidence", [-0.01, 1.01, float("nan"), float("inf")])
def test_confidence_lies_between_0_and_1(confidence: float) -> None:
    with pytest.raises(ValidationError, match="confidence"):
        move(confidence=confidence)
    with pytest.raises(ValidationError, match="confidence"):
        Statement(id="s", content=(Span.of(TEXT, 0, 6),), manner=Manner.DIRECT, confidence=confidence)


def test_a_statement_has_a_content() -> None:
    with pytest.raises(ValidationError, match="content"):
        Statement(id="s", content=(), manner=Manner.DIRECT, confidence=1.0)


@pytest.mark.parametrize(
    ("made", "count", "parts"),
    [
        pytest.param(all_of(), 0, (), id="all of nothing: always holds"),
        pytest.param(all_of(A, B), 2, (A, B), id="all of two"),
        pytest.param(any_of(), 1, (), id="any of nothing: never holds"),
        pytest.param(any_of(A, B), 1, (A, B), id="any of two"),
    ],
)
def test_all_of_and_any_of_count_their_parts(made: AtLeast, count: int, parts: tuple[Condition, ...]) -> None:
    assert made == AtLeast(count=count, parts=parts)


@pytest.mark.parametrize(
    ("json", "condition"),
    [
        pytest.param('{"kind": "done", "step": "a"}', A, id="done"),
        pytest.param('{"kind": "until", "day": "2014-01-22"}', Until(day=datetime.date(2014, 1, 22)), id="until"),
        pytest.param('{"kind": "not", "part": {"kind": "done", "step": "a"}}', Not(part=A), id="not"),
        pytest.param(
            '{"kind": "at least", "count": 1, "parts": [{"kind": "at least", "count": 0, "parts": []}]}',
            any_of(all_of()),
            id="at least, nested",
        ),
    ],
)
def test_the_kind_tells_which_condition_it_is(json: str, condition: Condition) -> None:
    assert CONDITION.validate_json(json) == condition


@pytest.mark.parametrize(
    "json",
    [
        pytest.param('{"step": "a"}', id="no kind"),
        pytest.param('{"kind": "maybe", "step": "a"}', id="unknown kind"),
        pytest.param('{"kind": "done", "part": {"kind": "done", "step": "a"}}', id="the fields of another kind"),
        pytest.param('{"kind": "at least", "count": -1, "parts": []}', id="less than none"),
        pytest.param('{"kind": "until", "day": "2014-02-30"}', id="no such day"),
    ],
)
def test_what_is_no_condition_is_refused(json: str) -> None:
    with pytest.raises(ValidationError):
        CONDITION.validate_json(json)


def test_a_commitment_is_conditional_until_its_antecedent_holds() -> None:
    made = Commitment(id="c", debtor="p", antecedent=all_of(), consequent=("a",), strength=Strength.FIRM)
    assert made.state is CommitmentState.CONDITIONAL


def test_a_commitment_promises_something() -> None:
    with pytest.raises(ValidationError, match="consequent"):
        Commitment(id="c", debtor="p", antecedent=A, consequent=(), strength=Strength.FIRM)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"meaning": Span.of(TEXT, 10, 25)}, id="a meaning"),
        pytest.param({"disputes": "i9"}, id="a dispute"),
        pytest.param({"meaning": Span.of(TEXT, 10, 25), "disputes": "i9"}, id="both"),
    ],
)
def test_an_interpretation_has_a_meaning_or_disputes_another(said: dict[str, Any]) -> None:
    assert Interpretation(id="i", party="p", **said).clause is None
    with pytest.raises(ValidationError, match="a meaning, or disputes another"):
        Interpretation(id="i", party="p", clause=Span.of(TEXT, 0, 6))
