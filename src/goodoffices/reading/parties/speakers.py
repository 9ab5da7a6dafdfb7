"""Whom a statement's source names: the party that speaks."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import exp

import numpy as np

from goodoffices.model import PartyKind
from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.parties.cast import Cast
from goodoffices.reading.parties.entities import Entity, same_description, tokens_of
from goodoffices.reading.parties.lexicon import (
    BODIES,
    DEFINITE,
    FORMER,
    PERSON_NOUNS,
    POSSESSIVES,
    PRONOUNS,
    QUOTES,
    RELATIVES,
    SPEAKERS_FOR_OTHERS,
    Agreement,
)
from goodoffices.reading.parties.mentions import Analysed, head_word
from goodoffices.reading.parties.sides import side_of

REACH = 300
"""Words that an antecedent may lie before its pronoun."""
PLURAL = 1.5
"""How much likelier (in log-odds) "they" are several ("the rebels") than one body ("the army") than the network alone says."""
LAST_SPEAKER = 1.5
"""How much likelier (in log-odds) whoever spoke last is meant by a pronoun than the network alone says."""
SURE = 0.5
"""From which probability on the network's antecedent of a description ("the group") is believed against the words."""

NO_MORE = FORMER - {"retired", "late"}
"""Words for somebody who is not called by his office any more; a retired general still is."""


@dataclass
class Candidate:
    """Whom a word may stand for: an entity, or the noun phrase with this head that no entity is known for yet."""

    entity: Entity | None
    head: int
    score: float


class Speakers:
    """Resolves sources in the order of the text, remembering who spoke."""

    def __init__(self, analysed: Analysed, cast: Cast):
        self.analysed = analysed
        self.cast = cast
        self.spoke: list[tuple[int, Entity]] = []

    def speaker(self, source: WordSpan) -> Entity | None:
        """The entity that a source names, describes or refers to; None for a pronoun that refers to nobody in the report."""
        entity = self._resolve(source.start, source.end)
        if entity is not None:
            self._find_body(entity, source.start)
            self.cast.mention(entity, source.start, source.end)
            self.spoke.append((source.start, entity))
        return entity

    def _find_body(self, entity: Entity, start: int) -> None:
        """Whom a person speaks for who is introduced as "their spokesman" or "his deputy": whoever the pronoun stands for."""
        lower = self.analysed.words.lower
        if entity.possessor is None and lower[start] in POSSESSIVES:
            entity.possessor = start
        if entity.is_person and entity.speaks_for is None and entity.possessor is not None and lower[entity.possessor] in PRONOUNS:
            whose = self._antecedent(entity.possessor, PRONOUNS[lower[entity.possessor]])
            if whose is not None and whose.is_person:
                post = self.analysed.starting.get(entity.possessor)  # "his deputy" is of his side, "his rival" is not
                whose = side_of(whose) if post is not None and lower[post.head] in SPEAKERS_FOR_OTHERS else None
            entity.speaks_for = whose if whose is not None and whose.is_body and entity.may_speak_for(whose) else None

    def _resolve(self, start: int, end: int) -> Entity | None:
        lower, tags = self.analysed.words.lower, self.analysed.tags
        head = head_word(tags, start, end)
        if lower[head] in PRONOUNS and tags[head] in ("PRP", "WP", "WDT", "PRP$"):
            return self._antecedent(head, PRONOUNS[lower[head]])
        if self._is_several(start, head):
            return self.cast.described(start, self._core_end(start, end))
        entity = self.cast.at.get(head)
        if entity is not None:
            return entity
        person = self._person_in_apposition(head, end)
        if person is not None:
            return person
        return self._body_in_apposition(head, end) or self._described(start, head)

    def _core_end(self, start: int, end: int) -> int:
        stops = (
            i for i in range(start + 1, end) if self.analysed.words.lower[i] in RELATIVES or self.analysed.words.lower[i] == ","
        )
        return next(stops, end)

    def _is_several(self, start: int, head: int) -> bool:
        """Whether the phrase up to its head joins two or more ("France and the host government")."""
        for i in range(start + 1, head):
            if self.analysed.tags[i] == "CC" and (self.analysed.tags[i - 1].startswith("NN") and self.analysed.tags[i - 1] != "NN"):
                return self.analysed.name_at.get(i) is None and self.cast.at.get(i - 1) is not self.cast.at.get(head)
        return False

    def _person_in_apposition(self, head: int, end: int) -> Entity | None:
        """The person named behind the head ("the Russian foreign minister, Sergei Lavrov")."""
        lower, tags = self.analysed.words.lower, self.analysed.tags
        for i in range(head + 1, end):
            if lower[i] in RELATIVES | QUOTES or (tags[i] in ("VBN", "VBD") and tags[i + 1 : i + 2] == ["IN"]):
                return None
            entity = self.cast.at.get(i)
            if entity is not None and entity.is_person and lower[i - 1] not in ("of", "for", "to", "by", "with", "from"):
                return entity
        return None

    def _body_in_apposition(self, head: int, end: int) -> Entity | None:
        """The body named behind a comma ("the main opposition group, backed by the West, the National Coalition")."""
        lower = self.analysed.words.lower
        if lower[head] not in BODIES:
            return None
        for i in range(head + 1, end - 1):
            name = self.cast.at.get(i + 2 if lower[i + 1] == "the" else i + 1)
            if lower[i] == "," and name is not None and name.named and not name.is_person and name.kind is not PartyKind.STATE:
                return name
        return None

    def _described(self, start: int, head: int) -> Entity:
        lower = self.analysed.words.lower
        tokens = tokens_of(self.analysed.text(start, head + 1))
        if tokens and lower[start] in DEFINITE:
            own = tuple(t for t in tokens[:-1] if t not in PRONOUNS)
            wanted = (*own, tokens[-1])
            holders = [e for e in self.cast.entities if e.named and e.is_person and any(_holds(wanted, d) for d in e.descriptions)]
            if holders:
                return self._nearest(holders, start)
            generic = lower[head] in BODIES or (lower[head] in PERSON_NOUNS and not own)
            if generic and lower[start] not in POSSESSIVES:
                known = any(not e.named and any(same_description(tokens, d) for d in e.descriptions) for e in self.cast.entities)
                person = lower[head] in PERSON_NOUNS
                several = self.analysed.tags[head] in ("NNS", "NNPS")
                likely = None if known else self._likely(head, Agreement("", person, not person, several))
                if likely is not None and likely[1] >= SURE:
                    return likely[0]
        return self.cast.described(start, head + 1)

    def _nearest(self, entities: list[Entity], word: int) -> Entity:
        """The entity last mentioned before the word, else the first mentioned after it."""

        def distance(entity: Entity) -> float:
            before = [word - s for s, _ in entity.mentions if s < word]
            return min(before) if before else 1e6 + min(s for s, _ in entity.mentions)

        return min(entities, key=distance)

    def referent(self, pronoun: int) -> Entity | None:
        """Whom a personal pronoun stands for; None where nobody fits."""
        return self._antecedent(pronoun, PRONOUNS[self.analysed.words.lower[pronoun]])

    def _antecedent(self, word: int, agreement: Agreement) -> Entity | None:
        likely = self._likely(word, agreement)
        return likely[0] if likely else None

    def _likely(self, word: int, agreement: Agreement) -> tuple[Entity, float] | None:
        """The entity that the word most likely refers back to among those that agree with it, and with which probability."""
        candidates = self._candidates(word, agreement)
        if not candidates:
            return None
        before = bisect_left(self.spoke, word, key=lambda s: s[0])
        if before and agreement.person:
            for candidate in candidates:
                candidate.score += LAST_SPEAKER if candidate.entity is self.spoke[before - 1][1] else 0.0
        best = max(candidates, key=lambda c: c.score)
        entity = best.entity
        if entity is None:
            phrase = self.cast.phrase_at[best.head]
            entity = self.cast.described(phrase.start, phrase.end)
            self.cast.mention(entity, phrase.start, phrase.end)
        if agreement.gender and entity.is_person:
            entity.gender = entity.gender or agreement.gender
        return entity, exp(best.score - float(np.logaddexp.reduce([c.score for c in candidates])))

    def _candidates(self, word: int, agreement: Agreement) -> list[Candidate]:
        """Whoever is mentioned before the word and agrees with it, the scores of an entity's mentions summed."""
        spoken = dict(self.spoke[bisect_left(self.spoke, word - REACH, key=lambda s: s[0]) :])
        phrases = self.analysed.phrases_between(word - REACH, word)
        heads = [p.head for p in phrases if self.analysed.tags[p.head] != "PRP"]
        heads += [i for i in spoken if i < word and i not in heads]
        scores = self.analysed.scores.to_antecedent.scores(np.array([word]), np.array(heads, dtype=np.int64))[0]
        they = self.analysed.words.lower[word] in ("they", "their", "them")
        found: dict[Entity | int, Candidate] = {}
        for head, score in zip(heads, scores.tolist(), strict=True):
            entity = spoken.get(head) or self.cast.at.get(head)
            if self._agrees(entity, head, agreement):
                candidate = found.setdefault(entity or head, Candidate(entity, head, -np.inf))
                likelier = PLURAL if they and self.analysed.tags[head] in ("NNS", "NNPS") else 0.0
                candidate.score = float(np.logaddexp(candidate.score, score + likelier))
        return list(found.values())

    def _agrees(self, entity: Entity | None, head: int, agreement: Agreement) -> bool:
        """Whether gender, number and kind allow the word to stand for the entity, or for the phrase of that head."""
        tag, noun = self.analysed.tags[head], self.analysed.words.lower[head]
        if entity is None:
            if tag in ("NNS", "NNPS"):
                return agreement.plural
            return agreement.person if noun in PERSON_NOUNS else agreement.body and (noun in BODIES or tag == "NNP")
        if agreement.gender and entity.gender and agreement.gender != entity.gender:
            return False
        if entity.is_person and not entity.plural:
            return agreement.person
        if agreement.plural:
            return True
        return agreement.body and not entity.plural and entity.kind is not PartyKind.PERSON


def _holds(wanted: tuple[str, ...], description: tuple[str, ...]) -> bool:
    """Whether somebody so described may be meant by the words ("the minister" for a "russian foreign minister")."""
    held = NO_MORE.intersection(description) <= set(wanted)  # "the official" is nobody who was one
    return held and wanted[-1] == description[-1] and set(wanted[:-1]) <= set(description[:-1])
