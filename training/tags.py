"""Fit the head for parts of speech anew, the encoder as it is: python -m training.tags --help

Our own reports have no tags, and a network trained on them forgets how to tag their like. Here an earlier network (the teacher)
tags them, and the head is fitted to its tags beside the silver ones of PolNeAR and the gold ones of GUM.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from goodoffices.reading.encoder.windows import inputs, windows
from training.corpus import training_texts
from training.examples import Example, example, whole_texts
from training.network import ReaderNetwork
from training.precision import at_best
from training.shipped import weights_of


def vectors(network: ReaderNetwork, text: Example) -> Tensor:
    """What the encoder makes of the words of a text: (words, 384), each read in the window that gives it most context."""
    kept = []
    for window in windows(text.words):
        made = inputs(text.words, [(window.start, window.end)])
        with torch.no_grad(), at_best():
            at_words = network.at_words(*map(torch.from_numpy, (made.pieces, made.features, made.mask, made.first)))[0]
        kept.append(at_words[window.keep_from - window.start : window.keep_to - window.start].float())
    return torch.cat(kept)


def load(file: Path) -> ReaderNetwork:
    """A network with the weights of a run, ready to use."""
    network = ReaderNetwork()
    network.take(weights_of(file))
    return network.eval()


def fit(network: ReaderNetwork, x: Tensor, tags: Tensor, rounds: int) -> float:
    """Fit the tags head by cross entropy; returns the share of right tags."""
    optimiser = torch.optim.AdamW(network.tags.parameters(), lr=3e-3, weight_decay=0.01)
    for _ in range(rounds):
        for batch in torch.randperm(len(x)).split(4096):
            optimiser.zero_grad()
            F.cross_entropy(network.tags(x[batch]), tags[batch]).backward()
            optimiser.step()
    with torch.no_grad():
        return float((network.tags(x).argmax(1) == tags).float().mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds polnear/ and ner/")
    parser.add_argument("--minilm", type=Path, required=True, help="folder of the MiniLM tokenizer")
    parser.add_argument("--weights", type=Path, required=True, help="average.pt of the run; its tags head is replaced")
    parser.add_argument(
        "--teacher", type=Path, required=True, help="average.pt of the run that tags our reports, or a shipped reader.onnx"
    )
    parser.add_argument("--limit", type=int, default=300, help="tagged texts of the corpora")
    a = parser.parse_args()
    torch.manual_seed(8)
    tokenizer = whole_texts(a.minilm)
    network, teacher = load(a.weights), load(a.teacher)
    attributed, others = training_texts(a.data)
    own = list({t.id: t for t in attributed if t.bargaining}.values())
    tagged = [t for t in (*attributed, *others) if "pos" in t.silver]
    rows, tags = [], []
    for text in (*own, *tagged[:: max(1, len(tagged) // a.limit)]):
        read = example(text, tokenizer)
        x = vectors(network, read)
        with torch.no_grad():
            y = teacher.tags(vectors(teacher, read)).argmax(1) if text.bargaining else torch.from_numpy(read.tags)
        rows.append(x[y >= 0])
        tags.append(y[y >= 0])
    print(f"{len(rows)} texts, {fit(network, torch.cat(rows), torch.cat(tags), rounds=12):.3f} of the tags right")
    torch.save(network.state_dict(), a.weights)


if __name__ == "__main__":
    main()
