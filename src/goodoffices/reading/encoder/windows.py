"""A long text in overlapping windows that the encoder can take, and their results back in one piece."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from goodoffices.reading.encoder.words import FEATURES, Words

LENGTH = 256
"""Pieces in a window, the opening [CLS] and the closing [SEP] included."""
OVERLAP = 128
"""Pieces that two neighbouring windows share, at most, so that every word is read with context on both sides."""
CLS, SEP = 101, 102


@dataclass(frozen=True)
class Window:
    """Words `start` to `end` of a text; of these, the words `keep_from` to `keep_to` are best read here."""

    start: int
    end: int
    keep_from: int
    keep_to: int


def windows(words: Words, length: int = LENGTH, overlap: int = OVERLAP) -> list[Window]:
    """Windows over all words, each of at most `length` pieces; the kept parts tile the text without gap or overlap."""
    room = length - 2
    edges = np.append(words.first, len(words.pieces))
    bounds: list[tuple[int, int]] = []
    start = 0
    while start < len(words):
        end = int(np.searchsorted(edges, edges[start] + room, side="right")) - 1
        end = max(end, start + 1)  # a word longer than a window is cut short by `inputs`
        bounds.append((start, end))
        if end >= len(words):
            break
        start = max(start + 1, int(np.searchsorted(edges, edges[end] - overlap)))
    cuts = [0, *((a_end + b_start) // 2 for (_, a_end), (b_start, _) in pairwise(bounds)), len(words)]
    return [Window(start, end, cuts[i], cuts[i + 1]) for i, (start, end) in enumerate(bounds)]


def stitch(spans: list[Window], scores: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    """The scores of all words out of those of the windows (words of the window, labels).

    Where windows overlap, their mean, each weighed by the words that it has between the word and its nearer cut end.
    """
    count = spans[-1].end
    total = np.zeros((count, scores[0].shape[1]), dtype=np.float32)
    weights = np.zeros((count, 1), dtype=np.float32)
    for window, found in zip(spans, scores, strict=True):
        before = np.arange(1, len(found) + 1) if window.start else np.full(len(found), count)
        behind = np.arange(len(found), 0, -1) if window.end < count else np.full(len(found), count)
        weight = np.minimum(before, behind).astype(np.float32)[:, None]
        total[window.start : window.end] += weight * found
        weights[window.start : window.end] += weight
    return np.asarray(total / weights, dtype=np.float32)


@dataclass(frozen=True)
class Inputs:
    """One batch for the encoder: pieces and mask (batch, length), features (batch, length, 3), and where each word begins.

    `first` (batch, words) holds the positions of the words' first pieces, 0 beyond the words of a window.
    """

    pieces: NDArray[np.int64]
    features: NDArray[np.int64]
    mask: NDArray[np.int64]
    first: NDArray[np.int64]


def inputs(words: Words, batch: list[tuple[int, int]], length: int = LENGTH) -> Inputs:
    """The encoder's inputs for the word ranges of `batch`, padded to the longest of them."""
    edges = np.append(words.first, len(words.pieces))
    widths = [min(int(edges[end] - edges[start]), length - 2) for start, end in batch]
    shape = (len(batch), max(widths, default=0) + 2)
    pieces = np.zeros(shape, dtype=np.int64)
    features = np.zeros((*shape, len(FEATURES)), dtype=np.int64)
    mask = np.zeros(shape, dtype=np.int64)
    first = np.zeros((len(batch), max((end - start for start, end in batch), default=0)), dtype=np.int64)
    for row, ((start, end), width) in enumerate(zip(batch, widths, strict=True)):
        at = slice(int(edges[start]), int(edges[start]) + width)
        pieces[row, 0] = CLS
        pieces[row, 1 : width + 1] = words.pieces[at]
        pieces[row, width + 1] = SEP
        features[row, 1 : width + 1] = words.features[words.word_of_piece[at]]
        mask[row, : width + 2] = 1
        first[row, : end - start] = np.minimum(words.first[start:end] - edges[start] + 1, shape[1] - 1)
    return Inputs(pieces, features, mask, first)
