"""When two names, perhaps of different reports, are one party's; where that cannot be told they are not."""

from __future__ import annotations

import re

from goodoffices.reading.parties.lexicon import BODIES, GOVERNMENT_NOUNS, TITLES
from goodoffices.reading.parties.transliteration import plain, same_spelled, words_of
from goodoffices.reading.parties.world import Naming, named_state

SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "de", "la", "des"})
BOTH_ORDERS = 4
"""Letters from which on an acronym may have another language's order: FARC, the Revolutionary Armed Forces of Colombia."""
GOVERNMENT = re.compile(r"(?:the )?(?:(?:government|regime|republic|kingdom) of (.+)|(.+?)(?:['’]s?)? (?:government|regime))", re.I)


def same_party_name(one: str, other: str, *, person: bool = False) -> bool:
    """Whether two names are of the same party, whatever their spelling; `person` if both are of people.

    A surname is not the name of everybody who has it: "Assad" and "Bashar al-Assad" are for `same_parties` to tie by context.
    """
    if not person:
        state = state_meant(one)
        if state is not None or state_meant(other) is not None:
            return state == state_meant(other)
        if is_acronym_of(one, other) or is_acronym_of(other, one):
            return True
    a, b = words_without_titles(one, person), words_without_titles(other, person)
    if not a or not b:
        return False
    if person and min(len(a), len(b)) > 1:
        return _same_first(a[0], b[0]) and same_spelled(a[-1], b[-1]) and _same_middle(a[1:-1], b[1:-1])
    if not person:
        a, b = tuple(w for w in a if w not in SMALL), tuple(w for w in b if w not in SMALL)
        if len(a) == len(b) == 1 and BODIES.isdisjoint((*a, *b)):
            a, b = (a[0].removesuffix("s"),), (b[0].removesuffix("s"),)
        if any(w in GOVERNMENT_NOUNS | BODIES for w in (*a, *b)):
            return a == b
    return bool(a) and len(a) == len(b) and all(map(same_spelled, a, b))


def state_meant(name: str) -> str | None:
    """The state that a name means, itself or as its government ("Syria", "Damascus", "the government of Syria"); no people."""
    government = GOVERNMENT.fullmatch(name.strip())
    found = named_state(government[1] or government[2]) if government else named_state(name.strip())
    if found is None or (found.by is Naming.PEOPLE and government is None):
        return None
    return found.state.name


def is_acronym_of(short: str, long: str) -> bool:
    """Whether the one is the other's initials: "UN", "U.N.", "OSCE"; longer ones in another language's order too ("FARC")."""
    letters = short.replace(".", "").removeprefix("the ")
    if not (letters.isupper() and letters.isalpha() and 1 < len(letters) < 9):
        return False
    for words in (re.findall(r"\w+", plain(long)), re.findall(r"[\w-]+", long.casefold())):
        initials = "".join(w[0] for w in words if w not in SMALL)
        if len(initials) > 1 and initials == letters.lower():
            return True
        if len(letters) >= BOTH_ORDERS and sorted(initials) == sorted(letters.lower()):
            return True
    return False


def words_without_titles(name: str, person: bool) -> tuple[str, ...]:
    """The words of a name; of a person's without the titles before it ("President", "Mr")."""
    words = words_of(name)
    while person and len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return words


def _same_first(one: str, other: str) -> bool:
    return same_spelled(one, other) or (1 in (len(one), len(other)) and one[0] == other[0])


def _same_middle(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether names between first and last do not contradict each other: one has none, or each fits."""
    return not one or not other or (len(one) == len(other) and all(map(_same_first, one, other)))
