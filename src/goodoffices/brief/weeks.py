"""How many moves of each kind the reports of each week have, as a strip: a row for each kind, a bar for each week."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goodoffices.brief import wording
from goodoffices.brief.pages import template
from goodoffices.ledger.happenings import Weekly
from goodoffices.model import MoveKind

MOST = 104
"""So many bars are drawn in a row; of a longer time each bar has several weeks."""
LEFT, ACROSS, ROW, BAR, FOOT = 92, 900, 30, 22, 26
KINDS = tuple(MoveKind)


@dataclass(frozen=True)
class Bar:
    """The moves of a kind in some weeks."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    said: str


@dataclass(frozen=True)
class Span:
    """Some weeks, of which the first begins on a day: where they are in the strip, what is told of them, where a click leads."""

    x: float
    width: float
    said: str
    lead: str


def svg(weeks: Sequence[Weekly], leads: Callable[[datetime.date], str]) -> str:
    """The strip as SVG for a page that has the colours of the kinds of moves; `leads` tells where a click on a week leads."""
    several = math.ceil(len(weeks) / MOST) or 1
    lots = [weeks[i : i + several] for i in range(0, len(weeks), several)]
    step = ACROSS / max(len(lots), 8)
    counts = [{kind: sum(w.moves.get(kind, 0) for w in lot) for kind in KINDS} for lot in lots]
    top = max((n for of in counts for n in of.values()), default=0) or 1
    bars, spans = [], []
    for n, (lot, of) in enumerate(zip(lots, counts, strict=True)):
        x = LEFT + n * step
        for row, kind in enumerate(KINDS):
            if of[kind]:
                height = max(2.0, BAR * of[kind] / top)
                bars.append(Bar(kind.value, x + 1, ROW * (row + 1) - height, max(1.0, step - 2), height, f"{of[kind]}"))
        spans.append(Span(x, step, _said(lot, of), leads(lot[-1].week)))
    return template("weeks.svg.j2").render(
        kinds=[kind.value for kind in KINDS], bars=bars, spans=spans, ticks=_ticks(lots, step), top=top,
        size={"width": LEFT + ACROSS + 8, "height": ROW * len(KINDS) + FOOT, "left": LEFT, "row": ROW, "rows": ROW * len(KINDS)},
        what=f"Moves by kind and week, {wording.day(weeks[0].week)} to {wording.day(weeks[-1].week)}" if weeks else "No moves",
    )  # fmt: skip


def _said(lot: Sequence[Weekly], of: dict[MoveKind, int]) -> str:
    """Which weeks, and what there was in them."""
    when = f"Week of {wording.day(lot[0].week)}" if len(lot) == 1 else f"{len(lot)} weeks from {wording.day(lot[0].week)}"
    told = ", ".join(f"{n} {kind.value}{'' if n == 1 else 's'}" for kind, n in of.items() if n)
    return f"{when}: {told or 'no moves'}"


def _ticks(lots: Sequence[Sequence[Weekly]], step: float) -> list[tuple[float, str]]:
    """Where a month or year begins, and its name: no closer than can be read."""
    found: list[tuple[float, str]] = []
    last = ""
    for n, lot in enumerate(lots):
        name = f"{lot[0].week:%b %Y}"
        x = LEFT + n * step
        if name != last and (not found or x - found[-1][0] > 70) and x < LEFT + ACROSS - 50:
            found.append((x, name))
        last = name
    return found
