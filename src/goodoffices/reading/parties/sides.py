"""For whom the people and bodies of a report speak."""

from __future__ import annotations

from collections import defaultdict

from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.encoder.pointing import Pointing
from goodoffices.reading.parties.entities import Entity
from goodoffices.reading.parties.mentioned import Mentioned, Owner

LONGEST_CHAIN = 5
FIRST = 3
"""Mentions of somebody that are asked for his side: he is introduced in the first."""
SURE = 0.36
"""From which share on a person's side is believed that only the network finds."""
SURE_OF_BODIES = 0.65
"""The same for a body: most bodies speak for nobody but themselves."""


def side_of(entity: Entity) -> Entity:
    """The party for which an entity speaks in the end (a spokesman, for the army, for the government); else itself."""
    for _ in range(LONGEST_CHAIN):
        if entity.speaks_for is None or entity.speaks_for is entity:
            break
        entity = entity.speaks_for
    return entity


def find_sides(mentioned: Mentioned, to_side: Pointing) -> None:
    """Give everybody the body for which he or it speaks, where the network is sure of one that the titles do not tell."""
    for entity in list(mentioned.cast.entities):
        by_pronoun = entity.is_person and entity.possessor is not None  # "its spokesman": of what, the network may know better
        if (entity.speaks_for is None or by_pronoun) and not entity.is_state:
            shares = side_shares(entity, mentioned, to_side)
            best = max(shares, key=lambda o: shares[o], default=entity)
            if best is not entity and shares[best] >= (SURE if entity.is_person else SURE_OF_BODIES):
                side = mentioned.entity(best)
                if side.is_body and side_of(side) is not entity and entity.may_speak_for(side):
                    entity.speaks_for = side


def side_shares(entity: Entity, mentioned: Mentioned, to_side: Pointing) -> dict[Owner, float]:
    """How likely the mentions of an entity point to each owner as its side, or to itself, on average over the mentions."""
    shares: dict[Owner, float] = defaultdict(float)
    first = entity.mentions[:FIRST]
    for start, end in first:
        for owner, share in mentioned.shares(WordSpan("side", start, end), to_side).items():
            shares[owner] += share / len(first)
    return shares
