"""The picture of who waits for whom: its geometry, what is marked in it, and that it needs nothing else."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from goodoffices.brief.deals import to_svg
from goodoffices.brief.deals.geometry import Drawing, drawn
from goodoffices.brief.deals.layers import Part, crossings, layered
from goodoffices.brief.deals.lettering import width, wrapped
from goodoffices.brief.deals.shapes import BOX, Rectangle
from goodoffices.deals.answer import Question, answer
from goodoffices.deals.forms.text import read
from goodoffices.deals.problem import Problem
from tests.deals.geneva import GENEVA

from .test_deals import EVIL, TALKS, evil

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


NAMES = [f"s{n}" for n in range(40)]


def overlap(one: Rectangle, other: Rectangle) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def check_geometry(drawing: Drawing, graph: dict[str, set[str]]) -> None:
    """No two boxes overlap, none stands out of the canvas, and no arrow runs through a box that is not its end."""
    assert drawing.boxes.keys() == graph.keys()
    for one, other in combinations(drawing.boxes.values(), 2):
        assert not overlap(one, other)
    for r in (*drawing.boxes.values(), *drawing.frames.values()):
        assert r.x >= 0
        assert r.y >= 0
        assert r.right <= drawing.width
        assert r.bottom <= drawing.height
    for members, frame in drawing.frames.items():
        for step, box in drawing.boxes.items():
            assert overlap(frame, box) == (step in members)
    assert {(a.start, a.end) for a in drawing.arrows} == {(s, e) for s in graph for e in graph[s] if s != e}
    for arrow in drawing.arrows:
        for x, y in arrow.points:
            assert 0 <= x <= drawing.width
            assert 0 <= y <= drawing.height
            for step, box in drawing.boxes.items():
                if step not in (arrow.start, arrow.end):
                    assert not (box.x <= x <= box.right and box.y <= y <= box.bottom), (arrow, step)


def test_what_no_arrows_join_stands_in_blocks() -> None:
    graph = {f"{a}{n}": {f"a{n}"} if a == "b" else set() for n in range(30) for a in "ab"}
    drawing = drawn(graph, dict.fromkeys(graph, 60.0))
    check_geometry(drawing, graph)
    assert 0.5 < drawing.width / drawing.height < 3
    assert all(drawing.boxes[f"a{n}"].y == drawing.boxes[f"b{n}"].y for n in range(30))


graphs = st.integers(1, 40).flatmap(
    lambda n: st.lists(st.tuples(st.sampled_from(NAMES[:n]), st.sampled_from(NAMES[:n])), max_size=2 * n).map(
        lambda pairs: {name: {b for a, b in pairs if a == name and b != name} for name in NAMES[:n]}
    )
)


@given(graph=graphs)
@settings(max_examples=150, deadline=None)
def test_no_boxes_overlap_and_nothing_is_outside(graph: dict[str, set[str]]) -> None:
    heights = {step: 54.0 + 17 * (int(step[1:]) % 4) for step in graph}
    check_geometry(drawn(graph, heights, top=40), graph)


@given(graph=graphs)
@settings(max_examples=150, deadline=None)
def test_arrows_lead_to_the_left_but_within_a_circle(graph: dict[str, set[str]]) -> None:
    layers = layered(graph)
    parts = [item for column in layers.columns for item in column if isinstance(item, Part)]
    assert sorted(b for p in parts for b in p.boxes) == sorted(graph)
    circle = {box: set(p.boxes) for p in parts for box in p.boxes}
    for start, ends in graph.items():
        for end in ends:
            assert layers.layer_of[end] < layers.layer_of[start] or end in circle[start]
            assert (layers.layer_of[end] == layers.layer_of[start]) == (end in circle[start])


def test_sweeps_untangle_what_can_be_untangled() -> None:
    graph = {**{f"a{n}": set() for n in range(6)}, **{f"b{n}": {f"a{5 - n}"} for n in range(6)}}
    layers = layered(graph)
    assert crossings(layers.columns, layers.links) == 0
    rows = [[b for item in c for b in item.boxes] for c in layers.columns]  # type: ignore[union-attr]
    assert [min(graph[b]) for b in rows[1]] == rows[0]


@given(graph=graphs)
@settings(max_examples=150, deadline=None)
def test_arrows_beside_a_circle_meet_only_where_they_lead_to_the_same_box(graph: dict[str, set[str]]) -> None:
    drawing = drawn(graph, dict.fromkeys(graph, 60.0))
    for members in drawing.frames:
        beside = [a for a in drawing.arrows if len(a.points) == 4 and {a.start, a.end} <= set(members)]
        for one, other in combinations(beside, 2):
            (x, *_), (y, *_) = one.points[1], other.points[1]
            if one.end != other.end and x == y:
                top, bottom = (sorted(p[1] for p in a.points[1:3]) for a in (one, other))
                assert top[1] < bottom[0] or bottom[1] < top[0], (one, other)


def test_neighbours_in_a_ring_are_joined_directly_and_the_last_one_beside_them() -> None:
    ring = {name: {NAMES[(n + 1) % 12]} for n, name in enumerate(NAMES[:12])}
    arrows = drawn(ring, dict.fromkeys(ring, 60.0)).arrows
    straight = [a for a in arrows if len({x for x, _ in a.points}) == 1]
    assert (len(straight), len(arrows)) == (11, 12)


def test_what_stands_beside_a_circle_is_ordered_by_the_boxes_in_it() -> None:
    ring = {name: {NAMES[(n + 1) % 12]} for n, name in enumerate(NAMES[:12])}
    graph = ring | {f"t{n}": {NAMES[n * 5 % 12]} for n in range(12)}
    layers = layered(graph)
    assert crossings(layers.columns, layers.links) == 0


@pytest.mark.parametrize(
    ("left", "right", "crossed"), [("ab", "ab", 0), ("ab", "ba", 1), ("abc", "cba", 3), ("abc", "bca", 2)]
)  # fmt: skip
def test_crossings_are_counted(left: str, right: str, crossed: int) -> None:
    columns = [[Part((f"l{c}",)) for c in left], [Part((f"r{c}",)) for c in right]]
    links = [(f"r{c}", f"l{c}") for c in left]
    assert crossings(columns, links) == crossed


def test_the_same_graph_is_always_drawn_the_same() -> None:
    graph = {name: {NAMES[(n * 7 + k) % 40] for k in (1, 3)} - {name} for n, name in enumerate(NAMES)}
    heights = dict.fromkeys(graph, 60.0)
    other = {name: sorted(ends, reverse=True) for name, ends in graph.items()}
    assert drawn(graph, heights) == drawn(other, heights)


def forty() -> Problem:
    """Forty steps: chains, circles, roots, long names."""
    lines = [f'step s{n} "{"a step with a rather long name, number " if n % 3 else "step "}{n}" by p{n % 7}' for n in range(40)]
    lines += [f"p{n % 7} will s{n} if s{(n * 5 + 3) % 40} and s{n // 2}" for n in range(1, 36) if (n * 5 + 3) % 40 != n]
    return read("\n".join(lines))


def rectangles(svg: str) -> list[Rectangle]:
    return [
        Rectangle(*(float(r.attrib[k]) for k in ("x", "y", "width", "height")))
        for g in parsed(svg).iter(f"{SVG}g") if g.get("class") == "step" for r in g.iter(f"{SVG}rect")
    ]  # fmt: skip


def texts(svg: str) -> str:
    return " ".join("".join(e.itertext()) for e in parsed(svg).iter(f"{SVG}text"))


@pytest.mark.parametrize("problem", [forty(), GENEVA, read(TALKS)], ids=["forty steps", "geneva", "talks"])
def test_the_picture_is_legible(problem: Problem) -> None:
    svg = to_svg(answer(problem))
    root = parsed(svg)
    across, down = float(root.attrib["width"]), float(root.attrib["height"])
    boxes = rectangles(svg)
    assert len(boxes) == len(problem.steps)
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    assert all(b.x >= 0 and b.y >= 0 and b.right <= across and b.bottom <= down for b in boxes)
    for group in root.iter(f"{SVG}g"):
        if group.get("class") == "step":
            (box,) = group.findall(f"{SVG}rect")
            for text in group.findall(f"{SVG}text"):
                size = float(text.attrib["font-size"])
                assert width(text.text or "", size) <= BOX - 2 * 10
                assert float(box.attrib["y"]) < float(text.attrib["y"]) - size * 0.7
                assert float(text.attrib["y"]) < float(box.attrib["y"]) + float(box.attrib["height"])


def test_circles_roots_and_states_are_marked() -> None:
    svg = to_svg(answer(read(TALKS), Question()))
    marked = {"".join(r.attrib["class"]) for r in parsed(svg).iter(f"{SVG}rect")}
    assert {"box now", "box together", "box out-of-reach", "box refused root", "box threatened", "frame"} <= marked
    for said in ("circle: they wait for one another", "root: refused", "could start now", "could start together", "the army"):
        assert said in texts(svg)


def test_mutual_exclusion_is_no_circle_of_waiting() -> None:
    svg = to_svg(answer(read("step a by x\nstep b by y\nx will a unless b\ny will b unless a")))
    assert "circle" not in texts(svg)
    assert "only without" in texts(svg)
    assert "only in another deal" in texts(svg)


def test_the_whole_name_is_in_the_title() -> None:
    name = " ".join(f"word{n}" for n in range(60))
    svg = to_svg(answer(read(f'step a "{name}" by x\nx will a')))
    assert f"a: {name} (x); could start now" in [e.text for e in parsed(svg).iter(f"{SVG}title")]
    assert "…" in texts(svg)


def test_a_picture_of_its_own_needs_nothing_else() -> None:
    for svg in (to_svg(answer(read(TALKS))), to_svg(evil().answer)):
        root = parsed(svg)
        assert "<style>" in svg
        assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {
            "svg", "title", "style", "defs", "marker", "path", "g", "rect", "text",
        }  # fmt: skip
        assert not any(name.startswith("on") or "href" in name for e in root.iter() for name in e.attrib)
        assert not re.findall(r"url\((?!#)|@import|https?://(?!www\.w3\.org/2000/svg)", svg)


def test_a_hostile_name_is_text() -> None:
    assert "</title><script>alert(1)</script>" in "".join(e.text or "" for e in parsed(to_svg(evil().answer)).iter(f"{SVG}title"))
    assert EVIL not in to_svg(evil().answer)


@given(text=st.text(max_size=200), most=st.integers(40, 300))
def test_no_line_is_wider_than_it_may_be(text: str, most: int) -> None:
    lines = wrapped(text, most, 13)
    assert len(lines) <= 4
    assert all(width(line, 13) <= most for line in lines)
    if lines and not lines[-1].endswith("…"):
        assert "".join(lines).replace(" ", "") == "".join(text.split())


def test_the_stylesheet_colours_every_state() -> None:
    import goodoffices.brief.deals
    from goodoffices.brief.deals.states import State

    css = (Path(goodoffices.brief.deals.__file__).parent / "picture.css").read_text()
    assert {s.kind for s in State if f".picture .{s.kind} {{" in css} == {s.kind for s in State}
