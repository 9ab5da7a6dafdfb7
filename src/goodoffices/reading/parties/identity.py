"""One party, one id over several reports; every merge is told, with why, and can be undone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from goodoffices.model import Party, PartyKind, Reading
from goodoffices.reading.parties.party_names import is_acronym_of, same_party_name, state_meant, words_without_titles
from goodoffices.reading.parties.transliteration import plain, same_spelled

BODY_OF_STATE = frozenset({PartyKind.STATE, PartyKind.GOVERNMENT})


@dataclass(frozen=True)
class Merge:
    """Two names that were taken for one party's: the one it goes by, the other, and why."""

    kept: str
    merged: str
    because: str


@dataclass(frozen=True)
class Identities:
    """The parties of several readings. `ids` gives for (number of the reading, id in it) the id over all readings, `names` the
    name of each such id, `merges` what was put together, in the order in which it was."""

    ids: dict[tuple[int, str], str]
    names: dict[str, str]
    merges: tuple[Merge, ...]


@dataclass(eq=False)
class Known:
    """A party over several reports, as far as it is known: its names, the side that it speaks for, and where it is met."""

    name: str
    kind: PartyKind
    names: list[str]
    side: str | None
    places: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_person(self) -> bool:
        """Whether it is one person."""
        return self.kind is PartyKind.PERSON


def same_parties(readings: Sequence[Reading], *, apart: Collection[tuple[str, str]] = ()) -> Identities:
    """The parties of all readings, the same one under the same id; the names of a pair in `apart` are never put together.

    Names decide, and where a person goes by the surname alone, the side: "Assad" is "Bashar al-Assad" of another report if he
    speaks for the same one and no one else of that surname is known. What has no name ("the government", "an official") stays
    apart, unless it is a body of the same named side ("the army" of Syria).
    """
    forbidden = {frozenset((plain(a), plain(b))) for a, b in apart}
    known: list[Known] = []
    merges: list[Merge] = []
    for full in (True, False):  # who has a full name comes first: a surname is then compared with all who bear it
        for number, reading in enumerate(readings):
            for party in reading.parties:
                if _is_full(party) is full:
                    _place(met(party, number, reading), known, merges, forbidden)
    known.sort(key=lambda one: min((n, int(re.sub(r"\D", "", p) or 0)) for n, p in one.places))
    taken: dict[str, str] = {}
    ids: dict[tuple[int, str], str] = {}
    for one in known:
        key = _free("-".join(re.findall(r"\w+", plain(state_meant(one.name) or one.name))) or "party", taken)
        taken[key] = one.name
        ids.update(dict.fromkeys(one.places, key))
    return Identities(ids, taken, tuple(merges))


def with_common_names(readings: Sequence[Reading], identities: Identities) -> list[Reading]:
    """The readings with every party under the name that it has over all of them; its own name becomes an alias."""
    return [
        r.model_copy(update={"parties": tuple(_renamed(p, identities.names[identities.ids[n, p.id]]) for p in r.parties)})
        for n, r in enumerate(readings)
    ]


def _renamed(party: Party, name: str) -> Party:
    if plain(name).removeprefix("the ") == plain(party.name).removeprefix("the "):
        return party
    aliases = (party.name, *(a for a in party.aliases if a not in (party.name, name)))
    return party.model_copy(update={"name": name, "aliases": aliases})


def _place(met: Known, known: list[Known], merges: list[Merge], forbidden: set[frozenset[str]]) -> None:
    """Put a party to the one that it is, or among the known ones as another."""
    found = which(met, known, forbidden)
    if found is None:
        known.append(met)
        return
    one, because = found
    if plain(met.name).removeprefix("the ") != plain(one.name).removeprefix("the "):
        merges.append(Merge(one.name, met.name, because))
    one.names += [n for n in met.names if n not in one.names]
    one.places += met.places
    one.side = one.side or met.side


def which(met: Known, known: Iterable[Known], forbidden: Collection[frozenset[str]] = ()) -> tuple[Known, str] | None:
    """The known party that one just met is, and why; None if it is none of them, or a surname could be several people's.

    `forbidden` are pairs of names (as of `plain`) that are of two parties.
    """
    found = [(one, why) for one in known if (why := _reason(one, met))]
    found = [
        (one, why)
        for one, why in found
        if not any(frozenset((plain(a), plain(b))) in forbidden for a in one.names for b in met.names)
    ]
    if not found or (len(found) > 1 and met.is_person and len(_words(met.name)) == 1):
        return None
    return found[0]


def _reason(one: Known, met: Known) -> str | None:
    """Why two parties are one; None if they are not."""
    if one.is_person != met.is_person:
        return None
    if not is_name(one.name) or not is_name(met.name):
        same = (
            not one.is_person
            and one.side is not None
            and one.side == met.side
            and without_determiner(one.name) == without_determiner(met.name)
        )
        return f"both of {one.side}" if same else None
    if one.is_person and 1 in (len(_words(one.name)), len(_words(met.name))):
        surname = same_spelled(_words(one.name)[-1], _words(met.name)[-1])
        return f"same surname, both of {one.side}" if surname and one.side is not None and one.side == met.side else None
    for a in one.names:
        for b in met.names:
            if same_party_name(a, b, person=one.is_person):
                return _because(a, b, one.is_person)
    return None


def _because(one: str, other: str, person: bool) -> str:
    if not person and state_meant(one) is not None:
        return f"both are names of {state_meant(one)} or its government"
    if not person and (is_acronym_of(one, other) or is_acronym_of(other, one)):
        return "one is the other's initials"
    return "the same name" if plain(one) == plain(other) else "the same name, spelled or titled otherwise"


def met(party: Party, number: int, reading: Reading) -> Known:
    """A party of one reading; only aliases that are names count, and for a person only full ones."""
    person = party.kind is PartyKind.PERSON
    aliases = [a for a in party.aliases if is_name(a) and (not person or len(_words(a)) > 1) and a[:1].isupper()]
    if not person:
        aliases = [a for a in aliases if party.kind in BODY_OF_STATE or state_meant(a) is None]
        aliases = [a for a in aliases if len(a.split()) > 1 or a.isupper() or state_meant(a) is not None]
    return Known(party.name, party.kind, list(dict.fromkeys([party.name, *aliases])), _side(party, reading), [(number, party.id)])


def _side(party: Party, reading: Reading) -> str | None:
    """The name of the named party for which one speaks in the end, a state by its usual name."""
    seen = {party.id}
    while party.speaks_for is not None and party.speaks_for not in seen:
        party = reading.party(party.speaks_for)
        seen.add(party.id)
    if len(seen) == 1 or not is_name(party.name):
        return None
    return state_meant(party.name) or plain(party.name).removeprefix("the ")


def _words(name: str) -> tuple[str, ...]:
    return words_without_titles(name, person=True)


def _is_full(party: Party) -> bool:
    return party.kind is not PartyKind.PERSON or len(_words(party.name)) > 1


def is_name(name: str) -> bool:
    """Whether it is a name, not a description: a capital behind any determiner."""
    words = re.sub(r"^(?:the|a|an|its|his|her|their|our)\s+", "", name, flags=re.I).split()
    generic = len(words) == 1 and plain(words[0]) in _NO_NAMES
    capital = bool(words) and (words[0][:1].isupper() or bool(re.match(r"(?:[ae]l-|d[ei]r?$|van$|von$|ibn$|bin$)", words[0])))
    return capital and not generic


_NO_NAMES: Iterable[str] = frozenset(
    {
        "government",
        "army",
        "rebels",
        "opposition",
        "parliament",
        "police",
        "military",
        "coalition",
        "council",
        "front",
        "ministry",
        "party",
    }
)
"""What headlines and house styles give a capital to without making it anybody's name."""


def without_determiner(name: str) -> str:
    """The name in small letters, without an article or possessive before it."""
    return re.sub(r"^(?:the|a|an|its|his|her|their|our)\s+", "", plain(name))


def _free(key: str, taken: dict[str, str]) -> str:
    return next(k for k in (key, *(f"{key}-{n}" for n in range(2, len(taken) + 3))) if k not in taken)
