"""Exact, token and whole-attribution figures of a network on annotated texts, decoded as the package decodes."""

from __future__ import annotations

from collections import Counter

import numpy as np
import torch
from goodoffices.reading.decoding import best_labels, label_spans
from goodoffices.reading.labels import ROLE_LABELS, ROLES
from goodoffices.reading.windows import inputs, windows

from training.examples import Example
from training.network import ReaderNetwork


def predict(network: ReaderNetwork, example: Example) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Emissions (words, labels), cue queries and keys (words, width) of a whole text."""
    n = len(example.words)
    spans = windows(example.words)
    rows = []
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        made = inputs(example.words, [(w.start, w.end) for w in spans])
        encoded = network.encoder(*(torch.from_numpy(x) for x in (made.pieces, made.features, made.mask)))
        for b, w in enumerate(spans):
            out = network.heads(encoded[b : b + 1, torch.from_numpy(made.first[b][w.keep_from - w.start : w.keep_to - w.start])])
            rows.append([x[0].float().numpy() for x in (out.roles, *out.cue)])
    emissions, query, key = (np.concatenate(x) for x in zip(*rows, strict=True)) if rows else (np.zeros((0, 7)),) * 3
    assert len(emissions) == n
    return emissions, query, key


def evaluate(network: ReaderNetwork, examples: list[Example]) -> dict[str, float]:
    """Exact-span and word F1 of each role, and of whole attributions (all parts exact and tied)."""
    network.eval()
    right, said, gold = Counter[str](), Counter[str](), Counter[str]()
    transitions = network.chain().detach().numpy()
    for e in examples:
        emissions, query, key = predict(network, e)
        labels = best_labels(emissions, transitions)
        spans = label_spans(labels, ROLE_LABELS)
        truth = label_spans([int(x) for x in e.roles], ROLE_LABELS)
        for role in ROLES:
            p, t = {s for s in spans if s.role == role}, {s for s in truth if s.role == role}
            right[role] += len(p & t)
            said[role] += len(p)
            gold[role] += len(t)
            pw, tw = ({i for s in x for i in range(s.start, s.end)} for x in (p, t))
            right[role + " words"] += len(pw & tw)
            said[role + " words"] += len(pw)
            gold[role + " words"] += len(tw)
        cues = [s for s in spans if s.role == "cue"]
        tied: dict[int, set] = {s.start: {s} for s in cues}
        for s in spans:
            if s.role != "cue" and cues:
                scores = query[s.start : s.end] @ key[[c.start for c in cues]].T
                tied[cues[int(scores.mean(axis=0).argmax())].start].add(s)
        gold_tied: dict[int, set] = {}
        for s in truth:
            gold_tied.setdefault(s.start if s.role == "cue" else int(e.cue[s.start]), set()).add(s)
        whole = {frozenset(x) for x in tied.values() if any(s.role == "content" for s in x)}
        whole_gold = {frozenset(x) for x in gold_tied.values()}
        right["whole"] += len(whole & whole_gold)
        said["whole"] += len(whole)
        gold["whole"] += len(whole_gold)
    return {k: round(2 * right[k] / max(1, said[k] + gold[k]), 4) for k in gold}
