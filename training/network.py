"""The encoder (MiniLM with three word features) and its heads, in PyTorch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from goodoffices.reading.encoder.labels import (
    ACT_LABELS,
    KINDS,
    MEANING,
    MEASURES,
    NAME_LABELS,
    POS_TAGS,
    RELATIONS,
    ROLE_LABELS,
    STRENGTHS,
)
from goodoffices.reading.encoder.pointing import BUCKETS, bucket
from goodoffices.reading.encoder.words import FEATURES

WIDTH, HEADS, LAYERS, INNER, VOCABULARY, POSITIONS = 384, 12, 6, 1536, 30522, 512
LINK_WIDTH = 64


class Layer(nn.Module):
    """A BERT layer: self-attention and feed-forward, each with a residual and a normalisation after it."""

    def __init__(self, dropout: float):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.norm(x + self.dropout(self.out(self.attend(*self.qkv(x).chunk(3, dim=-1), mask))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))

    @staticmethod
    def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
        """What each piece takes from the others: all tensors (batch, length, 384), mask (batch, length).

        Spelled out: on the CPU the fused attention is slower to differentiate than these two products.
        """
        batch, length, _ = query.shape
        q, k, v = (x.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2) for x in (query, key, value))
        bias = ((1.0 - mask.to(torch.float32)) * -1e4)[:, None, None, :]
        attended = ((q * (WIDTH // HEADS) ** -0.5) @ k.transpose(-1, -2) + bias).softmax(dim=-1) @ v
        return attended.transpose(1, 2).reshape(batch, length, WIDTH)


class Encoder(nn.Module):
    """MiniLM-L6; the word features are added to the embeddings and start at zero, so that training starts from MiniLM itself."""

    def __init__(self, dropout: float = 0.1):
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.features = nn.ModuleList(nn.Embedding(size, WIDTH) for size in FEATURES.values())
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Vectors (batch, length, 384) of pieces (batch, length), features (batch, length, 3) and mask (batch, length).

        The mask is 1 where there is text.
        """
        x = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]] + self.segment
        for i, table in enumerate(self.features):
            x = x + table(features[..., i])
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_minilm(self, folder: Path) -> None:
        """Take the weights of the published MiniLM (safetensors in BERT's naming)."""
        w = load_file(folder / "model.safetensors")
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        own: dict[str, Tensor] = {
            "pieces.weight": w["embeddings.word_embeddings.weight"],
            "positions.weight": w["embeddings.position_embeddings.weight"],
            "segment": w["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": w["embeddings.LayerNorm.weight"],
            "norm.bias": w["embeddings.LayerNorm.bias"],
        }
        for i in range(LAYERS):
            theirs, ours = f"encoder.layer.{i}.", f"layers.{i}."
            for kind in ("weight", "bias"):
                own[f"{ours}qkv.{kind}"] = torch.cat([w[f"{theirs}attention.self.{x}.{kind}"] for x in ("query", "key", "value")])
                own[f"{ours}out.{kind}"] = w[f"{theirs}attention.output.dense.{kind}"]
                own[f"{ours}norm.{kind}"] = w[f"{theirs}attention.output.LayerNorm.{kind}"]
                own[f"{ours}up.{kind}"] = w[f"{theirs}intermediate.dense.{kind}"]
                own[f"{ours}down.{kind}"] = w[f"{theirs}output.dense.{kind}"]
                own[f"{ours}norm2.{kind}"] = w[f"{theirs}output.LayerNorm.{kind}"]
        missing, unexpected = self.load_state_dict(own, strict=False)
        if unexpected or not all(m.startswith("features") for m in missing):
            raise ValueError(f"other weights than MiniLM's: {missing} {unexpected}")


class Pointer(nn.Module):
    """Which word a word points to: a query and a key for every word, scored by their product and by their distance.

    A shallow one has its hidden layer in common with others.
    """

    def __init__(self, shallow: bool = False) -> None:
        super().__init__()
        link = nn.Linear(WIDTH, 2 * LINK_WIDTH)
        self.both = link if shallow else nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), link)
        self.by_distance = nn.Parameter(torch.zeros(BUCKETS))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        query, key = self.both(x).chunk(2, dim=-1)
        return query / LINK_WIDTH**0.5, key

    def scores(self, vectors: tuple[Tensor, Tensor]) -> Tensor:
        """Scores (batch, from, to) in single precision."""
        query, key = vectors
        words = np.arange(query.shape[1])
        near = self.by_distance[torch.from_numpy(bucket(words[None, :] - words[:, None]))]
        return (query @ key.transpose(1, 2)).float() + near


@dataclass
class Outputs:
    """What the heads say of every position (batch, length, ...)."""

    roles: Tensor
    names: Tensor
    tags: Tensor
    to_cue: tuple[Tensor, Tensor]
    to_source: tuple[Tensor, Tensor]
    to_antecedent: tuple[Tensor, Tensor]
    acts: Tensor
    kinds: Tensor
    measures: Tensor
    strengths: Tensor
    relations: Tensor
    to_step: tuple[Tensor, Tensor]
    to_party: tuple[Tensor, Tensor]
    to_agent: tuple[Tensor, Tensor]
    to_side: tuple[Tensor, Tensor]
    to_named: tuple[Tensor, Tensor]
    meanings: Tensor


class ReaderNetwork(nn.Module):
    """The encoder with heads for the parts of statements, what ties them, names, who is meant, and the moves."""

    def __init__(self, dropout: float = 0.1):
        super().__init__()
        self.encoder = Encoder(dropout)
        self.dropout = nn.Dropout(dropout)
        self.of_moves = nn.Dropout(2 * dropout)  # there are few moves to learn from
        self.roles = nn.Linear(WIDTH, len(ROLE_LABELS))
        self.names = nn.Linear(WIDTH, len(NAME_LABELS))
        self.tags = nn.Linear(WIDTH, len(POS_TAGS))
        self.to_cue = Pointer()
        self.to_source = Pointer()
        self.to_antecedent = Pointer()
        self.transitions = nn.Parameter(torch.zeros(len(ROLE_LABELS), len(ROLE_LABELS)))
        self.register_buffer("forbidden", forbidden_transitions(ROLE_LABELS), persistent=False)
        self.bargaining = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU())
        self.acts = nn.Linear(WIDTH, len(ACT_LABELS))
        self.kinds = nn.Linear(WIDTH, len(KINDS))
        self.measures = nn.Linear(WIDTH, len(MEASURES))
        self.strengths = nn.Linear(WIDTH, len(STRENGTHS))
        self.relations = nn.Linear(WIDTH, len(RELATIONS))
        self.to_step = Pointer(shallow=True)
        self.to_party = Pointer(shallow=True)
        self.to_agent = Pointer(shallow=True)
        self.to_side = Pointer(shallow=True)
        self.to_named = Pointer(shallow=True)
        self.meanings = nn.Linear(WIDTH, MEANING)
        self.act_transitions = nn.Parameter(torch.zeros(len(ACT_LABELS), len(ACT_LABELS)))
        self.register_buffer("act_forbidden", forbidden_transitions(ACT_LABELS), persistent=False)

    def at_words(self, pieces: Tensor, features: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """The encoder's vectors (batch, words, 384) at the first pieces (batch, words) of words."""
        encoded: Tensor = self.encoder(pieces, features, mask)
        return encoded.gather(1, first[..., None].expand(-1, -1, encoded.shape[-1]))

    def heads(self, x: Tensor) -> Outputs:
        """All heads over vectors (batch, length, 384)."""
        x = self.dropout(x)
        hidden = self.of_moves(self.bargaining(x))
        return Outputs(
            self.roles(x), self.names(x), self.tags(x), self.to_cue(x), self.to_source(x), self.to_antecedent(x),
            self.acts(hidden), self.kinds(hidden), self.measures(hidden), self.strengths(hidden), self.relations(hidden),
            self.to_step(hidden), self.to_party(hidden), self.to_agent(hidden), self.to_side(hidden), self.to_named(hidden),
            self.meanings(x),
        )  # fmt: skip

    def take(self, weights: dict[str, Tensor]) -> None:
        """Take over weights of an earlier run, but for heads that have changed their shape since."""
        own = self.state_dict()
        self.load_state_dict({k: v for k, v in weights.items() if k in own and own[k].shape == v.shape}, strict=False)

    def chain(self) -> Tensor:
        """Transition scores of the linear chain over role labels (from, to)."""
        return self.transitions + self.forbidden  # type: ignore[operator]

    def act_chain(self) -> Tensor:
        """The same over act labels."""
        return self.act_transitions + self.act_forbidden  # type: ignore[operator]


def forbidden_transitions(labels: tuple[str, ...]) -> Tensor:
    """-1e4 where an inside label does not follow its own begin or inside."""
    scores = torch.zeros(len(labels), len(labels))
    for i, before in enumerate(labels):
        for j, label in enumerate(labels):
            if label.startswith("I-") and before[1:] != label[1:]:
                scores[i, j] = -1e4
    return scores


def chain_loss(emissions: Tensor, labels: Tensor, lengths: Tensor, transitions: Tensor) -> Tensor:
    """Negative log-likelihood of label sequences under a linear-chain conditional random field (Lafferty et al. 2001).

    emissions (batch, words, labels), labels (batch, words; anything beyond a sequence's length), lengths (batch).
    Returns the sum over the batch divided by the number of words.
    """
    words = emissions.shape[1]
    steps = torch.arange(words)[None] < lengths[:, None]
    safe = labels.clamp(min=0)
    emitted = (emissions.gather(2, safe[..., None]).squeeze(2) * steps).sum()
    moved = (transitions[safe[:, :-1], safe[:, 1:]] * steps[:, 1:]).sum()
    return (log_partition(emissions, steps, transitions) - emitted - moved) / lengths.sum()


def log_partition(emissions: Tensor, steps: Tensor, transitions: Tensor) -> Tensor:
    """The logarithm of the summed scores of all label sequences, summed over the batch.

    The product of the words' transition matrices is taken in pairs (a tree of log2(words) levels, not a loop over words).
    """
    labels = emissions.shape[2]
    neutral = torch.full((labels, labels), -1e4).fill_diagonal_(0.0)
    matrices = torch.where(steps[:, 1:, None, None], transitions + emissions[:, 1:, None, :], neutral)
    while matrices.shape[1] > 1:
        if matrices.shape[1] % 2:
            matrices = torch.cat([matrices, neutral.expand(len(matrices), 1, -1, -1)], dim=1)
        matrices = (matrices[:, 0::2, :, :, None] + matrices[:, 1::2, None, :, :]).logsumexp(dim=3)
    first = emissions[:, 0, :, None]
    return (first + matrices[:, 0] if matrices.shape[1] else first).logsumexp(dim=(1, 2)).sum()
