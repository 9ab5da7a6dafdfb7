"""Who appears in a report: every name with what is said to describe it."""

from __future__ import annotations

from collections.abc import Set

from goodoffices.model import PartyKind
from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.parties.bodies import Bodies
from goodoffices.reading.parties.entities import (
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
from goodoffices.reading.parties.kinds import find_kinds
from goodoffices.reading.parties.lexicon import (
    BODIES,
    DELEGATIONS,
    STATE_GOVERNMENT,
    TITLES,
)
from goodoffices.reading.parties.mentions import Analysed, Phrase
from goodoffices.reading.parties.nations import Nation, Nations
from goodoffices.reading.parties.posts import Posts
from goodoffices.reading.parties.world import Naming


class Cast:
    """The entities of a report, found from its names; descriptions without a name join as speakers are looked for."""

    def __init__(self, analysed: Analysed):
        self.analysed = analysed
        self.entities: list[Entity] = []
        self.at: dict[int, Entity] = {}
        """The entity that a word is part of the name of, or that a phrase with this head describes."""
        self.phrase_at: dict[int, Phrase] = {p.head: p for p in analysed.phrases}
        self.nations = Nations(analysed)
        self.states: dict[str, Entity] = {}
        """The states of the report by their names."""
        self.bodies = Bodies(self)
        self.posts = Posts(self, self.bodies)
        for span in analysed.names:
            nation = self.nations.of.get(span)
            if nation is None or not self._meet_state(span, nation):
                self._meet(span)
        find_kinds(self.entities, analysed)
        for entity in [e for e in self.entities if e.named and not e.is_person and e not in self.states.values()]:
            side = self.bodies.side(*entity.mentions[0])
            entity.speaks_for = side if side is not entity else None
        for entity in [e for e in self.entities if e.is_person]:
            self.posts.of_named(entity)

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
        side = self.bodies.side(start, end)
        known = self.bodies.government(start, end) or self._by_delegation(start, end) or self._by_noun(start, end, side)
        if known is not None:
            return known
        text = self.analysed.text(start, end)
        tokens = tokens_of(text)
        for entity in reversed(self.entities):
            if (
                not entity.named
                and side in (None, entity.speaks_for)
                and any(same_description(tokens, d) for d in entity.descriptions)
            ):
                return entity
        entity = Entity(
            text, kind_of_noun(tokens[-1] if tokens else ""), named=False, descriptions=[tokens], gender=gender_of(tokens)
        )
        entity.plural = bool(tokens) and self.analysed.tags[end - 1] == "NNS"
        self.entities.append(entity)
        if entity.is_person and not entity.plural:
            self.posts.of_described(entity, start, end)
        elif not entity.is_person:
            entity.speaks_for = side if side is not entity else None
        return entity

    def _by_delegation(self, start: int, end: int) -> Entity | None:
        """The state or named body whose delegation it is: "the Houthi delegation", "Kovia's negotiators"; not its opposition's."""
        lower = self.analysed.words.lower
        if lower[end - 1] not in DELEGATIONS:
            return None
        named = [e for e in map(self.at.get, range(start, end - 1)) if e is not None and not e.is_person]
        bodies = [e for e in named if e not in self.states.values()]
        if bodies or (BODIES - STATE_GOVERNMENT).intersection(lower[start : end - 1]):
            return bodies[0] if bodies else None
        return self.bodies.owner(start, end) if named or lower[end : end + 1] == ["of"] else None

    def _by_noun(self, start: int, end: int, side: Entity | None) -> Entity | None:
        """The one named body that "the front", "the council" is; not the Free Army where "the army" is the state's."""
        lower = self.analysed.words.lower
        found = self._with_word(lower[end - 1]) if end - start == 2 and lower[start] == "the" else None
        return found if found is not None and side in (None, found.speaks_for) else None

    def _meet_state(self, span: WordSpan, nation: Nation) -> bool:
        """Note the name of a state, its people or capital; False where people are meant, not the state ("two Syrians")."""
        lower, tags = self.analysed.words.lower, self.analysed.tags
        people = nation.by is Naming.PEOPLE
        if people and tags[span.end - 1] in ("NNS", "NNPS") and (span.start == 0 or lower[span.start - 1] != "the"):
            return False
        entity = self.states.get(nation.name)
        if entity is None:
            entity = Entity(nation.name, PartyKind.STATE, named=True, names=[tokens_of(nation.name)])
            self.states[nation.name] = entity
            self.entities.append(entity)
        if not people or not entity.mentions or tags[span.end - 1] in ("NNS", "NNPS"):
            self.mention(entity, span.start, span.end)
        for i in range(span.start, span.end):
            self.at[i] = entity
        return True

    def _meet(self, span: WordSpan) -> None:
        person = span.role == "person"
        span = self._without(span, TITLES | {"."} if person else {"of", "for", "and"})
        text = self.analysed.text(span.start, span.end)
        tokens = person_tokens(text) if person else tokens_of(text)
        if TITLES.issuperset(tokens):
            return
        entity = self.named(tokens, person) or (None if person else self._in_short(tokens, span.role))
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

    def _in_short(self, tokens: Tokens, role: str) -> Entity | None:
        """The one body whose name begins or ends with the word: "the Front" for "Hill Front"; a place only ends one ("Shura")."""
        return self._with_word(tokens[0], role != "place") if len(tokens) == 1 and role != "people" else None

    def _with_word(self, word: str, first: bool = True) -> Entity | None:
        """The one named body, no state, whose name ends with the word, or begins with it."""
        bodies = [e for e in self.entities if e.named and not e.is_person]
        found = [e for e in bodies if any(len(n) > 1 and word in (n[-1], n[0] if first else "") for n in e.names)]
        return found[0] if len(found) == 1 and found[0].kind is not PartyKind.STATE else None
