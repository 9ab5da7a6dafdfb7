"""Whether a party says that it would take a step, or that it would not."""

from __future__ import annotations

import pytest

from goodoffices.model import MoveKind
from goodoffices.reading.bargaining.polarity import with_polarity
from tests.reading.scored import analysed, at

OFFER, REFUSAL, DEMAND = MoveKind.OFFER, MoveKind.REFUSAL, MoveKind.DEMAND
CASES = [
    ("The/DT army/NN would/MD not/RB leave/VB", "leave", OFFER, REFUSAL, "a denied promise is a refusal"),
    ("The/DT army/NN has/VBZ refused/VBN to/TO leave/VB", "leave", OFFER, REFUSAL, "refused to"),
    ("The/DT army/NN will/MD leave/VB", "leave", OFFER, OFFER, "a promise stays one"),
    ("The/DT army/NN called/VBD a/DT truce/NN absurd/JJ", "a truce", REFUSAL, REFUSAL, "a refusal stays one"),
    ("It/PRP would/MD not/RB object/VB to/TO a/DT mission/NN", "a mission", OFFER, OFFER, "no objection is consent"),
    ("They/PRP urged/VBD them/PRP not/RB to/TO leave/VB", "leave", DEMAND, DEMAND, "other kinds are left as they are"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "step", "kind", "expected"), [pytest.param(*c[:4], id=c[4]) for c in CASES])
def test_polarity(text: str, step: str, kind: MoveKind, expected: MoveKind) -> None:
    made = analysed(text)
    assert with_polarity(kind, at(made.words, step), made) is expected
