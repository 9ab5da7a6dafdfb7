"""Who appears in a report, over all its chunks: parties of the same name are one, and each name stands in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from goodoffices.model import Party, PartyKind, Span
from goodoffices.reading.llm.grounding import Bounds, Grounding
from goodoffices.reading.llm.schema import AnsweredParty
from goodoffices.reading.llm.tally import Tally
from goodoffices.reading.llm.variants import meant
from goodoffices.reading.parties.entities import tokens_of
from goodoffices.reading.parties.lexicon import PRONOUNS

MENTIONS = 1000
"""Of one party that are kept."""


@dataclass(eq=False)
class Member:
    """A party in the making. Without a name in the text it is none yet: a source may still give it one."""

    name: str | None
    kind: PartyKind
    aliases: list[str] = field(default_factory=list)
    speaks_for: Member | None = None
    backs: list[Member] = field(default_factory=list)
    mentions: set[tuple[int, int]] = field(default_factory=set)


class Cast:
    """The parties of one report."""

    def __init__(self, grounding: Grounding, tally: Tally):
        self.grounding = grounding
        self.tally = tally
        self.members: list[Member] = []
        self._by_name: dict[str, Member] = {}
        self._by_alias: dict[str, Member | None] = {}
        self._here: dict[str, Member | None] = {}

    def enter(self, answered: Sequence[AnsweredParty], zone: Bounds) -> None:
        """Add the parties that a model found in a zone of the text, or to what is known of them."""
        self._here = {}
        entered = [(party, self._entered(party, zone)) for party in answered]
        for party, member in entered:
            if member is None:
                continue
            if (other := self.named(party.speaks_for, zone)) and member.speaks_for is None and not _speaks_for(other, member):
                member.speaks_for = other
            for name in party.backs:
                if (other := self.named(name, zone)) and other is not member and other not in member.backs:
                    member.backs.append(other)

    def named(self, name: str | None, zone: Bounds, source: Span | None = None) -> Member | None:
        """The party that a model means by a name; where its name is not in the text, the words of a source become that.

        None where there is neither.
        """
        key = _key(name or "")
        if name is None or not key:
            return None
        member = self._known(key) or self._added(name, PartyKind.GROUP, zone)
        if source is not None:
            if member.name is None and _key(source.text) not in PRONOUNS:
                member.name = source.text
            member.mentions.add((source.start, source.end))
        return member if member.name else None

    def ids(self) -> dict[Member, str]:
        """The parties that have a name as p1, p2, ... in the order in which they came."""
        return {member: f"p{number}" for number, member in enumerate((m for m in self.members if m.name), 1)}

    def parties(self) -> tuple[Party, ...]:
        """The same as values of the model."""
        ids = self.ids()
        return tuple(self._party(member, ids) for member in ids)

    def _known(self, key: str) -> Member | None:
        return self._by_name.get(key) or self._here.get(key) or self._by_alias.get(key)

    def _entered(self, party: AnsweredParty, zone: Bounds) -> Member | None:
        key = _key(party.name or "")
        if party.name is None or not key:
            return None
        kind = meant(PartyKind, party.kind)
        self.tally.values += kind is None
        member = self._by_name.get(key) or self._by_alias.get(key)
        member = member or self._added(party.name, kind or PartyKind.GROUP, zone, party.aliases)
        for alias in party.aliases:
            self._add_alias(member, alias, zone)
        return member

    def _added(self, name: str, kind: PartyKind, zone: Bounds, others: Sequence[str] = ()) -> Member:
        """A new party, under the first of its names that is in the text."""
        places = (self._place(n, zone) for n in (name, *(o for o in others if _key(o) not in PRONOUNS)))
        place = next((p for p in places if p), None)
        member = Member(place.text if place else None, kind, mentions={(place.start, place.end)} if place else set())
        self.members.append(member)
        self._by_name[_key(name)] = member
        if place:
            self._by_name.setdefault(_key(place.text), member)
        return member

    def _place(self, name: str, zone: Bounds) -> Span | None:
        found = self.grounding.find(name, zone)
        if found is not None:
            self.tally.repaired += found.repaired
            return found.span
        return self.grounding.verbatim(name)

    def _add_alias(self, member: Member, alias: str, zone: Bounds) -> None:
        key = _key(alias)
        if not key or key in PRONOUNS:
            return
        place = self._place(alias, zone)
        if place is None:
            self.tally.refused += 1
            return
        member.mentions.add((place.start, place.end))
        if place.text not in (member.name, *member.aliases):
            member.aliases.append(place.text)
        for known in (self._here, self._by_alias if _is_name(place.text) else {}):
            known[key] = member if known.setdefault(key, member) is member else None  # of two parties: nobody in particular

    def _party(self, member: Member, ids: dict[Member, str]) -> Party:
        text, name = self.grounding.text, member.name or ""
        names = sorted({n for n in (name, *member.aliases) if _is_name(n)}, key=len, reverse=True)
        mentions = set(member.mentions)
        if names:
            pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
            mentions |= {m.span() for _, m in zip(range(MENTIONS), pattern.finditer(text), strict=False)}
        return Party(
            id=ids[member],
            name=name,
            kind=member.kind,
            aliases=tuple(a for a in member.aliases if a != name),
            speaks_for=ids.get(member.speaks_for) if member.speaks_for else None,
            backs=tuple(ids[other] for other in member.backs if other in ids),
            mentions=tuple(Span.of(text, *place) for place in sorted(mentions)),
        )


def _key(name: str) -> str:
    return " ".join(tokens_of(name))


def _is_name(words: str) -> bool:
    """Whether words name somebody wherever they stand: one besides the first, or the only one, has a capital or cannot have one."""
    parts = words.split()
    return any(part[0].isalpha() and not part[0].islower() for part in (parts[1:] or parts))


def _speaks_for(member: Member | None, other: Member) -> bool:
    """Whether a party is the other one, or speaks for it in the end."""
    while member is not None and member is not other:
        member = member.speaks_for
    return member is other
