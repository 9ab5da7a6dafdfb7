"""The governments, ministries and armies of a report that are described without a name: whose they are."""

from __future__ import annotations

from collections.abc import Set

from goodoffices.model import PartyKind
from goodoffices.reading.parties.company import Company
from goodoffices.reading.parties.entities import Entity
from goodoffices.reading.parties.lexicon import (
    DETERMINERS,
    NEUTRAL,
    POSSESSIVES,
    RANKS,
    STATE_BODIES,
    STATE_FORCES,
    STATE_GOVERNMENT,
)
from goodoffices.reading.parties.world import Naming

OF_FORCES = NEUTRAL | frozenset(
    {"armed", "security", "air", "border", "coast", "presidential", "riot", "government", "state", "ground"}
)
OF_BODIES = NEUTRAL | frozenset(
    {
        "foreign", "defence", "defense", "interior", "justice", "information", "finance", "health", "state", "president", "prime",
        "minister", "presidential", "supreme", "external", "affairs", "oil", "energy", "constitutional",
    }
)  # fmt: skip
OFFICES_OWN = frozenset({"president", "prime", "minister", "presidential", "attorney"})
"""Whose office is a state's: "the prime minister's office", not "the aid office"."""


class Bodies:
    """Finds the state that a body without a name belongs to."""

    def __init__(self, cast: Company):
        self.cast = cast
        self.lower = cast.analysed.words.lower
        self._sought = False
        self._home: Entity | None = None

    def government(self, start: int, end: int) -> Entity | None:
        """The state that the words up to the head mean as its government: "the Syrian government", "the regime"."""
        if self.lower[end - 1] not in STATE_GOVERNMENT:
            return None
        owner = self.owner(start, end)
        if not self._only(start, end - 1, NEUTRAL, owner):
            return None
        if owner is not None:
            if owner.kind is PartyKind.STATE and self.cast.nations.home == owner.name:
                owner.kind = PartyKind.GOVERNMENT
            return owner
        home = self.cast.states.get(self.cast.nations.home or "")
        if home is not None and self.lower[start] not in POSSESSIVES:
            home.kind = PartyKind.GOVERNMENT
            return home
        return None

    def side(self, start: int, end: int) -> Entity | None:
        """The government for which a ministry or an army speaks and acts, if it is one's."""
        head = self.lower[end - 1]
        owner = self.owner(start, end)
        if head in STATE_FORCES:
            theirs = self._only(start, end - 1, OF_FORCES, owner)
        elif head in STATE_BODIES:
            theirs = self._only(start, end - 1, OF_BODIES, owner)
            if head in ("office", "court", "embassy", "palace") and not OFFICES_OWN.intersection(self.lower[start:end]):
                theirs = theirs and owner is not None and head == "embassy"
        else:
            return None
        if not theirs or self.lower[start] in POSSESSIVES:
            return None
        return owner or self.home()

    def home(self) -> Entity | None:
        """The government of the report: of its own state, else the first that it calls "the government"."""
        home = self.cast.states.get(self.cast.nations.home or "")
        if home is not None:
            return home
        if not self._sought:
            self._sought = True
            for phrase in self.cast.analysed.phrases:
                if self.lower[phrase.head] not in ("government", "regime", "junta") or self.owner(phrase.start, phrase.end):
                    continue
                if (
                    self._only(phrase.start, phrase.head, NEUTRAL | {"military"}, None)
                    and self.lower[phrase.start] not in POSSESSIVES
                ):
                    self._home = self.cast.described(phrase.start, phrase.end)
                    self.cast.mention(self._home, phrase.start, phrase.end)
                    break
        return self._home

    def abroad(self, word: int) -> Entity | None:
        """The government of the one foreign state that the word's paragraph names, where it does not name the one at home."""
        words = self.cast.analysed.words
        here = words.paragraphs[word]
        named = {n.name for s, n in self.cast.nations.of.items() if words.paragraphs[s.start] == here}
        home = self.home()
        if len(named) == 1 and (home is None or home.name not in named):
            return self.cast.states.get(named.pop())
        return home

    def owner(self, start: int, end: int) -> Entity | None:
        """The state named in a phrase or behind it and "of": "Syria's army", "the government of Syria"."""
        for i in range(start, end):
            nation = self.cast.nations.at(i)
            if nation is not None and nation.by is not Naming.CAPITAL:
                return self.cast.states.get(nation.name)
        if end + 1 < len(self.lower) and self.lower[end] in ("of", "in"):
            i = end + 1 + (self.lower[end + 1] == "the")
            nation = self.cast.nations.at(min(i, len(self.lower) - 1))
            if nation is not None and (nation.by is Naming.NAME or self.lower[end] == "in"):
                return self.cast.states.get(nation.name)
        return None

    def _only(self, start: int, end: int, allowed: Set[str], owner: Entity | None) -> bool:
        """Whether the words are a determiner, the owner's name and such words alone."""
        for i in range(start, end):
            word = self.lower[i]
            if word in DETERMINERS or word in allowed or word in RANKS or not word[0].isalnum() or word == "s":
                continue
            if owner is None or self.cast.nations.at(i) is None:
                return False
        return True
