"""Which found moves are the annotated ones."""

from __future__ import annotations

import pytest

from goodoffices.model import (
    Measure,
    Move,
    MoveKind,
    Party,
    PartyKind,
    ReaderName,
    Reading,
    Span,
    Strength,
)
from training.markup import MarkedReport, parse
from training.matching import agreement, right_moves, same_name

SOURCE = """title: The road
published: 2021-05-04
style: wire
---
The rebels would [a: open the long road to Selo] and [b: talk] . The army would [c: leave the bridge] .
---
party: Hill Front; armed group; aka The rebels
party: army; armed group
a: offer; Hill Front; Hill Front; firm; humanitarian access
b: offer; Hill Front; Hill Front; firm; talks
c: offer; army; army; firm; withdrawal
"""
Found = tuple[str, str, MoveKind]
OFFER = MoveKind.OFFER


@pytest.fixture(scope="module")
def gold() -> MarkedReport:
    return parse(SOURCE, "d01")


def reading(gold: MarkedReport, *found: Found) -> Reading:
    """A reading with a move for each step, party and kind."""
    parties = sorted({party for _, party, _ in found})
    moves = []
    for i, (step, party, kind) in enumerate(found):
        start = gold.text.index(step)
        moves.append(
            Move(
                id=f"m{i}", kind=kind, party=f"p{parties.index(party)}", agent=f"p{parties.index(party)}", strength=Strength.FIRM,
                measure=Measure.OTHER, step=Span.of(gold.text, start, start + len(step)), confidence=1,
            )
        )  # fmt: skip
    return Reading(
        report=gold.as_report(),
        reader=ReaderName(name="by hand", version="1"),
        parties=tuple(Party(id=f"p{i}", name=name, kind=PartyKind.GROUP) for i, name in enumerate(parties)),
        moves=tuple(moves),
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param([("open the long road to Selo", "Hill Front", OFFER)], {"m0": "a"}, id="the same words"),
        pytest.param([("open the long road to Selo", "rebels", OFFER)], {"m0": "a"}, id="an alias of the party"),
        pytest.param([("open the long road to Selo", "Front", OFFER)], {"m0": "a"}, id="a short form of the party"),
        pytest.param([("open the long road to Selo", "army", OFFER)], {}, id="another party"),
        pytest.param([("open the long road to Selo", "rebels", MoveKind.DEMAND)], {}, id="another kind"),
        pytest.param([("would open the long road to Selo and", "rebels", OFFER)], {"m0": "a"}, id="some words more"),
        pytest.param([("open the", "rebels", OFFER)], {"m0": "a"}, id="a third of it, inside"),
        pytest.param([("open", "rebels", OFFER)], {}, id="too little of it"),
        pytest.param([("to Selo and talk", "rebels", OFFER)], {"m0": "b"}, id="another step inside counts, crossing does not"),
        pytest.param([("leave the bridge", "army", OFFER), ("talk", "rebels", OFFER)], {"m0": "c", "m1": "b"}, id="two"),
        pytest.param([], {}, id="none"),
    ],
)
def test_a_move_is_right_where_kind_party_and_enough_of_its_step_agree(
    gold: MarkedReport, found: list[Found], expected: dict[str, str]
) -> None:
    assert right_moves(reading(gold, *found), gold) == expected


def test_one_annotated_move_is_found_once_and_by_the_best(gold: MarkedReport) -> None:
    both = reading(gold, ("open the long road", "rebels", OFFER), ("open the long road to Selo", "rebels", OFFER))
    assert right_moves(both, gold) == {"m1": "a"}


def test_agreement_is_the_overlap_of_letters(gold: MarkedReport) -> None:
    made = reading(gold, ("open the long road", "rebels", OFFER), ("open the long road to Selo", "rebels", OFFER))
    found = [agreement(m, gold.moves["a"], made, gold) for m in made.moves]
    assert found == [15 / 21, 1.0], "white space does not count"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Kerry", "John Kerry", True, id="a surname"),
        pytest.param("John", "John Kerry", False, id="a first name"),
        pytest.param("President Omar Karim", "Omar Karim", True, id="a title"),
        pytest.param("The Hill Front", "hill front", True, id="article and capitals"),
        pytest.param("Tarva's army", "army", True, id="a possessor"),
        pytest.param("Hill Front (HF)", "Hill Front", True, id="brackets"),
        pytest.param("Hill Front", "Valley Front", False, id="other words before"),
        pytest.param("", "army", False, id="no name"),
        pytest.param("The President", "president", True, id="a title alone is the name"),
    ],
)
def test_names_are_compared_by_their_last_word_and_without_titles(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same
