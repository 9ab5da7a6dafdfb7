"""The order in which drafts are worth a person's time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodoffices.ledger import Ledger, review
from goodoffices.model import (
    Manner,
    Measure,
    Move,
    MoveKind,
    Party,
    PartyKind,
    ReaderName,
    Reading,
    Relation,
    Report,
    Span,
    Statement,
    Step,
    StepMention,
    StepPart,
    Strength,
)

TEXT = "The Front would open the road if the army left, its spokesman said."
STEP, CONDITION = Span.of(TEXT, 16, 29), Span.of(TEXT, 33, 46)


class Made(NamedTuple):
    """A move, in so far as the order depends on it; `linked` is how surely its condition waits for a step."""

    kind: MoveKind
    relation: Relation | None
    confidence: float
    linked: float


SURE, DOUBTFUL = 0.9, 0.4
MOVES = st.builds(
    Made, st.sampled_from(MoveKind), st.none() | st.sampled_from(Relation), *[st.sampled_from([0, 0.25, 0.5, 1.0])] * 2
)


def reading_of(text: str, moves: list[Made], statements: list[float]) -> Reading:
    """A reading with these moves, each made by the statement of its number if there is one, all on the same two steps."""
    conditional = [(n, m) for n, m in enumerate(moves) if m.relation]
    return Reading(
        report=Report.of(f"{TEXT}\n\n{text}"), reader=ReaderName(name="hand", version="1"),
        parties=(Party(id="front", name="Northern Front", kind=PartyKind.ARMED_GROUP),),
        statements=tuple(
            Statement(id=f"s{n}", content=(STEP,), manner=Manner.INDIRECT, confidence=c) for n, c in enumerate(statements)
        ),
        moves=tuple(
            Move(id=f"m{n}", kind=m.kind, party="front", agent="front", step=STEP, condition=CONDITION if m.relation else None,
                 relation=m.relation, strength=Strength.FIRM, measure=Measure.OTHER, confidence=m.confidence,
                 statement=f"s{n}" if n < len(statements) else None)
            for n, m in enumerate(moves)
        ),
        steps=(Step(id="road", agent="front", measure=Measure.OTHER, object="the road"),
               Step(id="leave", agent=None, measure=Measure.WITHDRAWAL)),
        step_mentions=(
            *(StepMention(step="road", move=f"m{n}", part=StepPart.STEP, confidence=1) for n in range(len(moves))),
            *(StepMention(step="leave", move=f"m{n}", part=StepPart.CONDITION, confidence=m.linked) for n, m in conditional),
        ),
    )  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "talks.db") as opened:
        yield opened


def test_the_grave_before_the_light_and_the_doubtful_before_the_sure(ledger: Ledger) -> None:
    moves = [
        Made(MoveKind.DEMAND, Relation.IF, DOUBTFUL, SURE),
        Made(MoveKind.OFFER, None, DOUBTFUL, 0),
        Made(MoveKind.OFFER, Relation.IF, SURE, SURE),
        Made(MoveKind.REFUSAL, Relation.UNLESS, DOUBTFUL, DOUBTFUL),
        Made(MoveKind.REFUSAL, None, SURE, 0),
        Made(MoveKind.SUPPORT, None, DOUBTFUL, 0),
        Made(MoveKind.THREAT, Relation.IF, 0.5, 0.5),
    ]
    ledger.add(reading_of("A", moves, [DOUBTFUL] * 9))
    assert list(ledger.drafts()) == [
        "r1.m4", "r1.m7", "r1.m3",  # binds somebody on a condition
        "r1.m4>t2", "r1.m7>t2", "r1.m1>t2", "r1.m3>t2",  # what conditions wait for
        "r1.m2", "r1.m5",  # binds somebody
        "r1.m1", "r1.m6",  # binds nobody
        *(f"r1.s{n}" for n in range(1, 8)),  # makes a move
        "r1.s8", "r1.s9",  # makes none
    ]  # fmt: skip


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    reports=st.lists(st.tuples(st.lists(MOVES, max_size=4), st.lists(st.sampled_from([0.1, 0.5, 0.9]), max_size=4)), max_size=3),
    page=st.integers(1, 4),
    data=st.data(),
)
def test_each_draft_once_whatever_the_page_and_nothing_that_was_judged(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory,
    reports: list[tuple[list[Made], list[float]]], page: int, data: st.DataObject,
) -> None:  # fmt: skip
    monkeypatch.setattr(review, "PAGE", page)
    with Ledger.open(tmp_path_factory.mktemp("talks") / "talks.db") as ledger:
        for n, (moves, statements) in enumerate(reports):
            ledger.add(reading_of(str(n) * 400, moves, statements))
        every = {f"r{r}.m{n}" for r, (moves, _) in enumerate(reports, 1) for n in range(1, len(moves) + 1)}
        every |= {f"r{r}.s{n}" for r, (_, statements) in enumerate(reports, 1) for n in range(1, len(statements) + 1)}
        every |= {f"r{r}.m{n}>t2" for r, (moves, _) in enumerate(reports, 1) for n, m in enumerate(moves, 1) if m.relation}
        found = list(ledger.drafts())
        assert sorted(found) == sorted(every)
        assert ledger.waiting() == len(found)
        if found:
            judged = data.draw(st.sampled_from(found))
            ledger.reject(judged)
            moot = {x for x in found if x.startswith(f"{judged}>")}  # what a rejected move waits for
            assert sorted(ledger.drafts()) == sorted(set(found) - {judged} - moot)


def test_judging_on_the_way_skips_nobody(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "PAGE", 2)
    ledger.add(reading_of("A", [Made(MoveKind.OFFER, None, SURE, 0)] * 7, []))
    seen = []
    for draft in ledger.drafts():
        seen.append(draft)
        ledger.confirm(draft)
    assert seen == [f"r1.m{n}" for n in range(1, 8)]
    assert ledger.waiting() == 0
