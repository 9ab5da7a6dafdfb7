"""What training adds to the network: the losses of the pointers, the rate, and windows of texts as batches."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch", reason="the network is trained with PyTorch, which is not installed (the extra `train`)")
pytest.importorskip("safetensors", reason="the network starts from safetensors, which is not installed (the extra `train`)")

from goodoffices.reading.encoder.labels import MEANING  # noqa: E402
from goodoffices.reading.encoder.windows import CLS, SEP  # noqa: E402
from goodoffices.reading.encoder.words import LOWER, PUNCTUATION, Words  # noqa: E402
from training.examples import IGNORED, Example  # noqa: E402
from training.train import (  # noqa: E402
    LENGTH,
    MASK,
    antecedent_loss,
    batches,
    meaning_loss,
    one_cycle,
    pieces_of,
    pointer_loss,
    to_batch,
)

torch.set_num_threads(1)
X = IGNORED
brute = settings(deadline=None, max_examples=60)


def surprise(scores: list[float], right: list[int]) -> float:
    """Minus the logarithm of the share that the places of `right` have in the exponentials of the scores."""
    return math.log(sum(map(math.exp, scores))) - math.log(sum(math.exp(scores[i]) for i in right))


def random_scores(seed: int, texts: int, words: int) -> torch.Tensor:
    return 3 * torch.randn(texts, words, words, generator=torch.Generator().manual_seed(seed))


def test_with_even_scores_a_pointer_chooses_among_the_words_of_the_text() -> None:
    inside = torch.tensor([[True, True, True, False]])
    loss = pointer_loss(torch.zeros(1, 4, 4), torch.tensor([[X, 0, X, X]]), inside)
    assert float(loss) == pytest.approx(math.log(3))


@brute
@given(st.integers(0, 10_000), st.data())
def test_the_pointer_loss_is_the_mean_surprise_at_the_targets(seed: int, data: st.DataObject) -> None:
    lengths = data.draw(st.lists(st.integers(1, 5), min_size=1, max_size=3))
    words = max(lengths)
    targets = [
        [data.draw(st.sampled_from([X, *range(n)])) if i < n else X for i in range(words)] for n in lengths
    ]  # fmt: skip
    scores = random_scores(seed, len(lengths), words)
    inside = torch.arange(words)[None] < torch.tensor(lengths)[:, None]
    loss = pointer_loss(scores, torch.tensor(targets), inside)
    found = [
        surprise(scores[b, i, :n].tolist(), [targets[b][i]]) for b, n in enumerate(lengths) for i in range(n) if targets[b][i] != X
    ]
    assert float(loss) == pytest.approx(sum(found) / max(1, len(found)), rel=1e-4, abs=1e-4)


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        pytest.param([7], 0.0, id="the first word can point to itself only"),
        pytest.param([X, 7], math.log(2), id="the first mention points to itself"),
        pytest.param([7, X, 7], math.log(3) / 2, id="the second points to the first"),
        pytest.param([7, 7, 7], (math.log(2) + math.log(3 / 2)) / 3, id="any earlier mention is right"),
        pytest.param([7, 8, X, 7], (math.log(2) + math.log(4)) / 3, id="another entity's mention is not"),
        pytest.param([X, X, X], 0.0, id="no mention, no loss"),
    ],
)
def test_with_even_scores_a_mention_chooses_among_what_stands_before_it(chain: list[int], expected: float) -> None:
    n = len(chain)
    assert float(antecedent_loss(torch.zeros(1, n, n), torch.tensor([chain]))) == pytest.approx(expected, abs=1e-5)


@brute
@given(st.integers(0, 10_000), st.integers(1, 6), st.integers(1, 3), st.data())
def test_the_antecedent_loss_is_the_mean_surprise_at_the_antecedents(
    seed: int, words: int, texts: int, data: st.DataObject
) -> None:
    row = st.lists(st.sampled_from([X, 0, 1]), min_size=words, max_size=words)
    chain = data.draw(st.lists(row, min_size=texts, max_size=texts))
    scores = random_scores(seed, texts, words)
    found = []
    for b, entities in enumerate(chain):
        for i, entity in enumerate(entities):
            if entity != X:
                earlier = [j for j in range(i) if entities[j] == entity]
                found.append(surprise(scores[b, i, : i + 1].tolist(), earlier or [i]))
    loss = antecedent_loss(scores, torch.tensor(chain))
    assert float(loss) == pytest.approx(sum(found) / max(1, len(found)), rel=1e-4, abs=1e-4)


@pytest.mark.parametrize("loss", ["pointer", "antecedent"])
def test_where_nothing_is_known_nothing_is_learned(loss: str) -> None:
    scores = torch.randn(2, 3, 3).requires_grad_()
    unknown = torch.full((2, 3), X)
    inside = torch.ones(2, 3, dtype=torch.bool)
    (pointer_loss(scores, unknown, inside) if loss == "pointer" else antecedent_loss(scores, unknown)).backward()
    assert scores.grad is not None
    assert scores.grad.abs().max() == 0


def towards(*numbers: float) -> torch.Tensor:
    """A vector that begins with such numbers, the rest of it 0."""
    return torch.nn.functional.pad(torch.tensor(numbers, dtype=torch.float32), (0, MEANING - len(numbers)))


@pytest.mark.parametrize(
    ("spans", "right", "expected"),
    [
        pytest.param([[0, 0, 1]], [towards(1)], 0.0, id="the right direction"),
        pytest.param([[0, 0, 1]], [towards(-1)], 2.0, id="the opposite one"),
        pytest.param([[0, 0, 1]], [towards(0, 1)], 1.0, id="across"),
        pytest.param([[0, 0, 2]], [towards(0.6, 0.8)], 0.0, id="of the mean, whatever its length"),
        pytest.param([[0, 1, 2], [1, 0, 2]], [towards(0, 1), towards(0, 0, -1)], 1.0, id="the mean over spans of two texts"),
    ],
)
def test_the_meaning_loss_is_one_less_the_cosine(spans: list[list[int]], right: list[torch.Tensor], expected: float) -> None:
    vectors = torch.stack([torch.stack([towards(3), towards(0, 4)]), torch.stack([towards(0, 0, 1), towards(0, 0, 2)])])
    assert float(meaning_loss(vectors, torch.tensor(spans), torch.stack(right))) == pytest.approx(expected, abs=1e-6)


def test_without_spans_no_meaning_is_learned() -> None:
    vectors = torch.randn(2, 3, MEANING).requires_grad_()
    loss = meaning_loss(vectors, torch.zeros(0, 3, dtype=torch.long), torch.zeros(0, MEANING))
    loss.backward()
    assert float(loss.detach()) == 0
    assert vectors.grad is not None
    assert vectors.grad.abs().max() == 0


@pytest.mark.parametrize(
    ("step", "factor"), [(0, 0.1), (4, 0.5), (9, 1.0), (10, 1.0), (55, 0.505), (100, 0.01)]
)  # fmt: skip
def test_the_rate_goes_up_in_a_line_and_down_in_a_cosine(step: int, factor: float) -> None:
    assert one_cycle(step, 100) == pytest.approx(factor)


@given(st.integers(1, 60).map(lambda x: 10 * x))
def test_the_rate_rises_falls_and_never_rests(steps: int) -> None:
    factors = [one_cycle(step, steps) for step in range(steps)]
    top = factors.index(max(factors))
    assert factors[: top + 1] == sorted(factors[: top + 1])
    assert factors[top:] == sorted(factors[top:], reverse=True)
    assert max(factors) == 1
    assert min(factors) > 0


def own_example(sizes: list[int], case: int = LOWER) -> Example:
    """A text of words of so many pieces; each word's cue is the word before it, the first one's the last."""
    n, first = len(sizes), np.cumsum([0, *sizes])[:-1]
    features = np.array([[case, 0, 0]] * n).reshape(-1, 3)
    words = Words("x" * n, np.arange(n), np.arange(n) + 1, np.arange(sum(sizes)) + 1000, first, features)
    return Example("own", words, np.arange(n), (np.arange(n) - 1) % n, *(np.full(n, X) for _ in range(4)))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(1, 60), min_size=1, max_size=60), st.integers(0, 1000))
def test_windows_tile_the_text_and_have_room_for_their_pieces(sizes: list[int], seed: int) -> None:
    cuts = pieces_of([own_example(sizes)], random.Random(seed))  # noqa: S311
    assert [w for _, start, end in cuts for w in range(start, end)] == list(range(len(sizes)))
    assert all(start < end and sum(sizes[start:end]) <= LENGTH - 2 for _, start, end in cuts)


def test_every_window_is_in_one_batch_and_short_ones_are_batched_in_larger_numbers() -> None:
    examples = [own_example([1] * n) for n in (20,) * 10 + (120,) * 10]
    grouped = batches(examples, 2, random.Random(0))  # noqa: S311
    assert sorted(id(e) for group in grouped for e, _, _ in group) == sorted(map(id, examples))
    assert {tuple(end - start for _, start, end in group) for group in grouped} == {(120, 120), (20,) * 4, (20,) * 2}


def test_a_batch_has_inputs_and_targets_of_its_windows() -> None:
    batch = to_batch([(own_example([1, 2, 1, 1]), 1, 3), (own_example([1]), 0, 1)], np.random.default_rng(0), hide=0)
    assert batch.pieces.tolist() == [[CLS, 1001, 1002, 1003, SEP], [CLS, 1000, SEP, 0, 0]]
    assert batch.mask.tolist() == [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]]
    assert batch.first.tolist() == [[1, 3], [1, 0]]
    assert batch.lengths.tolist() == [2, 1]
    assert batch.targets["roles"].tolist() == [[1, 2], [0, X]]
    assert batch.targets["cue"].tolist() == [[X, 0], [0, X]], "a target before the window is not known in it"


def test_a_batch_has_the_meanings_of_the_spans_inside_its_windows() -> None:
    long, short = own_example([1] * 4), own_example([1])
    one, other, out = (towards(n).numpy() for n in (1, 2, 3))
    long.meanings, short.meanings = [(1, 3, one), (0, 2, out), (2, 4, out)], [(0, 1, other)]
    batch = to_batch([(long, 1, 3), (short, 0, 1)], np.random.default_rng(0), hide=0)
    assert batch.meant.tolist() == [[0, 0, 2], [1, 0, 1]]
    assert batch.meanings.tolist() == [one.tolist(), other.tolist()]
    empty = to_batch([(short, 0, 0), (own_example([1]), 0, 1)], np.random.default_rng(0), hide=0)
    assert (empty.meant.shape, empty.meanings.shape) == ((0, 3), (0, MEANING))


@pytest.mark.parametrize(("case", "hidden"), [(LOWER, MASK), (PUNCTUATION, 1000)])
def test_words_are_hidden_but_neither_punctuation_nor_the_ends(case: int, hidden: int) -> None:
    batch = to_batch([(own_example([1], case), 0, 1), (own_example([1, 1], case), 0, 2)], np.random.default_rng(0), hide=1)
    assert batch.pieces[0].tolist() == [CLS, hidden, SEP, 0]


@pytest.mark.parametrize("hide", [0.1, 0.5])
def test_a_share_of_the_words_is_hidden(hide: float) -> None:
    batch = to_batch([(own_example([1] * 250), 0, 250)] * 20, np.random.default_rng(0), hide)
    assert (batch.pieces == MASK).sum() / 5000 == pytest.approx(hide, abs=0.03)
