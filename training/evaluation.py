"""Exact, token and whole-attribution figures of a network on annotated texts, decoded as the package decodes."""

from __future__ import annotations

from collections import Counter

import numpy as np
import torch

from goodoffices.reading.decoding import best_labels, label_spans
from goodoffices.reading.labels import ROLE_LABELS, ROLES
from goodoffices.reading.pointing import Pointing
from goodoffices.reading.tying import tie
from goodoffices.reading.windows import inputs, windows
from training.examples import Example
from training.network import ReaderNetwork


def predict(network: ReaderNetwork, example: Example) -> tuple[np.ndarray, Pointing, Pointing]:
    """Emissions (words, labels) and the pointers to cues and sources of a whole text."""
    rows = []
    spans = windows(example.words)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        made = inputs(example.words, [(w.start, w.end) for w in spans])
        encoded = network.encoder(*(torch.from_numpy(x) for x in (made.pieces, made.features, made.mask)))
        for b, w in enumerate(spans):
            out = network.heads(encoded[b : b + 1, torch.from_numpy(made.first[b][w.keep_from - w.start : w.keep_to - w.start])])
            rows.append([x[0].float().numpy() for x in (out.roles, *out.to_cue, *out.to_source)])
    emissions, *vectors = (np.concatenate(x) for x in zip(*rows, strict=True))
    by_distance = [p.by_distance.detach().numpy() for p in (network.to_cue, network.to_source)]
    return emissions, Pointing(*vectors[:2], by_distance[0]), Pointing(*vectors[2:], by_distance[1])


Part = tuple[str, int, int]


def gold_parts(example: Example) -> list[frozenset[Part]]:
    """Each attribution as the word ranges of its parts."""
    found = []
    for attribution in example.attributions:
        parts = set()
        for role in ROLES:
            for start, end in getattr(attribution, role):
                if covered := example.words.between(start, end):
                    parts.add((role, covered[0], covered[-1] + 1))
        found.append(frozenset(parts))
    return found


def evaluate(network: ReaderNetwork, examples: list[Example]) -> dict[str, float]:
    """Exact-span and word F1 of each role, and of whole attributions (all parts exact and tied)."""
    network.eval()
    right, said, gold = Counter[str](), Counter[str](), Counter[str]()
    transitions = network.chain().detach().numpy()
    for e in examples:
        emissions, *pointers = predict(network, e)
        spans = label_spans(best_labels(emissions, transitions), ROLE_LABELS)
        truth = gold_parts(e)
        for role in ROLES:
            p = {(s.start, s.end) for s in spans if s.role == role}
            t = {(start, end) for parts in truth for r, start, end in parts if r == role}
            pw, tw = ({i for start, end in x for i in range(start, end)} for x in (p, t))
            for key, found, wanted in ((role, p, t), (role + " words", pw, tw)):
                right[key] += len(found & wanted)
                said[key] += len(found)
                gold[key] += len(wanted)
        whole = {
            frozenset((s.role, s.start, s.end) for s in (t.cue, *t.content, *filter(None, [t.source])))
            for t in tie(spans, *pointers)
        }
        right["whole"] += len(whole & set(truth))
        said["whole"] += len(whole)
        gold["whole"] += len(truth)
    return {k: round(2 * right[k] / max(1, said[k] + gold[k]), 4) for k in gold}
