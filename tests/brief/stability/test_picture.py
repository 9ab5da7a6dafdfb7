"""The picture of states and moves: what is drawn, how it is marked, and that it can be read."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from lxml import etree

from goodoffices.brief.deals.lettering import width
from goodoffices.brief.deals.shapes import Rectangle
from goodoffices.brief.stability import to_svg
from goodoffices.brief.stability.picture import MOST_ARROWS, MOST_STATES
from goodoffices.model import Done, Not, all_of, any_of
from goodoffices.stability.answer import Answer, Question, answer
from goodoffices.stability.conflict import Conflict, DecisionMaker, Option, Prioritised, Ranked, State
from tests.brief.stability.test_contents import BRIDGES, ELMIRA, evil
from tests.stability.brute import feasible
from tests.stability.strategies import conflicts

SVG = "{http://www.w3.org/2000/svg}"


def groups(svg: str) -> list[etree._Element]:
    return [g for g in etree.fromstring(svg.encode()).iter(f"{SVG}g") if g.get("class") == "state"]


def moves(svg: str) -> set[str]:
    """The titles of the arrows."""
    root = etree.fromstring(svg.encode())
    return {p.findtext(f"{SVG}title") or "" for p in root.iter(f"{SVG}path") if p.get("marker-start")}


def rectangle(group: etree._Element) -> Rectangle:
    (r,) = group.iter(f"{SVG}rect")
    return Rectangle(*(float(r.attrib[k]) for k in ("x", "y", "width", "height")))


def sixty(seed: int = 3) -> Answer:
    """Sixty states, three parties with two options each, long names."""
    chance = random.Random(seed)  # noqa: S311

    def literal() -> Done | Not:
        option = Done(step=f"o{chance.randrange(6)}")
        return option if chance.random() < 0.5 else Not(part=option)

    makers = tuple(
        DecisionMaker(n, preference=Prioritised(tuple(chance.choice((all_of, any_of))(literal(), literal()) for _ in range(4))))
        for n in "ABC"
    )
    options = tuple(Option(f"o{i}", ("ABC"[i % 3],), f"a step with a rather long name, number {i}") for i in range(6))
    return answer(Conflict(makers, options, infeasible=(all_of(*(Done(step=f"o{i}") for i in (0, 1, 2, 5))),), today=frozenset()))


def test_every_state_and_every_gain_is_drawn() -> None:
    """The bridges by hand: each side gains by giving nothing, the mediator by watching over the deal and nothing else."""
    svg = to_svg(answer(BRIDGES))
    assert len(groups(svg)) == 8
    found = moves(svg)
    assert "the government: from deal to s3" in found
    assert "the upland movement: from deal to s2" in found
    assert "the mediator: from deal to observed deal" in found
    assert not any("from observed deal" in m or "from war" in m for m in found)


@given(conflicts(most_options=3))
@settings(max_examples=50, deadline=None)
def test_arrows_are_the_unilateral_improvements(conflict: Conflict) -> None:
    found = answer(conflict)
    states = found.game.states
    gains = set()
    for i in found.game.players:
        starts, targets = found.game.moves.improvements(i)
        gains |= {(s, int(t)) for s in range(len(states)) for t in targets[starts[s] : starts[s + 1]]}
    drawn = {m.partition(": from ")[2] for m in moves(to_svg(found))}
    assert drawn == {f"{_label(found, s)} to {_label(found, t)}" for s, t in gains}
    assert len(groups(to_svg(found))) == len(feasible(conflict))


def _label(found: Answer, state: int) -> str:
    taken = found.game.states.state(state)
    return f"s{state + 1}{' – today' if taken == found.game.conflict.today else ''}"


def test_colours_tell_what_would_last_and_where_things_are() -> None:
    kinds = {}
    for group in groups(to_svg(answer(ELMIRA))):
        (box,) = group.iter(f"{SVG}rect")
        kinds[(group.findtext(f"{SVG}text") or "")] = set((box.get("class") or "").split()) - {"box"}
    assert kinds["5"] == kinds["8"] == kinds["9"] == {"nash"}
    assert kinds["4"] == {"foreseen"}
    assert kinds["1 – today"] == {"foreseen", "today"}
    assert kinds["2"] == kinds["7"] == {"passing"}


@pytest.mark.parametrize(
    "found", [sixty(), sixty(8), answer(BRIDGES), answer(ELMIRA)], ids=["sixty", "other sixty", "bridges", "elmira"]
)
def test_it_is_legible(found: Answer) -> None:
    """No two boxes overlap, all text is in its box, and there are no more arrows than can be followed."""
    svg = to_svg(found)
    drawn = groups(svg)
    assert len(drawn) == len(found.game.states) <= MOST_STATES
    for one, other in combinations(map(rectangle, drawn), 2):
        assert not (one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom)
    for group in drawn:
        place = rectangle(group)
        lines = [
            (float(t.attrib["y"]), float(t.attrib["x"]), float(t.attrib["font-size"]), t.text or "")
            for t in group.iter(f"{SVG}text")
        ]
        for y, x, size, text in lines:
            assert place.y < y < place.bottom
            assert x + width(text, size) <= place.right
        assert all(b[0] - a[0] >= 12 for a, b in pairwise(lines))
    assert len(moves(svg)) <= MOST_ARROWS + len(found.game.players) * MOST_STATES / 2


def test_of_very_many_moves_only_the_best_of_each_party_are_drawn() -> None:
    """One party of five options that likes each state differently: from every state but the best it goes there at once."""
    states: list[State] = [frozenset(f"o{k}" for k in range(5) if n >> k & 1) for n in range(32)]
    likes = Ranked(tuple(frozenset({s}) for s in states))
    svg = to_svg(answer(Conflict((DecisionMaker("A", preference=likes),), tuple(Option(f"o{k}", ("A",)) for k in range(5)))))
    assert moves(svg) == {f"A: from s{n} to s1" for n in range(2, 33)}
    assert "arrows are the best moves of each party" in svg


def test_of_more_states_than_can_be_taken_in_the_equilibria_are_drawn_and_it_says_so() -> None:
    options = tuple(Option(f"o{i}", ("A",)) for i in range(7))
    wish = Prioritised((Done(step="o0"), Done(step="o1"), Done(step="o2"), Done(step="o3")))
    svg = to_svg(answer(Conflict((DecisionMaker("A", preference=wish),), options, today=frozenset())))
    assert len(groups(svg)) == 9  # the eight that have all it wants, and today's
    assert "128 states: only the equilibria are drawn, at most 60" in svg
    everything = to_svg(answer(Conflict((DecisionMaker("A"),), options)))
    assert len(groups(everything)) == MOST_STATES


def test_ways_that_are_asked_for_are_bold_and_drawn_though_nobody_gains_by_them() -> None:
    def bold(svg: str) -> set[str]:
        root = etree.fromstring(svg.encode())
        return {p.findtext(f"{SVG}title") or "" for p in root.iter(f"{SVG}path") if "way" in (p.get("class") or "").split()}

    found = bold(to_svg(answer(ELMIRA, Question(origin=frozenset({"delay"})))))
    assert "the local government: from 1 – today to 5" in found
    assert "the Ministry of the Environment: from 1 – today to 2" in found
    assert bold(to_svg(answer(ELMIRA))) == set()
    options = tuple(Option(f"o{i}", ("A",)) for i in range(7))
    svg = to_svg(
        answer(Conflict((DecisionMaker("A", preference=Prioritised((Done(step="o0"),))),), options), Question(origin=frozenset()))
    )
    assert "only the equilibria and the ways to them are drawn" in svg
    assert "s1" in {g.findtext(f"{SVG}text") for g in groups(svg)}


def test_it_needs_nothing_else_and_escapes_names() -> None:
    svg = to_svg(answer(evil()))
    assert "<script" not in svg
    assert "url(http" not in svg
    assert "href" not in svg
    assert etree.fromstring(svg.encode()).tag == f"{SVG}svg"


def test_the_same_conflict_is_always_drawn_the_same() -> None:
    assert to_svg(answer(ELMIRA)) == to_svg(answer(ELMIRA))
