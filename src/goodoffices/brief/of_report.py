"""One report of a ledger, in words: what it says, according to whom, and what people have said of that."""

from __future__ import annotations

from goodoffices.brief import lines, wording
from goodoffices.brief.outline import Item, Outline, Told, section
from goodoffices.brief.telling import status_of, told_by
from goodoffices.ledger.briefing import Telling
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import StatementFact
from goodoffices.ledger.tellings import Said


def outline_of(said: Said, cite: lines.Cites) -> Outline:
    """The moves that it tells of, and its statements."""
    report = said.report
    drafts = [s.status is Status.DRAFT for s in said.statements] + [t.move.status is Status.DRAFT for t in said.moves]
    return Outline(
        title=report.title or report.origin, status=status_of(drafts), about=lines.cited(report),
        sections=(
            section(wording.MOVES, [move_item(t, cite) for t in said.moves], nothing=wording.NO_MOVES.rstrip(".")),
            section(
                wording.STATEMENTS, [statement_item(s, cite, wording.MANNERS[s.manner]) for s in said.statements],
                nothing=wording.NO_STATEMENTS.rstrip("."),
            ),
        ),
    )  # fmt: skip


def move_item(told: Telling, cite: lines.Cites) -> Item:
    """One move, with who tells of it."""
    move = told.move
    terms = lines.status(move.status, move.confidence)
    return Item(said=f"{move.id} {lines.move(move, cite)}", terms=terms, told=told_by([told]))


def statement_item(statement: StatementFact, cite: lines.Cites, first: str) -> Item:
    """One statement, with who makes it; `first` of its terms."""
    whom = lines.speaker(statement, cite)
    terms = f"{first} · {lines.status(statement.status, statement.confidence)}"
    told = Told(source=f"{whom}: {statement.id}", words=statement.content.text, whom=whom)
    return Item(said=f"{statement.id} {whom}", terms=terms, told=(told,))
