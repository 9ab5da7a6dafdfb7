"""Parties against issues as a picture that needs no other file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from goodoffices.brief import stances, wording
from goodoffices.brief.deals.lettering import wrapped
from goodoffices.brief.pages import resource, template
from goodoffices.brief.printable import one_line
from goodoffices.ledger.position_facts import Cell, PositionTable

FIRST, COLUMN, LETTERS, SMALL, LINE, PAD = 300, 130, 13, 11, 16, 7
MOST_LINES = 3


@dataclass(frozen=True)
class Box:
    """A cell: its sign, its lines, and all of it as one line."""

    x: int
    word: str
    lines: tuple[str, ...]
    full: str


@dataclass(frozen=True)
class Row:
    """A measure (without boxes), or a step."""

    y: int
    height: int
    heading: tuple[str, ...]
    full: str
    boxes: tuple[Box, ...]
    is_measure: bool


def svg(table: PositionTable, today: str) -> str:
    """The steps of the table that are shown, as SVG; `today` says as of when."""
    heads = [tuple(wrapped(one_line(c.name), COLUMN - 2 * PAD, LETTERS, MOST_LINES)) for c in table.columns]
    top = 58 + LINE * max(map(len, heads), default=1)
    rows = list(_rows(table, top))
    return template("positions.svg.j2").render(
        heads=[(FIRST + i * COLUMN, head) for i, head in enumerate(heads)], rows=rows, top=top, today=today,
        width=FIRST + COLUMN * len(heads) + PAD, height=(rows[-1].y + rows[-1].height if rows else top) + 40,
        signs=[(word, stances.sign(word)) for word in (*(s.value for s in stances.SIGNS), stances.DISPUTED)],
        style=Markup(resource("positions.css")),  # noqa: S704 (our own)
        metrics={"first": FIRST, "column": COLUMN, "letters": LETTERS, "small": SMALL, "line": LINE, "pad": PAD},
        sign=stances.sign,
    )  # fmt: skip


def _rows(table: PositionTable, y: int) -> Iterator[Row]:
    for of in table.measures:
        if not of.issues:
            continue
        name = of.measure.value
        yield Row(y, LINE + 2 * PAD, (name,), name, (), is_measure=True)
        y += LINE + 2 * PAD
        for issue in of.issues:
            words = one_line(f"{issue.step.step} {issue.words}")
            heading = tuple(wrapped(words, FIRST - 2 * PAD, LETTERS, MOST_LINES))
            boxes = tuple(_box(cell, i, table) for i, cell in enumerate(issue.cells) if cell.stance is not None)
            height = LINE * max(len(heading), *(len(b.lines) for b in boxes), 1) + 2 * PAD
            yield Row(y, height, heading, words, boxes, is_measure=False)
            y += height


def _box(cell: Cell, place: int, table: PositionTable) -> Box:
    word = stances.word(cell)
    lines = [word]
    if cell.standings:
        now = cell.standings[0]
        marks = {"red line": now.red_line, "precondition": now.precondition}
        lines += [mark for mark, holds in marks.items() if holds]
        lines.append(f"{wording.day(now.position.day)}{', draft' if now.position.is_draft else ''}")
    full = one_line(f"{table.names[cell.party]}: {stances.in_full(cell)}")
    return Box(FIRST + place * COLUMN, word, tuple(lines), full)
