"""What words mean, as MiniLM's sentence vectors have it: what the network's own vectors of spans are taught after."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from goodoffices.reading.encoder.labels import MEANING
from training.examples import Example
from training.network import Encoder

PER_TEXT = 8
"""Stretches of words taken at random from each text, beside its steps and conditions."""
SHORTEST, LONGEST = 2, 14
"""Their words."""
BATCH = 64

Spans = list[tuple[int, int]]


class Teacher:
    """MiniLM as published: the mean of its vectors over a text, of length 1 (Reimers and Gurevych 2019)."""

    def __init__(self, minilm: Path, tokenizer: Tokenizer):
        self.encoder = Encoder()
        self.encoder.load_minilm(minilm)
        self.encoder.eval()
        self.tokenizer = tokenizer

    @torch.inference_mode()
    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text (texts, 384)."""
        pieces = [e.ids for e in self.tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(pieces)), key=lambda i: len(pieces[i]))
        rows = np.zeros((len(pieces), self.encoder.norm.weight.shape[0]), dtype=np.float32)
        for k in range(0, len(order), BATCH):
            batch = order[k : k + BATCH]
            longest = max(len(pieces[i]) for i in batch)
            padded = torch.tensor([[*pieces[i], *[0] * (longest - len(pieces[i]))] for i in batch])
            mask = torch.tensor([[1] * len(pieces[i]) + [0] * (longest - len(pieces[i])) for i in batch])
            found = self.encoder(padded, torch.zeros(*padded.shape, 3, dtype=torch.long), mask)
            rows[batch] = torch.nn.functional.normalize((found * mask[..., None]).sum(1), dim=1).numpy()
        return rows


def spans_of(example: Example, rng: random.Random) -> Iterator[tuple[int, int]]:
    """The words of the steps and conditions of a text, and some stretches of words inside paragraphs at random."""
    if example.bargaining is not None:
        numbers = example.bargaining.spans
        for number in np.unique(numbers[numbers >= 0]):
            words = np.flatnonzero(numbers == number)
            yield int(words[0]), int(words[-1]) + 1
    paragraphs = example.words.paragraphs
    for _ in range(PER_TEXT):
        start = rng.randrange(len(example.words))
        end = start + rng.randint(SHORTEST, LONGEST)
        if end <= len(example.words) and paragraphs[start] == paragraphs[end - 1]:
            yield start, end


def teach_meanings(examples: list[Example], teacher: Teacher, basis: Path, seed: int) -> None:
    """Give each example the vectors that some of its spans should have.

    They are projected on the MEANING directions in which the vectors differ most, kept in the file `basis` for later starts.
    """
    rng = random.Random(seed)
    spans = [list(spans_of(e, rng)) for e in examples]
    texts = [
        e.words.text[e.words.starts[s] : e.words.ends[t - 1]] for e, found in zip(examples, spans, strict=True) for s, t in found
    ]
    vectors = teacher.vectors(texts)
    if not basis.exists():
        np.save(basis, np.linalg.svd(vectors.T @ vectors)[0][:, :MEANING])
    vectors = vectors @ np.load(basis)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    at = 0
    for e, found in zip(examples, spans, strict=True):
        e.meanings = [(s, t, v) for (s, t), v in zip(found, vectors[at : at + len(found)], strict=True)]
        at += len(found)
