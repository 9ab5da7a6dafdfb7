"""The states of a report, real and invented: which names, peoples and capitals are of the same one, and which is at home in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property

from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.parties.entities import Tokens, tokens_of
from goodoffices.reading.parties.lexicon import AT_HOME, BEFORE_PLACES, NO_NATIONS, STATES_OWN
from goodoffices.reading.parties.mentions import Analysed
from goodoffices.reading.parties.world import Naming, named_state

SHARED = 3
"""Letters that a land and its people share at least."""
CLEAR = 1.5
"""How many times as much must tell of the state at home as of the next one."""


@dataclass(frozen=True)
class Nation:
    """A state of a report by its usual name, and by what the words name it; `known` if it is one of the world's."""

    name: str
    by: Naming
    known: bool


class Nations:
    """Which names of a report are a state's, and the state whose affairs the report is about."""

    def __init__(self, analysed: Analysed):
        self.analysed = analysed
        self.texts = {span: analysed.text(span.start, span.end) for span in analysed.names}
        self.invented = self._invented()
        self.of: dict[WordSpan, Nation] = {}
        for span in analysed.names:
            person = span.role == "person" and tokens_of(self.texts[span]) not in self.invented
            nation = None if person else self._nation(span)
            if nation is not None:
                self.of[span] = nation

    def at(self, word: int) -> Nation | None:
        """The nation that a word is part of the name of."""
        span = self.analysed.name_at.get(word)
        return self.of.get(span) if span else None

    def _nation(self, span: WordSpan) -> Nation | None:
        text = land_in(self.texts[span])
        known = named_state(text)
        if known is not None:
            acts = known.by is not Naming.CAPITAL or not self._is_where(span)
            return Nation(known.state.name, known.by, True) if acts else None
        tokens = tokens_of(text)
        if not tokens or NO_NATIONS.intersection(tokens):
            return None
        if span.role == "organisation" and text == self.texts[span] and len(tokens) > 1:
            return None
        if tokens in self.invented:
            return Nation(self.invented[tokens], Naming.NAME, False)
        land = next((name for known, name in self.invented.items() if is_people_of(tokens[-1], known[-1])), None)
        return Nation(land, Naming.PEOPLE, False) if land is not None and len(tokens) < 3 else None

    def _invented(self) -> dict[Tokens, str]:
        """The places that are no state of the world but have a people, or something that only a state has."""
        alike: dict[str, set[str]] = defaultdict(set)  # by the letters that a people shares with its land at least
        for tokens in filter(None, map(tokens_of, self.texts.values())):
            alike[tokens[-1][:SHARED]].add(tokens[-1])
        places = {tokens_of(re.sub(r"^(?:The )?Republic of ", "", t)) for s, t in self.texts.items() if s.role == "place"}
        found: dict[Tokens, str] = {}
        for span, text in self.texts.items():
            land = land_in(text)
            tokens = tokens_of(land)
            if not tokens or tokens in found or named_state(land):
                continue
            lasts = alike[tokens[-1][:SHARED]]
            if not self._may_be_land(land, tokens, lasts):
                continue
            has_people = span.role != "people" and len(tokens) < 3 and any(is_people_of(last, tokens[-1]) for last in lasts)
            full = land != text and tokens in places
            if has_people or full or (span.role == "place" and land == text and self._owns_state_body(span)):
                found[tokens] = land
        return found

    def _may_be_land(self, land: str, tokens: Tokens, lasts: Set[str]) -> bool:
        """Whether a name could be a country's: no word for a region, no people of another name."""
        if NO_NATIONS.issuperset(tokens) or land == land.lower() or len(tokens[-1]) < 4 or STATES_OWN.intersection(tokens):
            return False
        return not any(is_people_of(tokens[-1], last) for last in lasts)

    def _owns_state_body(self, span: WordSpan) -> bool:
        """Whether a body that only states have stands behind the name, or before it and "of" ("the government of Syria")."""
        lower = self.analysed.words.lower
        behind = [w for w in lower[span.end : span.end + 4] if w not in ("'", "’", "s", "'s", "’s")][:2]
        before = lower[max(0, span.start - 3) : span.start]
        before = before[:-1] if before[-1:] == ["the"] else before
        return bool(STATES_OWN.intersection(behind)) or (before[-1:] == ["of"] and before[-2:-1] != [] and before[-2] in STATES_OWN)

    def _is_where(self, span: WordSpan) -> bool:
        """Whether a capital is named as a place: behind "in" or "near", in a dateline, before a noun ("Damascus suburbs")."""
        lower, tags = self.analysed.words.lower, self.analysed.tags
        if span.start and lower[span.start - 1] in BEFORE_PLACES:
            return True
        if span.end >= len(lower):
            return False
        dateline = (
            self.analysed.words.opens_line(span.start) and not lower[span.end].isalpha() and lower[span.end] not in ("’", "'")
        )
        return dateline or tags[span.end].startswith("NN")

    @cached_property
    def home(self) -> str | None:
        """The state whose own affairs the report is about: whose government or rebels it names; None where two are as likely."""
        told: Counter[str] = Counter()
        named: Counter[str] = Counter()
        lower = self.analysed.words.lower
        for span, nation in self.of.items():
            named[nation.name] += 1
            behind = [w for w in lower[span.end : span.end + 4] if w.isalpha() and w != "s"][:2]
            before = lower[max(0, span.start - 3) : span.start]
            if AT_HOME.intersection(behind) or ("of" in before and AT_HOME.intersection(before)):
                told[nation.name] += 1
        likeliest = sorted(told, key=lambda n: named[n] + 3 * told[n], reverse=True)
        weights = [named[n] + 3 * told[n] for n in likeliest]
        if not likeliest or (len(likeliest) > 1 and weights[0] < CLEAR * weights[1]):
            return None
        return likeliest[0] if named[likeliest[0]] >= max(named.values()) / CLEAR else None


def land_in(text: str) -> str:
    """The country in the name of its government or in its full name ("Government of Karesh"); else the text."""
    found = re.fullmatch(r"(?:The )?(?:(?:Government|Republic|Kingdom|State) of (?:the )?(.+)|(\w+) [Gg]overnment)", text)
    return text if found is None else land_in(found[1] or found[2])


def is_people_of(people: str, land: str) -> bool:
    """Whether a word may name the people of an invented country, both in small letters: "teskan" of "teska"."""
    stem = land.rstrip("aeiouy") if len(land.rstrip("aeiouy")) >= 3 else land
    if not people.startswith(stem) or people.rstrip("s") == land.rstrip("s"):
        return False
    ending = people[len(stem) :]
    return ending in ENDINGS or ending.removesuffix("s") in ENDINGS


ENDINGS = frozenset({"an", "ian", "ean", "i", "ni", "ese", "nese", "ic", "ish", "er", "ite", "iote", "ene", "yan"})
"""What English makes peoples of countries with."""
