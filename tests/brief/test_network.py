"""The picture of a network, and the strip of weeks: nothing lies on anything else, and each thing says what it is."""

from __future__ import annotations

import datetime
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.brief import weeks
from goodoffices.brief.network import svg
from goodoffices.brief.network.layout import GAP, placed
from goodoffices.ledger.happenings import Weekly
from goodoffices.ledger.network import CountedTie, Network, NetworkParty
from goodoffices.ledger.relations import Tie
from goodoffices.model import MoveKind, PartyKind

SVG = "{http://www.w3.org/2000/svg}"
DAY = datetime.date(2031, 3, 3)


@given(
    st.lists(st.tuples(st.integers(20, 180), st.integers(30, 60)), max_size=30),
    st.dictionaries(st.tuples(st.integers(0, 29), st.integers(0, 29)), st.integers(1, 50), max_size=60),
)
@settings(max_examples=40, deadline=None)
def test_no_two_boxes_lie_on_each_other(sizes: list[tuple[int, int]], ties: dict[tuple[int, int], int]) -> None:
    strong = {(a, b): n for (a, b), n in ties.items() if a < b < len(sizes)}
    places = placed(sizes, strong)
    assert places == placed(sizes, strong), "it is the same every time"
    for (one, (x, y)), (other, (z, w)) in combinations(enumerate(places), 2):
        across, down = ((sizes[one][side] + sizes[other][side]) / 2 for side in (0, 1))
        assert abs(x - z) >= across + GAP / 2 or abs(y - w) >= down + GAP / 2
    assert all(x >= wide / 2 - 1e-6 and y >= high / 2 - 1e-6 for (x, y), (wide, high) in zip(places, sizes, strict=True))


def test_those_that_are_tied_are_nearer() -> None:
    places = placed([(80, 30)] * 6, {(0, 1): 5, (2, 3): 5, (4, 5): 5})

    def apart(one: int, other: int) -> float:
        return sum((a - b) ** 2 for a, b in zip(places[one], places[other], strict=True))

    assert max(apart(0, 1), apart(2, 3), apart(4, 5)) < min(apart(0, 3), apart(1, 4), apart(2, 5))


def party(key: str, name: str | None = None) -> NetworkParty:
    return NetworkParty(key=key, name=name or key.title(), kind=PartyKind.GROUP, ties=1)


def tie(kind: Tie, one: str, other: str, count: int = 1) -> CountedTie:
    return CountedTie(tie=kind, party=one, other=other, count=count, day=DAY, last="r1.m1")


NETWORK = Network(
    parties=(party("army"), party("rebels", "<Rebels> & \u202efriends"), party("envoy")),
    ties=(
        tie(Tie.WAITS_FOR, "army", "rebels", 4), tie(Tie.WAITS_FOR, "rebels", "army"), tie(Tie.BACKS, "envoy", "rebels"),
        tie(Tie.SPEAKS_FOR, "envoy", "army"),
    ),
    of=3,
)  # fmt: skip


def test_a_picture_says_everything() -> None:
    root = ElementTree.fromstring(svg(NETWORK, 10))  # noqa: S314 (it is ours)
    titles = [t.text or "" for t in root.iter(f"{SVG}title")]
    assert next(t for t in titles if "waits for" in t).startswith("Army waits for <Rebels>")
    assert "Envoy speaks for Army, according to 1 report" in titles
    assert {t.text for t in root.iter(f"{SVG}text")} >= {"waits for", "backs", "speaks for", "Army"}
    assert "supports" not in {t.text for t in root.iter(f"{SVG}text")}, "a legend of what is there"
    assert root.find(f"{SVG}style") is not None


def test_two_ties_of_one_pair_are_two_lines() -> None:
    paths = [p.get("d") for p in ElementTree.fromstring(svg(NETWORK, 10)).iter(f"{SVG}path") if "Q" in (p.get("d") or "")]  # noqa: S314
    assert len(paths) == len(set(paths)) == 4


def test_only_the_strongest_ties_are_drawn_and_parties_lead_on() -> None:
    drawn = svg(NETWORK, 1, style=False, leads=lambda key: f"/parties/{key}")
    root = ElementTree.fromstring(drawn)  # noqa: S314
    assert [a.get("href") for a in root.iter(f"{SVG}a")] == ["/parties/army", "/parties/rebels", "/parties/envoy"]
    assert drawn.count("marker-end") == 2  # of the tie, and of the legend
    assert "<style>" not in drawn


def test_nothing_is_an_empty_picture() -> None:
    ElementTree.fromstring(svg(Network(parties=(), ties=(), of=0), 10))  # noqa: S314


@pytest.mark.parametrize(("count", "bars"), [(1, 1), (8, 8), (104, 104), (105, 53), (500, 100)])
def test_a_bar_for_each_week_or_for_some(count: int, bars: int) -> None:
    """105 weeks are two to a bar, 53 of them; 500 are five to a bar."""
    found = [Weekly(week=DAY + datetime.timedelta(weeks=n), moves={MoveKind.OFFER: 1}) for n in range(count)]
    root = ElementTree.fromstring(weeks.svg(found, lambda week: f"/timeline?month={week:%Y-%m}"))  # noqa: S314
    links = list(root.iter(f"{SVG}a"))
    assert len(links) == bars
    assert all((a.get("href") or "").startswith("/timeline?month=20") for a in links)
    assert len([r for r in root.iter(f"{SVG}rect") if "bar" in (r.get("class") or "")]) == bars


def test_what_there_was_in_a_week_is_said() -> None:
    drawn = weeks.svg([Weekly(week=DAY, moves={MoveKind.OFFER: 2, MoveKind.REFUSAL: 1})], lambda _: "/")
    assert "Week of 3 March 2031: 2 offers, 1 refusal" in drawn
