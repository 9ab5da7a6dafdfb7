"""The picture of a network: parties as boxes, and what each has to do with others as arrows."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from goodoffices.brief import wording
from goodoffices.brief.deals.lettering import width, wrapped
from goodoffices.brief.network.layout import placed
from goodoffices.brief.pages import resource, template
from goodoffices.brief.printable import one_line
from goodoffices.ledger.network import CountedTie, Network
from goodoffices.ledger.relations import Tie

LETTERS, LINE, PADDING, WIDEST = 13, 17, 9, 150
MARGIN, LEGEND = 24, 40
BEND = 26.0
"""How far several ties of one pair are bent from the straight line, and from each other."""


@dataclass(frozen=True)
class Box:
    """A party: its name in lines, and where the box is, of which x and y are the left upper corner."""

    key: str
    name: str
    kind: str
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Where ties end, were there no box."""
        return self.x + self.width / 2, self.y + self.height / 2

    def border(self, towards: tuple[float, float]) -> tuple[float, float]:
        """Where a line from the middle to a point leaves the box."""
        x, y = self.middle
        dx, dy = towards[0] - x, towards[1] - y
        reach = max(abs(dx) / (self.width / 2), abs(dy) / (self.height / 2), 1e-9)
        return x + dx / reach, y + dy / reach


@dataclass(frozen=True)
class Arrow:
    """A tie: its path, its kind as a class of style, how thick it is, and what it says."""

    path: str
    kind: str
    thick: float
    said: str


def svg(
    network: Network, most: int, *, style: bool = True, leads: Callable[[str], str] | None = None
) -> str:  # fmt: skip
    """The picture as SVG with the `most` ties of which most is told, with its style in it, or for a page that has that already.

    `leads` gives for the key of a party where a click on it leads.
    """
    ties = network.ties[:most]
    boxes = _boxes(network, ties)
    arrows = list(_arrows(boxes, ties))
    kinds = [tie for tie in Tie if any(t.tie is tie for t in ties)]
    legend = _legend(kinds)
    return template("network/picture.svg.j2").render(
        boxes=boxes,
        arrows=arrows,
        legend=legend,
        kinds=[_class(tie) for tie in kinds],
        width=MARGIN + max([0, *(b.x + b.width for b in boxes.values()), *(x + 42 + width(w, LETTERS) for _, w, x in legend)]),
        height=MARGIN + max([LEGEND, *(b.y + b.height for b in boxes.values())]),
        leads=leads,
        style=Markup(resource("network/picture.css")) if style else None,  # noqa: S704
        metrics={"letters": LETTERS, "line": LINE, "padding": PADDING, "legend": MARGIN},
    )


def _class(tie: Tie) -> str:
    return tie.value.replace(" ", "-")


def _boxes(network: Network, ties: Sequence[CountedTie]) -> Mapping[str, Box]:
    keys = {party.key: n for n, party in enumerate(network.parties)}
    lines = [tuple(wrapped(one_line(party.name), WIDEST, LETTERS, 2)) or ("?",) for party in network.parties]
    sizes = [(max(width(line, LETTERS) for line in some) + 2 * PADDING, LINE * len(some) + 2 * PADDING) for some in lines]
    pulls: defaultdict[tuple[int, int], float] = defaultdict(float)
    for tie in ties:
        one, other = sorted((keys[tie.party], keys[tie.other]))
        pulls[one, other] += tie.count
    middles = placed(sizes, pulls)
    return {
        party.key: Box(
            party.key, one_line(party.name), party.kind.value, some, MARGIN + x - wide / 2, LEGEND + MARGIN + y - high / 2, wide,
            high,
        )
        for party, some, (wide, high), (x, y) in zip(network.parties, lines, sizes, middles, strict=True)
    }  # fmt: skip


def _arrows(boxes: Mapping[str, Box], ties: Sequence[CountedTie]) -> list[Arrow]:
    together: defaultdict[frozenset[str], list[CountedTie]] = defaultdict(list)
    for tie in ties:
        together[frozenset((tie.party, tie.other))].append(tie)
    return [
        _arrow(boxes, tie, (n - (len(several) - 1) / 2) * BEND) for several in together.values() for n, tie in enumerate(several)
    ]


def _arrow(boxes: Mapping[str, Box], tie: CountedTie, bend: float) -> Arrow:
    one, other = boxes[tie.party], boxes[tie.other]
    first, last = sorted((one, other), key=lambda box: box.key)  # the side of a bend is the same whichever way a tie leads
    (x0, y0), (x1, y1) = first.middle, last.middle
    length = math.hypot(x1 - x0, y1 - y0) or 1
    control = (x0 + x1) / 2 - (y1 - y0) / length * bend * 2, (y0 + y1) / 2 + (x1 - x0) / length * bend * 2
    (xa, ya), (xb, yb) = one.border(control), other.border(control)
    told = wording.counted(tie.count, "move" if tie.tie in (Tie.SUPPORTS, Tie.OPPOSES, Tie.WAITS_FOR) else "report")
    return Arrow(
        path=f"M{xa:.1f},{ya:.1f} Q{control[0]:.1f},{control[1]:.1f} {xb:.1f},{yb:.1f}",
        kind=_class(tie.tie),
        thick=min(4.0, 1.2 + 0.5 * math.log2(tie.count)),
        said=f"{one.name} {tie.tie.value} {other.name}, according to {told}",
    )


def _legend(kinds: Sequence[Tie]) -> list[tuple[str, str, float]]:
    """The kinds of ties, each with its word and where it begins."""
    found, x = [], float(MARGIN)
    for tie in kinds:
        found.append((_class(tie), tie.value, x))
        x += 44 + width(tie.value, LETTERS) + 20
    return found
