"""Everything in a report that stands for somebody, as what words can point to."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.encoder.pointing import Integers, Pointing
from goodoffices.reading.parties.cast import Cast
from goodoffices.reading.parties.entities import Entity
from goodoffices.reading.parties.lexicon import POSSESSIVES
from goodoffices.reading.parties.mentions import Analysed

REACH = 250
"""Words around a span in which it can point to somebody."""

Owner = Entity | int
"""An entity, or the head of a noun phrase that stands for nobody known yet."""


class Mentioned:
    """The words of all mentions: names, noun phrases, and sources as far as they are resolved."""

    def __init__(self, analysed: Analysed, cast: Cast):
        self.cast = cast
        self.owner: dict[int, Owner] = {}
        whose: Owner | None
        for phrase in analysed.phrases:
            whose = cast.at.get(phrase.head)
            if whose is None and analysed.tags[phrase.head] != "PRP" and analysed.words.lower[phrase.start] not in POSSESSIVES:
                whose = phrase.head  # but "his people" are whoever he is of
            if whose is not None:
                self.owner.update(dict.fromkeys(range(phrase.start, phrase.end), whose))
        for entity in cast.entities:
            self._own(entity)
        self.words: Integers = np.array(sorted(self.owner), dtype=np.int64)

    def _own(self, entity: Entity) -> None:
        for start, end in entity.mentions:
            self.owner.update(dict.fromkeys(range(start, end), entity))

    def shares(self, span: WordSpan, pointing: Pointing) -> dict[Owner, float]:
        """How likely the words of a span point to each owner, on average over these words; they sum to 1."""
        low, high = np.searchsorted(self.words, [span.start - REACH, span.end + REACH])
        near = self.words[low:high]
        shares: dict[Owner, float] = defaultdict(float)
        if len(near):
            scores = pointing.scores(np.arange(span.start, span.end), near).mean(axis=0)
            odds = np.exp(scores - scores.max())
            for word, share in zip(near.tolist(), (odds / odds.sum()).tolist(), strict=True):
                shares[self.owner[word]] += share
        return shares

    def entity(self, owner: Owner) -> Entity:
        """The entity of an owner; a noun phrase becomes one."""
        if isinstance(owner, Entity):
            return owner
        phrase = self.cast.phrase_at[owner]
        entity = self.cast.described(phrase.start, phrase.end)
        self.cast.mention(entity, phrase.start, phrase.end)
        self._own(entity)
        return entity
