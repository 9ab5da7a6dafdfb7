"""Out of reach: what blocks, and the chain to it."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given

from goodoffices.deals.problem import Problem, Stand
from goodoffices.deals.starting.reach import reach
from goodoffices.deals.waiting.roots import Block, out_of_reach
from goodoffices.model import CommitmentState, Until, any_of
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
