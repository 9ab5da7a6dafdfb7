"""Who appears in a report: every name with what is said to describe it."""

from __future__ import annotations

from collections.abc import Set

from goodoffices.model import PartyKind
from goodoffices.reading.decoding import WordSpan
from goodoffices.reading.entities import (
    Entity,
    Tokens,
    gender_of,
    kind_of_name,
    kind_of_noun,
    person_tokens,
    same_body,
    same_description,
    same_person,
    tokens_of,
)
from goodoffices.reading.lexicon import BODIES, PERSON_NOUNS, POSSESSIVES, SPEAKERS_FOR_OTHERS, TITLES
from goodoffices.reading.mentions import Analysed, Phrase

BEFORE_NAME = frozenset({"NN", "NNP", "NNS", "NNPS", "JJ", "POS", "DT", "PRP$", "CD"})


class Cast:
    """The entities of a report, found from its names; descriptions without a name join as speakers are looked for."""

    def __init__(self, analysed: Analysed):
        self.analysed = analysed
        self.entities: list[Entity] = []
        self.at: dict[int, Entity] = {}
        """The entity that a word is part of the name of, or that a phrase with this head describes."""
        self.phrase_at: dict[int, Phrase] = {p.head: p for p in analysed.phrases}
        for span in analysed.names:
            self._meet(span)
        for entity in [e for e in self.entities if e.is_person]:
            for start, end in list(entity.mentions):
                self._describe(entity, start, end)

    def mention(self, entity: Entity, start: int, end: int) -> None:
        """Note that the words stand for the entity."""
        if (start, end) not in entity.mentions:
            entity.mentions.append((start, end))

    def named(self, tokens: Tokens, person: bool) -> Entity | None:
        """The entity of a name, the one last met where several fit."""
        same = same_person if person else same_body
        for entity in reversed(self.entities):
            if entity.named and entity.is_person == person and any(same(tokens, n) for n in entity.names):
                return entity
        return None

    def described(self, start: int, end: int) -> Entity:
        """The entity that a noun phrase without a name describes; a new one if nobody so described is known."""
        text = self.analysed.text(start, end)
        tokens = tokens_of(text)
        for entity in reversed(self.entities):
            if not entity.named and any(same_description(tokens, d) for d in entity.descriptions):
                return entity
        entity = Entity(
            text, kind_of_noun(tokens[-1] if tokens else ""), named=False, descriptions=[tokens], gender=gender_of(tokens)
        )
        entity.plural = bool(tokens) and self.analysed.tags[end - 1] == "NNS"
        if entity.is_person and not entity.plural:
            behind = self.phrase_end(self.phrase_at[end - 1]) if end - 1 in self.phrase_at else end
            entity.speaks_for = self.body_beside(start, end - 1, entity) or self.body_beside(end, behind, entity)
            entity.possessor = self._possessor(start)
        self.entities.append(entity)
        return entity

    def _meet(self, span: WordSpan) -> None:
        person = span.role == "person"
        span = self._without(span, TITLES | {"."} if person else {"of", "for", "and"})
        text = self.analysed.text(span.start, span.end)
        tokens = person_tokens(text) if person else tokens_of(text)
        if TITLES.issuperset(tokens):
            return
        entity = self.named(tokens, person)
        if entity is None:
            entity = Entity(text, kind_of_name(span.role, tokens), named=True)
            self.entities.append(entity)
        if tokens not in entity.names:
            entity.names.append(tokens)
            if len(tokens) > len(tokens_of(entity.name)):
                entity.name = text
        self.mention(entity, span.start, span.end)
        for i in range(span.start, span.end):
            self.at[i] = entity

    def _without(self, span: WordSpan, before: Set[str]) -> WordSpan:
        """The name without such words at its beginning."""
        start = span.start
        while start < span.end - 1 and self.analysed.words.lower[start] in before:
            start += 1
        return WordSpan(span.role, start, span.end)

    def _describe(self, entity: Entity, start: int, end: int) -> None:
        """Take down the titles before a person's name, and the appositives before and after it."""
        tags, lower = self.analysed.tags, self.analysed.words.lower
        first = start
        while first > 0 and tags[first - 1] in BEFORE_NAME and not self.analysed.words.opens_line(first):
            first -= 1
        if first < start:
            self._take(entity, first, start)
        if first > 1 and lower[first - 1] == ",":
            before = self.appositive_before(first - 1)
            if before is not None:
                self._take(entity, *before)
        if end + 1 < len(lower) and lower[end] == "," and (after := self.analysed.starting.get(end + 1)):
            if lower[after.head] in PERSON_NOUNS:
                self._take(entity, after.start, self.phrase_end(after))
        elif end < len(lower) and lower[end] in ("of", "from") and entity.speaks_for is None:
            body = self.body_beside(end, min(end + 8, len(lower)), entity)
            entity.speaks_for = body if body and body.kind is not PartyKind.STATE else None  # "of Boston" is where, not for whom

    def _take(self, entity: Entity, start: int, end: int) -> None:
        lower, tags = self.analysed.words.lower, self.analysed.tags
        core = next((i for i in range(start, end) if tags[i] == "IN"), end)
        tokens = tokens_of(self.analysed.text(start, core))
        if not tokens:
            return
        entity.gender = entity.gender or gender_of(tokens)
        if tokens[-1] in PERSON_NOUNS:
            self.at.setdefault(core - 1, entity)
            entity.descriptions.append(tokens)
            if entity.speaks_for is None and any(w in SPEAKERS_FOR_OTHERS for w in lower[start:end]):
                entity.speaks_for = self.body_beside(start, end, entity)
                entity.possessor = self._possessor(start)

    def _possessor(self, start: int) -> int | None:
        return start if self.analysed.words.lower[start] in POSSESSIVES else None

    def appositive_before(self, comma: int) -> tuple[int, int] | None:
        """The words of an office held by whoever is named behind the comma ("the president of the Coalition, Ahmed Jarba")."""
        lower = self.analysed.words.lower
        phrase = self.analysed.ending.get(comma)
        while phrase is not None:
            if lower[phrase.head] in PERSON_NOUNS:
                return phrase.start, comma
            if phrase.start < 2 or lower[phrase.start - 1] not in ("of", "for", "to", "at", "in", "and"):
                return None
            phrase = self.analysed.ending.get(phrase.start - 1)
        return None

    def phrase_end(self, phrase: Phrase) -> int:
        """Behind the last word of a phrase with the "of" and "for" phrases that follow it."""
        lower = self.analysed.words.lower
        end = phrase.end
        while end + 1 < len(lower) and lower[end] in ("of", "for", "to") and (more := self.analysed.starting.get(end + 1)):
            end = more.end
        return end

    def body_beside(self, start: int, end: int, person: Entity) -> Entity | None:
        """The body that an office named by these words is held in: a name, a possessor, or a noun such as "army" or "rebel"."""
        lower, tags = self.analysed.words.lower, self.analysed.tags
        for i in range(start, end):
            entity = self.at.get(i)
            if entity is not None and entity is not person and not entity.is_person:
                span = self.analysed.name_at[i]
                return self.homeland(span) if span.role == "people" else entity
        for i in range(start, end):
            if lower[i] in BODIES or lower[i] + "s" in BODIES:
                first = i
                while first > start and tags[first - 1] in ("JJ", "NN", "NNP"):
                    first -= 1
                return self.described(first, i + 1)
        return None

    def homeland(self, people: WordSpan) -> Entity | None:
        """The state of the report whose name begins as the people's ("Syrian": Syria), if it has one."""
        stem = self.analysed.words.lower[people.end - 1][:4]
        for entity in self.entities:
            if entity.kind is PartyKind.STATE and entity.names[0][-1].startswith(stem):
                return entity
        return None
