"""What makes no sense in a problem, and the one line that says so."""

from __future__ import annotations

from typing import Any

import pytest

from goodoffices.deals.checking import DEEPEST, check
from goodoffices.deals.problem import Problem, Stand, Step
from goodoffices.errors import DealsError
from goodoffices.model import AtLeast, Commitment, Condition, Done, Not, Strength, all_of

STEPS = (Step(id="a", agents=("A",)), Step(id="b", agents=("B",)), Step(id="ab", agents=("A", "B")))


def promise(debtor: str = "A", antecedent: Condition = all_of(), consequent: str = "a", **more: Any) -> Commitment:  # noqa: B008
    return Commitment(id="c", debtor=debtor, antecedent=antecedent, consequent=(consequent,), strength=Strength.FIRM, **more)


def nested(depth: int) -> Condition:
    condition: Condition = Done(step="b")
    for _ in range(depth):
        condition = Not(part=condition)
    return condition


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"steps": (*STEPS, STEPS[0])}, "step a: two steps are called a"),
        ({"steps": (Step(id=""),)}, "step : a step has no name"),
        ({"steps": (Step(id="x", agents=("A", "A")),)}, "step x: an agent of x is named twice"),
        ({"done": {"aa"}}, "done aa: no step is called aa; did you mean"),
        ({"commitments": (promise(), promise())}, "commitment c: two commitments are called c"),
        ({"commitments": (promise("B"),)}, "commitment c: B is no agent of a, a step by A"),
        ({"commitments": (promise("Z"),)}, "commitment c: no party is called Z"),
        ({"commitments": (promise(consequent="z"),)}, "commitment c: no step is called z"),
        ({"commitments": (promise(creditor="Z"),)}, "commitment c: no party is called Z"),
        ({"commitments": (promise(antecedent=all_of(Done(step="z"))),)}, "commitment c: no step is called z"),
        ({"commitments": (promise(antecedent=Not(part=Done(step="a"))),)}, "commitment c: the condition names a"),
        ({"commitments": (promise(antecedent=nested(DEEPEST + 1)),)}, "commitment c: its condition nests deeper than 50"),
        ({"commitments": (promise(antecedent=nested(100_000)),)}, "commitment c: its condition nests deeper than 50"),
        ({"commitments": (promise(antecedent=AtLeast(count=10**12, parts=())),)}, "commitment c: it asks for more than"),
        ({"refusals": (Stand(party="A", step="b"),)}, "refusal A b: A is no agent of b"),
        ({"unable": (Stand(party="B", step="a"),)}, "unable B a: B is no agent of a"),
        ({"demands": (Stand(party="Z", step="a"),)}, "demand Z a: no party is called Z"),
        ({"guarantees": (Stand(party="A", step="z"),)}, "guarantee A z: no step is called z"),
        ({"commitments": (promise(),), "reliability": {"c": 1.01}}, "commitment c: its reliability is 1.01"),
        ({"commitments": (promise(),), "reliability": {"c": float("nan")}}, "commitment c: its reliability is nan"),
        ({"commitments": (promise(),), "reliability": {"d": 0.5}}, "commitment d: a reliability is given, but no commitment"),
    ],
)
def test_what_is_refused(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(DealsError) as refused:
        check(Problem(**{"steps": STEPS, **fields}))
    assert str(refused.value).startswith(says)
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"parties": {"un": "UN"}, "demands": (Stand(party="un", step="a"),), "guarantees": (Stand(party="un", step="a"),)},
        {"commitments": (promise(antecedent=nested(DEEPEST)),), "reliability": {"c": 0}},
        {"commitments": (promise(consequent="ab", creditor="B"),), "refusals": (Stand(party="B", step="ab"),)},
    ],
)
def test_what_makes_sense(fields: dict[str, Any]) -> None:
    check(Problem(steps=STEPS, **fields))


def test_a_name_that_cannot_be_printed_is_shown_all_the_same() -> None:
    with pytest.raises(DealsError, match=r'^"done x\\ny": no step is called "x\\ny"'):
        check(Problem(done=frozenset({"x\ny"})))
