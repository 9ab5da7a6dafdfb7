"""How likely a target stands, against every set of commitments that may be kept."""

from __future__ import annotations

from itertools import combinations
from math import comb, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.deals.problem import Problem, Step
from goodoffices.deals.robustness import tables
from goodoffices.deals.robustness.cases import Cases
from goodoffices.deals.robustness.diagrams import Diagrams
from goodoffices.deals.robustness.probability import _question, robustness
from goodoffices.deals.robustness.proportions import difference, proportion
from goodoffices.errors import DealsError
from goodoffices.model import AtLeast, Commitment, Condition, Done, Not, Strength, all_of, any_of
from tests.deals import brute
from tests.deals.strategies import problems
from tests.deals.test_reach import NOTHING, a, b, c, problem, promise


def restricted(asked: Problem, kept: frozenset[str]) -> Problem:
    return asked.model_copy(update={"commitments": tuple(c for c in asked.commitments if c.id in kept)})


def stands(asked: Problem, target: frozenset[str], kept: frozenset[str], now: bool) -> bool:
    left = restricted(asked, kept)
    return target <= brute.start_now(left) if now else any(target <= package for package in brute.packages(left))


def by_every_case(asked: Problem, target: frozenset[str], now: bool = False) -> tuple[float, dict[str, float]]:
    """The probability, and each commitment's importance, by the definition."""
    likely = {c.id: asked.likely(c) for c in asked.in_force()}
    standing = [kept for kept in brute.subsets(likely) if stands(asked, target, kept, now)]

    def probability(**forced: float) -> float:
        p = likely | forced
        return sum(prod(p[c] if c in kept else 1 - p[c] for c in p) for kept in standing)

    return probability(), {c: probability(**{c: 1.0}) - probability(**{c: 0.0}) for c in likely}


def with_reliabilities(asked: Problem, data: st.DataObject) -> Problem:
    figures = st.sampled_from((0.0, 0.25, 0.5, 0.9, 1.0))
    return asked.model_copy(update={"reliability": {c.id: data.draw(figures) for c in asked.commitments}})


def some_steps(asked: Problem, data: st.DataObject) -> frozenset[str]:
    return frozenset(data.draw(st.lists(st.sampled_from(sorted(asked.by_id)), max_size=2)))


SURE = {"1": 0.9, "2": 0.8, "3": 0.5}


@pytest.mark.parametrize(
    ("asked", "target", "together", "now"),
    [
        pytest.param(problem(done="a"), "a", 1.0, 1.0, id="what is done stands"),
        pytest.param(problem(), "a", 0.0, 0.0, id="what nobody promises does not"),
        pytest.param(problem(promise("1", "a")), "a", 0.9, 0.9, id="one promise"),
        pytest.param(problem(promise("1", "a"), promise("2", "b", a)), "b", 0.72, 0.72, id="in series: both are needed"),
        pytest.param(problem(promise("1", "a"), promise("2", "a")), "a", 0.98, 0.98, id="in parallel: one is enough"),
        pytest.param(problem(promise("1", "a", b), promise("2", "b", a)), "a", 0.72, 0.0, id="prisoners: only together"),
        pytest.param(
            problem(promise("1", "a", b), promise("2", "b", a), promise("3", "a")),
            "a",
            0.5 + 0.5 * 0.72,
            0.5,
            id="a circle, or one who goes first",
        ),
        pytest.param(
            problem(promise("1", "a", Not(part=c)), promise("2", "c")), "a", 0.9, None, id="an offer need not be taken up"
        ),
        pytest.param(problem(promise("1", "a", Not(part=c)), promise("2", "c")), "ac", 0.0, None, id="but excludes what bars it"),
    ],
)
def test_how_likely_it_stands(asked: Problem, target: str, together: float, now: float | None) -> None:
    asked = asked.model_copy(update={"reliability": {c.id: SURE[c.id] for c in asked.commitments}})
    assert robustness(asked, target).probability.value == pytest.approx(together)
    if now is not None:
        assert robustness(asked, target, now=True).probability.value == pytest.approx(now)


def group(size: int, needed: int, likely: float) -> Problem:
    """Each of `size` gives if at least `needed` give, itself among them."""
    steps = [Step(id=f"s{i}", agents=(f"P{i}",)) for i in range(size)]

    def waits_for(step: Step) -> Condition:
        return AtLeast(count=needed - 1, parts=tuple(Done(step=s.id) for s in steps if s != step))

    promises = [
        Commitment(id=f"c{i}", debtor=f"P{i}", antecedent=waits_for(step), consequent=(step.id,), strength=Strength.FIRM)
        for i, step in enumerate(steps)
    ]
    return Problem(steps=tuple(steps), commitments=tuple(promises), reliability={p.id: likely for p in promises})


@pytest.mark.parametrize(("size", "needed", "likely"), [(2, 2, 0.9), (5, 3, 0.5), (12, 9, 0.7), (30, 2, 0.1)])
def test_an_assurance_contract_is_a_k_out_of_n_system(size: int, needed: int, likely: float) -> None:
    """Schmidtz (1987), "Contracts and public goods": each pledge binds once enough have pledged.

    The first gives if it keeps its pledge and at least needed - 1 of the others keep theirs (Birnbaum 1969: k out of n).
    """

    def exactly(k: int, of: int) -> float:
        return comb(of, k) * likely**k * (1 - likely) ** (of - k)

    others = size - 1
    enough = sum(exactly(k, others) for k in range(needed - 1, size))
    found = robustness(group(size, needed, likely), ["s0"])
    assert found.is_exact
    assert found.probability.value == pytest.approx(likely * enough)
    importance = {i.commitment: i.birnbaum.value for i in found.importance}
    assert importance["c0"] == pytest.approx(enough)
    # Another's pledge decides where the first keeps its own, and without the other one pledge is lacking.
    assert importance["c1"] == pytest.approx(likely * exactly(needed - 2, others - 1))
    assert found.importance[0].commitment == "c0"
    assert found.importance[0].gain == pytest.approx((1 - likely) * enough)


def test_an_escrow_exchange_stands_on_the_agent_most_of_all() -> None:
    """Buyer and seller each deposit with an agent, who forwards both once both are there (Ketchpel and Garcia-Molina 1996)."""
    steps = tuple(Step(id=s, agents=(agent,)) for s, agent in [("money", "B"), ("goods", "S"), ("exchange", "E")])
    money, goods = Done(step="money"), Done(step="goods")
    asked = Problem(
        steps=steps,
        commitments=(
            Commitment(id="b", debtor="B", antecedent=NOTHING, consequent=("money",), strength=Strength.FIRM),
            Commitment(id="s", debtor="S", antecedent=NOTHING, consequent=("goods",), strength=Strength.FIRM),
            Commitment(id="e", debtor="E", antecedent=all_of(money, goods), consequent=("exchange",), strength=Strength.FIRM),
        ),
        reliability={"b": 0.8, "s": 0.9, "e": 0.7},
    )
    found = robustness(asked, ["exchange"], now=True)
    assert found.probability.value == pytest.approx(0.8 * 0.9 * 0.7)
    assert [(i.commitment, i.kept, pytest.approx(i.birnbaum.value)) for i in found.importance] == [
        ("e", 0.7, 0.8 * 0.9),
        ("b", 0.8, 0.9 * 0.7),
        ("s", 0.9, 0.8 * 0.7),
    ]


def test_of_equally_needed_promises_the_least_likely_is_insured_first() -> None:
    """In a series system the importance is greatest for the weakest part (Birnbaum 1969)."""
    asked = problem(promise("1", "a"), promise("2", "b", a), promise("3", "c", b)).model_copy(update={"reliability": SURE})
    assert [i.commitment for i in robustness(asked, "c").importance] == ["3", "2", "1"]


@given(problems(most_steps=5, most_commitments=5), st.booleans(), st.data())
def test_exact_figures_are_the_sums_over_every_case(asked: Problem, now: bool, data: st.DataObject) -> None:
    asked, target = with_reliabilities(asked, data), some_steps(asked, data)
    found = robustness(asked, target, now=now)
    probability, importance = by_every_case(asked, target, now)
    assert found.is_exact
    assert found.probability.value == pytest.approx(probability)
    listed = {i.commitment: i.birnbaum.value for i in found.importance}
    assert {c: listed.get(c, 0.0) for c in importance} == pytest.approx(importance)


@given(problems(with_not=True, most_steps=5, most_commitments=5), st.data())
def test_with_not_some_package_must_contain_the_target(asked: Problem, data: st.DataObject) -> None:
    asked, target = with_reliabilities(asked, data), some_steps(asked, data)
    found = robustness(asked, target)
    probability, importance = by_every_case(asked, target)
    assert found.probability.value == pytest.approx(probability)
    listed = {i.commitment: i.birnbaum.value for i in found.importance}
    assert {c: listed.get(c, 0.0) for c in importance} == pytest.approx(importance)


@given(problems(with_not=True, most_steps=5, most_commitments=5), st.data())
def test_each_case_is_judged_as_by_the_definition(asked: Problem, data: st.DataObject) -> None:
    target = some_steps(asked, data)
    question = _question(asked, target, now=False, within=None, firm_only=False)
    cases = Cases(1 << len(question.commitments))
    found = question.in_cases({c: cases.with_digit(i) for i, c in enumerate(question.commitments)}, cases)
    for case in range(cases.count):
        kept = frozenset(c for i, c in enumerate(question.commitments) if case >> i & 1)
        assert bool(found >> case & 1) == stands(asked, target, kept, now=False)


@pytest.mark.parametrize("with_not", [False, True])
def test_an_estimate_agrees_with_the_exact_figure(with_not: bool) -> None:
    waits = [any_of(b, c), all_of(a, c), Not(part=Done(step="d")) if with_not else NOTHING]
    asked = problem(*(promise(name, step, w) for name, step, w in zip("123", "abc", waits, strict=True)))
    asked = asked.model_copy(update={"reliability": SURE})
    exact, estimated = robustness(asked, "ab"), robustness(asked, "ab", most_nodes=0, samples=4000, seed=1)
    assert (exact.samples, estimated.samples) == (None, 4000)
    assert 0 < exact.probability.value < 1
    assert estimated.probability.low <= exact.probability.value <= estimated.probability.high
    assert exact.probability.low == exact.probability.value == exact.probability.high
    worked_out = {i.commitment: i.birnbaum.value for i in exact.importance}
    for i in estimated.importance:
        assert i.birnbaum.low <= worked_out[i.commitment] <= i.birnbaum.high
        assert i.birnbaum.high - i.birnbaum.low < 0.1
    assert robustness(asked, "ab", most_nodes=0, samples=4000, seed=1) == estimated
    assert robustness(asked, "ab", most_nodes=0, samples=4000, seed=2) != estimated


def test_who_promises_what_is_done_already_does_not_matter() -> None:
    asked = problem(promise("1", "a"), promise("2", "b", all_of(a, Not(part=c))), done="a").model_copy(update={"reliability": SURE})
    for found in (robustness(asked, "b"), robustness(asked, "b", most_nodes=0)):
        assert [i.commitment for i in found.importance] == ["2"]
        assert found.probability.low <= 0.8 <= found.probability.high


def test_a_certain_promise_has_an_estimate_too() -> None:
    asked = problem(promise("1", "a"), promise("2", "b", a)).model_copy(update={"reliability": {"1": 1.0, "2": 0.5}})
    found = robustness(asked, "b", most_nodes=0, samples=1000)
    assert {i.commitment: i.birnbaum.value for i in found.importance}["1"] == pytest.approx(0.5, abs=0.05)


@given(st.lists(st.booleans(), min_size=9, max_size=9), st.integers(2, 8))
def test_circles_solved_by_tables_are_those_solved_in_diagrams(direct: list[bool], size: int) -> None:
    asked = group(size, max(2, size // 2), 0.75)
    first = [c.model_copy(update={"antecedent": NOTHING}) if d else c for c, d in zip(asked.commitments, direct, strict=False)]
    asked = asked.model_copy(update={"commitments": tuple(first)})
    by_table = robustness(asked, ["s0", "s1"])
    most, tables.MOST_INPUTS = tables.MOST_INPUTS, 0
    try:
        by_diagram = robustness(asked, ["s0", "s1"])
    finally:
        tables.MOST_INPUTS = most
    assert by_table.probability.value == pytest.approx(by_diagram.probability.value)
    assert {i.commitment: pytest.approx(i.birnbaum.value) for i in by_table.importance} == {
        i.commitment: i.birnbaum.value for i in by_diagram.importance
    }


@given(st.lists(st.integers(0, 255), max_size=12), st.integers(0, 14))
def test_cases_are_counted_one_by_one(values: list[int], count: int) -> None:
    found = Cases(8).at_least(count, values)
    assert [found >> case & 1 for case in range(8)] == [sum(v >> case & 1 for v in values) >= count for case in range(8)]


@pytest.mark.parametrize("size", [1, 3, 6, 7, 9])
def test_a_table_becomes_the_diagram_of_its_function(size: int) -> None:
    diagrams, cases = Diagrams(size), Cases(1 << size)
    functions = [diagrams.variable(i) for i in range(size)]
    digits = [cases.with_digit(size - 1 - i) for i in range(size)]
    for count, pair in combinations(range(size + 1), 2):
        some = slice(0, pair)
        assert tables._folded(cases.at_least(count, digits[some]), functions, diagrams) == diagrams.at_least(count, functions[some])


def test_sixty_commitments_in_three_circles_are_exact() -> None:
    parts = [group(20, 10, 0.9) for _ in range(3)]

    def named(text: str, part: int) -> str:
        return text.replace("s", f"k{part}s")

    steps = tuple(s.model_copy(update={"id": named(s.id, i)}) for i, p in enumerate(parts) for s in p.steps)
    commitments = tuple(
        Commitment(
            id=f"{i}{c.id}",
            debtor=c.debtor,
            antecedent=AtLeast(count=9, parts=tuple(Done(step=named(f"s{j}", i)) for j in range(20) if f"c{j}" != c.id)),
            consequent=(named(c.consequent[0], i),),
            strength=Strength.FIRM,
        )
        for i, p in enumerate(parts)
        for c in p.commitments
    )
    asked = Problem(steps=steps, commitments=commitments)
    found = robustness(asked, ["k0s0", "k1s0", "k2s0"])
    others = sum(comb(19, k) * 0.9**k * 0.1 ** (19 - k) for k in range(9, 20))
    assert found.is_exact
    assert found.probability.value == pytest.approx((0.9 * others) ** 3)
    assert len(found.importance) == 60


@pytest.mark.parametrize(
    ("target", "options", "says"),
    [
        ("x", {}, "no step is called x"),
        ("a", {"within": ["y"]}, "no step is called y"),
        ("a", {"samples": 0}, "samples are too few"),
        ("a", {"now": True}, 'holds a "not"'),
    ],
)
def test_what_makes_no_sense_is_said(target: str, options: dict[str, object], says: str) -> None:
    asked = problem(promise("1", "a", Not(part=b)))
    with pytest.raises(DealsError, match=says):
        robustness(asked, target, **options)  # type: ignore[arg-type]


@given(problems(with_not=True, most_steps=5, most_commitments=5), st.booleans(), st.data())
def test_within_one_deal_every_not_is_judged_by_it(asked: Problem, now: bool, data: st.DataObject) -> None:
    deal = data.draw(st.sampled_from(brute.packages(asked)))
    target = frozenset(data.draw(st.lists(st.sampled_from(sorted(deal)), max_size=2))) if deal else frozenset()
    found = robustness(asked, target, now=now, within=deal)
    everything = robustness(asked.model_copy(update={"reliability": {c.id: 1.0 for c in asked.commitments}}), target, within=deal)
    assert everything.probability.value == 1
    assert now or found.probability.value <= robustness(asked, target).probability.value + 1e-9 or has_double_not(asked)


def has_double_not(asked: Problem) -> bool:
    return "'part': {'kind': 'not'" in str([c.model_dump() for c in asked.commitments])


@pytest.mark.parametrize(
    ("found", "of", "low", "high"),
    [(10, 20, 0.2993, 0.7007), (0, 20, 0.0, 0.1611), (20, 20, 0.8389, 1.0), (81, 263, 0.2553, 0.3662), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_intervals(found: int, of: int, low: float, high: float) -> None:
    """The last two are of Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3."""
    estimate = proportion(found, of)
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((found / of, low, high), abs=1e-4)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090), ((10, 10), (0, 10), 0.6075, 1.0)],
)
def test_newcombe_intervals(one: tuple[int, int], other: tuple[int, int], low: float, high: float) -> None:
    """Newcombe (1998), "Interval estimation for the difference between independent proportions", table II, method 10."""
    found = difference(proportion(*one), proportion(*other))
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)
