"""What in the ledger has some words."""

from __future__ import annotations

import datetime

from goodoffices.brief import lines
from goodoffices.ledger.citing import citing
from goodoffices.ledger.facts import StepFact
from goodoffices.ledger.finding import FoundParty, FoundStep, parties_with, steps_with
from goodoffices.ledger.searching import FoundReport, commitments_of, moves_found, reports_found
from goodoffices.ledger.tellings import promised
from goodoffices.model.base import Value
from goodoffices.web.contents.telling import Line, told_in
from goodoffices.web.desk import Desk

MOST = 10
"""So many of each kind are shown, unless more reports are asked for."""
FEW = 50


class Found(Value):
    """What has all of the words: some of each kind, and whether there is more of it."""

    words: str
    reports: tuple[FoundReport, ...]
    parties: tuple[FoundParty, ...]
    steps: tuple[Line, ...]
    moves: tuple[Line, ...]
    commitments: tuple[Line, ...]
    more: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether nothing has them."""
        return not any((self.reports, self.parties, self.steps, self.moves, self.commitments))


def search(desk: Desk, words: str, as_of: datetime.date | None = None, most: int = MOST) -> Found:
    """What has all of the words; nothing where there are none."""
    words = " ".join(words.split())
    if not words:
        return Found(words="", reports=(), parties=(), steps=(), moves=(), commitments=(), more=())
    view = desk.view(as_of)
    reports = reports_found(view, words, most + 1)
    parties = parties_with(view, words, most + 1)
    steps = steps_with(view, words, most + 1)
    moves = moves_found(view, words, most + 1)
    commitments = promised(view, commitments_of(view, [one.step.step for one in steps], most + 1))
    with citing(view) as cite:
        cite.look_up([p.commitment for p in commitments] + [t.move for t in moves])
        said = [
            Line(said=f"{p.commitment.id} {lines.commitment(p.commitment, cite)}", subject=p.commitment.id,
                 terms=lines.terms(p.commitment), told=told_in(p.told[:2]))
            for p in commitments[:most]
        ]  # fmt: skip
        made = [
            Line(said=lines.move(t.move, cite), subject=t.move.id, told=told_in([t])) for t in moves[:most]
        ]  # fmt: skip
    return Found(
        words=words, reports=tuple(reports[:most]), parties=tuple(parties[:most]),
        steps=tuple(_step(one) for one in steps[:most]), moves=tuple(made), commitments=tuple(said),
        more=tuple(
            name
            for name, several in (
                ("reports", reports), ("parties", parties), ("steps", steps), ("moves", moves), ("commitments", commitments),
            )
            if len(several) > most
        ),
    )  # fmt: skip


def _step(one: FoundStep) -> Line:
    fact: StepFact = one.step
    what = f"{fact.object} ({fact.measure})" if fact.object else fact.measure.value
    return Line(
        said=f"{one.agent}: {what}" if one.agent else what, subject=fact.step,
        terms=", ".join(filter(None, (fact.place, f"done on {fact.done}" if fact.done else None))) or None,
    )  # fmt: skip
