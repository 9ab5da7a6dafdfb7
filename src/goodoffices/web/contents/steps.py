"""A step: who promises, demands or refuses it, who waits for it, and whether it was done."""

from __future__ import annotations

import datetime

from goodoffices.brief import lines, wording
from goodoffices.ledger.citing import citing
from goodoffices.ledger.facts import StepFact
from goodoffices.ledger.searching import commitments_of
from goodoffices.ledger.tellings import promised, tellings
from goodoffices.model import MoveKind, steps_in
from goodoffices.model.base import Value
from goodoffices.web.contents.parties import history
from goodoffices.web.contents.telling import Line, told_in
from goodoffices.web.desk import Desk

MOST = 200


class Step(Value):
    """A step, with those who promise it, wait for it, demand it, refuse it, threaten with it, are for or against it."""

    step: StepFact
    said: str
    agent: str | None
    promised: tuple[Line, ...]
    awaited: tuple[Line, ...]
    moves: dict[MoveKind, tuple[Line, ...]]
    merged: bool
    history: tuple[Line, ...]
    today: datetime.date


def step(desk: Desk, called: str, as_of: datetime.date | None = None) -> Step:
    """A step (t4), or that into which it was merged. Raises LedgerError where there is none."""
    view = desk.view(as_of)
    fact = view.step(called)
    bound = promised(view, commitments_of(view, [fact.step], MOST))
    moves = tellings(view, view.moves(step=fact.step, most=MOST))
    with citing(view) as cite:
        cite.look_up([*(t.move for t in moves), *(p.commitment for p in bound)])
        made = [
            (
                p.commitment,
                Line(said=lines.commitment(p.commitment, cite), subject=p.commitment.id,
                     terms=f"{p.commitment.id} · {lines.terms(p.commitment)}", told=told_in(p.told[-5:])),
            )
            for p in bound
        ]  # fmt: skip
        of_kind: dict[MoveKind, list[Line]] = {}
        for t in moves:
            line = Line(said=lines.move(t.move, cite), subject=t.move.id, terms=wording.day(t.move.day), told=told_in([t]))
            of_kind.setdefault(t.move.kind, []).append(line)
        return Step(
            step=fact, said=cite.step(fact.step), agent=cite.name(fact.agent) if fact.agent else None,
            promised=tuple(line for c, line in made if c.consequent.step == fact.step),
            awaited=tuple(line for c, line in made if fact.step in steps_in(c.antecedent)),
            moves={kind: tuple(of_kind[kind]) for kind in MoveKind if kind in of_kind}, merged=fact.step != called,
            history=tuple(history(desk, fact.step)), today=view.today,
        )  # fmt: skip
