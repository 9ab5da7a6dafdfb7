"""The picture of an answer: the steps as boxes by what could become of them, and arrows to what they wait for. A picture of its own
needs no other file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from goodoffices.brief.deals.geometry import Drawing, drawn
from goodoffices.brief.deals.lettering import width, wrapped
from goodoffices.brief.deals.phrases import Phrases
from goodoffices.brief.deals.shapes import BOX, MARGIN, Arrow, Rectangle
from goodoffices.brief.deals.states import State, states
from goodoffices.brief.pages import resource, template
from goodoffices.brief.printable import one_line
from goodoffices.deals.answer import Answer
from goodoffices.deals.conditions import awaited, opposed
from goodoffices.deals.waiting.graphs import strongly_connected

SMALL, LETTERS, LINE, PADDING = 11, 13, 17, 10
INNER = BOX - 2 * PADDING
LEGEND_ROW, SWATCH = 24, 14


@dataclass(frozen=True)
class Box:
    """A step: whose it is, what it is, how it stands; `full` is all of that, and `kind` the class that colours it."""

    step: str
    party: str
    lines: tuple[str, ...]
    standing: str
    full: str
    kind: str
    is_root: bool

    @property
    def height(self) -> float:
        """In pixels."""
        return 2 * PADDING + LINE * (len(self.lines) + 2)


@dataclass(frozen=True)
class Lead:
    """Where a click on the box of a step leads, and what that does, in words; `id` names the link on its page."""

    address: str
    does: str
    id: str


NOWHERE: Mapping[str, Lead] = {}


def svg(
    answer: Answer, *, style: bool = True, leads: Mapping[str, Lead] = NOWHERE, only: Collection[str] | None = None
) -> str:  # fmt: skip
    """The picture as SVG, with its style in it, or for a page that has that already (`picture.css`).

    `leads` makes boxes links, `only` leaves out all other steps.
    """
    found = {box.step: box for box in _boxes(answer) if only is None or box.step in only}
    waits, unless = _graph(answer)
    graph = {step: (waits[step] | unless[step]) & found.keys() for step in found}
    legend = _legend(found, any(unless[step] & found.keys() for step in found))
    drawing = drawn(graph, {step: box.height for step, box in found.items()}, top=legend[-1].bottom if legend else 0)
    return template("deals/picture.svg.j2").render(
        drawing=drawing,
        width=max([drawing.width, *(e.right + MARGIN / 2 for e in legend)]),
        boxes=found,
        arrows=[(a, "waits" if a.end in waits[a.start] else "unless", _arrow_title(a, waits, found)) for a in drawing.arrows],
        frames=_frames(drawing, waits),
        legend=legend,
        leads=leads,
        style=Markup(resource("deals/picture.css")) if style else None,  # noqa: S704
        metrics={"small": SMALL, "letters": LETTERS, "line": LINE, "padding": PADDING, "swatch": SWATCH},
    )


@dataclass(frozen=True)
class Entry:
    """A line of the legend: a colour or an arrow, and what it means."""

    kind: str
    text: str
    place: Rectangle

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.place.right

    @property
    def bottom(self) -> float:
        """Where its row ends."""
        return self.place.bottom


def _boxes(answer: Answer) -> Iterator[Box]:
    say = Phrases(answer.problem)
    for step, state in states(answer).items():
        root = answer.out_of_reach.roots.get(step) if state in (State.OUT_OF_REACH, State.REFUSED) else None
        standing = state.value
        if root and state is State.OUT_OF_REACH:
            standing = " / ".join(dict.fromkeys(b.value for b in root.blocks.values()))
        standing = f"{'root: ' if root else ''}{standing}"
        party, title = say.agents(step), say.title(step)
        yield Box(
            step=step,
            party=wrapped(party, INNER, SMALL, 1)[0],
            lines=tuple(wrapped(title, INNER, LETTERS)) or ("",),
            standing=wrapped(standing, INNER, SMALL, 1)[0],
            full=f"{one_line(step)}: {title} ({party}); {standing}",
            kind=state.kind,
            is_root=root is not None,
        )


def _graph(answer: Answer) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    """For each step that is not done those for which it waits, and those that must not be taken.

    Of a step that could start now only the promises count by which it could: for what others wait, it need not.
    """
    waits: defaultdict[str, set[str]] = defaultdict(set)
    unless: defaultdict[str, set[str]] = defaultdict(set)
    first = answer.deals[0]
    for c in answer.problem.in_force(firm_only=answer.question.firm_only):
        against = opposed(c.antecedent)
        for step in set(c.consequent) - answer.problem.done:
            grounds = {s for r in first.reasons.get(step, ()) if r.commitment == c.id for s in r.done | r.after}
            counts = step not in first.now or any(r.commitment == c.id for r in first.reasons[step])
            if counts:
                unless[step] |= against
                waits[step] |= grounds if step in first.now else awaited(c.antecedent)
    return waits, defaultdict(set, {s: only for s, against in unless.items() if (only := against - waits[s])})


def joined(answer: Answer) -> frozenset[str]:
    """The steps that an arrow of the picture joins to others."""
    waits, unless = _graph(answer)
    ends = {step: waits[step] | unless[step] for step in answer.problem.by_id}
    return frozenset(s for step, others in ends.items() if others for s in (step, *others))


def _frames(drawing: Drawing, waits: Mapping[str, set[str]]) -> list[tuple[str, Rectangle]]:
    """The frames with what they mean: a circle, or that what stands there hangs together by a "not"."""
    circles = set(strongly_connected({step: waits[step] & drawing.boxes.keys() for step in drawing.boxes}))
    names = {True: "circle: they wait for one another", False: "they wait for one another, or exclude one another"}
    return [(names[frozenset(boxes) in circles], frame) for boxes, frame in drawing.frames.items()]


def _arrow_title(arrow: Arrow, waits: Mapping[str, set[str]], boxes: Mapping[str, Box]) -> str:
    how = "waits for" if arrow.end in waits[arrow.start] else "only without"
    return f"{' '.join(boxes[arrow.start].lines)} {how}: {' '.join(boxes[arrow.end].lines)}"


def _legend(boxes: Mapping[str, Box], has_unless: bool) -> list[Entry]:
    """What the colours and arrows mean that the picture has, in rows."""
    kinds = {box.kind for box in boxes.values()}
    meanings = [(s.kind, s.value) for s in State if s.kind in kinds]
    meanings += [("waits", "waits for")] + ([("unless", "only without")] if has_unless else [])
    entries: list[Entry] = []
    x, y = float(MARGIN), float(MARGIN)
    for kind, text in meanings:
        across = SWATCH * 2 + 6 + width(text, SMALL) + 18
        if x + across > MARGIN + 4 * INNER:
            x, y = float(MARGIN), y + LEGEND_ROW
        entries.append(Entry(kind, text, Rectangle(x, y, across, LEGEND_ROW)))
        x += across
    return entries
