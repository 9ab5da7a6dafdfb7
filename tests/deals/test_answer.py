"""A question about a problem, and the whole answer to it: each part, what is supposed, and where it is not complete."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.deals.answer import Answer, Question, answer
from goodoffices.deals.concessions import Concession, Guarantee, Lifting, Offer, Waiver
from goodoffices.deals.forms.text import read
from goodoffices.deals.problem import Problem
from goodoffices.deals.robustness.probability import robustness
from goodoffices.deals.unlocking.lacking import When
from goodoffices.deals.unlocking.what_if import Changes
from goodoffices.errors import DealsError
from tests.deals import brute
from tests.deals.geneva import ACCEPTANCE, COALITION, GENEVA, INVITATION, IRAN
from tests.deals.strategies import problems

LAKE = read("""
    on 2031-03-05
    step roads by army
    step bridges by army
    step truce by rebels
    step monitors by un
    step weapons by rebels
    step amnesty by army
    step shelling by rebels
    step accord by army and rebels

    open: army will roads
    leave: army will bridges by 2031-04-01 if truce
    hold: rebels may truce if bridges
    watch: un will monitors if truce and roads
    disarm: rebels will weapons if amnesty and bridges
    army refuses amnesty
    rebels demand amnesty
    rebels threaten shelling unless roads
    sign: army will accord if monitors
    needs: army will amnesty only if weapons
""")
OPEN = LAKE.commitment_of["open"]
DAY = datetime.date(2031, 3, 5)


def only(found: Answer) -> dict[str, set[str]]:
    """What the only deal has, by how it starts."""
    (deal,) = found.deals
    return {"now": set(deal.now), "together": deal.rounds.keys() - deal.now}


def test_every_part_of_an_answer() -> None:
    found = answer(LAKE, Question(target=("weapons",)))
    (deal,) = found.deals
    assert only(found) == {"now": {"roads"}, "together": {"bridges", "truce", "monitors"}}
    # The circle moves in one round, and what waits for it comes later.
    assert deal.rounds["bridges"] == deal.rounds["truce"] < deal.rounds["monitors"]
    # Why each step is taken: by whom, by which promise, on what.
    assert {(r.step, r.agent, r.commitment) for why in deal.reasons.values() for r in why} == {
        ("roads", "army", "open"), ("bridges", "army", "leave"), ("truce", "rebels", "hold"), ("monitors", "un", "watch"),
    }  # fmt: skip
    (monitors,) = deal.reasons["monitors"]
    assert (monitors.done | monitors.after, monitors.together_with) == ({"truce", "roads"}, frozenset())
    (bridges,) = deal.reasons["bridges"]
    assert (bridges.after, bridges.together_with) == (frozenset(), {"truce"})
    # The circle, and what is to be announced together.
    (moving,) = deal.circles
    assert (moving.circle.steps, moving.has_more) == ({"bridges", "truce"}, False)
    ((army, rebels),) = moving.packages
    assert (army.party, army.gives, army.waits_for, army.commitment) == ("army", "bridges", {"truce"}, "leave")
    assert (rebels.party, rebels.gives, rebels.waits_for, rebels.commitment) == ("rebels", "truce", {"bridges"}, "hold")
    # What blocks, who waits for it, and the way to it.
    roots = {s: (r.blocks, r.awaited_by) for s, r in found.out_of_reach.roots.items()}
    assert roots == {
        "amnesty": ({"army": "refused"}, {"rebels"}),
        "accord": ({"rebels": "offered by nobody"}, set()),
        "shelling": ({"rebels": "offered by nobody"}, set()),
    }
    assert found.out_of_reach.chains["weapons"] == ("weapons", "amnesty")
    # What would unlock it. Together: the step itself, the amnesty, the condition of it, or no more than lifting the refusal, since
    # the army then waits for the weapons as the rebels do for the amnesty. Now, two concessions, as the bridges too are on trust.
    together, now = ([u.concessions for u in found.unlocked[when].found] for when in (When.TOGETHER, When.NOW))
    weapons: frozenset[Concession] = frozenset({Offer(party="rebels", step="weapons")})
    assert set(together) == {
        weapons,
        frozenset({Offer(party="army", step="amnesty")}),
        frozenset({Waiver(commitment="disarm", part=0)}),
        frozenset({Lifting(party="army", step="amnesty")}),
    }
    assert now[0] == weapons
    assert all(len(way) == 2 for way in now[1:])
    # How sure it is as things are, and the dangers.
    assert found.robustness is not None
    assert found.robustness.probability.value == 0
    assert [c.consequent for c in found.dangers] == [("shelling",)]
    assert (found.excluded, deal.untaken) == ((), ())
    assert (found.problem, found.question.target) == (LAKE, ("weapons",))


def test_without_a_target_nothing_is_to_unlock_and_nothing_to_be_sure_of() -> None:
    found = answer(LAKE)
    assert (found.unlocked, found.robustness) == ({}, None)
    assert found.question == Question()
    assert found.is_complete


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(Changes(), {"now": "roads", "together": "bridges truce monitors"}, id="nothing"),
        pytest.param(Changes(assumed=("truce",)), {"now": "roads truce bridges monitors", "together": ""}, id="a step is done"),
        pytest.param(Changes(withdrawn=("leave",)), {"now": "roads", "together": ""}, id="a promise is withdrawn"),
        pytest.param(
            Changes(withdrawn=("open",)), {"now": "", "together": "bridges truce"}, id="another; what waits for it is out of reach"
        ),
        pytest.param(
            Changes(conceded=(Waiver(commitment="hold"),)), {"now": "roads truce bridges monitors", "together": ""},
            id="the one condition of a promise is waived",
        ),
        pytest.param(
            Changes(conceded=(Waiver(commitment="watch", part=0),)), {"now": "roads monitors", "together": "bridges truce"},
            id="one of two conditions is waived",
        ),
        pytest.param(
            Changes(conceded=(Offer(party="rebels", step="accord"),)),
            {"now": "roads", "together": "bridges truce monitors accord"},
            id="the other agent of a joint step offers it",
        ),
        pytest.param(
            Changes(conceded=(Lifting(party="army", step="amnesty"),)),
            {"now": "roads", "together": "bridges truce monitors amnesty weapons"},
            id="a refusal is lifted, and the promise behind it counts",
        ),
        pytest.param(
            Changes(assumed=("amnesty",), withdrawn=("open",), conceded=(Waiver(commitment="leave"),)),
            {"now": "amnesty bridges truce weapons", "together": ""},
            id="all at once",
        ),
        pytest.param(
            Changes(added=(OPEN.model_copy(update={"id": "new", "consequent": ("bridges",)}),)),
            {"now": "roads bridges truce monitors", "together": ""},
            id="a promise is added",
        ),
    ],
)  # fmt: skip
def test_what_is_supposed(changes: Changes, expected: dict[str, str]) -> None:
    assert only(answer(LAKE, Question(changes=changes))) == {how: set(steps.split()) for how, steps in expected.items()}


def test_a_guarantee_stands_in_for_who_refuses() -> None:
    asked = read("party un\nstep amnesty by army\narmy refuses amnesty\nun guarantees amnesty")
    assert only(answer(asked)) == {"now": set(), "together": set()}
    granted = answer(asked, Question(changes=Changes(conceded=(Guarantee(party="un", step="amnesty"),))))
    assert only(granted) == {"now": {"amnesty"}, "together": set()}


def test_firm_only_leaves_out_what_is_tentative_and_what_is_named_as_necessary() -> None:
    found = answer(LAKE, Question(target=("truce",), firm_only=True))
    assert only(found) == {"now": {"roads"}, "together": set()}
    assert found.out_of_reach.roots["truce"].blocks == {"rebels": "offered by nobody"}
    assert {u.concessions for u in found.unlocked[When.NOW].found} == {frozenset({Offer(party="rebels", step="truce")})}
    assert found.robustness is not None
    assert found.robustness.importance == ()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (None, {"roads", "bridges", "truce", "monitors"}),
        (DAY, {"roads", "bridges", "truce", "monitors"}),
        (datetime.date(2031, 4, 1), {"roads", "bridges", "truce", "monitors"}),
        (datetime.date(2031, 4, 2), {"roads"}),
    ],
    ids=["no day: no deadline has passed", "before", "the last day", "the day after"],
)
def test_as_of_a_day_promises_whose_deadline_has_passed_bind_no_more(day: datetime.date | None, expected: set[str]) -> None:
    found = answer(LAKE.model_copy(update={"day": day}))
    assert found.deals[0].rounds.keys() == expected
    late = found.out_of_reach.roots.get("bridges")
    assert (late is not None and late.blocks == {"army": "past its deadline"}) == ("bridges" not in expected)


def test_a_condition_until_a_day_holds_to_its_end() -> None:
    asked = read("step a by x\nx will a until 2031-03-05")
    assert answer(asked.model_copy(update={"day": DAY})).deals[0].now == {"a"}
    (after,) = answer(asked.model_copy(update={"day": DAY + datetime.timedelta(days=1)})).deals
    assert not after.rounds


def test_with_not_there_are_several_deals_and_what_each_leaves_out() -> None:
    found = answer(GENEVA, Question(target=(IRAN, COALITION)))
    assert [set(d.rounds) for d in found.deals] == [{INVITATION, COALITION}, {INVITATION, IRAN}]
    assert [[u.commitment for u in d.untaken] for d in found.deals] == [["iran without preconditions"], []]
    assert [set(e.steps) for e in found.excluded] == [{IRAN, COALITION}]
    # Only several moving at once is asked there: what can start "now" depends on the deal.
    assert set(found.unlocked) == {When.TOGETHER}
    assert frozenset({Offer(party="Iran", step=ACCEPTANCE)}) in {u.concessions for u in found.unlocked[When.TOGETHER].found}
    assert found.robustness is not None
    assert found.robustness.probability.value == 0
    assert found.is_complete


def test_costs_put_the_cheaper_way_first_and_rule_out_what_cannot_be_had() -> None:
    asked = read("step a by x\nstep b by y\nx will a if b")
    offer_a, offer_b, waiver = Offer(party="x", step="a"), Offer(party="y", step="b"), Waiver(commitment="c1")
    costs: dict[Concession, float] = {offer_a: 3, offer_b: 0.5, waiver: inf}
    found = answer(asked, Question(target=("a",), costs=costs)).unlocked[When.NOW]
    assert [(u.concessions, u.cost) for u in found.found] == [({offer_b}, 0.5), ({offer_a}, 3)]
    assert found.is_complete


CHOICE = "\n".join(f"step a{n} by x\nstep b{n} by x\nx will a{n} unless b{n}\nx will b{n} unless a{n}" for n in range(3))
MANY_WAYS = "step t by x\nx will t if any of (s0, s1, s2, s3)\n" + "\n".join(f"step s{n} by y{n}" for n in range(4))
RINGS = "step a by x\nstep b by y\nstep c by z\nx will a if b or c\ny will b if a or c\nz will c if a or b"


def test_what_is_more_than_was_asked_for_is_left_out_and_said_to_be() -> None:
    deals = answer(read(CHOICE), Question(most=5))
    assert (len(deals.deals), deals.is_complete) == (5, False)
    assert answer(read(CHOICE), Question(most=9)).is_complete
    assert len(answer(read(CHOICE), Question(most=9)).deals) == 8
    ways = answer(read(MANY_WAYS), Question(target=("t",), most=3))
    assert (len(ways.unlocked[When.NOW].found), ways.is_complete) == (3, False)
    assert answer(read(MANY_WAYS), Question(target=("t",), most=50)).is_complete
    (moving,) = answer(read(RINGS), Question(most=2)).deals[0].circles
    assert (len(moving.packages), moving.has_more) == (2, True)
    (moving,) = answer(read(RINGS), Question(most=3)).deals[0].circles
    assert (len(moving.packages), moving.has_more) == (3, False)


@pytest.mark.parametrize("talks", [CHOICE, MANY_WAYS], ids=["alternatives", "unlocking"])
def test_when_time_is_up_it_says_what_it_has_and_that_it_is_not_all(talks: str) -> None:
    asked = read(talks)
    found = answer(asked, Question(target=(asked.steps[0].id,), seconds=0))
    assert not found.is_complete
    for deal in found.deals:
        assert brute.is_package(asked, frozenset(deal.rounds))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        (Question(target=("weapon",)), "weapon"),
        (Question(changes=Changes(assumed=("bridge",))), "bridge"),
        (Question(changes=Changes(withdrawn=("c99",))), "c99"),
        (Question(changes=Changes(conceded=(Waiver(commitment="c77"),))), "c77"),
        (Question(changes=Changes(conceded=(Offer(party="un", step="truce"),))), "un"),
        (Question(target=("truce",), costs={Offer(party="un", step="truce"): 1.0}), "un"),
        (Question(target=("truce",), costs={Offer(party="rebels", step="truce"): -1.0}), "-1"),
    ],
)
def test_a_question_that_makes_no_sense_gets_one_clear_line(question: Question, name: str) -> None:
    with pytest.raises(DealsError) as error:
        answer(LAKE, question)
    assert name in str(error.value)
    assert "\n" not in str(error.value)


def test_the_empty_problem_is_answered() -> None:
    found = answer(Problem())
    assert only(found) == {"now": set(), "together": set()}
    assert (found.dangers, found.excluded, found.out_of_reach.roots) == ((), (), {})


def targets(asked: Problem) -> st.SearchStrategy[Sequence[str]]:
    return st.lists(st.sampled_from(sorted(asked.by_id)), max_size=2, unique=True).map(tuple)


@given(problems(most_steps=4, most_commitments=5), st.booleans(), st.data())
def test_without_not_the_one_deal_is_the_greatest_package(asked: Problem, firm_only: bool, data: st.DataObject) -> None:
    target = tuple(data.draw(targets(asked)))
    found = answer(asked, Question(target=target, firm_only=firm_only))
    (deal,) = found.deals
    assert {frozenset(deal.rounds)} == brute.largest(brute.packages(asked, firm_only=firm_only))
    assert deal.now == brute.start_now(asked, firm_only=firm_only)
    assert found.out_of_reach.chains.keys() == asked.by_id.keys() - deal.rounds.keys()
    if target:
        stands = set(target) <= deal.rounds.keys()
        assert any(not u.concessions for u in found.unlocked[When.TOGETHER].found) == stands
        assert any(not u.concessions for u in found.unlocked[When.NOW].found) == (set(target) <= deal.now)
        assert found.robustness == robustness(asked, target, firm_only=firm_only)


@given(problems(with_not=True, most_steps=4, most_commitments=5), st.booleans())
def test_with_not_the_deals_are_the_largest_packages(asked: Problem, firm_only: bool) -> None:
    expected = brute.largest(brute.packages(asked, firm_only=firm_only))
    found = answer(asked, Question(firm_only=firm_only, most=len(expected)))
    assert {frozenset(d.rounds) for d in found.deals} == expected
    for deal in found.deals:
        assert deal.now <= deal.rounds.keys()
        assert deal.reasons.keys() == deal.rounds.keys() - asked.done
        for step, why in deal.reasons.items():
            assert {r.agent for r in why} == set(asked.by_id[step].agents)
            assert all(deal.rounds[s] < deal.rounds[step] for r in why for s in r.done | r.after)
            assert all(deal.rounds[s] == deal.rounds[step] for r in why for s in r.together_with)
