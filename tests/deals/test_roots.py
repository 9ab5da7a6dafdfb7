"""Out of reach: what blocks, and the chain to it."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given

from goodoffices.deals.conditions import with_nots_inwards
from goodoffices.deals.problem import Block, Problem, Stand
from goodoffices.deals.starting.reach import reach
from goodoffices.deals.waiting.roots import out_of_reach
from goodoffices.model import CommitmentState, Condition, Done, Not, Until, all_of, any_of
from tests.deals import brute
from tests.deals.strategies import problems
from tests.deals.test_reach import a, b, c, problem, promise

A_STEP = Stand(party="A", step="a")
TODAY = datetime.date(2014, 1, 20)
YESTERDAY = TODAY - datetime.timedelta(days=1)
OFFER = promise("1", "a")


@pytest.mark.parametrize(
    ("asked", "block"),
    [
        (problem(promise("2", "b", a)), Block.NOT_OFFERED),
        (problem(OFFER.model_copy(update={"state": CommitmentState.CANCELLED})), Block.NOT_OFFERED),
        (problem(OFFER).model_copy(update={"refusals": (A_STEP,)}), Block.REFUSED),
        (problem(OFFER).model_copy(update={"unable": (A_STEP,)}), Block.UNABLE),
        (problem(OFFER.model_copy(update={"deadline": YESTERDAY})), Block.LATE),
        (problem(promise("1", "a", Until(day=YESTERDAY))), Block.NEVER),
        (problem(promise("1", "a", any_of())), Block.NEVER),
    ],
)
def test_why_a_step_is_blocked(asked: Problem, block: Block) -> None:
    asked = asked.model_copy(update={"day": TODAY})
    assert out_of_reach(asked, reach(asked)).roots["a"].blocks == {"A": block}


def test_of_a_joint_step_the_agent_that_lacks_is_named() -> None:
    asked = problem(OFFER, joint="a")
    assert out_of_reach(asked, reach(asked)).roots["a"].blocks == {"B": Block.NOT_OFFERED}


def test_the_chain_leads_to_the_nearest_root_and_the_root_knows_who_waits() -> None:
    asked = problem(promise("1", "a", b), promise("2", "b", c)).model_copy(update={"demands": (Stand(party="UN", step="c"),)})
    found = out_of_reach(asked, reach(asked))
    assert found.chains == {"a": ("a", "b", "c"), "b": ("b", "c"), "c": ("c",), "d": ("d",)}
    assert found.roots["c"].awaited_by == {"A", "UN"}
    assert set(found.roots) == {"c", "d"}


def test_what_is_not_to_be_taken_is_not_awaited() -> None:
    asked = problem(promise("1", "a", all_of(b, Not(part=c))), promise("2", "d", Not(part=all_of(Not(part=b), c))))
    found = out_of_reach(asked, reach(with_nots_inwards(asked)))
    assert {step: root.awaited_by for step, root in found.roots.items()} == {"b": {"A"}, "c": set()}
    assert found.chains == {"a": ("a", "b"), "b": ("b",), "c": ("c",)}


@pytest.mark.parametrize("condition", [Not(part=c), Not(part=Not(part=b)), any_of(Not(part=b), Not(part=c))])
def test_a_not_that_could_hold_blocks_nothing(condition: Condition) -> None:
    asked = problem(promise("1", "a", condition), promise("2", "b"), promise("3", "c"))
    assert set(out_of_reach(asked, reach(with_nots_inwards(asked))).roots) == {"d"}
    waits = problem(promise("1", "a", all_of(condition, Done(step="d"))), promise("2", "b"), promise("3", "c"))
    assert out_of_reach(waits, reach(with_nots_inwards(waits))).chains["a"] == ("a", "d")


@given(problems(with_not=True))
def test_with_not_whatever_some_package_has_is_not_out_of_reach(asked: Problem) -> None:
    found = out_of_reach(asked, reach(with_nots_inwards(asked)))
    assert not found.chains.keys() & frozenset().union(*brute.packages(asked))
    assert all(chain[-1] in found.roots for chain in found.chains.values())


@given(problems())
def test_every_step_out_of_reach_has_a_chain_to_a_root_and_only_roots_fail_when_all_else_is_granted(asked: Problem) -> None:
    reached = reach(asked)
    found = out_of_reach(asked, reached)
    everything = frozenset(asked.by_id)
    assert found.chains.keys() == everything - reached.together
    for step, chain in found.chains.items():
        assert chain[0] == step
        assert chain[-1] in found.roots
        assert (step in found.roots) == (not brute.supports(asked, everything, step)) == (len(chain) == 1)
        assert not set(chain) & reached.together
