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
    FORMER,
    LEADS,
    NO_NATIONS,
    PERSON_NOUNS,
    POSSESSIVES,
    RANKS,
    REBELS,
    SPEAKERS_FOR_OTHERS,
    SPEAKERS_FOR_STATES,
    STATE_GOVERNMENT,
    STATE_OFFICES,
    TITLES,
)
from goodoffices.reading.parties.mentions import Analysed, Phrase
from goodoffices.reading.parties.nations import Nation, Nations
from goodoffices.reading.parties.world import Naming

BEFORE_NAME = frozenset({"NN", "NNP", "NNS", "NNPS", "JJ", "POS", "DT", "PRP$", "CD"})


BARE = frozenset({"military", "police", "administration", "church"})
"""Bodies that an unnamed person merely belongs to: a "senior military official" speaks for himself."""


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
        for span in analysed.names:
            nation = self.nations.of.get(span)
            if nation is None or not self._meet_state(span, nation):
                self._meet(span)
        find_kinds(self.entities, analysed)
        for entity in [e for e in self.entities if e.named and not e.is_person and e not in self.states.values()]:
            side = self.bodies.side(*entity.mentions[0])
            entity.speaks_for = side if side is not entity else None
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
            behind = self.phrase_end(self.phrase_at[end - 1]) if end - 1 in self.phrase_at else end
            entity.speaks_for = self.body_beside(start, end - 1, entity) or self.body_beside(end, behind, entity)
            entity.possessor = self._possessor(start)
            if entity.speaks_for is None and behind == end:
                entity.speaks_for = self._by_office(start, end)
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

    def _by_office(self, start: int, end: int) -> Entity | None:
        """The government of the report, for whoever holds an office that only a state has and that nobody else is said to have."""
        words = self.analysed.words.lower[start:end]
        if not STATE_OFFICES.intersection(words) or FORMER.intersection(words) or words[0] in POSSESSIVES:
            return None
        return self.bodies.abroad(start) if "foreign" in words else self.bodies.home()

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
        if end + 1 < len(lower) and lower[end] in (",", "is", "was") and (after := self.analysed.starting.get(end + 1)):
            if lower[after.head] in PERSON_NOUNS:
                self._take(entity, after.start, self.phrase_end(after))
        elif lower[end : end + 2] == [",", "who"] and "".join(lower[end + 2 : end + 3]) in LEADS and entity.speaks_for is None:
            led = next((p for p in self.analysed.phrases_between(end + 3, end + 12)), None)
            entity.speaks_for = self.body_beside(led.start, self.phrase_end(led), entity) if led is not None else None
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
                if entity.speaks_for is None and (core == end or lower[core] not in ("of", "for") or lower[core - 1] == "minister"):
                    entity.speaks_for = self._by_office(start, core)

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
                if entity in self.states.values() and not SPEAKERS_FOR_STATES.intersection(lower[start : end + 1]):
                    continue
                span = self.analysed.name_at.get(i)
                if span is not None and NO_NATIONS.issuperset(lower[span.start : span.end]):
                    continue
                of_office = i > 1 and lower[i - 1] in ("of", "for") and lower[i - 2] in ("minister", "secretary")
                if of_office and entity not in self.states.values():
                    return None  # "minister of Justice": what is named is the office
                return self._body_of(entity, i, end)
        for i in range(start, end):
            if lower[i] in BODIES or lower[i] + "s" in BODIES:
                if lower[i] in REBELS and (rebels := self.only_rebels()) is not None:
                    return rebels
                if lower[i] in BARE and not person.named and self.bodies.owner(start, end) is None:
                    continue
                first = i
                while first > start and tags[first - 1] in ("JJ", "NN", "NNP") and lower[first - 1] not in RANKS:
                    first -= 1
                return self.described(first, i + 1)
        return None

    def _body_of(self, entity: Entity, word: int, end: int) -> Entity:
        """The body that is meant where another is named with it ("the Russian defence ministry's spokesman"), else that one."""
        lower = self.analysed.words.lower
        span = self.analysed.name_at.get(word)
        for i in range(span.end if span else word + 1, end):
            if lower[i] in BODIES and lower[i] != "opposition" and self.at.get(i) is None:
                return self.described(span.start if span else word, i + 1)
            if lower[i][0].isalpha() and lower[i] != "s" and not self.analysed.tags[i].startswith(("NN", "JJ", "POS")):
                break
        return entity

    def only_rebels(self) -> Entity | None:
        """The armed group that the report names, if it names one or one above all: "the rebel commander" is of it."""
        named = [e for e in self.entities if e.named and e.kind is PartyKind.ARMED_GROUP and e.speaks_for is None]
        named.sort(key=lambda e: len(e.mentions), reverse=True)
        clear = len(named) == 1 or (len(named) > 1 and len(named[0].mentions) >= 2 * len(named[1].mentions))
        return named[0] if clear else None

    def _in_short(self, tokens: Tokens, role: str) -> Entity | None:
        """The one body whose name begins or ends with the word: "the Front" for "Hill Front"; a place only ends one ("Shura")."""
        return self._with_word(tokens[0], role != "place") if len(tokens) == 1 and role != "people" else None

    def _with_word(self, word: str, first: bool = True) -> Entity | None:
        """The one named body, no state, whose name ends with the word, or begins with it."""
        bodies = [e for e in self.entities if e.named and not e.is_person]
        found = [e for e in bodies if any(len(n) > 1 and word in (n[-1], n[0] if first else "") for n in e.names)]
        return found[0] if len(found) == 1 and found[0].kind is not PartyKind.STATE else None
