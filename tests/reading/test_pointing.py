"""Pointers: buckets of distance, and scores across windows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.reading.encoder.pointing import BUCKETS, FAR, NEAR, NOWHERE, Floats, Pointing, bucket


def buckets(distances: list[int]) -> list[int]:
    return [int(b) for b in bucket(np.array(distances, dtype=np.int64))]


@pytest.mark.parametrize(
    ("distance", "number"),
    [
        *((d, d) for d in range(NEAR)),
        *[(8, 8), (11, 8), (12, 9), (15, 9), (16, 10), (22, 10), (23, 11), (32, 12), (64, 14), (90, 14), (91, 15), (10_000, 15)],
    ],
)
def test_near_distances_count_one_by_one_and_far_ones_in_half_octaves(distance: int, number: int) -> None:
    assert buckets([-distance]) == [number]
    assert buckets([distance]) == [number + FAR if distance else 0]


def test_buckets_are_in_range_monotone_and_apart_before_and_behind() -> None:
    behind, before = buckets(list(range(1, 600))), buckets(list(range(0, -600, -1)))
    assert behind == sorted(behind)
    assert before == sorted(before)
    assert set(behind) | set(before) <= set(range(BUCKETS))
    assert not set(behind) & set(before)


@settings(deadline=None, max_examples=100)
@given(st.integers(-(2**40), 2**40), st.integers(-(2**40), 2**40))
def test_of_two_distances_on_one_side_the_farther_has_no_smaller_bucket(one: int, other: int) -> None:
    (a, b) = buckets([one, other])
    assert 0 <= a < BUCKETS
    if (one > 0) == (other > 0) and abs(one) <= abs(other):
        assert a <= b


@st.composite
def pointings(draw: st.DrawFn) -> Pointing:
    """Windows over some words, with whole-numbered vectors so that sums are exact."""
    starts, ends = [0], [draw(st.integers(1, 6))]
    for _ in range(draw(st.integers(0, 3))):
        starts.append(draw(st.integers(starts[-1] + 1, ends[-1])))
        ends.append(draw(st.integers(ends[-1] + 1, ends[-1] + 5)))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))

    def vectors() -> tuple[Floats, ...]:
        return tuple(random.integers(-9, 10, (e - s, 2)).astype(np.float32) for s, e in zip(starts, ends, strict=True))

    return Pointing(tuple(starts), vectors(), vectors(), random.integers(-9, 10, BUCKETS).astype(np.float32))


def score(pointing: Pointing, source: int, target: int) -> float:
    """The score of two words in the window that holds both with most text around them (the first of several)."""
    best, found = -1, NOWHERE
    for start, query, key in zip(pointing.starts, pointing.query, pointing.key, strict=True):
        last = len(query) - 1
        room = min(source - start, target - start, last - (source - start), last - (target - start))
        if room > best:
            near = pointing.by_distance[buckets([target - source])[0]]
            best, found = room, float(query[source - start] @ key[target - start] + near)
    return found


@settings(deadline=None, max_examples=80)
@given(pointings(), st.data())
def test_two_words_are_scored_in_the_window_with_most_text_around_them(pointing: Pointing, data: st.DataObject) -> None:
    words = pointing.starts[-1] + len(pointing.query[-1])
    some = st.lists(st.integers(0, words - 1), max_size=5)
    sources, targets = sorted(data.draw(some)), data.draw(some)
    found = pointing.scores(np.array(sources, dtype=np.int64), np.array(targets, dtype=np.int64))
    assert found.shape == (len(sources), len(targets))
    assert found.tolist() == [[score(pointing, s, t) for t in targets] for s in sources]


def test_words_that_no_window_holds_both_cannot_be_pointed_to() -> None:
    ones = tuple(np.ones((3, 1), dtype=np.float32) for _ in range(2))
    pointing = Pointing((0, 3), ones, ones, np.full(BUCKETS, 50, dtype=np.float32))
    found = pointing.scores(np.array([0, 4]), np.array([2, 3, 5]))
    assert found.tolist() == [[51, NOWHERE, NOWHERE], [NOWHERE, 51, 51]]
