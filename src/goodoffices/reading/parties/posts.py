"""The posts that people hold, and the body for which each is held."""

from __future__ import annotations

from goodoffices.model import PartyKind
from goodoffices.reading.parties.bodies import Bodies
from goodoffices.reading.parties.company import Company
from goodoffices.reading.parties.entities import Entity, gender_of, tokens_of
from goodoffices.reading.parties.lexicon import (
    BODIES,
    DEFINITE,
    FORMER,
    LEADS,
    LED,
    NO_NATIONS,
    PERSON_NOUNS,
    POSSESSIVES,
    PRONOUNS,
    RANKS,
    REBELS,
    SPEAKERS_FOR_OTHERS,
    SPEAKERS_FOR_STATES,
    STATE_OFFICES,
    TITLES,
)
from goodoffices.reading.parties.mentions import Phrase

Words = tuple[int, int]
"""The first word of a description, and the one behind its last."""

BEFORE_NAME = frozenset({"NN", "NNP", "NNS", "NNPS", "JJ", "POS", "DT", "PRP$", "CD"})
BARE = frozenset({"military", "police", "administration", "church"})
"""Bodies that an unnamed person merely belongs to: a "senior military official" speaks for himself."""
OF_STATES = STATE_OFFICES | {"ambassador"}
"""Offices that only a state has, at home or abroad."""
CLAUSE = 9
"""Words of a relative clause in which the body that somebody leads is named."""
REACH = 120
"""Words before "the commander, Idris Maghrabi" in which he may have been introduced as "a commander of the guard"."""


class Posts:
    """Tells from titles, appositives and clauses for which body somebody speaks."""

    def __init__(self, cast: Company, bodies: Bodies):
        self.cast = cast
        self.bodies = bodies
        self.analysed = cast.analysed

    def of_named(self, entity: Entity) -> None:
        """Take down the descriptions beside each name of a person, and the body that they tell of."""
        for start, end in list(entity.mentions):
            beside = self._beside(start, end)
            for first, last in beside:
                self._take(entity, first, last)
            if entity.speaks_for is None:
                self._find_body(entity, min(start, *(d[0] for d in beside), start), end, beside)

    def of_described(self, entity: Entity, start: int, end: int) -> None:
        """The body that the words tell of which describe a person without a name."""
        behind = self._phrase_end(self.cast.phrase_at[end - 1]) if end - 1 in self.cast.phrase_at else end
        entity.speaks_for = self._body_beside(start, end - 1, entity) or self._body_beside(end, behind, entity)
        entity.possessor = self._possessor(start)
        if entity.speaks_for is None and behind == end:
            entity.speaks_for = self._by_office(start, end)

    def only_rebels(self) -> Entity | None:
        """The armed group that the report names, if it names one or one above all: "the rebel commander" is of it."""
        named = [e for e in self.cast.entities if e.named and e.kind is PartyKind.ARMED_GROUP and e.speaks_for is None]
        named.sort(key=lambda e: len(e.mentions), reverse=True)
        clear = len(named) == 1 or (len(named) > 1 and len(named[0].mentions) >= 2 * len(named[1].mentions))
        return named[0] if clear else None

    def _beside(self, start: int, end: int) -> list[Words]:
        """The titles before a person's name, and the appositives before and after it."""
        tags, lower = self.analysed.tags, self.analysed.words.lower
        found = []
        first = start
        while first > 0 and tags[first - 1] in BEFORE_NAME and not self.analysed.words.opens_line(first):
            first -= 1
        if first < start:
            found.append((first, start))
        if first > 1 and lower[first - 1] == "," and (before := self._appositive_before(first - 1)):
            found.append(before)
        after = self.analysed.starting.get(end + 1) if "".join(lower[end : end + 1]) in (",", "is", "was") else None
        if after is not None and lower[after.head] in PERSON_NOUNS:
            found.append((after.start, self._phrase_end(after)))
        return found

    def _appositive_before(self, comma: int) -> Words | None:
        """The words of an office held by whoever is named behind the comma ("the president of the Coalition, Ahmed Jarba")."""
        lower = self.analysed.words.lower
        phrase = self.analysed.ending.get(comma)
        while phrase is not None:
            if lower[phrase.head] in PERSON_NOUNS:
                return self._over_acting(phrase.start), comma
            if phrase.start < 2 or lower[phrase.start - 1] not in ("of", "for", "to", "at", "in", "and"):
                return None
            phrase = self.analysed.ending.get(phrase.start - 1)
        return None

    def _over_acting(self, start: int) -> int:
        """Where a phrase begins of which "acting" or "outgoing" has been taken for a verb: "the UN's acting envoy"."""
        tags = self.analysed.tags
        i = start - 1
        if i < 1 or tags[i] not in ("VBG", "VBN") or tags[i - 1] != "POS":
            return start
        while tags[i - 1] == "POS":
            i -= 1
        before = self.analysed.ending.get(i)
        return before.start if before is not None else start

    def _phrase_end(self, phrase: Phrase) -> int:
        """Behind the last word of a phrase with the "of" and "for" phrases that follow it."""
        lower = self.analysed.words.lower
        end = phrase.end
        while end + 1 < len(lower) and lower[end] in ("of", "for", "to") and (more := self.analysed.starting.get(end + 1)):
            end = more.end
        return end

    def _take(self, entity: Entity, start: int, end: int) -> None:
        """Note a description of a person, and the body that it names."""
        core = self._core_end(start, end)
        while core > start + 1 and self._only_a_rank(core - 1):
            core -= 1
        tokens = tokens_of(self.analysed.text(start, core))
        if not tokens:
            return
        entity.gender = entity.gender or gender_of(tokens)
        if tokens[-1] in PERSON_NOUNS:
            self.cast.at.setdefault(core - 1, entity)
            entity.descriptions.append(tokens)
            if entity.speaks_for is None and self._speaks(start, end):
                entity.speaks_for = self._body_beside(start, end, entity)
                entity.possessor = self._possessor(start)

    def _find_body(self, entity: Entity, start: int, end: int, beside: list[Words]) -> None:
        """Look for the body of somebody whose descriptions name none."""
        offices = [d for d in beside if self._speaks(*d)]
        if not beside:
            entity.speaks_for = self._of_or_from(entity, end)
        entity.speaks_for = entity.speaks_for or self._by_clause(entity, start, end) or self._by_land(beside)
        for office in offices:
            if entity.speaks_for is None:
                self._as_introduced(entity, *office)
        for first, last in offices:
            core = self._core_end(first, last)
            lower = self.analysed.words.lower
            if entity.speaks_for is None and (core == last or lower[core] not in ("of", "for") or lower[core - 1] == "minister"):
                entity.speaks_for = self._by_office(first, core)

    def _speaks(self, start: int, end: int) -> bool:
        """Whether a description is of an office, and of one still held."""
        words = self.analysed.words.lower[start:end]
        return bool(SPEAKERS_FOR_OTHERS.intersection(words)) and not FORMER.intersection(words)

    def _core_end(self, start: int, end: int) -> int:
        """Where a description's first preposition stands."""
        return next((i for i in range(start, end) if self.analysed.tags[i] == "IN"), end)

    def _only_a_rank(self, word: int) -> bool:
        """Whether a word is a title in short, or its stop: what stands before it tells more ("army spokesman Brig. Gen. Koro")."""
        lower = self.analysed.words.lower[word]
        return lower == "." or lower in TITLES - PERSON_NOUNS

    def _possessor(self, start: int) -> int | None:
        return start if self.analysed.words.lower[start] in POSSESSIVES else None

    def _of_or_from(self, entity: Entity, end: int) -> Entity | None:
        """The body in "Ahmed Jarba of the Coalition"; "of Boston" is where, not for whom."""
        lower = self.analysed.words.lower
        if end >= len(lower) or lower[end] not in ("of", "from"):
            return None
        body = self._body_beside(end, min(end + 8, len(lower)), entity)
        return body if body and body.kind is not PartyKind.STATE else None

    def _by_clause(self, entity: Entity, start: int, end: int) -> Entity | None:
        """The body that a verb has somebody lead: "Koro, who leads the front", "the miner who ...", "a front led by Koro"."""
        lower = self.analysed.words.lower
        after = self.analysed.starting.get(end + 1)
        for behind in (end + 1, *((after.end,) if after is not None else ())):
            if lower[behind : behind + 1] == ["who"] and "".join(lower[behind + 1 : behind + 2]) in LEADS:
                led = next((p for p in self.analysed.phrases_between(behind + 2, behind + 2 + CLAUSE)), None)
                if led is not None and lower[led.start] in PRONOUNS:
                    entity.possessor = led.start
                return self._body_beside(led.start, self._phrase_end(led), entity) if led is not None else None
        if start > 3 and lower[start - 1] == "by" and lower[start - 2] in LED:
            phrase = self.analysed.ending.get(start - 2 - (lower[start - 3] == ","))
            return self._body_beside(phrase.start, phrase.end, entity) if phrase is not None else None
        return None

    def _by_land(self, beside: list[Words]) -> Entity | None:
        """The state of which one description tells, where another is a state's office ("the Russian mediator, Minister Belov")."""
        words = {w for start, end in beside for w in self.analysed.words.lower[start:end]}
        if len(beside) < 2 or FORMER & words or not words & OF_STATES:
            return None
        return next(filter(None, (self.bodies.owner(s, self._core_end(s, e)) for s, e in beside)), None)

    def _as_introduced(self, entity: Entity, start: int, end: int) -> None:
        """Find the body of "the commander" where an earlier phrase tells of "a commander of the guard" or "its commander"."""
        lower = self.analysed.words.lower
        if end - start != 2 or lower[start] != "the":
            return
        for phrase in reversed(self.analysed.phrases_between(start - REACH, start)):
            if lower[phrase.head] == lower[start + 1] and self.cast.at.get(phrase.head) in (None, entity):
                if lower[phrase.start] not in DEFINITE - POSSESSIVES:
                    self.of_described(entity, phrase.start, phrase.end)
                return

    def _by_office(self, start: int, end: int) -> Entity | None:
        """The government of the report, for whoever holds an office that only a state has and that nobody else is said to have."""
        words = self.analysed.words.lower[start:end]
        if not STATE_OFFICES.intersection(words) or FORMER.intersection(words) or words[0] in POSSESSIVES:
            return None
        return self.bodies.abroad(start) if "foreign" in words else self.bodies.home()

    def _body_beside(self, start: int, end: int, person: Entity) -> Entity | None:
        """The body that an office named by these words is held in: a name, a possessor, or a noun such as "army" or "rebel"."""
        lower, tags = self.analysed.words.lower, self.analysed.tags
        states = self.cast.states.values()
        for i in range(start, end):
            entity = self.cast.at.get(i)
            if entity is not None and entity is not person and not entity.is_person:
                if entity in states and not SPEAKERS_FOR_STATES.intersection(lower[start : end + 1]):
                    continue
                span = self.analysed.name_at.get(i)
                if span is not None and NO_NATIONS.issuperset(lower[span.start : span.end]):
                    continue
                of_office = i > 1 and lower[i - 1] in ("of", "for") and lower[i - 2] in ("minister", "secretary")
                if of_office and entity not in states:
                    return None  # "minister of Justice": what is named is the office
                return self._body_of(entity, i, end)
        for i in range(start, end):
            owns = tags[i + 1 : i + 2] == ["POS"]
            if lower[i] in BODIES or lower[i] + "s" in BODIES or (owns and tags[i] == "NNS"):
                if lower[i] in REBELS and (rebels := self.only_rebels()) is not None:
                    return rebels
                if lower[i] in BARE and not person.named and self.bodies.owner(start, end) is None:
                    continue
                if lower[start] in POSSESSIVES and not owns:
                    continue  # "its military spokesman" is of whatever "it" is
                first = i
                while first > start and tags[first - 1] in ("JJ", "NN", "NNP") and lower[first - 1] not in RANKS:
                    first -= 1
                return self.cast.described(first, i + 1)
        return None

    def _body_of(self, entity: Entity, word: int, end: int) -> Entity:
        """The body that is meant where another is named with it ("the Russian defence ministry's spokesman"), else that one."""
        lower = self.analysed.words.lower
        span = self.analysed.name_at.get(word)
        for i in range(span.end if span else word + 1, end):
            if lower[i] in BODIES and lower[i] != "opposition" and self.cast.at.get(i) is None:
                return self.cast.described(span.start if span else word, i + 1)
            if lower[i][0].isalpha() and lower[i] != "s" and not self.analysed.tags[i].startswith(("NN", "JJ", "POS")):
                break
        return entity
