"""Windows over a long text, and what the encoder gets of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.reading.encoder.windows import CLS, LENGTH, OVERLAP, SEP, Window, inputs, stitch, windows
from goodoffices.reading.encoder.words import FEATURES, Words

ROOM = LENGTH - 2
"""Pieces of the text that a window holds, beside the opening and closing ones."""


def text_of(counts: Sequence[int]) -> Words:
    """Words of so many pieces each; the pieces are numbered from 1000, and a word's features tell its number."""
    edges = np.cumsum([0, *counts])
    number = np.arange(len(counts))
    return Words(
        text="x" * len(counts),
        starts=number,
        ends=number + 1,
        pieces=1000 + np.arange(edges[-1]),
        first=edges[:-1],
        features=np.stack([number % 6, number % 4, number % 5], axis=1).reshape(-1, len(FEATURES)),
    )


real_texts = st.lists(st.integers(1, 4) | st.integers(1, 100), max_size=500).map(text_of)
"""The vocabulary takes no word of more than 100 characters apart, so none has more pieces."""
texts = real_texts | st.lists(st.sampled_from([1, 2, 90, 254, 255, 600])).map(text_of)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param([], [], id="no words"),
        pytest.param([1], [(0, 1)], id="one word"),
        pytest.param([1] * ROOM, [(0, ROOM)], id="just one window"),
        pytest.param([1] * (ROOM + 1), [(0, ROOM), (ROOM - OVERLAP, ROOM + 1)], id="one word more"),
        pytest.param([300], [(0, 1)], id="a word longer than a window"),
        pytest.param([1, 300, 1], [(0, 1), (1, 2), (2, 3)], id="such a word stands alone"),
    ],
)
def test_windows_hold_as_many_words_as_fit(counts: list[int], expected: list[tuple[int, int]]) -> None:
    assert [(w.start, w.end) for w in windows(text_of(counts))] == expected


def test_each_word_is_kept_where_it_has_most_text_around_it() -> None:
    first, second = windows(text_of([1] * (ROOM + 1)))
    middle = ROOM - OVERLAP // 2
    assert (first.keep_from, first.keep_to) == (0, middle)
    assert (second.keep_from, second.keep_to) == (middle, ROOM + 1)


@settings(deadline=None, max_examples=100)
@given(texts)
def test_the_kept_parts_tile_the_words_without_gap_or_overlap(words: Words) -> None:
    found = windows(words)
    assert [i for w in found for i in range(w.keep_from, w.keep_to)] == list(range(len(words)))
    assert all(w.start <= w.keep_from <= w.keep_to <= w.end for w in found)


@settings(deadline=None, max_examples=100)
@given(real_texts)
def test_windows_fit_the_encoder_and_go_forward(words: Words) -> None:
    found = windows(words)
    edges = [*words.first.tolist(), len(words.pieces)]
    assert all(edges[w.end] - edges[w.start] <= ROOM for w in found)
    assert all(a.start < b.start <= a.end < b.end for a, b in pairwise(found))
    assert not found or (found[0].start == 0 and found[-1].end == len(words))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(1, 4), max_size=60).map(text_of), st.integers(6, 20), st.integers(0, 4))
def test_other_lengths_and_overlaps_do_as_well(words: Words, length: int, overlap: int) -> None:
    found = windows(words, length, overlap)
    assert [i for w in found for i in range(w.keep_from, w.keep_to)] == list(range(len(words)))
    assert all(inputs(words, [(w.start, w.end)], length).pieces.shape[1] <= length for w in found)


def test_the_inputs_of_two_windows_side_by_side() -> None:
    made = inputs(text_of([1, 2, 1]), [(0, 3), (1, 2)])
    assert made.pieces.tolist() == [[CLS, 1000, 1001, 1002, 1003, SEP], [CLS, 1001, 1002, SEP, 0, 0]]
    assert made.mask.tolist() == [[1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 0, 0]]
    assert made.first.tolist() == [[1, 2, 4], [1, 0, 0]]
    assert made.features[:, :, 0].tolist() == [[0, 0, 1, 1, 2, 0], [0, 1, 1, 0, 0, 0]]


def test_a_word_longer_than_a_window_is_cut_short() -> None:
    made = inputs(text_of([300]), [(0, 1)])
    assert made.pieces.tolist() == [[CLS, *range(1000, 1000 + ROOM), SEP]]
    assert made.first.tolist() == [[1]]


@settings(deadline=None, max_examples=40)
@given(texts)
def test_every_word_of_every_window_is_found_by_its_first_piece(words: Words) -> None:
    spans = [(w.start, w.end) for w in windows(words)]
    made = inputs(words, spans)
    assert made.pieces.shape == made.mask.shape == made.features.shape[:2]
    assert made.pieces.shape[1] <= LENGTH
    for row, (start, end) in enumerate(spans):
        first = made.first[row, : end - start]
        assert made.pieces[row, first].tolist() == words.pieces[words.first[start:end]].tolist()
        assert made.features[row, first].tolist() == words.features[start:end].tolist()
        assert made.first[row, end - start :].tolist() == [0] * (made.first.shape[1] - (end - start))
        assert made.mask[row].sum() == min(ROOM, np.isin(words.word_of_piece, np.arange(start, end)).sum()) + 2


def test_where_windows_overlap_the_words_far_from_their_cut_ends_weigh_more() -> None:
    """Words 2 and 3 are in both windows, and are 2 and 1 words from the end of the first, 1 and 2 from the start of the second."""
    first, second = Window(0, 4, 0, 3), Window(2, 6, 3, 6)
    found = stitch([first, second], [np.zeros((4, 1), dtype=np.float32), np.full((4, 1), 3, dtype=np.float32)])
    assert found[:, 0] == pytest.approx([0, 0, 1, 2, 3, 3])


@settings(deadline=None, max_examples=60)
@given(real_texts.filter(len), st.integers(0, 2**32))
def test_stitched_scores_are_means_of_what_the_windows_say(words: Words, seed: int) -> None:
    spans = windows(words)
    truth = np.random.default_rng(seed).normal(size=(len(words), 3)).astype(np.float32)
    assert stitch(spans, [truth[w.start : w.end] for w in spans]) == pytest.approx(truth, abs=1e-4)
    high = [np.full((w.end - w.start, 1), i, dtype=np.float32) for i, w in enumerate(spans)]
    for word, score in enumerate(stitch(spans, high)[:, 0].tolist()):
        said = [i for i, w in enumerate(spans) if w.start <= word < w.end]
        assert said[0] - 1e-3 <= score <= said[-1] + 1e-3
