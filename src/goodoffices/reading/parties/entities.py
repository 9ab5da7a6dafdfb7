"""Whoever is named or described in a report, and when two names are of the same one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from goodoffices.model import PartyKind, Role
from goodoffices.reading.parties.lexicon import (
    ARMED_NOUNS,
    COALITION_NOUNS,
    DETERMINERS,
    FEMALE_TITLES,
    FORMER,
    GOVERNMENT_NOUNS,
    MALE_TITLES,
    ORGANISATION_NOUNS,
    OUTLET_NOUNS,
    PERSON_NOUNS,
    STATE_OFFICES,
    TITLES,
)

Tokens = tuple[str, ...]
STATES = frozenset({PartyKind.STATE, PartyKind.GOVERNMENT, PartyKind.ORGANISATION, PartyKind.COALITION})
"""What whoever holds a state's office may speak for."""


@dataclass(eq=False)
class Entity:
    """One person, body or group of a report.

    `names` are the tokens of each name it goes by; `descriptions` the tokens of the noun phrases that describe it, head last
    ("russian foreign minister"); `mentions` the words that stand for it, from the first to behind the last;
    `gender` is "m", "f" or ""; `possessor` the word of a pronoun for the body it speaks for ("their spokesman").
    """

    name: str
    kind: PartyKind
    named: bool
    names: list[Tokens] = field(default_factory=list)
    descriptions: list[Tokens] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    gender: str = ""
    speaks_for: Entity | None = None
    possessor: int | None = None
    plural: bool = False
    backs: list[Entity] = field(default_factory=list)
    backed_by: list[Entity] = field(default_factory=list)
    roles: tuple[Role, ...] = ()

    @property
    def is_person(self) -> bool:
        """Whether it is one person."""
        return self.kind is PartyKind.PERSON

    @property
    def is_state(self) -> bool:
        """Whether it is a state, which acts by its government, under its own name."""
        state = self.kind in (PartyKind.STATE, PartyKind.GOVERNMENT)
        return state and self.named and GOVERNMENT_NOUNS.isdisjoint(tokens_of(self.name))

    @property
    def is_body(self) -> bool:
        """Whether it is something that a person can speak for: a named body, several people, or what a noun says is one."""
        return not self.is_person and (self.named or self.plural or self.kind is not PartyKind.GROUP)

    def may_speak_for(self, side: Entity) -> bool:
        """Whether it can be of that side.

        Whoever holds an office that only a state has ("their ambassador") is no rebels', nor are mediators; a state's former
        minister is not its any more.
        """
        words = {w for d in self.descriptions for w in d}
        if side.is_state and FORMER & words and STATE_OFFICES & words:
            return False
        return side.kind in STATES or not words & (STATE_OFFICES | {"ambassador", "mediators"})


@lru_cache(maxsize=1 << 12)
def tokens_of(text: str) -> Tokens:
    """The words of a name or phrase in small letters, without determiners, possessive endings and the stops of initials."""
    text = re.sub(r"\b(\w)\. ?(?=\w\.)", r"\1", text)
    text = re.sub(r"(?<=\w)\.(?=-)", "", text)
    found = re.findall(r"\w+(?:[-’']\w+)*", re.sub(r"[’']s?\b(?!\w)", "", text.lower()))
    kept = found
    while len(kept) > 1 and kept[0] in DETERMINERS:
        kept = kept[1:]
    return tuple(kept)


def person_tokens(text: str) -> Tokens:
    """The tokens of a person's name without titles ("Mr", "Defence Minister") and articles ("al-Dosari")."""
    found = tuple(re.sub(r"^[ae]l-(?=\w)", "", t) for t in tokens_of(text))
    kept = tuple(t for t in found if t not in TITLES)
    return kept or found


def gender_of(tokens: Tokens) -> str:
    """What titles and nouns tell of a person's gender: "m", "f" or ""."""
    if FEMALE_TITLES.intersection(tokens):
        return "f"
    return "m" if MALE_TITLES.intersection(tokens) else ""


def same_person(one: Tokens, other: Tokens) -> bool:
    """Whether two names may be one person's: equal, or the shorter is the surname, or first and last name agree."""
    short, long = sorted((one, other), key=len)
    if not short:
        return False
    if long[-len(short) :] == short or (len(short) == 1 and len(long) > 1 and short[0] == long[0]):
        return True
    first, other_first = short[0], long[0]
    initial = first[0] == other_first[0] and 1 in (len(first), len(other_first))
    return len(short) > 1 and short[-1] == long[-1] and (first == other_first or initial)


def same_body(one: Tokens, other: Tokens) -> bool:
    """Whether two names may be one body's: equal, an acronym of the other, or the other's ending of two words at least."""
    short, long = sorted((one, other), key=len)
    if short == long or (len(short) == len(long) == 1 and short[0].removesuffix("s") == long[0].removesuffix("s")):
        return True  # "Houthi" and "Houthis"
    if len(short) == 1 and len(long) > 1:
        initials = "".join(t[0] for t in long if t not in ("of", "the", "for", "and"))
        return len(initials) > 1 and short[0] == initials
    return len(short) > 1 and long[-len(short) :] == short


def same_description(one: Tokens, other: Tokens) -> bool:
    """Whether two descriptions may be of the same: the same head, and no modifier in one that the other lacks and replaces."""
    if not one or not other or one[-1].removesuffix("s") != other[-1].removesuffix("s"):
        return False
    a, b = set(one[:-1]), set(other[:-1])
    return a <= b or b <= a


def kind_of_name(label: str, tokens: Tokens) -> PartyKind:
    """The kind of party that a name of a kind (NAMES) stands for."""
    if label == "person":
        return PartyKind.PERSON
    if OUTLET_NOUNS.intersection(tokens):
        return PartyKind.ORGANISATION
    if label == "place":
        return PartyKind.STATE
    return PartyKind.GROUP if label == "people" else kind_of_noun(tokens[-1], PartyKind.ORGANISATION)


def kind_of_noun(head: str, otherwise: PartyKind = PartyKind.GROUP) -> PartyKind:
    """The kind of party that a noun names."""
    for nouns, kind in (
        (PERSON_NOUNS, PartyKind.PERSON),
        (GOVERNMENT_NOUNS, PartyKind.GOVERNMENT),
        (ARMED_NOUNS, PartyKind.ARMED_GROUP),
        (COALITION_NOUNS, PartyKind.COALITION),
        (ORGANISATION_NOUNS, PartyKind.ORGANISATION),
    ):
        if head in nouns:
            return kind
    return otherwise
