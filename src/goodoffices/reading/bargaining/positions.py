"""Where the parties stand on the steps of a report, from its moves."""

from __future__ import annotations

import re
from collections import defaultdict

from goodoffices.model import (
    Condition,
    Done,
    Measure,
    Move,
    MoveKind,
    Not,
    Position,
    Reading,
    Relation,
    Report,
    Span,
    Stance,
    StepPart,
    any_of,
)

FOR = {MoveKind.OFFER, MoveKind.DEMAND, MoveKind.SUPPORT}
AGAINST = {MoveKind.REFUSAL, MoveKind.OPPOSITION}
NECESSARY = {Relation.ONLY_IF, Relation.UNLESS, Relation.UNTIL}
"""Relations by which a step is asked for before another: it is a precondition."""
OPENING = {Measure.TALKS, Measure.ATTENDANCE}
"""Steps before which whatever is asked for is a precondition."""
NOT_NEGOTIABLE = re.compile(
    r"\bred lines?\b|\bnot (?:be )?(?:on the table|negotiable|up for (?:negotiation|discussion))\b|\bnon-negotiable\b|\bnever\b"
    r"|\bunder no circumstances\b|\bout of the question\b|\bno compromise\b|\bnot an inch\b|\bnot for sale\b",
    re.I,
)
"""Words by which a refusal is declared not negotiable."""
STOP = re.compile(r"[.!?;][”’\"')]*\s|\n")
"""Where a sentence, or a part of it, ends."""


def positions(reading: Reading) -> tuple[Position, ...]:
    """The stance of every party on every step that it has made a move on, or that is demanded of it; threats tell none.

    The last move of a party on a step decides; it is conditional where that move has a condition. What a party waits for before
    a step is its precondition. The agent of a demanded step that says nothing of it is undeclared.
    """
    moves = {m.id: m for m in reading.moves}
    on: dict[tuple[str, str], list[Move]] = defaultdict(list)
    waits_for: dict[str, list[str]] = defaultdict(list)
    for mention in reading.step_mentions:
        move = moves[mention.move]
        if mention.part is StepPart.CONDITION:
            waits_for[move.id].append(mention.step)
        elif move.kind in FOR | AGAINST:
            on[move.party, mention.step].append(move)
    found = [_position(party, step, made, waits_for, reading.report) for (party, step), made in on.items()]
    found += _preconditions(reading, waits_for, on)
    return (*found, *_undeclared(reading, on, {(p.party, p.issue) for p in found}))


def _position(party: str, step: str, made: list[Move], waits_for: dict[str, list[str]], report: Report) -> Position:
    last = max(made, key=lambda m: m.step.start)
    return Position(
        party=party,
        issue=step,
        stance=Stance.CONDITIONAL if last.condition else Stance.FOR if last.kind in FOR else Stance.AGAINST,
        date=report.published,
        condition=_condition(last, waits_for[last.id]) if last.condition else None,
        red_line=any(m.kind in AGAINST and NOT_NEGOTIABLE.search(_sentence(m.step, report.text)) for m in made),
        evidence=tuple(m.id for m in made),
    )


def _condition(move: Move, steps: list[str]) -> Condition | None:
    """What must be done for the party to be for the step: for "unless", of a step that it would take, that it is not done."""
    if not steps:
        return None
    done = Done(step=steps[0]) if len(steps) == 1 else any_of(*(Done(step=s) for s in steps))
    return Not(part=done) if move.relation is Relation.UNLESS and move.kind in FOR else done


def _sentence(step: Span, text: str) -> str:
    """The sentence, or the part of it between semicolons, in which a step stands."""
    start = max(m.end() for m in STOP.finditer(text, 0, step.start)) if STOP.search(text, 0, step.start) else 0
    end = STOP.search(text, step.end)
    return text[start : end.start() if end else len(text)]


def _preconditions(reading: Reading, waits_for: dict[str, list[str]], on: dict[tuple[str, str], list[Move]]) -> list[Position]:
    """The steps that parties ask for before talks, or before a step that they make impossible without."""
    evidence: dict[tuple[str, str], list[str]] = defaultdict(list)
    for move in reading.moves:
        if move.kind in FOR | AGAINST and (move.relation in NECESSARY or (move.relation and move.measure in OPENING)):
            for step in waits_for[move.id]:
                if (move.party, step) not in on:
                    evidence[move.party, step].append(move.id)
    date = reading.report.published
    return [
        Position(party=party, issue=step, stance=Stance.FOR, date=date, precondition=True, evidence=tuple(ids))
        for (party, step), ids in evidence.items()
    ]


def _undeclared(reading: Reading, on: dict[tuple[str, str], list[Move]], declared: set[tuple[str, str]]) -> list[Position]:
    """The agents of demanded steps who have not said whether they would take them."""
    demanded: dict[str, list[str]] = defaultdict(list)
    for (_, step), made in on.items():
        demanded[step] += [m.id for m in made if m.kind is MoveKind.DEMAND]
    date = reading.report.published
    return [
        Position(party=s.agent, issue=s.id, stance=Stance.UNDECLARED, date=date, evidence=tuple(demanded[s.id]))
        for s in reading.steps
        if s.agent and demanded[s.id] and (s.agent, s.id) not in declared
    ]
