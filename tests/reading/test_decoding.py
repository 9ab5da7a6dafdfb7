"""The best label sequence, and the spans in it."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.reading.encoder.decoding import Floats, WordSpan, best_labels, label_spans
from goodoffices.reading.encoder.labels import ROLE_LABELS, ROLES, bio

LABELS = bio(("source", "cue"))
NEVER = -1e4


def scores(rows: list[list[float]]) -> Floats:
    return np.array(rows, dtype=np.float32).reshape(-1, len(rows[0]) if rows else len(LABELS))


def total(emissions: Floats, transitions: Floats, labels: tuple[int, ...]) -> float:
    """The score of one label sequence."""
    emitted = sum(float(emissions[i, label]) for i, label in enumerate(labels))
    return emitted + sum(float(transitions[a, b]) for a, b in pairwise(labels))


@st.composite
def chains(draw: st.DrawFn) -> tuple[Floats, Floats]:
    """Whole-numbered scores, so that sums are exact."""
    kinds = draw(st.integers(0, 2))
    labels = 1 + 2 * kinds
    words = draw(st.integers(1, 4))
    whole = st.integers(-20, 20).map(float)
    emissions = draw(st.lists(st.lists(whole, min_size=labels, max_size=labels), min_size=words, max_size=words))
    transitions = draw(
        st.lists(st.lists(whole | st.just(NEVER), min_size=labels, max_size=labels), min_size=labels, max_size=labels)
    )
    return scores(emissions), scores(transitions)


@settings(deadline=None, max_examples=80)
@given(chains())
def test_no_label_sequence_scores_higher(chain: tuple[Floats, Floats]) -> None:
    emissions, transitions = chain
    words, count = emissions.shape
    before = emissions.copy()
    found = tuple(best_labels(emissions, transitions))
    allowed = [s for s in product(range(count), repeat=words) if s[0] == 0 or s[0] % 2]
    assert found in allowed
    assert total(emissions, transitions, found) == max(total(emissions, transitions, s) for s in allowed)
    assert np.array_equal(emissions, before)


def test_without_words_there_are_no_labels() -> None:
    assert best_labels(scores([]), np.zeros((5, 5), dtype=np.float32)) == []


def test_the_transitions_overrule_the_single_words() -> None:
    emissions = scores([[0, 2, 0], [0, 0, 3], [1, -1, 0], [0, 0, 3]])  # B I O I, word by word
    transitions = np.zeros((3, 3), dtype=np.float32)
    transitions[0, 2] = NEVER  # an inside label never follows outside
    assert best_labels(emissions, transitions) == [1, 2, 2, 2]


def test_an_inside_label_opens_no_sequence() -> None:
    assert best_labels(scores([[0, 1, 9]]), np.zeros((3, 3), dtype=np.float32)) == [1]


@pytest.mark.parametrize(
    ("names", "spans"),
    [
        pytest.param("", [], id="no words"),
        pytest.param("O O", [], id="nothing"),
        pytest.param("B-cue", [("cue", 0, 1)], id="one word, to the end"),
        pytest.param("O B-source I-source O", [("source", 1, 3)], id="begin and inside"),
        pytest.param("B-cue B-cue", [("cue", 0, 1), ("cue", 1, 2)], id="two side by side"),
        pytest.param("B-source I-source B-cue I-cue", [("source", 0, 2), ("cue", 2, 4)], id="one role after the other"),
        pytest.param("O I-source I-source", [("source", 1, 3)], id="an inside without begin opens a span"),
        pytest.param("B-source I-cue", [("source", 0, 1), ("cue", 1, 2)], id="an inside of another role too"),
    ],
)
def test_spans_of_labels(names: str, spans: list[tuple[str, int, int]]) -> None:
    assert label_spans([LABELS.index(n) for n in names.split()], LABELS) == [WordSpan(*s) for s in spans]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(ROLES), st.integers(1, 4))), st.integers(0, 2))
def test_spans_written_as_labels_come_back(parts: list[tuple[int, str, int]], rest: int) -> None:
    labels: list[int] = []
    spans: list[WordSpan] = []
    for gap, role, length in parts:
        labels += [0] * gap
        spans.append(WordSpan(role, len(labels), len(labels) + length))
        begin = ROLE_LABELS.index(f"B-{role}")
        labels += [begin] + [begin + 1] * (length - 1)
    assert label_spans(labels + [0] * rest, ROLE_LABELS) == spans


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(0, len(ROLE_LABELS) - 1), max_size=20))
def test_any_labels_give_spans_that_cover_the_labelled_words_once(labels: list[int]) -> None:
    spans = label_spans(labels, ROLE_LABELS)
    covered = {i: s.role for s in spans for i in range(s.start, s.end)}
    assert sum(s.end - s.start for s in spans) == len(covered)
    assert covered == {i: ROLE_LABELS[x][2:] for i, x in enumerate(labels) if x}
    assert spans == sorted(spans, key=lambda s: s.start)
