"""Start now and start together: the two fixed points against every set of steps."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.compiling import compiled
from goodoffices.deals.problem import Problem, Step
from goodoffices.deals.sequence.course import course
from goodoffices.deals.starting.network import NEVER, Network, _spread
from goodoffices.deals.starting.reach import reach
from goodoffices.deals.starting.rules import Rules
from goodoffices.deals.starting.wiring import wire
from goodoffices.model import AtLeast, Commitment, Condition, Done, Strength, all_of, any_of, holds
from tests.deals import brute
from tests.deals.strategies import problems

a, b, c = (Done(step=s) for s in "abc")

NOTHING = all_of()


def promise(name: str, step: str, condition: Condition = NOTHING, debtor: str = "A") -> Commitment:
    return Commitment(id=name, debtor=debtor, antecedent=condition, consequent=(step,), strength=Strength.FIRM)


def problem(*commitments: Commitment, done: str = "", joint: str = "") -> Problem:
    steps = tuple(Step(id=s, agents=("A", "B") if s in joint else ("A",)) for s in "abcd")
    return Problem(steps=steps, commitments=commitments, done=frozenset(done))


@pytest.mark.parametrize(
    ("asked", "now", "together"),
    [
        pytest.param(problem(), {}, "", id="nothing promised, nothing starts"),
        pytest.param(problem(promise("1", "a")), {"a": 1}, "a", id="without a condition it starts in the first round"),
        pytest.param(problem(promise("1", "a", b)), {}, "", id="a condition that nobody fulfils"),
        pytest.param(problem(promise("1", "a", b), done="b"), {"b": 0, "a": 1}, "ab", id="a condition that is a fact"),
        pytest.param(problem(promise("1", "a"), promise("2", "b", a)), {"a": 1, "b": 2}, "ab", id="one after the other"),
        pytest.param(problem(promise("1", "a", b), promise("2", "b", a)), {}, "ab", id="you first, then we: only together"),
        pytest.param(problem(promise("1", "a", any_of(b, c)), promise("2", "c")), {"c": 1, "a": 2}, "ac", id="any of"),
        pytest.param(
            problem(promise("1", "a", AtLeast(count=2, parts=(b, c, a))), done="b"), {"b": 0}, "ab", id="counts on itself"
        ),
        pytest.param(problem(promise("1", "a"), joint="a"), {}, "", id="a joint step needs every agent"),
        pytest.param(problem(promise("1", "a"), promise("2", "a", debtor="B"), joint="a"), {"a": 1}, "a", id="and has them all"),
    ],
)
def test_what_starts(asked: Problem, now: dict[str, int], together: str) -> None:
    found = reach(asked)
    assert found.now == now
    assert found.together == frozenset(together)


@given(problems(), st.booleans())
def test_fixed_points_are_those_of_the_definition(asked: Problem, firm_only: bool) -> None:
    found = reach(asked, firm_only=firm_only)
    assert found.now.keys() == brute.start_now(asked, firm_only=firm_only)
    assert {found.together} == brute.largest(brute.packages(asked, firm_only=firm_only))


@given(problems(with_not=True), st.data())
def test_within_a_package_every_not_is_judged_by_it(asked: Problem, data: st.DataObject) -> None:
    package = data.draw(st.sampled_from(brute.packages(asked)))
    found = reach(asked, within=package)
    assert found.together == package
    assert found.now.keys() <= package


@given(problems(with_not=True))
def test_switches_that_are_all_on_change_nothing(asked: Problem) -> None:
    plain, switched = wire(asked), wire(asked, switches=True)
    for fixed_point in (Network.least, Network.greatest):
        rounds = [fixed_point(w.network, w.given())[: len(w.steps)].tolist() for w in (plain, switched)]
        assert [r == NEVER for r in rounds[0]] == [r == NEVER for r in rounds[1]]


@given(problems(), st.data())
def test_an_offer_never_shrinks_what_could_start(asked: Problem, data: st.DataObject) -> None:
    able = [s for s in asked.steps if s.agents]
    if not able:
        return
    step = data.draw(st.sampled_from(able))
    more = asked.model_copy(update={"commitments": (*asked.commitments, promise("new", step.id, debtor=step.agents[0]))})
    assert reach(asked).together <= reach(more).together
    assert reach(asked).now.keys() <= reach(more).now.keys()


@given(problems())
def test_reasons_stand_on_what_came_before(asked: Problem) -> None:
    now = reach(asked).now
    for step, why in course(asked, reach(asked, within=now)).reasons.items():
        assert {r.agent for r in why} == set(asked.by_id[step].agents)
        for r in why:
            assert not r.together_with
            assert holds(asked.commitment_of[r.commitment].antecedent, r.done | r.after, asked.day)
            assert all(now[s] < now[step] for s in r.after)
            assert r.done <= asked.done


def test_the_compiled_kernel_is_the_plain_one() -> None:
    random = np.random.default_rng(1)
    for _ in range(50):
        size, edges = int(random.integers(1, 40)), int(random.integers(0, 80))
        network = Network(
            random.integers(0, 4, size).astype(np.int32),
            random.integers(0, size, edges).astype(np.int32),
            random.integers(0, size, edges).astype(np.int32),
            random.random(size) < 0.5,
        )
        starts, ends = network.leads
        plain, machine = (kernel(network.need.copy(), starts, ends, network.slow) for kernel in (_spread, compiled(_spread)))
        assert [x.tolist() for x in plain] == [x.tolist() for x in machine]
        assert plain[0].tolist() == network.least().tolist()


def test_a_chain_takes_as_many_rounds_as_it_has_steps() -> None:
    size = 100_000
    before = np.arange(size - 1, dtype=np.int32)
    network = Network(np.ones(size, np.int32), before, before + np.int32(1), np.ones(size, np.bool_))
    assert network.least([0]).tolist() == list(range(size))
    assert (network.greatest([0]) == NEVER).all()
    assert network.greatest().tolist() == list(range(size))


Told = tuple[int, int, list[tuple[int, list[int], int]], list[int]]
"""How many steps, how many nodes; rules: how many of which inputs let which node hold; nodes that are given."""


@st.composite
def told_rules(draw: st.DrawFn) -> Told:
    size = draw(st.integers(1, 7))
    node = st.integers(0, size - 1)
    rule = st.tuples(st.integers(0, 3), st.lists(node, max_size=4), node)
    return draw(st.integers(0, size)), size, draw(st.lists(rule, max_size=14)), draw(st.lists(node, max_size=3, unique=True))


def rules_of(told: Told) -> tuple[Rules, np.typing.NDArray[np.int32]]:
    steps, size, rules, given_nodes = told
    starts = np.cumsum([0, *(len(inputs) for _, inputs, _ in rules)])
    flat = [i for _, inputs, _ in rules for i in inputs]
    numbers = (np.array(x, np.int32) for x in ([r[0] for r in rules], starts, flat, [r[2] for r in rules], given_nodes))
    need, starts32, inputs, outputs, given_nodes32 = numbers
    return Rules(steps, size, need, starts32, inputs, outputs), given_nodes32


def largest_that_supports_itself(told: Told) -> set[int]:
    """The union of all sets of nodes of which each is given or let hold by a rule from within."""
    _, size, rules, given_nodes = told

    def supports_itself(nodes: set[int]) -> bool:
        let = {output for need, inputs, output in rules if sum(i in nodes for i in inputs) >= need}
        return set(given_nodes) <= nodes <= let | set(given_nodes)

    subsets = ({i for i in range(size) if bits >> i & 1} for bits in range(2**size))
    return set().union(*(nodes for nodes in subsets if supports_itself(nodes)))


def earliest(told: Told) -> dict[int, int]:
    """The first round in which each node holds, from the definition: rounds of steps, and within each all that needs none."""
    steps, _, rules, given_nodes = told
    rounds = dict.fromkeys(given_nodes, 0)
    turn = 0
    while True:
        added = True
        while added:
            let = {o for need, inputs, o in rules if sum(rounds.get(i, turn + 1) <= turn for i in inputs) >= need}
            added = {o for o in let if o >= steps and o not in rounds}
            rounds |= dict.fromkeys(added, turn)
        following = {o for o in let if o not in rounds}
        if not following:
            return rounds
        turn += 1
        rounds |= dict.fromkeys(following, turn)


@given(told_rules())
def test_rules_have_the_fixed_points_of_the_definition(told: Told) -> None:
    rules, given_nodes = rules_of(told)
    rounds, holds = rules.fixed_points(given_nodes)
    assert {i for i, h in enumerate(holds.tolist()) if h} == largest_that_supports_itself(told)
    assert {i: r for i, r in enumerate(rounds.tolist()) if r != NEVER} == earliest(told)


@pytest.mark.parametrize("rules_each", [1, 3, 400])
@pytest.mark.parametrize("share_given", [0.0, 0.3])
def test_many_rules_have_the_fixed_points_of_their_network(rules_each: int, share_given: float) -> None:
    """Enough of them to be compiled, where Numba is; of the most, too many are for one node to be counted in a byte."""
    random = np.random.default_rng(rules_each)
    count = 24_000
    size = count // rules_each
    need = random.choice([0, 1, 2, 2, 2, 3], count).astype(np.int32)
    starts = np.arange(0, 3 * count + 1, 3, dtype=np.int32)
    inputs, outputs = (random.integers(0, size, n).astype(np.int32) for n in (3 * count, count))
    nodes = np.flatnonzero(random.random(size) < share_given).astype(np.int32)
    network = Network(
        np.concatenate([np.ones(size, np.int32), need]),
        np.concatenate([inputs, np.arange(size, size + count, dtype=np.int32)]),
        np.concatenate([np.repeat(np.arange(size, size + count, dtype=np.int32), 3), outputs]),
        np.arange(size + count) < size // 2,
    )
    rounds, holds = Rules(size // 2, size, need, starts, inputs, outputs).fixed_points(nodes)
    assert rounds.tolist() == network.least(nodes)[:size].tolist()
    assert holds.tolist() == (network.greatest(nodes)[:size] == NEVER).tolist()
