"""The steps that the moves of a report speak of: which words name the same step, and which step a condition waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp

import numpy as np
from numpy.typing import NDArray

from goodoffices.model import Measure, StepPart
from goodoffices.reading.bargaining.bargainers import Bargainers
from goodoffices.reading.bargaining.moves import DraftMove, in_common, place_in
from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.encoder.labels import MEASURES
from goodoffices.reading.encoder.network import Floats
from goodoffices.reading.parties.entities import Entity
from goodoffices.reading.parties.mentioned import REACH
from goodoffices.reading.parties.mentions import Analysed
from goodoffices.reading.parties.sides import side_of

STEM = 5
"""Letters of a word that must agree ("withdraw", "withdrawal")."""
EMPTY = frozenset(("be", "been", "is", "are", "was", "were", "have", "has", "had", "do", "does", "did", "done", "take", "make",
    "let", "give", "get", "go", "put", "keep", "first", "any", "such", "other", "own"))  # fmt: skip
"""Words that say nothing of what a step is."""
TELLING = ("NN", "VB", "JJ", "CD")
"""Beginnings of the tags of words that say what a step is."""
SAME = 0.5
"""From which overlap on the words of two moves with the same agent and measure name one step."""


@dataclass(frozen=True)
class Spoken:
    """Words of a move that speak of a step: whose step, of which kind (a probability for each of MEASURES), in which words.

    `meaning` is the encoder's vector of these words, of length 1.
    """

    move: int
    part: StepPart
    span: WordSpan
    agent: Entity | None
    measures: Floats
    stems: frozenset[str]
    meaning: Floats

    @property
    def measure(self) -> Measure:
        """The likeliest kind."""
        return Measure(MEASURES[self.measures.argmax()])


@dataclass
class DraftStep:
    """A step as the report names it first, and everything that speaks of it, with how sure that is (0 to 1)."""

    named: Spoken
    place: WordSpan | None
    spoken: list[tuple[Spoken, float]] = field(default_factory=list)


class Steps:
    """Finds the steps of a report's moves, and what its conditions wait for.

    `links` are the weights of `features` and `sure` the probability from which on a condition is linked to a step.
    """

    def __init__(self, analysed: Analysed, bargainers: Bargainers, links: Sequence[float], sure: float):
        self.analysed = analysed
        self.bargainers = bargainers
        self.links = np.array(links)
        self.sure = sure
        self.pointed: dict[WordSpan, NDArray[np.float64]] = {}
        """For each condition, the odds that it points to each word of the text."""

    def find(self, moves: Sequence[tuple[DraftMove, Entity, Entity]]) -> list[DraftStep]:
        """The steps, in the order in which the report comes to speak of them: those of moves, then those of conditions alone."""
        of_moves: list[DraftStep] = []
        of_conditions: list[DraftStep] = []
        for i, (move, _, agent) in enumerate(moves):
            self._join(of_moves, self.spoken(i, StepPart.STEP, move.step, agent))
        for i, (move, _, _) in enumerate(moves):
            if move.condition is not None:
                waited_for = self.bargainers.agent(move.condition)
                condition = self.spoken(i, StepPart.CONDITION, move.condition, waited_for.entity if waited_for else None)
                linked = [(s, self.link(condition, s)) for s in of_moves]
                for step, probability in linked:
                    if probability >= self.sure:
                        step.spoken.append((condition, probability))
                if all(probability < self.sure for _, probability in linked):
                    self._join(of_conditions, condition)
        return of_moves + of_conditions

    def spoken(self, move: int, part: StepPart, span: WordSpan, agent: Entity | None) -> Spoken:
        """What the words of a step or condition say."""
        owner = self.bargainers.mentioned.owner
        stems = {
            self.analysed.words.lower[i][:STEM]
            for i in range(span.start, span.end)
            if self.analysed.tags[i].startswith(TELLING)
            and self.analysed.words.lower[i] not in EMPTY
            and (agent is None or owner.get(i) is not agent)
        }
        meaning = self.analysed.scores.meanings[span.start : span.end].mean(axis=0)
        meaning = meaning / max(float(np.linalg.norm(meaning)), 1e-9)
        return Spoken(move, part, span, agent, in_common(self.analysed.scores.measures, span), frozenset(stems), meaning)

    def link(self, condition: Spoken, step: DraftStep) -> float:
        """The probability that a condition waits for a step, from the words of the move that fits best; never for its own step."""
        scores = [
            float(self.features(condition, other) @ self.links)
            for other, _ in step.spoken
            if other.part is StepPart.STEP and other.move != condition.move
        ]
        return 1 / (1 + exp(-max(scores))) if scores else 0.0

    def features(self, condition: Spoken, step: Spoken) -> Floats:
        """What speaks for a condition's waiting for a step.

        A constant; the same agent; the kinds in common (the Bhattacharyya coefficient of their probabilities); the words in common;
        the share of the network's pointer from the condition's words to those of the step; how alike they are in meaning (cosine).
        """
        return np.array(
            [
                1.0,
                float(same_agent(condition.agent, step.agent)),
                float(np.sqrt(condition.measures * step.measures).sum()),
                overlap(condition, step),
                self._named(condition.span, step.span),
                float(condition.meaning @ step.meaning),
            ],
            dtype=np.float32,
        )

    def _named(self, condition: WordSpan, step: WordSpan) -> float:
        """The share of the pointer that goes to the step, of what goes to it and to the condition itself."""
        if condition not in self.pointed:
            odds = np.zeros(len(self.analysed.words))
            near = np.arange(max(0, condition.start - REACH), min(len(odds), condition.end + REACH))
            scores = self.analysed.scores.to_named.scores(np.arange(condition.start, condition.end), near).mean(axis=0)
            odds[near] = np.exp(scores.astype(np.float64) - scores.max())
            self.pointed[condition] = odds
        itself, other = (float(self.pointed[condition][s.start : s.end].sum()) for s in (condition, step))
        return other / (other + itself)

    def _join(self, steps: list[DraftStep], spoken: Spoken) -> None:
        """Count the words to the step that they name again, or to a new one."""
        for step in steps:
            known = step.named
            if spoken.measure is known.measure and same_agent(spoken.agent, known.agent) and overlap(spoken, known) >= SAME:
                step.spoken.append((spoken, overlap(spoken, known)))
                return
        steps.append(DraftStep(spoken, place_in(spoken.span, self.analysed), [(spoken, 1.0)]))


def same_agent(one: Entity | None, other: Entity | None) -> bool:
    """Whether two agents are one, or of one side."""
    return one is not None and other is not None and (one is other or side_of(one) is side_of(other))


def overlap(one: Spoken, other: Spoken) -> float:
    """The share of the telling words of the shorter that the longer has too."""
    fewer = min(len(one.stems), len(other.stems))
    return len(one.stems & other.stems) / fewer if fewer else 0.0
