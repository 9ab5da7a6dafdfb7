"""What a ledger says in short."""

from __future__ import annotations

import pytest

from goodoffices.ledger import Ledger
from goodoffices.ledger.briefing import Briefing, briefing

from .telling import Says, day, told

ROAD = Says("Orsania", "open the road", "if", "stop the shelling", "Upland Front", until="2031-03-09")
REPORTS = (
    told(ROAD, Says("Lakes Council", "host the talks", kind="demand"), name="wire", published="2031-03-01"),
    told(
        Says("Orsania", "leave the hill", kind="refusal"),
        Says("Upland Front", "leave the hill", kind="demand", agent="Orsania", until="2031-04"),
        Says("Orsania", "free the prisoners", "until", "hold its fire", "Upland Front", kind="refusal"),
        name="courier", published="2031-03-03",
    ),
    told(Says("Upland Front", "shell the town", kind="threat"), ROAD, name="radio", published="2031-03-05"),
)  # fmt: skip


@pytest.fixture
def ledger(any_ledger: Ledger) -> Ledger:
    for reading in REPORTS:
        any_ledger.add(reading, who="reader")
    return any_ledger


def of(ledger: Ledger, date: str = "2031-03-06", most: int = 50) -> Briefing:
    return briefing(ledger.as_of(day(date)), most)


def promised(brief: Briefing) -> set[tuple[str, str, str, tuple[str, ...]]]:
    return {
        (p.commitment.kind.value, p.commitment.consequent.object or "", p.commitment.state.value, tuple(t.move.id for t in p.told))
        for p in brief.commitments
    }


def test_what_is_promised_by_which_testimonies(ledger: Ledger) -> None:
    assert promised(of(ledger)) == {
        ("promise", "open the road", "conditional", ("r1.m1", "r3.m2")),
        ("necessary", "free the prisoners", "conditional", ("r2.m3",)),
        ("threat", "shell the town", "detached", ("r3.m1",)),
    }
    told_of = next(p for p in of(ledger).commitments if p.commitment.id == "c1")
    assert [(t.source.report, t.source.speaker, t.source.named) for t in told_of.told] == [
        ("r1", "Orsania", "Orsania"), ("r3", "Orsania", "Orsania"),
    ]  # fmt: skip


def test_what_is_demanded_and_refused(ledger: Ledger) -> None:
    """A refusal that names a condition is among the conditions."""
    brief = of(ledger)
    assert [[t.move.id for t in m.told] for m in brief.demands] == [["r2.m2"], ["r1.m2"]]
    assert [[t.move.id for t in m.told] for m in brief.refusals] == [["r2.m1"]]


def test_where_parties_disagree(ledger: Ledger) -> None:
    (dispute,) = of(ledger).disputes
    assert {(s.position.party, s.position.stance.value, s.told[0].move.id) for s in dispute.sides} == {
        ("orsania", "against", "r2.m1"), ("upland-front", "for", "r2.m2"),
    }  # fmt: skip
    ledger.add(told(Says("Orsania", "leave the hill"), name="later", published="2031-03-06"))
    assert of(ledger).disputes == ()


def test_the_next_dates(ledger: Ledger) -> None:
    """Until a month is over it is to come; the same date of one move is told once, what bounds a rejected move never."""
    assert [(d.date.date, d.date.of) for d in of(ledger).dates] == [
        ("2031-03-09", "r1.m1"), ("2031-03-09", "r3.m2"), ("2031-04", "r2.m2"),
    ]  # fmt: skip
    assert [d.date.date for d in of(ledger, "2031-04-30").dates] == ["2031-04"]
    assert of(ledger, "2031-05-01").dates == ()
    ledger.reject("r2.m2")
    assert of(ledger, "2031-04-30").dates == ()


def test_as_of_a_day(ledger: Ledger) -> None:
    assert promised(of(ledger, "2031-03-01")) == {("promise", "open the road", "conditional", ("r1.m1",))}
    assert (of(ledger, "2031-02-01").reports, of(ledger, "2031-02-01").first) == (0, None)


def test_one_testimony_in_several_places(ledger: Ledger) -> None:
    body = REPORTS[0].report.text
    copy = told(ROAD, name="copy", published="2031-03-02", text=f"HALVEN (Courier) {body.partition('Orsania')[0]}")
    ledger.add(copy)
    ledger.add(REPORTS[1].model_copy(update={"report": REPORTS[1].report.model_copy(update={"publisher": "Norwire"})}))
    assert [([r.id for r in s.reports], [p.publisher for p in s.printings]) for s in of(ledger).stories] == [
        (["r2"], ["Norwire"]), (["r1", "r4"], []),
    ]  # fmt: skip
    assert of(ledger, "2031-03-01").stories == ()
    promise = next(p for p in of(ledger).commitments if p.commitment.id == "c1")
    assert (promise.commitment.stories, [t.source.story for t in promise.told]) == (2, ["r1", "r1", "r3"])


def test_what_is_confirmed_is_no_draft_and_what_is_rejected_is_not_told(ledger: Ledger) -> None:
    assert of(ledger).has_drafts
    for report, moves in ((1, 2), (2, 3), (3, 2)):
        for n in range(1, moves + 1):
            ledger.confirm(f"r{report}.m{n}")
    assert not of(ledger).has_drafts
    for subject in ("r2.m1", "r1.m2", "r1.m1", "r3.m2"):
        ledger.reject(subject)
    brief = of(ledger)
    assert (len(brief.commitments), len(brief.demands), brief.refusals, brief.disputes) == (2, 1, (), ())


def test_at_most_so_many(ledger: Ledger) -> None:
    brief = of(ledger, most=1)
    assert (len(brief.commitments), len(brief.demands), len(brief.dates)) == (1, 1, 1)


def test_whatever_it_names_it_knows_by_name(ledger: Ledger) -> None:
    ledger.merge("orsania", "upland-front")
    brief = of(ledger)
    keys = {t.move.party for p in brief.commitments for t in p.told} | {s.agent for s in brief.steps.values() if s.agent}
    assert keys <= brief.names.keys()
    assert {p.commitment.consequent.step for p in brief.commitments} <= brief.steps.keys()
