"""Where the parties stand, from the moves of a report."""

from __future__ import annotations

import datetime

import pytest

from goodoffices.model import (
    Done,
    Measure,
    Move,
    MoveKind,
    Not,
    Party,
    PartyKind,
    Position,
    ReaderName,
    Reading,
    Relation,
    Report,
    Span,
    Stance,
    Step,
    StepMention,
    StepPart,
    Strength,
)
from goodoffices.reading.bargaining.positions import positions

TEXT = "The rebels will stop if the army leaves. Leaving is not on the table. They will talk."
DAY = datetime.date(2021, 5, 4)
STOP, LEAVE, TALK = "stop", "the army leaves", "talk"
AGENT = {STOP: "rebels", LEAVE: "army", TALK: "rebels"}
MEASURE = {STOP: Measure.CEASEFIRE, LEAVE: Measure.WITHDRAWAL, TALK: Measure.TALKS}


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def move(number: int, party: str, kind: MoveKind, step: str, relation: Relation | None = None, *, said: str | None = None) -> Move:
    return Move(
        id=f"m{number}", kind=kind, party=party, agent=AGENT[step], step=span(said or step), relation=relation,
        condition=span(LEAVE if step != LEAVE else STOP) if relation else None, strength=Strength.FIRM,
        measure=MEASURE[step], confidence=0.9,
    )  # fmt: skip


def reading(*moves: tuple[Move, str, str | None]) -> Reading:
    """Moves with the step that each speaks of, and the one that its condition speaks of."""
    mentions = [StepMention(step=step, move=m.id, part=StepPart.STEP, confidence=1) for m, step, _ in moves]
    mentions += [StepMention(step=c, move=m.id, part=StepPart.CONDITION, confidence=0.8) for m, _, c in moves if c]
    return Reading(
        report=Report.of(TEXT, published=DAY),
        reader=ReaderName(name="test", version="1"),
        parties=tuple(Party(id=p, name=p, kind=PartyKind.GROUP) for p in ("rebels", "army")),
        moves=tuple(m for m, *_ in moves),
        steps=tuple(Step(id=s, agent=AGENT[s], measure=MEASURE[s]) for s in (STOP, LEAVE, TALK)),
        step_mentions=tuple(mentions),
    )


def of(found: tuple[Position, ...], party: str, issue: str) -> Position | None:
    return next((p for p in found if (p.party, p.issue) == (party, issue)), None)


@pytest.mark.parametrize(
    ("kind", "relation", "stance"),
    [
        (MoveKind.OFFER, None, Stance.FOR),
        (MoveKind.DEMAND, None, Stance.FOR),
        (MoveKind.SUPPORT, None, Stance.FOR),
        (MoveKind.REFUSAL, None, Stance.AGAINST),
        (MoveKind.OPPOSITION, None, Stance.AGAINST),
        (MoveKind.OFFER, Relation.IF, Stance.CONDITIONAL),
        (MoveKind.REFUSAL, Relation.UNTIL, Stance.CONDITIONAL),
    ],
)
def test_the_stance_of_a_move(kind: MoveKind, relation: Relation | None, stance: Stance) -> None:
    found = of(positions(reading((move(1, "rebels", kind, STOP, relation), STOP, LEAVE if relation else None))), "rebels", STOP)
    assert found is not None
    assert (found.stance, found.date, found.evidence) == (stance, DAY, ("m1",))


def test_a_threat_tells_no_position() -> None:
    assert positions(reading((move(1, "rebels", MoveKind.THREAT, STOP), STOP, None))) == ()


def test_the_last_move_decides_and_all_are_evidence() -> None:
    first, last = move(1, "rebels", MoveKind.OFFER, STOP), move(2, "rebels", MoveKind.REFUSAL, STOP, said="Leaving")
    found = of(positions(reading((last, STOP, None), (first, STOP, None))), "rebels", STOP)
    assert found is not None
    assert (found.stance, set(found.evidence)) == (Stance.AGAINST, {"m1", "m2"})


@pytest.mark.parametrize(
    ("kind", "relation", "condition"),
    [
        pytest.param(MoveKind.OFFER, Relation.IF, Done(step=LEAVE), id="would, if"),
        pytest.param(MoveKind.OFFER, Relation.UNLESS, Not(part=Done(step=LEAVE)), id="would, unless: if it is not done"),
        pytest.param(MoveKind.REFUSAL, Relation.UNLESS, Done(step=LEAVE), id="would not, unless: if it is done"),
    ],
)
def test_what_a_conditional_position_waits_for(kind: MoveKind, relation: Relation, condition: Done | Not) -> None:
    found = of(positions(reading((move(1, "rebels", kind, STOP, relation), STOP, LEAVE))), "rebels", STOP)
    assert found is not None
    assert found.condition == condition


@pytest.mark.parametrize(("kind", "red"), [(MoveKind.REFUSAL, True), (MoveKind.OFFER, False)])
def test_a_refusal_that_is_not_negotiable_is_a_red_line(kind: MoveKind, red: bool) -> None:
    found = of(positions(reading((move(1, "army", kind, LEAVE, said="Leaving"), LEAVE, None))), "army", LEAVE)
    assert found is not None
    assert found.red_line is red


@pytest.mark.parametrize(
    ("step", "relation", "precondition"),
    [
        pytest.param(TALK, Relation.IF, True, id="before talks"),
        pytest.param(STOP, Relation.ONLY_IF, True, id="without which a step is ruled out"),
        pytest.param(STOP, Relation.IF, False, id="what a step is offered for is none"),
    ],
)
def test_what_is_asked_for_before_is_a_precondition(step: str, relation: Relation, precondition: bool) -> None:
    found = of(positions(reading((move(1, "rebels", MoveKind.OFFER, step, relation), step, LEAVE))), "rebels", LEAVE)
    assert (found is not None and found.precondition) is precondition


@pytest.mark.parametrize(("answers", "stance"), [(False, Stance.UNDECLARED), (True, Stance.AGAINST)])
def test_whoever_does_not_answer_a_demand_is_undeclared(answers: bool, stance: Stance) -> None:
    moves = [(move(1, "rebels", MoveKind.DEMAND, LEAVE), LEAVE, None)]
    moves += [(move(2, "army", MoveKind.REFUSAL, LEAVE), LEAVE, None)] * answers
    found = of(positions(reading(*moves)), "army", LEAVE)
    assert found is not None
    assert found.stance is stance
