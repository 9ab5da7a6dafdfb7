"""Alternative deals where conditions hold a "not": against every set of steps, and the Geneva II attendance question."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.deals.alternatives.exclusions import Unwilling, exclusions
from goodoffices.deals.alternatives.largest import Untaken, alternatives, largest_packages, unopposed, untaken
from goodoffices.deals.alternatives.standing import Standing, stands
from goodoffices.deals.concessions import Concession, Guarantee, Lifting, Offer, Waiver
from goodoffices.deals.problem import Problem, Step
from goodoffices.deals.starting.reach import reached
from goodoffices.deals.starting.wiring import wire
from goodoffices.errors import DealsError
from goodoffices.model import AtLeast, Commitment, Condition, Not, Strength, all_of, any_of, conjuncts, holds
from tests.deals import brute
from tests.deals.geneva import ACCEPTANCE, COALITION, GENEVA, INVITATION, IRAN, SUPPORT, UNLESS_IRAN_ATTENDS
from tests.deals.strategies import problems
from tests.deals.test_reach import a, b, c, problem, promise

NEITHER_FIRST = (promise("1", "a", Not(part=b)), promise("2", "b", Not(part=a)))


def not_(part: Condition) -> Not:
    return Not(part=part)


@pytest.mark.parametrize(
    ("asked", "largest", "pairs"),
    [
        pytest.param(problem(), [""], [], id="nothing promised: the empty deal"),
        pytest.param(problem(*NEITHER_FIRST), ["a", "b"], ["ab"], id="either, not both"),
        pytest.param(problem(promise("1", "a"), promise("2", "b", not_(a))), ["a", "b"], ["ab"], id="the first may be left out"),
        pytest.param(problem(promise("1", "a", not_(b)), done="b"), ["b"], [], id="what is done opposes for good"),
        pytest.param(problem(promise("1", "a", not_(a))), [""], [], id="a promise against itself is never kept"),
        pytest.param(problem(promise("1", "a", not_(not_(b))), promise("2", "b", a)), ["ab"], [], id="not not, and a circle"),
        pytest.param(problem(*NEITHER_FIRST, promise("3", "c", a)), ["ac", "b"], ["ab", "bc"], id="who follows is excluded too"),
        pytest.param(
            problem(promise("1", "a", not_(all_of(b, c))), promise("2", "b"), promise("3", "c")),
            ["ab", "ac", "bc"],
            [],
            id="two of three: no pair excludes the other",
        ),
        pytest.param(
            problem(*(promise(s, s, not_(AtLeast(count=2, parts=(a, b, c)))) for s in "abc")),
            ["a", "b", "c"],
            ["ab", "ac", "bc"],
            id="only one of them",
        ),
    ],
)
def test_alternatives_and_what_excludes_what(asked: Problem, largest: list[str], pairs: list[str]) -> None:
    found = alternatives(asked)
    assert {p.steps for p in found.packages} == {frozenset(p) for p in largest}
    assert found.is_complete
    assert sorted("".join(e.steps) for e in exclusions(asked).pairs) == pairs


def test_geneva_has_two_alternatives() -> None:
    found = alternatives(GENEVA)
    assert {p.steps: p.untaken for p in found.packages} == {
        frozenset({INVITATION, IRAN}): (),
        frozenset({INVITATION, COALITION}): (Untaken("iran without preconditions", frozenset({IRAN})),),
    }
    assert (found.possible, found.certain, found.open) == ({INVITATION, IRAN, COALITION}, {INVITATION}, frozenset())
    assert found.is_complete


def test_in_geneva_iran_and_the_coalition_exclude_each_other_and_why() -> None:
    (pair,) = exclusions(GENEVA).pairs
    assert set(pair.steps) == {IRAN, COALITION}
    assert set(pair.reasons) == {
        Unwilling(COALITION, "Coalition", ("coalition unless iran",), (UNLESS_IRAN_ATTENDS,)),
        Unwilling(ACCEPTANCE, "Iran", (), ()),
    }


def test_in_geneva_acceptance_by_iran_unlocks_the_third_in_which_both_attend() -> None:
    acceptance = Offer(party="Iran", step=ACCEPTANCE)
    both = {IRAN, COALITION}
    assert stands(GENEVA, both) is False
    assert stands(GENEVA, both, conceded=[acceptance]) is True
    assert Standing(GENEVA, both).lacking() == {
        acceptance,
        Offer(party="Coalition", step=COALITION),
        Waiver(commitment="coalition unless iran"),
    }
    offered = Commitment(id="iran accepts", debtor="Iran", antecedent=all_of(), consequent=(ACCEPTANCE,), strength=Strength.FIRM)
    (third,) = alternatives(_with(GENEVA, commitments=(*GENEVA.commitments, offered))).packages
    assert third.steps == {INVITATION, IRAN, COALITION, ACCEPTANCE, SUPPORT}
    assert third.untaken == ()


@given(problems(with_not=True), st.booleans())
def test_alternatives_are_those_of_the_definition(asked: Problem, firm_only: bool) -> None:
    largest = brute.largest(brute.packages(asked, firm_only=firm_only))
    packages = list(largest_packages(asked, firm_only=firm_only))
    assert len(packages) == len(set(packages))
    assert set(packages) == largest
    found = alternatives(asked, firm_only=firm_only, most=len(largest))
    assert [p.steps for p in found.packages] == sorted(largest, key=lambda p: (-len(p), sorted(p)))
    assert found.is_complete
    assert found.possible == frozenset().union(*largest)
    assert found.certain == frozenset.intersection(*largest)
    assert not found.open
    assert unopposed(asked, found.possible, firm_only=firm_only) <= found.certain


@given(problems(with_not=True))
def test_what_is_told_of_some_alternatives_is_true_of_all(asked: Problem) -> None:
    largest = brute.largest(brute.packages(asked))
    found = alternatives(asked, most=1)
    assert {p.steps for p in found.packages} <= largest
    assert found.is_complete == (len(largest) == 1)
    assert found.possible == frozenset().union(*largest)
    certain = frozenset.intersection(*largest)
    assert found.certain <= certain <= found.certain | found.open
    assert not found.open & found.certain


@given(problems(with_not=True))
def test_promises_not_taken_up_hold_and_would_be_kept_by_their_debtor(asked: Problem) -> None:
    barred = {(s.party, s.step) for s in (*asked.refusals, *asked.unable)}
    for package in brute.largest(brute.packages(asked)):
        expected = {
            (x.id, s)
            for x in asked.in_force()
            if holds(x.antecedent, package, asked.day)
            for s in set(x.consequent) - package
            if (x.debtor, s) not in barred
        }
        assert {(u.commitment, s) for u in untaken(asked, package) for s in u.steps} == expected


@given(problems(with_not=True), st.booleans())
def test_exclusions_are_those_of_the_definition_and_their_reasons_minimal(asked: Problem, firm_only: bool) -> None:
    packages = brute.packages(asked, firm_only=firm_only)
    possible = sorted(frozenset().union(*packages))
    found = exclusions(asked, firm_only=firm_only)
    assert found.is_complete
    assert {e.steps for e in found.pairs} == {p for p in combinations(possible, 2) if not any(set(p) <= x for x in packages)}
    for exclusion in found.pairs[:2]:
        must = {(r.agent, r.step) for r in exclusion.reasons}
        assert len(must) == len(exclusion.reasons)
        assert not _contains(_willing_but(asked, must), exclusion.steps, firm_only)
        for one in must:
            assert _contains(_willing_but(asked, must - {one}), exclusion.steps, firm_only)


def _contains(asked: Problem, target: Collection[str], firm_only: bool = False) -> bool:
    return any(set(target) <= x for x in brute.packages(asked, firm_only=firm_only))


def _willing_but(asked: Problem, unwilling: Collection[tuple[str, str]]) -> Problem:
    """The problem in which all agents but these take their steps without a condition."""
    willing = {(agent, s.id) for s in asked.steps for agent in s.agents or ("",)} - set(unwilling)
    return _with(
        asked,
        steps=tuple(Step(id=s.id, agents=s.agents or ("",)) for s in asked.steps),
        commitments=(*asked.commitments, *(promise(f"willing {w}", w[1], debtor=w[0]) for w in willing)),
        refusals=tuple(r for r in asked.refusals if (r.party, r.step) not in willing),
        unable=tuple(u for u in asked.unable if (u.party, u.step) not in willing),
    )


def _changed(asked: Problem, withdrawn: Collection[str], conceded: Collection[Concession], assumed: Collection[str]) -> Problem:
    """The problem as it is after the changes, by what they are said to mean in concessions.py."""
    lifted = {(x.party, x.step) for x in conceded if isinstance(x, Offer | Lifting)}
    guaranteed = {x.step for x in conceded if isinstance(x, Guarantee)}
    waived = {(x.commitment, x.part) for x in conceded if isinstance(x, Waiver)}
    kept = [x for x in asked.commitments if x.id not in withdrawn]
    antecedents = [all_of(*(p for i, p in enumerate(conjuncts(x.antecedent)) if (x.id, i) not in waived)) for x in kept]
    return _with(
        asked,
        done=asked.done | set(assumed),
        steps=tuple(Step(id=s.id, agents=("guarantor",) if s.id in guaranteed else s.agents) for s in asked.steps),
        commitments=(
            *(x.model_copy(update={"antecedent": antecedent}) for x, antecedent in zip(kept, antecedents, strict=True)),
            *(promise(f"offer {x.party} {x.step}", x.step, debtor=x.party) for x in conceded if isinstance(x, Offer)),
            *(promise(f"guarantee {s}", s, debtor="guarantor") for s in guaranteed),
        ),
        refusals=tuple(r for r in asked.refusals if (r.party, r.step) not in lifted),
    )


def _with(asked: Problem, **other: object) -> Problem:
    return asked.model_copy(update=other)


@given(problems(with_not=True, most_steps=4), st.data())
def test_a_target_stands_as_in_the_problem_that_the_changes_make(asked: Problem, data: st.DataObject) -> None:
    steps = st.lists(st.sampled_from(sorted(asked.by_id)), max_size=2, unique=True)
    target = data.draw(steps)
    standing = Standing(asked, target)
    for _ in range(2):
        assumed = data.draw(st.just([]) | steps)
        withdrawn = [x.id for x in asked.commitments if data.draw(st.sampled_from((False, False, True)))]
        conceded = [x for x in standing.concessions if data.draw(st.sampled_from((False, False, True)))]
        after = _changed(asked, withdrawn, conceded, assumed)
        package = standing.package(withdrawn=withdrawn, conceded=conceded, assumed=assumed)
        assert (package is not None) == _contains(after, target)
        if package is not None:
            assert package in brute.largest(brute.packages(after))
        lacking = standing.lacking(conceded, withdrawn=withdrawn, assumed=assumed)
        assert (lacking is None) == (package is not None)
        if lacking is None:
            continue
        others = [x for x in standing.concessions if x not in lacking]
        assert not lacking & set(conceded)
        assert not _contains(_changed(asked, withdrawn, others, assumed), target)
        for one in lacking:
            assert _contains(_changed(asked, withdrawn, [*others, one], assumed), target)


@given(problems(), st.data())
def test_without_not_changes_mean_what_they_mean_in_the_network(asked: Problem, data: st.DataObject) -> None:
    wiring = wire(asked, switches=True)
    standing = Standing(asked, ())
    assert wiring.concessions.keys() <= set(standing.concessions)
    conceded = [x for x in wiring.concessions if data.draw(st.booleans())]
    withdrawn = [x for x in wiring.kept if data.draw(st.sampled_from((False, False, True)))]
    assumed = data.draw(st.lists(st.sampled_from(sorted(asked.by_id)), max_size=1))
    together = reached(wiring, wiring.given(withdrawn=withdrawn, conceded=conceded, assumed=assumed)).together
    assert standing.package(withdrawn=withdrawn, conceded=conceded, assumed=assumed) == together


def _many(pairs: int) -> Problem:
    """So many questions of either this or that, which have nothing to do with each other."""
    steps = [(f"this{i}", f"that{i}") for i in range(pairs)]
    return Problem(
        steps=tuple(Step(id=s, agents=("A",)) for pair in steps for s in pair),
        commitments=tuple(
            promise(f"unless {other}", one, not_(a.model_copy(update={"step": other})))
            for pair in steps
            for one, other in (pair, pair[::-1])
        ),
    )


def test_of_very_many_alternatives_some_are_told_and_that_there_are_more() -> None:
    asked = _many(40)
    assert [len(p) for p in islice(largest_packages(asked), 3)] == [40] * 3
    found = alternatives(asked, most=5)
    assert len(found.packages) == len({p.steps for p in found.packages}) == 5
    assert not found.is_complete
    assert found.possible == asked.by_id.keys()
    assert found.certain == found.open == frozenset()


def test_of_very_many_exclusions_some_are_told_and_that_there_are_more() -> None:
    few, all_of_them = exclusions(_many(10), most=9), exclusions(_many(10), most=10)
    assert (len(few.pairs), few.is_complete) == (9, False)
    assert (len(all_of_them.pairs), all_of_them.is_complete) == (10, True)


def test_pairs_of_which_one_opposes_the_other_come_first() -> None:
    asked = problem(promise("1", "a", c), promise("2", "b", not_(c)), promise("3", "c"))
    assert [e.steps for e in exclusions(asked).pairs] == [("b", "c"), ("a", "b")]


def test_when_time_is_over_what_is_not_known_is_not_told() -> None:
    found = alternatives(GENEVA, time_limit=0)
    assert (found.packages, found.is_complete) == ((), False)
    assert found.certain == {INVITATION}
    assert found.open == GENEVA.by_id.keys() - {INVITATION}
    assert (exclusions(GENEVA, time_limit=0).pairs, exclusions(GENEVA, time_limit=0).is_complete) == ((), False)
    assert stands(GENEVA, [IRAN], time_limit=0) is None
    assert stands(GENEVA, [IRAN], time_limit=60) is True


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"target": ["iran atends"]}, "no step is called iran atends; did you mean iran attends?"),
        ({"assumed": ["peace"]}, "no step is called peace"),
        ({"withdrawn": ["iran"]}, "no commitment is called iran"),
        ({"conceded": [Offer(party="Russia", step=IRAN)]}, "nobody could concede this: Offer"),
    ],
)
def test_unknown_names_are_one_clear_line(changes: dict[str, list[str]], message: str) -> None:
    with pytest.raises(DealsError, match=message.replace("?", r"\?")):
        stands(GENEVA, **{"target": [IRAN], **changes})


def test_the_same_part_in_several_places_is_one_node() -> None:
    part: Condition = b
    for _ in range(40):
        part = any_of(part, part)
    assert stands(problem(promise("1", "a", part), promise("2", "b")), "ab") is True
