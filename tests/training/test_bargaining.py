"""What the network is taught of the bargaining, and how what it finds is counted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

torch = pytest.importorskip("torch", reason="needs the extra `train`")

import goodoffices.reading  # noqa: E402
from goodoffices.reading.encoder.labels import ACT_LABELS, KINDS, MEASURES  # noqa: E402
from goodoffices.reading.encoder.words import split_words  # noqa: E402
from training.bargaining import IGNORED, bargaining_targets, unknown_bargaining  # noqa: E402
from training.calibration import fit, reliability  # noqa: E402
from training.corpus import attributed  # noqa: E402
from training.links import threshold  # noqa: E402
from training.markup import parse  # noqa: E402
from training.matching import same_name  # noqa: E402
from training.train import pull_loss, span_loss  # noqa: E402

REPORT = """\
title: A truce
published: 2021-05-04
style: wire
---
[1s Milan Koro] [1q said] [1c the rebels would [a: stop] if [a? the army left the bridge]].
The army said it would not [b: leave the bridge].
---
party: rebels; armed group; aka the rebels
party: Milan Koro; person; for rebels
party: army; armed group; aka the army, The army
1: Milan Koro; indirect
a: offer; rebels; rebels; firm; ceasefire; if; in 1
a?: army; withdrawal; names b
b: refusal; army; army; firm; withdrawal
"""


def test_the_targets_of_a_report() -> None:
    tokenizer = Tokenizer.from_file(str(Path(goodoffices.reading.__file__).parent / "weights" / "tokenizer.json"))
    made = attributed(parse(REPORT, "x"))
    words = split_words(made.text, tokenizer)
    assert made.bargaining is not None
    targets = bargaining_targets(made.bargaining, words)

    def labelled(label: str) -> list[str]:
        return [words.surface(i) for i in np.flatnonzero(targets.acts == ACT_LABELS.index(label))]

    def at(word: str, which: int = 0) -> int:
        return [i for i in range(len(words)) if words.surface(i) == word][which]

    def pulled(pull: str, word: int) -> set[str]:
        return {words.surface(i) for sources, aims in targets.pulls[pull] if word in sources for i in aims}

    assert labelled("B-step") == ["stop", "leave"]
    assert labelled("B-condition") == ["the"]
    assert labelled("I-step") == ["the", "bridge"]
    assert [KINDS[k] for k in targets.kinds if k != IGNORED] == ["offer", "refusal", "refusal", "refusal"]
    assert MEASURES[targets.measures[at("left")]] == "withdrawal"
    assert words.surface(targets.step[at("left")]) == "stop"
    assert len({targets.spans[at("left")], targets.spans[at("stop")], targets.spans[at("leave")]}) == 3
    assert pulled("party", at("stop")) == {"the", "rebels", "Milan", "Koro"}, "whoever speaks for a side counts for it"
    assert pulled("agent", at("left")) == {"the", "army", "The"}
    assert pulled("side", at("Koro")) == {"the", "rebels"}
    assert pulled("named", at("left")) == {"leave", "the", "bridge"}


def test_nothing_is_taught_where_moves_are_not_known() -> None:
    assert (unknown_bargaining(3).acts == IGNORED).all()


def test_the_loss_of_spans_is_that_of_their_mean_scores() -> None:
    torch.manual_seed(1)
    scores = torch.randn(2, 4, 3)
    spans, labels = torch.tensor([[0, 0, IGNORED, 1], [IGNORED, 2, 2, 2]]), torch.tensor([[2, 2, IGNORED, 0], [IGNORED, 1, 1, 1]])
    means = [(scores[0, :2].mean(0), 2), (scores[0, 3], 0), (scores[1, 1:].mean(0), 1)]
    wanted = -sum(m.log_softmax(0)[label] for m, label in means) / 3
    assert span_loss(scores, spans, labels) == pytest.approx(float(wanted))
    assert float(span_loss(scores, spans, torch.full((2, 4), IGNORED))) == 0


def test_pointing_to_any_right_word_counts() -> None:
    torch.manual_seed(1)
    scores = torch.randn(1, 3, 3)
    right = torch.zeros(1, 3, 3, dtype=torch.bool)
    right[0, 0, [0, 2]] = True
    inside = torch.tensor([[True, True, True]])
    shares = scores[0, 0].softmax(0)
    assert pull_loss(scores, right, inside) == pytest.approx(float(-(shares[0] + shares[2]).log()))


@pytest.mark.parametrize(
    ("right", "expected"),
    [([1, 1, 1, 0], 0.7), ([1, 0, 0, 0], 0.9), ([0, 0, 0, 0], 1.0)],
    ids=["down to the last right one", "only the first", "never"],
)
def test_a_threshold_keeps_the_precision(right: list[int], expected: float) -> None:
    assert threshold(np.array([0.9, 0.8, 0.7, 0.6]), np.array(right)) == expected


def test_calibration_finds_the_line_that_made_the_outcomes() -> None:
    rng = np.random.default_rng(1)
    certainty = rng.uniform(0.05, 0.95, 20_000)
    odds = np.log(certainty / (1 - certainty))
    right = rng.random(20_000) < 1 / (1 + np.exp(-(1.5 * odds - 0.5)))
    assert fit(certainty, right.astype(float)) == pytest.approx((1.5, -0.5), abs=0.1)


def test_reliability_counts_by_tenths() -> None:
    rows = reliability(np.array([0.05, 0.95, 1.0]), np.array([0.0, 1.0, 0.0]))
    assert rows == [{"from": 0.0, "to": 0.1, "count": 1, "right": 0.0}, {"from": 0.9, "to": 1.0, "count": 2, "right": 0.5}]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Kerry", "Mr John Kerry", True), ("Syrian", "Syrian rebels", False), ("the army", "Army", True), ("Koro", "Milan", False)],
)
def test_names_are_compared_as_score_py_does(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
