"""The problem that a ledger poses (DESIGN.md, "From moves to commitments"): what each kind of move comes to, in whose words."""

from __future__ import annotations

import datetime

import pytest

from goodoffices.deals.answer import Question, answer
from goodoffices.deals.checking import faults
from goodoffices.deals.forms.of_ledger import Posed, problem_of
from goodoffices.deals.problem import Evidence, Problem, Stand
from goodoffices.ledger import Ledger
from goodoffices.ledger.briefing import briefing
from goodoffices.ledger.events import Ending
from goodoffices.model import CommitmentKind, CommitmentState, Done, MoveKind, Not, Relation, Strength, all_of
from tests.ledger.telling import Says, day, ledger_of, step_called, told

PROMISE, NECESSARY, THREAT = CommitmentKind
ROAD, SHELLING, HILL = "open the road", "stop the shelling", "leave the hill"
OFFER = Says("Orsania", ROAD)
BOTH = (Says("Orsania", ROAD, "if", SHELLING, "Upland Front"), Says("Upland Front", SHELLING, "if", ROAD, "Orsania"))


def report(*said: Says, name: str = "r", published: str = "2031-03-01", **other: str) -> Ledger:
    return ledger_of(told(*said, name=name, published=published, title="Talks", **other))


def posed(ledger: Ledger, on: str = "2031-03-05") -> Posed:
    return problem_of(briefing(ledger.as_of(day(on)), 1000))


def now_and_together(problem: Problem, *, firm_only: bool = False) -> tuple[set[str], set[str]]:
    """What could start now and what only together, by the words of the steps."""
    (deal,) = answer(problem, Question(firm_only=firm_only)).deals
    words = {s: str(problem.by_id[s]).partition(": ")[2] for s in deal.rounds}
    return {words[s] for s in deal.now}, {words[s] for s in deal.rounds.keys() - deal.now}


CONDITIONS = {None: "always", "if": "the step", "after": "the step", "in exchange": "the step", "only if": "the step"}
CONDITIONS |= {"unless": "not the step", "until": "not the step"}
"""What an offer or threat waits for, by how its condition is brought in."""
PROBLEM = {
    **{("offer", r): (PROMISE if r != "only if" else NECESSARY, CONDITIONS[r]) for r in CONDITIONS},
    **{("threat", r): (THREAT, CONDITIONS[r]) for r in CONDITIONS},
    **{("refusal", r): (NECESSARY, "the step") for r in ("only if", "unless", "until")},
}
"""The commitment that a move makes, by its kind and the relation of its condition; what is not here makes none."""


@pytest.mark.parametrize("relation", [None, *Relation])
@pytest.mark.parametrize("kind", list(MoveKind))
def test_what_each_move_comes_to(kind: MoveKind, relation: Relation | None) -> None:
    wait = (relation.value, SHELLING, "Upland Front") if relation else (None, None, None)
    ledger = report(Says("Orsania", ROAD, *wait, kind=kind.value))
    problem = posed(ledger).problem
    made = [(c.kind, c.debtor, c.antecedent) for c in problem.commitments]
    stands = {"refusal": problem.refusals, "demand": problem.demands}
    expected = PROBLEM.get((kind.value, relation and relation.value))
    if expected is not None:
        awaited = Done(step=step_called(ledger, SHELLING)) if relation else None
        antecedent = {"always": all_of(), "the step": awaited, "not the step": awaited and Not(part=awaited)}[expected[1]]
        assert made == [(expected[0], "orsania", antecedent)]
        assert problem.commitments[0].consequent == (step_called(ledger, ROAD),)
        assert not any(stands.values())
    else:
        assert made == []
        is_outright = kind is MoveKind.DEMAND or relation is None  # "we will not come if they do" bars nothing by itself
        said = [name for name, found in stands.items() if found]
        assert said == ([kind.value] if kind.value in stands and is_outright else [])
        assert all(s == Stand(party="orsania", step=step_called(ledger, ROAD)) for found in stands.values() for s in found)


def test_a_circle_of_two_offers_and_the_names_by_which_it_is_told() -> None:
    problem = posed(report(*BOTH)).problem
    assert now_and_together(problem) == (set(), {ROAD, SHELLING})
    assert problem.day == datetime.date(2031, 3, 5)
    assert {(s.name, s.agents) for s in problem.steps} == {
        (f"Orsania: {ROAD}", ("orsania",)), (f"Upland Front: {SHELLING}", ("upland-front",)),
    }  # fmt: skip
    assert problem.parties == {"orsania": "Orsania", "upland-front": "Upland Front"}
    assert [(c.creditor, c.moves) for c in problem.commitments] == [("upland-front", ("r1.m1",)), ("orsania", ("r1.m2",))]
    assert not list(faults(problem))


def test_a_necessary_condition_is_tentative_and_can_be_left_out() -> None:
    for says in (
        Says("Orsania", ROAD, "only if", SHELLING, "Upland Front"),
        Says("Orsania", ROAD, "until", SHELLING, "Upland Front", kind="refusal"),
    ):
        problem = posed(report(says, Says("Upland Front", SHELLING))).problem
        assert {c.kind: c.strength for c in problem.commitments}[NECESSARY] is Strength.TENTATIVE
        assert now_and_together(problem)[0] == {ROAD, SHELLING}
        assert now_and_together(problem, firm_only=True)[0] == {SHELLING}


def test_what_might_be_done_is_tentative_and_can_be_left_out() -> None:
    problem = posed(report(Says("Orsania", ROAD, strength="tentative"))).problem
    assert now_and_together(problem) == ({ROAD}, set())
    assert now_and_together(problem, firm_only=True) == (set(), set())


def test_a_threat_is_a_danger_and_in_no_deal() -> None:
    problem = posed(report(Says("Upland Front", "shell the port", kind="threat"), OFFER)).problem
    found = answer(problem)
    assert now_and_together(problem) == ({ROAD}, set())
    assert [c.kind for c in found.dangers] == [THREAT]


def test_a_demand_makes_its_step_awaited_and_a_root_while_nobody_offers_it() -> None:
    demand = Says("Upland Front", HILL, kind="demand", agent="Orsania")
    problem = posed(report(demand)).problem
    (root,) = answer(problem).out_of_reach.roots.values()
    assert root.awaited_by == {"upland-front"}
    assert problem.by_id[root.step].agents == ("orsania",)
    offered = posed(report(demand, Says("Orsania", HILL))).problem
    assert now_and_together(offered) == ({HILL}, set())


REFUSES = Says("Orsania", ROAD, kind="refusal")


def test_a_refusal_bars_the_step_until_the_party_promises_it_on_a_later_day() -> None:
    later = told(OFFER, name="later", published="2031-03-03", title="Later")
    same_day = told(OFFER, name="same", published="2031-03-01", title="Same day")
    assert posed(report(REFUSES)).problem.refusals == (Stand(party="orsania", step="t1"),)
    barred, lifted = (ledger_of(told(REFUSES, name="r", published="2031-03-01"), r) for r in (same_day, later))
    assert now_and_together(posed(barred).problem)[0] == set()
    assert now_and_together(posed(lifted).problem)[0] == {ROAD}
    # As of the day before the promise, it is barred still.
    assert posed(lifted, "2031-03-02").problem.refusals
    assert not posed(lifted, "2031-03-02").problem.commitments


def test_a_refusal_after_the_promise_bars_it() -> None:
    ledger = ledger_of(told(OFFER, name="a", published="2031-03-01"), told(REFUSES, name="b", published="2031-03-03"))
    assert now_and_together(posed(ledger).problem)[0] == set()
    assert now_and_together(posed(ledger, "2031-03-02").problem)[0] == {ROAD}


def test_only_who_would_take_a_step_can_refuse_it() -> None:
    ledger = report(OFFER, Says("Upland Front", ROAD, kind="refusal", agent="Orsania"))
    assert not posed(ledger).problem.refusals
    assert now_and_together(posed(ledger).problem)[0] == {ROAD}


def test_what_a_person_rejects_is_no_part_of_it() -> None:
    ledger = report(*BOTH, REFUSES, Says("Upland Front", HILL, kind="demand", agent="Orsania"))
    whole = posed(ledger).problem
    assert (len(whole.commitments), len(whole.refusals), len(whole.demands)) == (2, 1, 1)
    for move in ("r1.m1", "r1.m3", "r1.m4"):
        ledger.reject(move)
    left = posed(ledger).problem
    assert [c.debtor for c in left.commitments] == ["upland-front"]
    assert (left.refusals, left.demands) == ((), ())


def test_drafts_count_and_are_marked_until_a_person_confirms_them() -> None:
    ledger = report(OFFER)
    assert [e.is_draft for e in posed(ledger).problem.evidence["c1"]] == [True]
    assert now_and_together(posed(ledger).problem)[0] == {ROAD}
    ledger.confirm("r1.m1")
    assert [e.is_draft for e in posed(ledger).problem.evidence["c1"]] == [False]


def test_a_promise_binds_to_the_end_of_its_last_day() -> None:
    ledger = report(Says("Orsania", ROAD, "if", SHELLING, "Upland Front", until="2031-03-09"), Says("Upland Front", SHELLING))
    last, after = (posed(ledger, on).problem for on in ("2031-03-09", "2031-03-10"))
    assert last.commitments[0].deadline == datetime.date(2031, 3, 9)
    assert now_and_together(last)[0] == {ROAD, SHELLING}
    assert after.commitments[0].state is CommitmentState.EXPIRED
    assert now_and_together(after)[0] == {SHELLING}
    (root,) = answer(after).out_of_reach.roots.values()
    assert root.blocks == {"orsania": "past its deadline"}


def test_what_is_done_is_a_fact_and_its_promise_fulfilled() -> None:
    ledger = report(*BOTH)
    ledger.done(step_called(ledger, SHELLING), day("2031-03-02"))
    problem = posed(ledger).problem
    assert problem.done == {step_called(ledger, SHELLING)}
    states = {c.consequent[0]: c.state for c in problem.commitments}
    assert states == {
        step_called(ledger, SHELLING): CommitmentState.SATISFIED, step_called(ledger, ROAD): CommitmentState.DETACHED,
    }  # fmt: skip
    assert now_and_together(problem)[0] == {ROAD, SHELLING}
    assert not posed(ledger, "2031-03-01").problem.done


@pytest.mark.parametrize("ending", [Ending.CANCELLED, Ending.RELEASED])
def test_what_is_over_binds_no_more(ending: Ending) -> None:
    ledger = report(OFFER)
    ledger.end("c1", ending, day("2031-03-03"))
    assert now_and_together(posed(ledger).problem)[0] == set()
    assert now_and_together(posed(ledger, "2031-03-02").problem)[0] == {ROAD}


def test_words_and_sources_are_kept_of_each_promise_refusal_and_demand() -> None:
    said = (BOTH[0], Says("Orsania", HILL, kind="refusal"), Says("Upland Front", HILL, kind="demand", agent="Orsania"))
    reading = told(*said, name="r", published="2031-03-01", title="Talks")
    ledger = ledger_of(reading)
    evidence = posed(ledger).problem.evidence
    hill = step_called(ledger, HILL)
    assert set(evidence) == {"c1", f"refusal orsania {hill}", f"demand upland-front {hill}"}
    (promise,) = evidence["c1"]
    assert promise == Evidence(
        report="r1", title="Talks", day=datetime.date(2031, 3, 1), according_to="Orsania",
        words=f"{ROAD} (if: {SHELLING})", spans=promise.spans, is_draft=True,
    )  # fmt: skip
    assert [reading.report.text[start:end] for start, end in promise.spans] == [ROAD, SHELLING]
    (demand,) = evidence[f"demand upland-front {hill}"]
    assert (demand.according_to, demand.words) == ("Upland Front", HILL)
    assert [reading.report.text[start:end] for start, end in demand.spans] == [HILL]


def test_all_who_tell_of_a_promise_are_named() -> None:
    first, second = (told(OFFER, name=n, published=f"2031-03-0{i}", title=n) for i, n in enumerate(("Wire", "Courier"), 1))
    problem = posed(ledger_of(first, second)).problem
    assert len(problem.commitments) == 1
    assert {(e.report, e.title) for e in problem.evidence["c1"]} == {("r1", "Wire"), ("r2", "Courier")}
    assert len(problem.commitments[0].moves) == 2


def test_what_others_say_of_a_partys_step_and_what_waits_for_itself_is_left_out_with_the_reason() -> None:
    ledger = report(
        OFFER,
        Says("Upland Front", ROAD, "if", SHELLING, "Upland Front", agent="Orsania"),
        Says("Orsania", HILL, "if", HILL, "Orsania"),
    )
    found = posed(ledger)
    assert found.left_out == {
        "c2": "Upland Front speaks of a step of another party", "c3": "its condition is what it promises",
    }  # fmt: skip
    assert [c.id for c in found.problem.commitments] == ["c1"]
    assert not list(faults(found.problem))


def test_whoever_commits_himself_last_must_be_willing_where_the_agent_has_said_nothing() -> None:
    ledger = report(Says("Upland Front", ROAD, agent="Orsania"))
    (step,) = posed(ledger).problem.steps
    assert step.agents == ("upland-front",)
    assert now_and_together(posed(ledger).problem)[0] == {ROAD}


def test_an_empty_ledger_poses_the_empty_problem() -> None:
    found = posed(ledger_of())
    assert (found.problem.steps, found.problem.commitments, found.left_out) == ((), (), {})
    assert now_and_together(found.problem) == (set(), set())
