"""Everything in a report that stands for somebody, as what words can point to."""

from __future__ import annotations

import numpy as np

from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.encoder.pointing import Integers, Pointing
from goodoffices.reading.parties.cast import Cast
from goodoffices.reading.parties.entities import Entity
from goodoffices.reading.parties.lexicon import POSSESSIVES
from goodoffices.reading.parties.mentions import Analysed

NEGLIGIBLE = 1e-4
"""Shares that decide nothing."""
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
        self._number()

    def _number(self) -> None:
        """Number the owners, and give each word that of its own, so that shares can be summed up fast."""
        self.owners: list[Owner] = list(dict.fromkeys(self.owner.values()))
        numbers = {owner: n for n, owner in enumerate(self.owners)}
        self.number: Integers = np.array([numbers[self.owner[word]] for word in self.words.tolist()], dtype=np.int64)

    def _own(self, entity: Entity) -> None:
        for start, end in entity.mentions:
            self.owner.update(dict.fromkeys(range(start, end), entity))

    def shares(self, span: WordSpan, pointing: Pointing) -> dict[Owner, float]:
        """How likely the words of a span point to each owner, on average over these words.

        They sum to 1, but for those too small to count.
        """
        low, high = np.searchsorted(self.words, [span.start - REACH, span.end + REACH])
        near = self.words[low:high]
        if not len(near):
            return {}
        scores = pointing.scores(np.arange(span.start, span.end), near).mean(axis=0)
        odds = np.exp(scores - scores.max())
        shares = np.bincount(self.number[low:high], odds / odds.sum())
        shares[shares < NEGLIGIBLE] = 0.0
        return {self.owners[n]: float(shares[n]) for n in shares.nonzero()[0]}

    def entity(self, owner: Owner) -> Entity:
        """The entity of an owner; a noun phrase becomes one."""
        if isinstance(owner, Entity):
            return owner
        phrase = self.cast.phrase_at[owner]
        entity = self.cast.described(phrase.start, phrase.end)
        self.cast.mention(entity, phrase.start, phrase.end)
        self._own(entity)
        self._number()
        return entity
