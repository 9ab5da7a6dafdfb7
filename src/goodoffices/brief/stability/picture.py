"""The picture of a conflict: its states as boxes, and the moves by which somebody would gain as arrows, from left to right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from goodoffices.brief.deals.geometry import Drawing, drawn
from goodoffices.brief.deals.lettering import width, wrapped
from goodoffices.brief.deals.shapes import BOX, MARGIN, Arrow, Rectangle
from goodoffices.brief.pages import resource, template
from goodoffices.brief.stability.phrases import CONCEPTS, Phrases, by_kind, stable
from goodoffices.brief.stability.ways import ways
from goodoffices.stability.answer import Answer, By
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.concepts.limited import Horizon

MOST_STATES = 60
"""So many states are drawn; of more, the equilibria and today's."""
MOST_ARROWS = 120
"""So many moves are drawn; of more, the best of each party from each state."""
COLOURS = 6
"""So many parties have a colour of their own; the next ones have those again."""
SMALL, LETTERS, LINE, PADDING = 11, 13, 17, 10
INNER = BOX - 2 * PADDING
LEGEND_ROW, SWATCH = 24, 14
Moves = Mapping[tuple[str, str], tuple[int, ...]]
"""For a move from one box to another the decision makers who would gain by it."""


@dataclass(frozen=True)
class Box:
    """A state: what it is called, what is taken in it, whether it would last; `full` is all of that, and `kind` colours it."""

    label: str
    lines: tuple[str, ...]
    standing: tuple[str, ...]
    full: str
    kind: str
    is_today: bool

    @property
    def height(self) -> float:
        """In pixels."""
        return 2 * PADDING + LINE * (len(self.lines) + 1 + max(1, len(self.standing)))


@dataclass(frozen=True)
class Entry:
    """An entry of the legend: a colour or an arrow, and what it means."""

    kind: str
    text: str
    place: Rectangle


def svg(answer: Answer, *, style: bool = True) -> str:
    """The picture as SVG, with its style in it, or for a page that has that already."""
    say = Phrases(answer.game)
    states = list(range(len(answer.game.states)))
    is_whole = len(states) <= MOST_STATES
    path = _path_moves(answer)
    if not is_whole:
        asked = (*answer.question.states, answer.question.origin, answer.game.conflict.today)
        chosen = [answer.game.states.number(s) for s in asked if s is not None]
        on_the_way = [s for _, start, end in path for s in (start, end)]
        states = list(dict.fromkeys([*chosen, *on_the_way, *answer.lasting]))[:MOST_STATES]
    boxes = {str(s): _box(answer, s, say) for s in states}
    moves, only_best = _moves(answer, states, path)
    legend = _legend(answer, boxes, moves, say, _note(answer, is_whole, only_best))
    graph: dict[str, set[str]] = {state: set() for state in boxes}
    for start, end in moves:
        graph[end].add(start)  # drawn from right to left: what moves lead to stands on the right
    drawing = drawn(graph, {state: box.height for state, box in boxes.items()}, top=legend[-1].place.bottom)
    return template("stability/picture.svg.j2").render(
        drawing=drawing,
        width=max([drawing.width, *(e.place.right + MARGIN / 2 for e in legend)]),
        boxes=boxes,
        arrows=list(_arrows(drawing, moves, boxes, say, {(str(s), str(t)) for _, s, t in path})),
        colours=range(COLOURS),
        legend=legend,
        style=Markup(resource("deals/picture.css") + resource("stability/picture.css")) if style else None,  # noqa: S704
        metrics={"small": SMALL, "letters": LETTERS, "line": LINE, "padding": PADDING, "swatch": SWATCH},
    )


def _box(answer: Answer, state: int, say: Phrases) -> Box:
    concepts = answer.concepts_of(state)
    taken = answer.game.states.state(state)
    label, words = say.label(state), say.state(state)
    short = ", ".join(say.option(o.id) for o in answer.game.conflict.options if o.id in taken) or "nothing is taken"
    is_today = taken == answer.game.conflict.today
    standing = stable(concepts) if concepts else ""
    return Box(
        label=wrapped(f"{label} – today" if is_today else label, INNER, LETTERS, 1)[0],
        lines=tuple(wrapped(short, INNER, SMALL)),
        standing=tuple(
            line for how, which in by_kind(concepts) for line in wrapped(f"{how or 'stable'} by {which}", INNER, SMALL, 2)
        ),
        full=f"{label}: {words}{f'; {standing} for everybody' if standing else ''}",
        kind=_kind(concepts),
        is_today=is_today,
    )


def _kind(several: Collection[By]) -> str:
    """What colours a state that is stable by some concepts."""
    if Concept.NASH in several:
        return "nash"
    if any(isinstance(by, Concept | Horizon) for by in several):
        return "foreseen"
    return "variant" if several else "passing"


def _path_moves(answer: Answer) -> list[tuple[int, int, int]]:
    """The moves on the ways to what would last, where those were asked for: who moves from which state to which."""
    if answer.question.origin is None:
        return []
    start = answer.game.states.number(answer.question.origin)
    found: dict[tuple[int, int, int], None] = {}
    for way in ways(answer, MOST_STATES):
        before = start
        for move in way.moves or ():
            found[move.who, before, move.state] = None
            before = move.state
    return list(found)


def _moves(answer: Answer, states: Iterable[int], path: Iterable[tuple[int, int, int]]) -> tuple[Moves, bool]:
    """The moves between these states by which somebody would gain, and those on the ways asked for.

    Only each one's best ones where they are too many to be seen.
    """
    drawn_states, ranks = set(states), answer.game.ranks
    found: list[tuple[int, int, int]] = []
    for i in answer.game.players:
        starts, targets = answer.game.moves.improvements(i)
        for s in drawn_states:
            found += [(i, s, int(t)) for t in targets[starts[s] : starts[s + 1]] if int(t) in drawn_states]
    only_best = len({(s, t) for _, s, t in found}) > MOST_ARROWS
    if only_best:
        best: dict[tuple[int, int], int] = defaultdict(int)
        for i, s, t in found:
            best[i, s] = max(best[i, s], int(ranks[i, t]))
        found = [(i, s, t) for i, s, t in found if ranks[i, t] == best[i, s]]
    movers: dict[tuple[str, str], tuple[int, ...]] = {}
    for i, s, t in sorted({*found, *(move for move in path if move[1] in drawn_states and move[2] in drawn_states)}):
        movers[str(s), str(t)] = (*movers.get((str(s), str(t)), ()), i)
    return movers, only_best


def _arrows(
    drawing: Drawing, moves: Moves, boxes: Mapping[str, Box], say: Phrases, path: Collection[tuple[str, str]]
) -> Iterator[tuple[Arrow, str, int, str]]:
    """The arrows, each with its class, the colour of its mover and its title; they are drawn from their heads."""
    for arrow in drawing.arrows:
        movers = moves[arrow.end, arrow.start]
        title = f"{say.several(movers)}: from {boxes[arrow.end].label} to {boxes[arrow.start].label}"
        colour = movers[0] % COLOURS
        yield arrow, f"mover-{colour}{' way' if (arrow.end, arrow.start) in path else ''}", colour, title


def _note(answer: Answer, is_whole: bool, only_best: bool) -> str:
    arrows = "arrows are the best moves of each party" if only_best else "arrows are moves by which a party would gain"
    if answer.question.origin is not None:
        arrows += "; bold ones lead to what would last"
    if is_whole:
        return arrows
    what = "the equilibria and the ways to them" if answer.question.origin is not None else "the equilibria"
    return f"{len(answer.game.states):,} states: only {what} are drawn, at most {MOST_STATES}; {arrows}"


def _legend(answer: Answer, boxes: Mapping[str, Box], moves: Moves, say: Phrases, note: str) -> list[Entry]:
    """What the colours and arrows mean that the picture has, in rows."""
    kinds = {box.kind for box in boxes.values()}
    nash = CONCEPTS[Concept.NASH]
    meanings = [
        ("nash", f"stable for everybody by {nash}"),
        ("foreseen", f"stable for everybody, but not by {nash}"),
        ("variant", "stable for everybody only with attitudes, or as each sees it"),
        ("passing", "left by somebody"),
    ]
    shown = [(kind, text) for kind, text in meanings if kind in kinds]
    movers = {i for several in moves.values() for i in several}
    shown += [(f"mover-{i % COLOURS}", say.party(i)) for i in answer.game.players if i in movers]
    entries: list[Entry] = []
    x, y = float(MARGIN), float(MARGIN)
    for kind, text in [*shown, ("note", note)]:
        across = SWATCH * 2 + 6 + width(text, SMALL) + 18
        if x > MARGIN and x + across > MARGIN + 4 * INNER:
            x, y = float(MARGIN), y + LEGEND_ROW
        entries.append(Entry(kind, text, Rectangle(x, y, across, LEGEND_ROW)))
        x += across
    return entries
