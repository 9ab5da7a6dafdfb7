"""The order of a deal as a chart: rounds across, a row for each party, what it gives in each, and when it is exposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from goodoffices.brief.deals.lettering import wrapped
from goodoffices.brief.deals.phrases import Phrases
from goodoffices.brief.deals.shapes import Rectangle
from goodoffices.brief.pages import template
from goodoffices.deals.problem import Problem
from goodoffices.deals.sequence.exposure import Turn
from goodoffices.deals.sequence.order import Plan

NAMES, COLUMN, LETTERS, LINE, PADDING, HEAD, APART = 150, 210, 12, 16, 8, 30, 6
"""In pixels: the width of the names and of a round, letters, lines, the room around and between what is given, the head."""


@dataclass(frozen=True)
class Given:
    """What a party gives in a round: its lines, all of it in words, and whether it is one of a circle's."""

    place: Rectangle
    lines: tuple[str, ...]
    full: str
    in_circle: bool


@dataclass(frozen=True)
class Row:
    """A party, what it gives, and where it has given something and is still owed something, each with words for it."""

    place: Rectangle
    name: tuple[str, ...]
    given: tuple[Given, ...]
    exposed: tuple[tuple[Rectangle, str], ...]


def svg(plan: Plan, problem: Problem) -> str:
    """The chart as SVG, for a page that has the style of pictures."""
    say = Phrases(problem)
    circles = frozenset[str]().union(*plan.circles)
    heights = [_height(_cells(plan, e.party, problem), say) for e in plan.exposures]
    tops = list(accumulate(heights, initial=float(HEAD)))
    width = NAMES + COLUMN * len(plan.rounds)
    rows = [
        Row(
            place=Rectangle(0, top, width, height),
            name=tuple(wrapped(say.party(e.party), NAMES - 2 * PADDING, LETTERS, 3)),
            given=tuple(_given(_cells(plan, e.party, problem), top, circles, say)),
            exposed=tuple(
                (
                    Rectangle(NAMES + COLUMN * (n - 1), top, COLUMN, height),
                    f"{say.party(e.party)}: exposed after round {n}",
                )
                for n in e.rounds
            ),
        )
        for e, top, height in zip(plan.exposures, tops, heights, strict=False)
    ]
    return template("deals/timetable.svg.j2").render(
        rows=rows,
        rounds=[(n, NAMES + COLUMN * (n - 1)) for n in range(1, len(plan.rounds) + 1)],
        width=width,
        height=tops[-1] + 1,
        metrics={"letters": LETTERS, "line": LINE, "padding": PADDING, "head": HEAD},
    )


Cells = list[list[Turn]]
"""The turns of a party, round by round."""


def _cells(plan: Plan, party: str, problem: Problem) -> Cells:
    agents = {step: {r.agent for r in reasons} for step, reasons in plan.reasons.items()}
    return [
        sorted(
            (t for t in turns if party in agents.get(t.step, problem.by_id[t.step].agents)), key=lambda t: (t.step, t.tranche)
        )
        for turns in plan.rounds
    ]  # fmt: skip


def _words(turn: Turn, say: Phrases) -> str:
    return say.title(turn.step) if turn.of == 1 else f"part {turn.tranche} of {turn.of}: {say.title(turn.step)}"


def _lines(turn: Turn, say: Phrases) -> tuple[str, ...]:
    return tuple(wrapped(_words(turn, say), COLUMN - 4 * PADDING, LETTERS, 3)) or ("",)


def _tall(turn: Turn, say: Phrases) -> float:
    return LINE * len(_lines(turn, say)) + PADDING


def _height(cells: Cells, say: Phrases) -> float:
    """Of a row: that of the round in which the party gives most."""
    return max([LINE * 2.0, *(sum(_tall(t, say) + APART for t in turns) for turns in cells)]) + PADDING


def _given(cells: Iterable[list[Turn]], top: float, circles: frozenset[str], say: Phrases) -> Iterator[Given]:
    for n, turns in enumerate(cells):
        y = top + PADDING
        for turn in turns:
            yield Given(
                Rectangle(NAMES + COLUMN * n + PADDING, y, COLUMN - 2 * PADDING, _tall(turn, say)),
                _lines(turn, say),
                f"Round {n + 1}: {_words(turn, say)}{'; part of a circle, at once with others' if turn.step in circles else ''}",
                turn.step in circles,
            )
            y += _tall(turn, say) + APART
