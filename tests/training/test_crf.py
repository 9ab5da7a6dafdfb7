"""The linear chain of the network, against all label sequences one by one."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

torch = pytest.importorskip("torch", reason="the network is trained with PyTorch, which is not installed (the extra `train`)")
pytest.importorskip(
    "safetensors", reason="the network starts from weights in safetensors, which is not installed (the extra `train`)"
)

from goodoffices.reading.encoder.decoding import best_labels  # noqa: E402
from goodoffices.reading.encoder.labels import ROLE_LABELS  # noqa: E402
from training.network import chain_loss, forbidden_transitions, log_partition  # noqa: E402

BEYOND = -100
"""The label of what is beyond a sequence's end."""
batches = pytest.mark.parametrize(
    "lengths",
    [[1], [2], [3], [5], [1, 1], [4, 2, 1], [5, 5], [1, 6]],
    ids=lambda x: "+".join(map(str, x)),
)


def path_score(emissions: torch.Tensor, transitions: torch.Tensor, labels: tuple[int, ...]) -> torch.Tensor:
    """The score of one label sequence."""
    score = sum(emissions[i, label] for i, label in enumerate(labels))
    return torch.as_tensor(score + sum(transitions[a, b] for a, b in pairwise(labels)))


def brute_force(emissions: torch.Tensor, transitions: torch.Tensor) -> torch.Tensor:
    """The logarithm of the summed exponentials of the scores of all label sequences."""
    words, labels = emissions.shape
    return torch.stack([path_score(emissions, transitions, p) for p in product(range(labels), repeat=words)]).logsumexp(dim=0)


def chain(lengths: list[int], labels: int = 3) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Random emissions, labels and transitions; what is beyond a sequence's end must not count."""
    random = torch.Generator().manual_seed(sum(lengths) * 31 + len(lengths))
    words = max(lengths)
    emissions = 3 * torch.randn(len(lengths), words, labels, generator=random)
    gold = torch.randint(labels, (len(lengths), words), generator=random)
    for row, length in enumerate(lengths):
        emissions[row, length:] = 1e3
        gold[row, length:] = BEYOND
    return emissions, gold, torch.tensor(lengths), 3 * torch.randn(labels, labels, generator=random)


@batches
def test_the_partition_sums_all_label_sequences(lengths: list[int]) -> None:
    emissions, _, counts, transitions = chain(lengths)
    steps = torch.arange(max(lengths))[None] < counts[:, None]
    expected = sum(brute_force(emissions[i, :n], transitions) for i, n in enumerate(lengths))
    torch.testing.assert_close(log_partition(emissions, steps, transitions), expected, rtol=1e-5, atol=1e-4)


@batches
def test_the_loss_is_the_surprise_at_the_labels_a_word(lengths: list[int]) -> None:
    emissions, gold, counts, transitions = chain(lengths)
    surprise = torch.tensor(0.0)
    for i, n in enumerate(lengths):
        labels = tuple(gold[i, :n].tolist())
        surprise += brute_force(emissions[i, :n], transitions) - path_score(emissions[i, :n], transitions, labels)
    loss = chain_loss(emissions, gold, counts, transitions)
    torch.testing.assert_close(loss, surprise / sum(lengths), rtol=1e-5, atol=1e-4)
    assert loss >= 0


def test_the_probabilities_of_all_label_sequences_sum_to_one() -> None:
    emissions, _, counts, transitions = chain([3])
    sequences = [torch.tensor([p]) for p in product(range(3), repeat=3)]
    losses = torch.stack([chain_loss(emissions, s, counts, transitions) for s in sequences])
    torch.testing.assert_close((-3 * losses).exp().sum(), torch.tensor(1.0), rtol=1e-4, atol=1e-4)


def test_the_likeliest_sequence_is_the_one_that_decoding_finds() -> None:
    emissions, _, counts, transitions = chain([4])
    likeliest = min(
        (p for p in product(range(3), repeat=4) if p[0] != 2),
        key=lambda p: float(chain_loss(emissions, torch.tensor([p]), counts, transitions)),
    )
    assert best_labels(emissions[0].numpy(), transitions.numpy()) == list(likeliest)


def test_the_gradient_does_not_reach_beyond_the_ends() -> None:
    emissions, gold, counts, transitions = chain([4, 2, 1])
    emissions.requires_grad_()
    chain_loss(emissions, gold, counts, transitions).backward()
    assert emissions.grad is not None
    assert emissions.grad.isfinite().all()
    assert emissions.grad[1, 2:].abs().max() == emissions.grad[2, 1:].abs().max() == 0
    assert (emissions.grad[1, :2] != 0).all()


def test_an_inside_label_follows_its_own_begin_or_inside_only() -> None:
    forbidden = forbidden_transitions(ROLE_LABELS)
    allowed = {(a, b) for i, a in enumerate(ROLE_LABELS) for j, b in enumerate(ROLE_LABELS) if forbidden[i, j] == 0}
    inside = [b for b in ROLE_LABELS if b.startswith("I-")]
    assert {(a, b) for a, b in allowed if b in inside} == {(p + b[1:], b) for b in inside for p in "BI"}
    assert {b for a, b in allowed if a == "O"} == {"O", "B-source", "B-cue", "B-content"}
    assert forbidden[forbidden != 0].max() == -1e4
