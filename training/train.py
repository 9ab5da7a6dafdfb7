"""Train the reader's network. One command, seeded, resumable: python -m training.train --help"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from goodoffices.reading.encoder.labels import MEANING
from goodoffices.reading.encoder.windows import SEP, inputs
from goodoffices.reading.encoder.words import CASE, PUNCTUATION
from training.bargaining import IGNORED, PULLS, unknown_bargaining
from training.corpus import held_out_reports, training_texts
from training.evaluation import evaluate
from training.examples import Example, example, whole_texts
from training.meanings import Teacher, teach_meanings
from training.network import Outputs, ReaderNetwork, chain_loss
from training.polnear import load_polnear, quotation_variants
from training.precision import at_best
from training.shipped import weights_of

LENGTH = 256
MASK = 103
WEIGHTS = {
    "roles": 1.0, "cue": 0.2, "source": 0.2, "names": 0.2, "tags": 0.2, "antecedent": 0.1,
    "acts": 1.0, "kinds": 0.5, "measures": 0.5, "strengths": 0.2, "relations": 0.2,
    "meanings": 0.5, "step": 0.1, "party": 0.2, "agent": 0.2, "side": 0.1, "named": 0.1,
}  # fmt: skip


@dataclass
class Batch:
    """Windows as tensors: inputs over pieces, targets over words (IGNORED where unknown or beyond the window)."""

    pieces: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    lengths: Tensor
    targets: dict[str, Tensor]
    pulls: dict[str, Tensor]
    """For each of PULLS, whether a word should point to a word: (batch, words, words)."""
    meant: Tensor
    """Spans whose vectors are known: row, first word, word behind the last (spans, 3)."""
    meanings: Tensor
    """Their vectors (spans, MEANING)."""


OF_SPANS = ("kinds", "measures", "strengths", "relations")

Piece = tuple[Example, int, int]


def pieces_of(examples: list[Example], rng: random.Random) -> list[Piece]:
    """Every text cut into windows, at another place each time."""
    cuts: list[Piece] = []
    for e in examples:
        edges = np.append(e.words.first, len(e.words.pieces))
        start, room = 0, rng.randint(LENGTH // 2, LENGTH - 2)
        while start < len(e.words):
            end = max(start + 1, int(np.searchsorted(edges, edges[start] + room, side="right")) - 1)
            cuts.append((e, start, end))
            start, room = end, LENGTH - 2
    return cuts


def batches(examples: list[Example], size: int, rng: random.Random) -> list[list[Piece]]:
    """Windows of like length together, those whose moves are known apart, in random order; short ones in larger numbers."""
    cuts = pieces_of(examples, rng)
    rng.shuffle(cuts)
    cuts.sort(key=lambda p: (p[0].bargaining is None, -((p[2] - p[1]) // 32)))
    grouped: list[list[Piece]] = []
    room = 0
    for piece in cuts:
        if not grouped or len(grouped[-1]) >= room:
            grouped.append([])
            room = size if piece[2] - piece[1] > LENGTH // 3 else 2 * size
        grouped[-1].append(piece)
    rng.shuffle(grouped)
    return grouped


def to_batch(group: list[Piece], rng: np.random.Generator, hide: float) -> Batch:
    """The tensors of a group of windows, a share of the pieces of words hidden behind [MASK]."""
    made = [inputs(e.words, [(start, end)], LENGTH) for e, start, end in group]
    length = max(m.pieces.shape[1] for m in made)
    words = max(m.first.shape[1] for m in made)
    for m in made:
        hidden = rng.random(m.pieces.shape) < hide
        m.pieces[hidden & (m.features[..., CASE] < PUNCTUATION) & (m.pieces > SEP)] = MASK

    def padded(arrays: list[np.ndarray], width: int, fill: int) -> Tensor:
        out = np.full((len(arrays), width, *arrays[0].shape[1:]), fill, dtype=np.int64)
        for row, array in zip(out, arrays, strict=True):
            row[: len(array)] = array
        return torch.from_numpy(out)

    targets = {k: padded([getattr(e, k)[s:t] for e, s, t in group], words, IGNORED) for k in ("roles", "names", "tags", "chain")}
    for k in ("cue", "source"):
        targets[k] = padded([_within(getattr(e, k), s, t) for e, s, t in group], words, IGNORED)
    pulls = {}
    if any(e.bargaining for e, _, _ in group):
        of = [(e.bargaining or unknown_bargaining(len(e.words)), s, t) for e, s, t in group]
        for k in ("acts", "spans", *OF_SPANS):
            targets[k] = padded([getattr(b, k)[s:t] for b, s, t in of], words, IGNORED)
        targets["step"] = padded([_within(b.step, s, t) for b, s, t in of], words, IGNORED)
        for k in PULLS:
            pulls[k] = torch.zeros(len(group), words, words, dtype=torch.bool)
            for row, (b, s, t) in zip(pulls[k], of, strict=True):
                for sources, aims in b.pulls[k]:
                    here, there = (x[(x >= s) & (x < t)] - s for x in (sources, aims))
                    row[torch.from_numpy(here)[:, None], torch.from_numpy(there)[None]] = True
    meant = [(row, a - s, b - s, vector) for row, (e, s, t) in enumerate(group) for a, b, vector in e.meanings if s <= a and b <= t]
    return Batch(
        padded([m.pieces[0] for m in made], length, 0),
        padded([m.features[0] for m in made], length, 0),
        padded([m.mask[0] for m in made], length, 0),
        padded([m.first[0] for m in made], words, 0),
        torch.tensor([t - s for _, s, t in group]),
        targets,
        pulls,
        torch.tensor([m[:3] for m in meant], dtype=torch.long).reshape(-1, 3),
        torch.from_numpy(np.array([m[3] for m in meant], dtype=np.float32).reshape(-1, MEANING)),
    )


def _within(target: np.ndarray, start: int, end: int) -> np.ndarray:
    """The targets of the words of a window, as numbers in it; IGNORED where they lie outside."""
    target = target[start:end]
    return np.where((target >= start) & (target < end), target - start, IGNORED)


def pointer_loss(scores: Tensor, target: Tensor, inside: Tensor) -> Tensor:
    """Cross entropy of pointing from each word with a target to that target, among the words of the text (batch, words)."""
    rows = target != IGNORED
    if not rows.any():
        return scores.sum() * 0
    allowed = inside[:, None, :].expand_as(scores)[rows]
    return F.cross_entropy(scores[rows].masked_fill(~allowed, -1e4), target[rows])


def pull_loss(scores: Tensor, right: Tensor, inside: Tensor) -> Tensor:
    """Negative log of the probability that a word points to any of its right words, among those of the text (batch, words)."""
    rows = right.any(dim=2)
    if not rows.any():
        return scores.sum() * 0
    scores = scores.masked_fill(~inside[:, None, :], -1e4)[rows]
    return (scores.logsumexp(1) - scores.masked_fill(~right[rows], -1e4).logsumexp(1)).mean()


def span_loss(scores: Tensor, spans: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy of the mean scores (batch, words, labels) of the words of each span that has a label.

    `spans` numbers the spans of each text, `labels` has their label at all their words (batch, words; IGNORED elsewhere).
    """
    here = labels != IGNORED
    if not here.any():
        return scores.sum() * 0
    row = torch.arange(len(spans))[:, None].expand_as(spans)
    number, of_word = torch.unique(torch.stack([row[here], spans[here]], dim=1), dim=0, return_inverse=True)
    total = torch.zeros(len(number), scores.shape[-1]).index_add(0, of_word, scores[here])
    label = torch.zeros(len(number), dtype=torch.long).scatter(0, of_word, labels[here])
    return F.cross_entropy(total / of_word.bincount()[:, None], label)


def meaning_loss(vectors: Tensor, spans: Tensor, right: Tensor) -> Tensor:
    """One less the cosine between the mean vector (batch, words, MEANING) of each span (spans, 3) and the right one."""
    if not len(spans):
        return vectors.sum() * 0
    summed = F.pad(vectors.cumsum(dim=1), (0, 0, 1, 0))
    row, start, end = spans.unbind(dim=1)
    return (1 - F.cosine_similarity(summed[row, end] - summed[row, start], right)).mean()


def antecedent_loss(scores: Tensor, chain: Tensor) -> Tensor:
    """Negative log of the probability that a mention's head points to any earlier mention of its entity (Lee et al. 2017).

    The first mention of an entity points to itself.
    """
    mention = chain != IGNORED
    if not mention.any():
        return scores.sum() * 0
    words = chain.shape[1]
    itself = torch.eye(words, dtype=torch.bool)
    earlier = torch.ones(words, words, dtype=torch.bool).tril(-1)
    same = (chain[:, :, None] == chain[:, None, :]) & mention[:, None, :] & earlier
    right = same | (itself & ~same.any(dim=2, keepdim=True))
    scores = scores.masked_fill(~(earlier | itself), -1e4)
    return (scores.logsumexp(2) - scores.masked_fill(~right, -1e4).logsumexp(2))[mention].mean()


def losses(network: ReaderNetwork, batch: Batch) -> dict[str, Tensor]:
    """The loss of each head on a batch; the network runs as `at_best` says, the losses in single precision."""
    with at_best():
        out: Outputs = network.heads(network.at_words(batch.pieces, batch.features, batch.mask, batch.first))
    words = batch.first.shape[1]
    t = batch.targets
    inside = torch.arange(words)[None] < batch.lengths[:, None]
    found = {
        "cue": pointer_loss(network.to_cue.scores(out.to_cue), t["cue"], inside),
        "source": pointer_loss(network.to_source.scores(out.to_source), t["source"], inside),
        "antecedent": antecedent_loss(network.to_antecedent.scores(out.to_antecedent), t["chain"]),
        "meanings": meaning_loss(out.meanings.float(), batch.meant, batch.meanings),
    }
    known = t["roles"][:, 0] != IGNORED
    if known.any():
        found["roles"] = chain_loss(out.roles[known].float(), t["roles"][known], batch.lengths[known], network.chain())
    for k, right in batch.pulls.items():
        found[k] = pull_loss(getattr(network, f"to_{k}").scores(getattr(out, f"to_{k}")), right, inside)
    if "acts" in t:
        known = t["acts"][:, 0] != IGNORED
        found["acts"] = chain_loss(out.acts[known].float(), t["acts"][known], batch.lengths[known], network.act_chain())
        found["step"] = pointer_loss(network.to_step.scores(out.to_step), t["step"], inside)
        for k in OF_SPANS:
            found[k] = span_loss(getattr(out, k).float(), t["spans"], t[k])
    for k in ("names", "tags"):
        if (t[k] != IGNORED).any():
            found[k] = F.cross_entropy(getattr(out, k).float().flatten(0, 1), t[k].flatten(), ignore_index=IGNORED)
    return found


class Average:
    """An exponential moving average of the weights (Polyak and Juditsky 1992), used for evaluation and export."""

    def __init__(self, network: ReaderNetwork, decay: float):
        self.decay = decay
        self.weights = {k: v.detach().clone() for k, v in network.state_dict().items()}

    def update(self, network: ReaderNetwork, step: int) -> None:
        decay = min(self.decay, (1 + step) / (10 + step))
        for k, v in network.state_dict().items():
            self.weights[k].lerp_(v, 1 - decay)


def optimiser_of(network: ReaderNetwork, rate: float, decay: float) -> torch.optim.AdamW:
    """AdamW; the heads learn at three times the encoder's rate, biases and norms are not decayed."""
    groups = []
    for heads in (False, True):
        for flat in (False, True):
            chosen = [p for n, p in network.named_parameters() if ("encoder" not in n) == heads and (p.ndim < 2) == flat]
            groups.append({"params": chosen, "lr": rate * (3 if heads else 1), "weight_decay": 0.0 if flat else decay})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def one_cycle(step: int, steps: int, warm: float = 0.1) -> float:
    """Learning-rate factor: up in a line, down in a cosine to 1 %."""
    if step < warm * steps:
        return min(1.0, (step + 1) / (warm * steps))
    x = (step - warm * steps) / max(1, steps - warm * steps)
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * x))


class Training:
    """A run: the network, its optimiser and its averaged weights, and how far it has come."""

    def __init__(self, a: argparse.Namespace):
        torch.manual_seed(a.seed)
        self.a = a
        self.network = ReaderNetwork()
        self.network.encoder.load_minilm(a.minilm)
        if a.start is not None:
            self.network.take(weights_of(a.start))
        if a.compile:
            self.network.encoder.compile(dynamic=True)
        self.optimiser = optimiser_of(self.network, a.rate, 0.01)
        self.rates = [g["lr"] for g in self.optimiser.param_groups]
        self.average = Average(self.network, 0.998)
        self.epoch = 0

    def resume(self) -> None:
        """Go on from the last epoch of a run that was stopped."""
        last = self.a.out / "last.pt"
        if last.exists():
            saved = torch.load(last)
            self.network.load_state_dict(saved["network"])
            self.optimiser.load_state_dict(saved["optimiser"])
            self.average.weights = saved["average"]
            self.epoch = saved["epoch"]

    def save(self) -> None:
        """Keep what a later start goes on from, and the averaged weights for the export."""
        last = {
            "network": self.network.state_dict(), "average": self.average.weights,
            "optimiser": self.optimiser.state_dict(), "epoch": self.epoch,
        }  # fmt: skip
        torch.save(last, self.a.out / "last.pt.new")
        (self.a.out / "last.pt.new").replace(self.a.out / "last.pt")
        torch.save(self.average.weights, self.a.out / "average.pt")

    def run_epoch(self, variants: list[list[Example]], per_epoch: int) -> dict[str, float]:
        """One pass over the texts, each in one of its variants; the mean loss of each head."""
        rng = random.Random(self.a.seed * 1000 + self.epoch)
        variants = [x for x in variants if x[0].bargaining is not None or rng.random() < self.a.share]
        torch.manual_seed(self.a.seed * 1000 + self.epoch)
        chosen = [rng.choices(x, weights=(3, 1))[0] for x in variants]
        hiding = np.random.default_rng(self.a.seed * 1000 + self.epoch)
        began = time.perf_counter()
        sums: dict[str, float] = {}
        self.network.train()
        for i, group in enumerate(batches(chosen, self.a.batch, rng), 1):
            step = self.epoch * per_epoch + i - 1
            for g, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
                g["lr"] = rate * one_cycle(step, per_epoch * self.a.epochs)
            found = losses(self.network, to_batch(group, hiding, self.a.hide))
            self.optimiser.zero_grad()
            sum((WEIGHTS[k] * v for k, v in found.items()), torch.zeros(())).backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self.optimiser.step()
            self.average.update(self.network, step)
            for k, v in found.items():
                sums[k] = sums.get(k, 0.0) + float(v.detach())
            if i % 20 == 0:
                line = " ".join(f"{k} {v / i:.4f}" for k, v in sums.items())
                print(f"epoch {self.epoch} {i}/{per_epoch} {line} {(time.perf_counter() - began) / i:.3f} s/step", flush=True)
        self.epoch += 1
        return {k: v / i for k, v in sums.items()}

    def figures(self, **held_out: list[Example]) -> dict[str, dict[str, float]]:
        """The figures of the averaged weights on each of the held-out collections."""
        trained = {k: v.clone() for k, v in self.network.state_dict().items()}
        self.network.load_state_dict(self.average.weights)
        found = {name: evaluate(self.network, examples) for name, examples in held_out.items()}
        self.network.load_state_dict(trained)
        return found


def arguments() -> argparse.Namespace:
    """What the command was called with."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds polnear/ and ner/")
    parser.add_argument("--minilm", type=Path, required=True, help="folder of the MiniLM weights and tokenizer")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the log; a run found there goes on")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--hide", type=float, default=0.1, help="share of the pieces that are hidden, so that context is learned")
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument(
        "--start",
        type=Path,
        help="average.pt of an earlier run, or a shipped reader.onnx, to start from; heads that have changed start anew",
    )
    parser.add_argument("--limit", type=int, default=None, help="texts of each collection (to try things out)")
    parser.add_argument(
        "--share", type=float, default=1.0, help="share of the texts of others that an epoch has: less, to go on with ours"
    )
    parser.add_argument("--compile", action="store_true", help="compile the encoder (wants a C++ compiler; a tenth faster)")
    return parser.parse_args()


def main() -> None:
    a = arguments()
    a.out.mkdir(parents=True, exist_ok=True)
    tokenizer = whole_texts(a.minilm)
    attributed, others = training_texts(a.data, limit=a.limit)
    variants = [[example(y, tokenizer) for y in quotation_variants(x)] for x in attributed]
    variants += [[example(y, tokenizer, roles_known=False) for y in quotation_variants(x)] for x in others]
    taught = [x for both in variants for x in both]
    teach_meanings(taught, Teacher(a.minilm, tokenizer), a.out / "basis.npy", a.seed)
    dev = [example(x, tokenizer) for x in load_polnear(a.data / "polnear", "dev")[: a.limit]]
    own = [example(x, tokenizer) for x in held_out_reports()]
    rng = random.Random(a.seed)
    per_epoch = len(batches([x[0] for x in variants if x[0].bargaining is not None or rng.random() < a.share], a.batch, rng))
    training = Training(a)
    training.resume()
    while training.epoch < a.epochs:
        began = time.perf_counter()
        loss = training.run_epoch(variants, per_epoch)
        entry = {"epoch": training.epoch, "loss": loss, **training.figures(dev=dev, own=own)}
        entry["seconds"] = round(time.perf_counter() - began, 1)
        with (a.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(entry) + "\n")
        print(json.dumps(entry), flush=True)
        training.save()


if __name__ == "__main__":
    main()
