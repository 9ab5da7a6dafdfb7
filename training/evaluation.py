"""Exact, token and whole-attribution figures of a network on annotated texts, decoded as the package decodes."""

from __future__ import annotations

from collections import Counter

import numpy as np
import torch
from torch import Tensor

from goodoffices.reading.attribution.tying import tie
from goodoffices.reading.encoder.decoding import best_labels, label_spans
from goodoffices.reading.encoder.labels import ROLE_LABELS, ROLES
from goodoffices.reading.encoder.pointing import Pointing
from goodoffices.reading.encoder.windows import inputs, stitch, windows
from training.examples import Example
from training.network import ReaderNetwork
from training.precision import at_best


def predict(network: ReaderNetwork, example: Example) -> tuple[np.ndarray, Pointing, Pointing]:
    """Emissions (words, labels) and the pointers to cues and sources of a whole text."""
    spans = windows(example.words)
    made = inputs(example.words, [(w.start, w.end) for w in spans])
    with torch.no_grad(), at_best():
        out = network.heads(network.at_words(*map(torch.from_numpy, (made.pieces, made.features, made.mask, made.first))))

    def over_windows(vectors: Tensor) -> tuple[np.ndarray, ...]:
        return tuple(vectors[b, : w.end - w.start].float().numpy() for b, w in enumerate(spans))

    starts = tuple(w.start for w in spans)
    pointers = [
        Pointing(starts, over_windows(query), over_windows(key), pointer.by_distance.detach().numpy())
        for (query, key), pointer in ((out.to_cue, network.to_cue), (out.to_source, network.to_source))
    ]
    return stitch(spans, list(over_windows(out.roles))), pointers[0], pointers[1]


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
            for t in tie(spans, e.words.paragraphs, *pointers)
        }
        right["whole"] += len(whole & set(truth))
        said["whole"] += len(whole)
        gold["whole"] += len(truth)
    return {k: round(2 * right[k] / max(1, said[k] + gold[k]), 4) for k in gold}
