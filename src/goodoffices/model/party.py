"""Who speaks, acts or is acted on."""

from __future__ import annotations

from enum import StrEnum

from goodoffices.model.base import Value
from goodoffices.model.span import Span


class PartyKind(StrEnum):
    """What sort of party it is."""

    PERSON = "person"
    STATE = "state"
    GOVERNMENT = "government"
    ARMED_GROUP = "armed group"
    COALITION = "coalition"
    ORGANISATION = "organisation"
    GROUP = "group"


class Role(StrEnum):
    """The part that a party has in the conflict and the talks."""

    GOVERNMENT = "government"
    OPPOSITION = "opposition"
    ARMED_GROUP = "armed group"
    MEDIATOR = "mediator"
    HOST = "host"
    BACKER = "backer"


class Party(Value):
    """Whoever speaks, acts or is acted on; a person may speak for a party, a party may back others (ids of parties)."""

    id: str
    name: str
    kind: PartyKind
    aliases: tuple[str, ...] = ()
    speaks_for: str | None = None
    backs: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    mentions: tuple[Span, ...] = ()
