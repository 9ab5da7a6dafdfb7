"""The moves of a report as arrays over words: what the network is taught of the bargaining."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from goodoffices.reading.encoder.labels import ACT_LABELS, KINDS, MEASURES, RELATIONS, STRENGTHS
from goodoffices.reading.encoder.words import Words
from training.polnear import Bargaining, Spans

IGNORED = -100
PULLS = ("party", "agent", "side", "named")

Pull = tuple[np.ndarray, np.ndarray]
"""Words, and the words to any of which each of them should point."""


@dataclass
class BargainingTargets:
    """One value a word, IGNORED where it does not apply.

    `acts` are labels of ACT_LABELS. `measures` stand at the words of steps and conditions, `kinds` and `strengths` at those of
    steps, `relations` at those of conditions; `spans` numbers the steps and conditions, the same at all words of one. `step` is,
    for the words of a condition, the first word of its step. `pulls` lead from a step or condition to the mentions of its party and
    agent, from the mentions of a party to those of its side, and from a condition to the steps that it names, or to itself.
    """

    acts: np.ndarray
    spans: np.ndarray
    kinds: np.ndarray
    measures: np.ndarray
    strengths: np.ndarray
    relations: np.ndarray
    step: np.ndarray
    pulls: dict[str, list[Pull]] = field(default_factory=lambda: {p: [] for p in PULLS})


def bargaining_targets(bargaining: Bargaining, words: Words) -> BargainingTargets:
    """The targets of one report."""
    n = len(words)
    targets = BargainingTargets(np.zeros(n, dtype=np.int64), *(np.full(n, IGNORED) for _ in range(6)))
    covered = {party: _words(spans, words) for party, spans in bargaining.mentions.items()}
    sides: dict[str, list[int]] = {party: list(found) for party, found in covered.items()}
    for party, side in bargaining.sides.items():
        sides[side] = sorted({*sides[side], *covered[party]})
    steps = {move["id"]: words.between(*move["step"]) for move in bargaining.moves}
    for number, move in enumerate(bargaining.moves):
        step = steps[move["id"]]
        condition = words.between(*move["condition"]) if move["condition"] else range(0)
        _label(targets.acts, step, "step")
        targets.spans[step] = 2 * number
        targets.kinds[step] = KINDS.index(move["kind"])
        targets.measures[step] = MEASURES.index(move["measure"])
        targets.strengths[step] = STRENGTHS.index(move["strength"])
        _pull(targets, "party", step, sides[move["party"]])
        _pull(targets, "agent", step, sides[move["agent"]])
        if condition and step:
            _label(targets.acts, condition, "condition")
            targets.spans[condition] = 2 * number + 1
            targets.relations[condition] = RELATIONS.index(move["relation"])
            targets.step[condition] = step[0]
        if condition and (waits_for := move["waits_for"]):
            targets.measures[condition] = MEASURES.index(waits_for["measure"])
            if waits_for["agent"]:
                _pull(targets, "agent", condition, sides[waits_for["agent"]])
            named = [i for name in waits_for["names"] for i in steps[name]]
            _pull(targets, "named", condition, named or list(condition))
    for party, found in covered.items():
        side = bargaining.sides.get(party, party)
        _pull(targets, "side", found, sorted(set(covered[side]) - set(found)) if side != party else found)
    return targets


def unknown_bargaining(words: int) -> BargainingTargets:
    """The targets of a text whose moves are not known."""
    return BargainingTargets(*(np.full(words, IGNORED) for _ in range(7)))


def _words(spans: Spans, words: Words) -> list[int]:
    return sorted({i for start, end in spans for i in words.between(start, end)})


def _label(acts: np.ndarray, covered: Iterable[int], act: str) -> None:
    for i, word in enumerate(covered):
        acts[word] = ACT_LABELS.index(f"{'I' if i else 'B'}-{act}")


def _pull(targets: BargainingTargets, pull: str, sources: Iterable[int], aims: list[int]) -> None:
    if aims:
        targets.pulls[pull].append((np.array(sources, dtype=np.int64), np.array(aims, dtype=np.int64)))
