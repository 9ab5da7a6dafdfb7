"""From scores to moves: steps, their conditions, and what is said of them."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.model import Measure, MoveKind, Relation, Strength
from goodoffices.reading.bargaining.moves import DraftMove, find_moves, in_common, place_in
from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.parties.mentions import Analysed
from tests.reading.scored import SURE, Labels, Links, analysed, at, said, transitions

TEXT = "Rebels will open the road if the army leaves . They will talk ."
STEPS: Labels = {"open the road": "step", "talk": "step"}
BOTH: Labels = {**STEPS, "the army leaves": "condition"}


def moves(made: Analysed) -> list[DraftMove]:
    return find_moves(made, transitions())


def pairs(made: Analysed) -> list[tuple[str | None, str | None]]:
    """The words of every step and of its condition."""
    return [(said(made.words, m.step), said(made.words, m.condition)) for m in moves(made)]


@pytest.mark.parametrize(
    ("acts", "to_step", "expected"),
    [
        pytest.param({}, {}, [], id="nothing"),
        pytest.param(STEPS, {}, [("open the road", None), ("talk", None)], id="steps in the order of the text"),
        pytest.param(
            BOTH, {"the army leaves": "open"}, [("open the road", "the army leaves"), ("talk", None)], id="a condition of the first"
        ),
        pytest.param(
            BOTH, {"the army leaves": "talk"}, [("open the road", None), ("talk", "the army leaves")], id="one of the second"
        ),
        pytest.param({"the army leaves": "condition"}, {}, [], id="a condition without a step is left out"),
        pytest.param(
            {"open the road": "step", "talk": "condition", "the army leaves": "condition"},
            {"talk": "open", "the army leaves": "open"},
            [("open the road", "the army leaves")], id="of two conditions of a step the first counts",
        ),
        pytest.param(
            {"open": "step", "the road": ("I-step", SURE), "talk": "step"}, {}, [("open the road", None), ("talk", None)],
            id="begin and inside are one span",
        ),
        pytest.param({"open": "step", "the road": "step"}, {}, [("open", None), ("the road", None)], id="a begin opens a new one"),
    ],
)  # fmt: skip
def test_steps_and_conditions_out_of_scores(acts: Labels, to_step: Links, expected: list[tuple[str, str | None]]) -> None:
    assert pairs(analysed(TEXT, acts=acts, to_step=to_step)) == expected


def test_the_words_of_a_condition_have_a_vote_each() -> None:
    split: Links = {"the#2": "open", "army": "talk", "leaves": "talk"}
    assert pairs(analysed(TEXT, acts=BOTH, to_step=split)) == [("open the road", None), ("talk", "the army leaves")]
    loud: Links = {"the#2": {"open": 30.0}, "army": {"talk": 8.0}, "leaves": {"talk": 8.0}}
    assert pairs(analysed(TEXT, acts=BOTH, to_step=loud)) == [("open the road", "the army leaves"), ("talk", None)]


def test_the_word_pointed_to_is_the_first_of_the_step() -> None:
    first_of_one_last_of_other: Links = {"the army leaves": {"road": 9.0, "talk": 5.0}}
    made = analysed(TEXT, acts=BOTH, to_step=first_of_one_last_of_other)
    assert pairs(made) == [("open the road", None), ("talk", "the army leaves")]


TWO_PARAGRAPHS = "Rebels will talk .\n\nThey will open the road if the army leaves .\n\nThe envoy will leave if it rains ."


@pytest.mark.parametrize(
    ("acts", "to_step", "expected"),
    [
        pytest.param(
            {"talk": "step", "open the road": "step", "the army leaves": "condition"}, {"the army leaves": "talk"},
            [("talk", None), ("open the road", "the army leaves")], id="its own paragraph's step, wherever it points",
        ),
        pytest.param(
            {"talk": "step", "the army leaves": "condition"}, {"the army leaves": "talk"}, [("talk", None)],
            id="no step in its paragraph: left out",
        ),
        pytest.param(
            {"open the road": "step", "the army leaves": "condition", "leave": "step", "it rains": "condition"},
            {"the army leaves": "leave", "it rains": "open"},
            [("open the road", "the army leaves"), ("leave", "it rains")], id="one each",
        ),
    ],
)  # fmt: skip
def test_a_condition_belongs_to_a_step_of_its_paragraph(
    acts: Labels, to_step: Links, expected: list[tuple[str, str | None]]
) -> None:
    assert pairs(analysed(TWO_PARAGRAPHS, acts=acts, to_step=to_step)) == expected


def test_a_span_ends_with_its_paragraph() -> None:
    text = "They will open the road\n\nto Homs if the army\n\nleaves ."
    over_the_end: Labels = {"open the road": "step", "to Homs": ("I-step", SURE)}
    assert pairs(analysed(text, acts=over_the_end)) == [("open the road", None)]
    condition: Labels = {"to Homs": "step", "the army": "condition", "leaves": ("I-condition", SURE)}
    assert pairs(analysed(text, acts=condition)) == [("to Homs", "the army")]


@pytest.mark.parametrize(
    ("marker", "network", "expected"),
    [
        pytest.param("if", "until", Relation.IF, id="if"),
        pytest.param("unless", "if", Relation.UNLESS, id="unless"),
        pytest.param("only if", "if", Relation.ONLY_IF, id="the longest marker"),
        pytest.param("and", "in exchange", Relation.IN_EXCHANGE, id="no marker: the network's"),
        pytest.param(",", "after", Relation.AFTER, id="no marker: the network's again"),
    ],
)
def test_the_relation_is_the_markers_before_the_networks(marker: str, network: str, expected: Relation) -> None:
    text = f"Rebels will open the road {marker} the army leaves ."
    made = analysed(text, acts={"open the road": "step", "the army leaves": "condition"}, relations={"the army leaves": network})
    (move,) = moves(made)
    assert move.relation is expected


def test_without_a_condition_there_is_no_relation() -> None:
    made = analysed(TEXT, acts=STEPS, relations={"open the road": "if"})
    assert [m.relation for m in moves(made)] == [None, None]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        pytest.param({"open the road": "refusal"}, MoveKind.REFUSAL, id="all words"),
        pytest.param({"open": ("demand", 9.0), "the road": ("offer", 2.0)}, MoveKind.DEMAND, id="one loud word outweighs two"),
        pytest.param({"open": ("demand", 3.0), "the road": ("offer", 2.0)}, MoveKind.OFFER, id="two words outweigh one"),
        pytest.param({"open the road": ("threat", 1.0), "leaves": ("offer", 99.0)}, MoveKind.THREAT, id="other words do not count"),
    ],
)
def test_the_kind_is_the_mean_of_the_words_of_the_step(scores: Labels, expected: MoveKind) -> None:
    (move,) = moves(analysed(TEXT, acts={"open the road": "step", "the army leaves": "condition"}, kinds=scores))
    assert move.kind is expected


def test_strength_and_measure_are_those_of_the_step_not_of_the_condition() -> None:
    made = analysed(
        TEXT,
        acts={"open the road": "step", "the army leaves": "condition"},
        strengths={"open": ("firm", 2.0), "the road": ("tentative", 1.5), "the army leaves": ("firm", 99.0)},
        measures={"open": ("ceasefire", 3.0), "the road": ("humanitarian access", 2.0), "the army leaves": ("withdrawal", 99.0)},
    )
    (move,) = moves(made)
    assert (move.strength, move.measure) == (Strength.TENTATIVE, Measure.HUMANITARIAN_ACCESS)


def test_the_confidence_is_the_geometric_mean_of_the_spans_times_the_kinds() -> None:
    made = analysed(
        TEXT, acts={"open the road": ("step", 6.0), "the army leaves": ("condition", 9.0)}, kinds={"open the road": "offer"}
    )
    (move,) = moves(made)

    def share(score: float) -> float:
        return exp(score) / (exp(score) + exp(SURE / 2) + 3)

    kind = exp(SURE) / (exp(SURE) + 5)
    assert move.confidence == pytest.approx((share(6) * share(9)) ** 0.5 * kind, rel=1e-4)


def test_an_unsure_step_is_less_sure_than_a_sure_one() -> None:
    sure, unsure = (moves(analysed(TEXT, acts={"talk": ("step", s)}))[0].confidence for s in (9.0, 5.0))
    assert 0 < unsure < sure < 1


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param({"Bresk": "place"}, "Bresk", id="a place"),
        pytest.param({"Bresk": "place", "Old Tarva": "place"}, "Bresk", id="the first of two"),
        pytest.param({"Bresk": "organisation", "Old Tarva": "place"}, "Old Tarva", id="a body is no place"),
        pytest.param({"Selo": "place"}, None, id="a place outside the step"),
        pytest.param({"Old Tarva and Selo": "place"}, None, id="a name that is only partly in the step"),
        pytest.param({}, None, id="no names"),
    ],
)
def test_the_place_is_the_first_one_named_in_the_step(names: Labels, expected: str | None) -> None:
    text = "They will open the road from Bresk to Old Tarva and Selo ."
    made = analysed(text, names=names, acts={"open the road from Bresk to Old Tarva": "step"})
    step = at(made.words, "open the road from Bresk to Old Tarva")
    assert said(made.words, place_in(step, made)) == expected
    assert [said(made.words, m.place) for m in moves(made)] == [expected]


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 6), st.integers(2, 7), st.integers(0, 10_000), st.data())
def test_labels_in_common_are_the_softmax_of_the_mean(words: int, labels: int, seed: int, data: st.DataObject) -> None:
    emissions = (5 * np.random.default_rng(seed).standard_normal((words, labels))).astype(np.float32)
    start = data.draw(st.integers(0, words - 1))
    end = data.draw(st.integers(start + 1, words))
    means = [sum(float(emissions[i, k]) for i in range(start, end)) / (end - start) for k in range(labels)]
    whole = sum(map(exp, means))
    found = in_common(emissions, WordSpan("step", start, end))
    assert found.tolist() == pytest.approx([exp(m) / whole for m in means], abs=1e-5)
    assert float(found.sum()) == pytest.approx(1, abs=1e-5)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000))
def test_whatever_the_scores_moves_keep_to_what_they_are(seed: int) -> None:
    made = analysed(TWO_PARAGRAPHS)
    random = np.random.default_rng(seed)
    for part in ("acts", "kinds", "measures", "strengths", "relations"):
        scores = getattr(made.scores, part)
        scores[:] = 3 * random.standard_normal(scores.shape)
    paragraphs = made.words.paragraphs
    found = moves(made)
    assert [m.step.start for m in found] == sorted(m.step.start for m in found)
    for move in found:
        spans = [s for s in (move.step, move.condition) if s is not None]
        assert {int(p) for s in spans for p in paragraphs[s.start : s.end]} == {int(paragraphs[move.step.start])}
        assert (move.condition is None) == (move.relation is None)
        assert 0 < move.confidence <= 1
