"""How a stance is written in few characters: a sign and its word."""

from __future__ import annotations

from goodoffices.ledger.position_facts import Cell, Standing, Tally
from goodoffices.model import Stance

SIGNS = {Stance.FOR: "+", Stance.AGAINST: "−", Stance.CONDITIONAL: "◐", Stance.UNDECLARED: "?"}
DISPUTED = "disputed"
DISPUTED_SIGN = "≠"


def word(cell: Cell) -> str:
    """The stance of a cell that has one."""
    if cell.standings:
        return word_of(cell.standings[0])
    return Stance.UNDECLARED.value if cell.asked else ""


def word_of(standing: Standing) -> str:
    """For, against, conditional, or disputed."""
    return DISPUTED if standing.position.disputed else standing.position.stance.value


def sign(of: str) -> str:
    """The sign of a word."""
    return DISPUTED_SIGN if of == DISPUTED else SIGNS[Stance(of)]


def counts(tally: Tally) -> list[tuple[str, int]]:
    """On how many steps a party stands how, by word."""
    found = [(stance.value, n) for stance, n in tally.stances.items()]
    return [*found, (DISPUTED, tally.disputed)] if tally.disputed else found


def in_full(cell: Cell) -> str:
    """The stance, its day, and what marks it, in one line; nothing where nothing is known."""
    if not cell.standings:
        return word(cell)
    now = cell.standings[0]
    marks = {"red line": now.red_line, "precondition": now.precondition, "draft": now.position.is_draft}
    return ", ".join([word_of(now), now.position.day.isoformat(), *(mark for mark, holds in marks.items() if holds)])
