"""What kind of party a named body is, from the words beside its name."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.model import PartyKind
from goodoffices.reading.parties.entities import Entity, Tokens
from goodoffices.reading.parties.lexicon import ARMED_NAMES, ARMED_WORDS, COALITION_NAMES, DETERMINERS, OUTLET_NOUNS, UNARMED_NAMES
from goodoffices.reading.parties.mentions import Analysed

APPOSITIVE = 8
"""Words behind a name and a comma in which it is said what it is ("the Northern Shura, an alliance of seven militias")."""


def find_kinds(entities: Iterable[Entity], analysed: Analysed) -> None:
    """Give every named organisation the kind that its name and the words beside it tell."""
    for entity in entities:
        if entity.named and entity.kind in (PartyKind.ORGANISATION, PartyKind.GROUP, PartyKind.COALITION, PartyKind.ARMED_GROUP):
            told = said_beside(entity, analysed) or kind_in_name([t for name in entity.names for t in name])
            entity.kind = told or entity.kind


def kind_in_name(tokens: Iterable[str]) -> PartyKind | None:
    """The kind that the words of a name tell: "Vanni Democratic Army" is an armed group."""
    words = set(tokens)
    if COALITION_NAMES & words:
        return PartyKind.COALITION
    if ARMED_NAMES & words:
        return PartyKind.ORGANISATION if (UNARMED_NAMES | OUTLET_NOUNS) & words else PartyKind.ARMED_GROUP
    return None


def said_beside(entity: Entity, analysed: Analysed) -> PartyKind | None:
    """The kind that the text tells: "rebel" before the name, "fighters" behind it, "an alliance of ..." behind a comma."""
    lower = analysed.words.lower
    for start, end in entity.mentions:
        beside: Tokens = tuple(w for w in lower[end : end + 3] if w not in ("'", "’", "s"))[:1]
        if (start and lower[start - 1] in ARMED_WORDS) or ARMED_WORDS.intersection(beside):
            return PartyKind.ARMED_GROUP
        if end + 1 < len(lower) and lower[end] == "," and lower[end + 1] in DETERMINERS:
            phrase = analysed.starting.get(end + 1)
            said = set(lower[end + 1 : min(phrase.end, end + APPOSITIVE)]) if phrase else set()
            if said & {"alliance", "coalition", "umbrella"}:
                return PartyKind.COALITION
            if said & ARMED_WORDS:
                return PartyKind.ARMED_GROUP
    return None
