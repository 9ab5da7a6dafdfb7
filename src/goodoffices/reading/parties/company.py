"""Who is known of in a report so far: what those who look for bodies and posts ask of the cast, and tell it."""

from __future__ import annotations

from typing import Protocol

from goodoffices.reading.parties.entities import Entity
from goodoffices.reading.parties.mentions import Analysed, Phrase
from goodoffices.reading.parties.nations import Nations


class Company(Protocol):
    """The entities of a report as they are met; `Cast` is one."""

    analysed: Analysed
    entities: list[Entity]
    at: dict[int, Entity]
    phrase_at: dict[int, Phrase]
    nations: Nations
    states: dict[str, Entity]

    def mention(self, entity: Entity, start: int, end: int) -> None:
        """Note that the words stand for the entity."""

    def described(self, start: int, end: int) -> Entity:
        """The entity that a noun phrase without a name describes; a new one if nobody so described is known."""
