"""Rounds, circles, exposure and turns: worked examples, and against every order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from goodoffices.deals.problem import Problem, Stand, Step
from goodoffices.deals.sequence.course import Reasons, course, rests_on
from goodoffices.deals.sequence.exposure import Stake, Turn, exposures
from goodoffices.deals.sequence.order import Plan, sequence
from goodoffices.deals.sequence.timing import Spell, earliest, shortest_spells
from goodoffices.deals.sequence.turns import in_turns
from goodoffices.deals.starting.reach import reach
from goodoffices.errors import DealsError
from goodoffices.model import AtLeast, Commitment, Condition, Done, Not, Strength, all_of, any_of, holds
from tests.deals import brute
from tests.deals.strategies import problems


def talks(text: str, *, tranches: int = 1, demands: str = "", done: str = "") -> Problem:
    """Promises as "Party step: step step": the step if all of those after the colon are taken. Demands as "Party step"."""
    lines = [line.strip().split(": ") for line in text.split(",")]
    who = [(*head.strip(":").split(), rest[0].split() if rest else []) for head, *rest in lines]
    known: dict[str, tuple[str, ...]] = {}
    for party, step, _ in who:
        known[step] = (*known.get(step, ()), party)
    return Problem(
        steps=tuple(Step(id=s, agents=agents, tranches=tranches) for s, agents in known.items()),
        commitments=tuple(
            Commitment(
                id=f"{party} {step}",
                debtor=party,
                antecedent=all_of(*(Done(step=s) for s in awaited)),
                consequent=(step,),
                strength=Strength.FIRM,
            )
            for party, step, awaited in who
        ),
        demands=tuple(Stand(party=d.split()[0], step=d.split()[1]) for d in demands.split(", ") if d),
        done=frozenset(done),
    )


def shown(plan: Plan) -> str:
    """The rounds in one line: steps of the same round side by side, tranches as "step 1/2"."""
    return " | ".join(
        " ".join(sorted(t.step if t.of == 1 else f"{t.step}{t.tranche}/{t.of}" for t in turns)) for turns in plan.rounds
    )


def exposed(plan: Plan) -> dict[str, tuple[tuple[int, ...], float]]:
    return {e.party: (e.rounds, e.share) for e in plan.exposures if e.rounds}


PRISONERS = "A a: b, B b: a"


@pytest.mark.parametrize(
    ("asked", "options", "rounds", "who"),
    [
        pytest.param(talks("A a, B b: a, C c: b"), {}, "a | b | c", {}, id="one after the other"),
        pytest.param(talks("A a, B b: a", done="a"), {}, "b", {}, id="what is done has no round"),
        # Each cooperates if the other does: Rapoport and Chammah (1965), as a contract of conditional promises.
        pytest.param(talks(PRISONERS), {}, "a b", {}, id="prisoners move at once, and nobody is exposed"),
        pytest.param(
            talks(PRISONERS), {"one_at_a_time": True}, "a | b", {"A": ((1,), 1.0)}, id="where they cannot, the first is exposed"
        ),
        # Osgood (1962): a small step first, the next when it has been answered.
        pytest.param(
            talks(PRISONERS, tranches=2),
            {"one_at_a_time": True},
            "b1/2 | a | b2/2",
            {"A": ((2,), 0.5), "B": ((1,), 0.5)},
            id="with one in two parts nobody trusts with more than half",
        ),
        pytest.param(
            talks(PRISONERS, tranches=4),
            {"one_at_a_time": True},
            "a1/4 | b1/4 | a2/4 | b2/4 | a3/4 | b3/4 | a4/4 | b4/4",
            {"A": ((1, 2, 3, 4, 5, 6, 7), 0.25), "B": ((2, 3, 4, 5, 6), 0.0)},
            id="in four, for longer, but never with more than a quarter",
        ),
        # Ketchpel and Garcia-Molina (1996): both deposit with an agent, who forwards once both are there.
        pytest.param(
            talks("B money, S goods, E exchange: money goods", demands="B exchange, S exchange"),
            {},
            "goods money | exchange",
            {"B": ((1,), 1.0), "S": ((1,), 1.0)},
            id="escrow: each is exposed to the agent for one round",
        ),
        pytest.param(
            talks("A a, B b, C c: b, D d: c", demands="A d"),
            {"early": True},
            "a b | c | d",
            {"A": ((1, 2), 1.0)},
            id="as early as can be",
        ),
        pytest.param(talks("A a, B b, C c: b, D d: c", demands="A d"), {}, "b | c | a d", {}, id="later, and so never exposed"),
        pytest.param(
            talks("A a: b, B b: a, C c: b, A e: c, D d: e"), {}, "a b | c | e | d", {"A": ((1,), 0.0)}, id="what follows a circle"
        ),
        pytest.param(
            talks("A a, B a, C c: a", demands="B c"),
            {},
            "a | c",
            {"B": ((1,), 1.0)},
            id="a joint step is given by each of its agents",
        ),
        # Schmidtz (1987), assurance contracts: nobody pays before enough have pledged, and then all at once.
        pytest.param(talks("A a: b c, B b: a c, C c: a b"), {}, "a b c", {}, id="an assurance contract is one block"),
    ],
)
def test_rounds_and_exposure(
    asked: Problem, options: dict[str, bool], rounds: str, who: dict[str, tuple[tuple[int, ...], float]]
) -> None:
    plan = sequence(asked, reach(asked).together, **options)
    assert shown(plan) == rounds
    found = exposed(plan)
    assert found == who


def test_of_several_circles_the_smallest_goes_first_and_carries_the_rest() -> None:
    asked = talks("A a: b, B b: a, C c: a d, D d: c")
    plan = sequence(asked, "abcd")
    assert plan.circles == ({"a", "b"}, {"c", "d"})
    assert shown(plan) == "a b | c d"
    assert [(r.agent, r.rests_on) for r in plan.reasons["c"]] == [("C", {"a", "d"})]
    assert (plan.round_of("d"), plan.round_of("x")) == (2, 0)


def test_in_a_ring_everyone_trusts_for_one_round_rather_than_one_for_all() -> None:
    plan = sequence(talks("A a: b, B b: c, C c: d, D d: a"), "abcd", one_at_a_time=True)
    assert plan.greatest_exposure == 1
    assert [len(r) for r in plan.rounds] == [1] * 4


def test_only_steps_whose_split_lowers_the_exposure_are_split() -> None:
    asked = talks("A a: b, B b: a, C c: a, A e: c, C c: e", tranches=3)
    plan = sequence(asked, "ab", one_at_a_time=True)
    assert {(t.step, t.of) for r in plan.rounds for t in r} == {("a", 3), ("b", 3)}
    one_divisible = asked.model_copy(
        update={"steps": tuple(s.model_copy(update={"tranches": 1}) for s in asked.steps if s.id != "b")}
    )
    one_divisible = one_divisible.model_copy(update={"steps": (*one_divisible.steps, Step(id="b", agents=("B",), tranches=3))})
    # A gives at once, whatever B does in parts: before or after it one of the two has given all.
    plan = sequence(one_divisible, "ab", one_at_a_time=True)
    assert max(e.share for e in plan.exposures) < 1


def test_under_not_the_package_decides() -> None:
    promises = [("a", Not(part=Done(step="b"))), ("b", Not(part=Done(step="a"))), ("c", any_of(Done(step="a"), Done(step="b")))]
    asked = Problem(
        steps=tuple(Step(id=s, agents=("A",)) for s, _ in promises),
        commitments=tuple(
            Commitment(id=s, debtor="A", antecedent=condition, consequent=(s,), strength=Strength.FIRM) for s, condition in promises
        ),
    )
    assert shown(sequence(asked, "ac")) == "a | c"
    assert shown(sequence(asked, "bc")) == "b | c"
    with pytest.raises(DealsError, match="a is not promised"):
        sequence(asked, "abc")
    with pytest.raises(DealsError, match="no step is called x"):
        sequence(asked, "x")


@given(problems())
def test_what_can_start_now_starts_in_the_round_of_the_least_fixed_point(asked: Problem) -> None:
    found = reach(asked)
    plan = sequence(asked, found.together, early=True)
    assert {s: plan.round_of(s) for s in found.now} == found.now
    assert {t.step for r in plan.rounds for t in r} == found.together - asked.done


@given(problems(with_not=True), st.data())
def test_the_order_as_early_as_can_be_is_the_course_that_the_reasons_tell(asked: Problem, data: st.DataObject) -> None:
    package = data.draw(st.sampled_from(brute.packages(asked)))
    found = course(asked, reach(asked, within=package))
    plan = sequence(asked, package, early=True)
    assert found.reasons == plan.reasons
    assert found.rounds == {step: plan.round_of(step) for step in package}
    for r in (r for why in found.reasons.values() for r in why):
        assert {found.rounds[s] for s in r.together_with} <= {found.rounds[r.step]}
        assert all(0 < found.rounds[s] < found.rounds[r.step] for s in r.after)


@given(problems(with_not=True), st.booleans(), st.data())
def test_every_step_is_carried_by_what_comes_before_it_or_at_once(asked: Problem, early: bool, data: st.DataObject) -> None:
    package = data.draw(st.sampled_from(brute.packages(asked)))
    plan = sequence(asked, package, early=early)
    circle_of = {s: circle for circle in plan.circles for s in circle}
    assert plan.reasons.keys() == package - asked.done
    for step, why in plan.reasons.items():
        assert [r.agent for r in why] == list(asked.by_id[step].agents)
        for r in why:
            commitment = asked.commitment_of[r.commitment]
            assert (commitment.debtor, step in commitment.consequent) == (r.agent, True)
            assert holds(commitment.antecedent, package, asked.day)
            assert r.done <= asked.done
            for before in r.rests_on:
                is_together = before in circle_of.get(step, ())
                assert is_together == (plan.round_of(before) == plan.round_of(step))
                assert is_together or plan.round_of(before) < plan.round_of(step)
    assert all(plan.rounds)


@given(problems(most_commitments=10))
def test_carriers_hold_by_what_they_rest_on_and_circles_are_as_small_as_can_be(asked: Problem) -> None:
    plan = sequence(asked, reach(asked).together)
    for r in (r for why in plan.reasons.values() for r in why):
        assert holds(asked.commitment_of[r.commitment].antecedent, r.done | r.rests_on, asked.day)
    graph = rests_on(plan.reasons)
    for circle in plan.circles:
        beside = closure(graph, circle) - circle | asked.done
        for part in brute.subsets(circle):
            supported = bool(part) and all(brute.supports(asked, beside | part, s) for s in part)
            assert supported == (part == circle)


def closure(graph: dict[str, frozenset[str]], steps: Collection[str]) -> frozenset[str]:
    found: set[str] = set()
    walk = [*steps]
    while walk:
        step = walk.pop()
        if step not in found:
            found.add(step)
            walk += graph[step]
    return frozenset(found)


def exposed_rounds(gives: Collection[str], owed: Collection[str], rounds: dict[str, int]) -> int:
    """After how many rounds something is given and something still owed, by going through them."""
    last = max(rounds.values(), default=0)
    return sum(any(rounds[s] <= r for s in gives) and any(rounds[s] > r for s in owed) for r in range(1, last + 1))


def owed_for(reasons: Reasons, step: str, agent: str) -> frozenset[str]:
    return frozenset().union(*(r.rests_on for r in reasons[step] if r.agent == agent))


@given(problems(most_commitments=10))
def test_no_other_timing_exposes_the_most_exposed_less(asked: Problem) -> None:
    plan = sequence(asked, reach(asked).together)
    graph = rests_on(plan.reasons)
    together = {s: min(next((c for c in plan.circles if s in c), {s})) for s in graph}
    blocks = sorted(set(together.values()))
    assume(len(blocks) <= 5)
    party_gives = {a: [s for s in graph if a in asked.by_id[s].agents] for a in "ABC"}
    party_owed = {
        a: {
            o
            for s in party_gives[a]
            for o in (*owed_for(plan.reasons, s, a), *(d.step for d in asked.demands if d.party == a and d.step in graph))
            if a not in asked.by_id[o].agents
        }
        for a in "ABC"
    }

    def greatest(times: Sequence[int]) -> int | None:
        of_block = dict(zip(blocks, times, strict=True))
        rounds = {s: of_block[together[s]] for s in graph}
        if any(rounds[b] >= rounds[s] for s in graph for b in graph[s] if together[b] != together[s]):
            return None
        return max(exposed_rounds(party_gives[a], party_owed[a], rounds) for a in "ABC")

    found = [g for times in product(range(1, len(blocks) + 1), repeat=len(blocks)) if (g := greatest(times)) is not None]
    assert plan.greatest_exposure == min(found)
    early = sequence(asked, reach(asked).together, early=True)
    assert early.greatest_exposure >= plan.greatest_exposure


@given(problems(), st.integers(1, 3))
def test_one_at_a_time_keeps_the_order_between_circles_and_takes_all_of_each_step(asked: Problem, tranches: int) -> None:
    asked = asked.model_copy(update={"steps": tuple(s.model_copy(update={"tranches": tranches}) for s in asked.steps)})
    plan = sequence(asked, reach(asked).together, one_at_a_time=True)
    turns = [t for r in plan.rounds for t in r]
    for step in plan.reasons:
        own = [t for t in turns if t.step == step]
        assert own == [Turn(step, i, own[0].of) for i in range(1, own[0].of + 1)]
    for circle in plan.circles:
        assert all(len({t.step for t in r} & circle) <= 1 for r in plan.rounds)
    circle_of = {s: circle for circle in plan.circles for s in circle}
    for step, before in rests_on(plan.reasons).items():
        for b in before - circle_of.get(step, frozenset()):
            assert plan.round_of(b) < min(i for i, r in enumerate(plan.rounds, 1) for t in r if t.step == step)


STEPS = ("a", "b", "c", "d")


@st.composite
def circles_with_stakes(draw: st.DrawFn) -> tuple[list[Stake], tuple[str, ...]]:
    steps = STEPS[: draw(st.integers(2, 4))]
    some = st.sets(st.sampled_from(steps), min_size=1, max_size=3)
    given_and_owed = draw(st.lists(st.tuples(some, some), min_size=1, max_size=3))
    found = [Stake(f"P{i}", frozenset(g), frozenset(o - g)) for i, (g, o) in enumerate(given_and_owed)]
    return [s for s in found if s.owed], steps


def orders(tranches: dict[str, int]) -> Iterator[list[Turn]]:
    """All orders of the tranches, each step's in their own order."""
    names = [s for s, n in tranches.items() for _ in range(n)]
    for order in set(permutations(names)):
        yield [Turn(s, order[: i + 1].count(s), tranches[s]) for i, s in enumerate(order)]


@given(circles_with_stakes())
def test_whole_steps_are_put_in_the_order_with_the_shortest_exposure(drawn: tuple[list[Stake], tuple[str, ...]]) -> None:
    parties, steps = drawn

    def lengths(order: Sequence[Turn]) -> tuple[int, int]:
        rounds = {t.step: i for i, t in enumerate(order, 1)}
        each = [exposed_rounds(p.gives, p.owed, rounds) for p in parties]
        return max(each, default=0), sum(each)

    assert lengths(in_turns(parties, dict.fromkeys(steps, 1))) == min(map(lengths, orders(dict.fromkeys(steps, 1))))


@given(circles_with_stakes(), st.data())
def test_tranches_lower_the_greatest_share_as_far_as_any_order_can(
    drawn: tuple[list[Stake], tuple[str, ...]], data: st.DataObject
) -> None:
    parties, steps = drawn
    tranches = {s: data.draw(st.integers(1, 2 if len(steps) > 3 else 3)) for s in steps}

    def greatest(order: Sequence[Turn]) -> Fraction:
        """Over all turns and parties, the share given less the share received."""
        done = dict.fromkeys(steps, Fraction(0))
        worst = Fraction(0)
        for turn in order:
            done[turn.step] += Fraction(1, turn.of)
            for p in parties:
                gone, got = (sum(done[s] for s in of) / Fraction(len(of)) for of in (p.gives, p.owed))
                worst = max(worst, gone - got)
        return worst

    whole = min(map(greatest, orders(dict.fromkeys(steps, 1))))
    found = in_turns(parties, tranches)
    used = {t.step: t.of for t in found}
    splits = product(*({1, n} for n in tranches.values()))
    lowest = min(greatest(o) for split in splits for o in orders(dict(zip(steps, split, strict=True)))) if len(steps) < 4 else None
    if lowest is not None and lowest < whole and min(map(greatest, orders(tranches))) == lowest:
        assert greatest(found) == lowest
    assert greatest(found) <= whole or set(used.values()) == {1}
    if set(used.values()) != {1}:
        assert greatest(found) < whole
        assert all(n in (1, tranches[s]) for s, n in used.items())


@given(st.integers(1, 5), st.data())
def test_timing_is_the_best_of_all(count: int, data: st.DataObject) -> None:
    pairs = list(combinations(range(count), 2))
    following = [pair for pair in pairs if data.draw(st.booleans())]
    some = st.sets(st.integers(0, count - 1), min_size=1).map(frozenset)
    spells = [Spell(*s) for s in data.draw(st.lists(st.tuples(some, some), max_size=4))]

    def longest(times: Sequence[int]) -> int:
        return max((max(0, max(times[i] for i in s.last_of) - min(times[i] for i in s.first_of)) for s in spells), default=0)

    possible = [t for t in product(range(1, count + 1), repeat=count) if all(t[j] > t[i] for i, j in following)]
    best = min(map(longest, possible))
    found = shortest_spells(count, following, spells)
    assert longest(found) == best
    assert tuple(found) == tuple(min(t[i] for t in possible if longest(t) == best) for i in range(count))
    assert earliest(count, following) == [min(t[i] for t in possible) for i in range(count)]


def test_a_ledger_of_two_hundred_steps_in_a_chain_and_a_large_circle_are_no_trouble() -> None:
    size = 12
    others: dict[str, Condition] = {
        f"s{i}": AtLeast(count=size - 1, parts=tuple(Done(step=f"s{j}") for j in range(size) if j != i)) for i in range(size)
    }
    chain: dict[str, Condition] = {f"t{i}": Done(step=f"t{i - 1}") if i else Done(step="s0") for i in range(200)}
    wanted = others | chain
    asked = Problem(
        steps=tuple(Step(id=s, agents=(f"P{s}",), tranches=2) for s in wanted),
        commitments=tuple(
            Commitment(id=s, debtor=f"P{s}", antecedent=c, consequent=(s,), strength=Strength.FIRM) for s, c in wanted.items()
        ),
    )
    plan = sequence(asked, wanted)
    assert len(plan.rounds) == 201
    assert plan.rounds[0] == {Turn(f"s{i}") for i in range(size)}
    assert exposures([Stake("P", frozenset({"t0"}), frozenset({"t199"}))], plan.rounds)[0].rounds == tuple(range(2, 201))


def large(kind: str, size: int) -> Problem:
    """A chain of so many steps, pairs that wait for each other, one ring, or eight parties by turns in a chain."""
    by = {f"s{i}": f"P{i % 8}" if kind == "turns" else f"P{i}" for i in range(size)}
    waits = [i ^ 1 if kind == "pairs" else (i - 1) % size if kind == "ring" else i - 1 for i in range(size)]
    return Problem(
        steps=tuple(Step(id=s, agents=(party,)) for s, party in by.items()),
        commitments=tuple(
            Commitment(
                id=s,
                debtor=party,
                antecedent=Done(step=f"s{w}") if w >= 0 else all_of(),
                consequent=(s,),
                strength=Strength.FIRM,
            )
            for (s, party), w in zip(by.items(), waits, strict=True)
        ),
    )


@pytest.mark.parametrize(
    ("kind", "rounds", "circles", "exposure"),
    [("chain", 3000, 0, 0), ("pairs", 1, 1500, 0), ("ring", 1, 1, 0), ("turns", 3000, 0, 2991)],
)
def test_three_thousand_steps_have_an_order(kind: str, rounds: int, circles: int, exposure: int) -> None:
    """Of eight who take turns, the last begins in round 8 and is owed the step of round 2999: it is exposed after 8 to 2998."""
    plan = sequence(large(kind, 3000), [f"s{i}" for i in range(3000)])
    assert (len(plan.rounds), len(plan.circles), plan.greatest_exposure) == (rounds, circles, exposure)
