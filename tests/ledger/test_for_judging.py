"""What whoever judges drafts asks for: one report with everything, what is proposed, what is left, what to choose from."""

from __future__ import annotations

import datetime

import pytest

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
from goodoffices.ledger.finding import parties_with, steps_with
from goodoffices.ledger.proposed import Proposal
from goodoffices.ledger.report_list import Sought, listed, publishers
from goodoffices.ledger.whole_report import whole_report
from tests.web.doves import TEXT, reading


@pytest.fixture
def doves(any_ledger: Ledger) -> Ledger:
    """A ledger of one report: Ana says that the Front would stop firing (t1) if the army left Osk (t2)."""
    any_ledger.add(reading(), who="desk")
    return any_ledger


def test_a_report_has_all_that_was_read_from_it(doves: Ledger) -> None:
    doves.reject("r1.s1", who="Ana")
    whole = whole_report(doves.as_of(), "r1")
    assert (whole.number, whole.report.id, whole.language, whole.text) == (2, "r1", "en", TEXT)
    assert [(s.id, s.status) for s in whole.statements] == [("r1.s1", "rejected")]
    assert [(m.id, m.words.text) for m in whole.moves] == [("r1.m1", "stop firing")]
    assert [(k.id, k.step) for k in whole.links] == [("r1.m1>t2", "t2")]
    assert whole.drafts == ("r1.m1", "r1.m1>t2")
    assert dict(whole.names) == {"ana": "Ana", "army": "Army", "front": "Front"}
    assert {step: fact.object for step, fact in whole.steps.items()} == {"t1": "stop firing", "t2": "leave"}


def test_drafts_of_a_report_come_in_the_order_of_those_of_the_ledger(doves: Ledger) -> None:
    assert list(whole_report(doves.as_of(), "r1").drafts) == list(doves.drafts())


@pytest.mark.parametrize("report", ["r2", "r0", "nothing", "t1"])
def test_there_is_no_such_report(doves: Ledger, report: str) -> None:
    with pytest.raises(LedgerError, match=f"there is no report {report}"):
        whole_report(doves.as_of(), report)


def test_a_report_that_comes_later_is_not_there_yet(doves: Ledger) -> None:
    with pytest.raises(LedgerError, match="there is no report r1 in this ledger by 2025-02-28"):
        whole_report(doves.as_of(datetime.date(2025, 2, 28)), "r1")


def test_proposals_are_in_the_terms_of_corrections(doves: Ledger) -> None:
    doves.correct("r1.m1", {"party": "army"}, who="Ana")
    doves.add(reading("2.0", step="would stop firing"), who="desk")
    (proposal,) = whole_report(doves.as_of(), "r1").proposals
    assert proposal == Proposal(subject="r1.m1", is_gone=False, changes={"party": "front", "spans": "21-38;42-59"})
    doves.correct(proposal.subject, proposal.changes, who="Ana")
    whole = whole_report(doves.as_of(), "r1")
    assert whole.proposals == ()
    assert (whole.moves[0].party, whole.moves[0].words.text) == ("front", "would stop firing")


def test_what_a_later_reading_no_longer_has_is_proposed_to_go(doves: Ledger) -> None:
    doves.confirm("r1.s1", who="Ana")
    later = reading("2.0").model_copy(update={"statements": (), "moves": (), "steps": (), "step_mentions": ()})
    doves.add(later, who="desk")
    assert whole_report(doves.as_of(), "r1").proposals == (Proposal(subject="r1.s1", is_gone=True, changes={}),)


def test_the_list_has_how_many_drafts_are_left(doves: Ledger) -> None:
    view = doves.as_of()
    assert [(one.report.id, one.drafts) for one in listed(view, Sought(drafts=True), 9)] == [("r1", 3)]
    for left, draft in ((2, "r1.m1"), (1, "r1.m1>t2"), (0, "r1.s1")):
        doves.confirm(draft, who="Ana")
        assert [one.drafts for one in listed(view, Sought(), 9)] == [left]
    assert listed(view, Sought(drafts=True), 9) == []


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(publisher="Courier"), ["r1"]),
        (Sought(publisher="courier"), []),
        (Sought(words="firing doves"), ["r1"]),
        (Sought(words="peacock"), []),
        (Sought(after="r1"), []),
        (Sought(after="r9"), []),
    ],
)
def test_the_list_is_filtered(doves: Ledger, sought: Sought, found: list[str]) -> None:
    assert [one.report.id for one in listed(doves.as_of(), sought, 9)] == found
    assert publishers(doves.as_of()) == ["Courier"]


@pytest.mark.parametrize(
    ("letters", "report", "found"),
    [("", "r1", ["Front", "Ana", "Army"]), ("AR", None, ["Army"]), ("r n", None, ["Front"]), ("%", None, []), ("_", None, [])],
)
def test_parties_are_found_by_some_letters(doves: Ledger, letters: str, report: str | None, found: list[str]) -> None:
    assert [p.name for p in parties_with(doves.as_of(), letters, 9, report)] == found


@pytest.mark.parametrize(
    ("letters", "found"),
    [("", ["t2", "t1"]), ("t1", ["t1"]), ("front CEASEFIRE", ["t1"]), ("osk", ["t2"]), ("army stop", []), ("t99999999", [])],
)
def test_steps_are_found_by_some_letters(doves: Ledger, letters: str, found: list[str]) -> None:
    assert [s.step.step for s in steps_with(doves.as_of(), letters, 9, "r1")] == found


def test_what_was_merged_is_found_once(doves: Ledger) -> None:
    doves.merge("front", "army", who="Ana")
    assert [p.key for p in parties_with(doves.as_of(), "army", 9)] == ["front"]
