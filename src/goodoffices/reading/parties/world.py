"""The states of the world: their names, peoples and capitals, from `countryinfo`; names that it does not know are not guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache


class Naming(Enum):
    """By what a name names a state."""

    NAME = "name"
    PEOPLE = "people"
    CAPITAL = "capital"
    """Its capital, or a house that its government goes by."""


@dataclass(frozen=True)
class State:
    """A state by its usual English name, with the adjective of its people ("" where none is known)."""

    name: str
    people: str


@dataclass(frozen=True)
class Named:
    """Which state a name names, and by what."""

    state: State
    by: Naming


NEWER_NAMES = {
    "Türkiye": "Turkey", "North Macedonia": "Republic of Macedonia", "Eswatini": "Swaziland", "Holland": "Netherlands",
    "Britain": "United Kingdom", "America": "United States", "Bosnia": "Bosnia and Herzegovina", "UAE": "United Arab Emirates",
    "Myanmar": "Burma", "Gambia": "The Gambia", "Bahamas": "The Bahamas", "Vatican": "Holy See (Vatican City State)",
}  # fmt: skip
"""Usual names that the library lacks, or has under another head."""
OTHER_NAMES = {
    "Burma": "Myanmar",
    "Republic of Macedonia": "North Macedonia",
    "Swaziland": "Eswatini",
    "Holy See (Vatican City State)": "Holy See",
}
"""What the library calls by an older or longer name than reports do."""
OTHER_PEOPLES = {
    "Saudi": "Saudi Arabia", "Kazakh": "Kazakhstan", "Uzbek": "Uzbekistan", "Kyrgyz": "Kyrgyzstan", "Tajik": "Tajikistan",
    "Argentine": "Argentina", "Filipino": "Philippines", "Philippine": "Philippines", "Dane": "Denmark", "Swede": "Sweden",
    "Spaniard": "Spain", "Pole": "Poland", "Finn": "Finland", "Turk": "Turkey", "Briton": "United Kingdom", "Serb": "Serbia",
    "Croat": "Croatia", "Icelandic": "Iceland", "Maldivian": "Maldives", "Ecuadorian": "Ecuador", "Salvadorean": "El Salvador",
    "Slovenian": "Slovenia", "Rwandese": "Rwanda", "Nepali": "Nepal", "Timorese": "East Timor",
    "Emirian": "United Arab Emirates", "Dutchman": "Netherlands",
}  # fmt: skip
"""Names of peoples that the library lacks: it has one adjective a state."""
OTHER_SEATS = {
    "Washington": "United States", "White House": "United States", "Kremlin": "Russia", "Downing Street": "United Kingdom",
    "Elysee": "France", "Kiev": "Ukraine", "Astana": "Kazakhstan", "Tel Aviv": "Israel", "Abuja": "Nigeria", "Delhi": "India",
    "Sanaa": "Yemen", "N'Djamena": "Chad", "Mexico City": "Mexico",
    "State Department": "United States", "Pentagon": "United States", "Whitehall": "United Kingdom",
}  # fmt: skip
"""Capitals and houses that the library lacks or spells otherwise."""
NOT_OF_THEIR_STATE = frozenset(
    {"brussels", "victoria", "kingston", "stanley", "douglas", "hamilton", "georgetown", "george town", "jerusalem"}
)
"""Capitals that a report names for something else (the European Union, another town, a person), or whose state is disputed."""
LEAST = 15_000
"""Inhabitants from which on a capital counts: the seats of empty islands are names of persons and firms."""


def key_of(name: str) -> str:
    """What spellings of one name share: no accents, stops, apostrophes, case or leading "the"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = re.sub(r"[.’'‘`ʻ]", "", plain.casefold())
    return re.sub(r"[\s-]+", " ", plain).strip().removeprefix("the ")


def state_of(name: str) -> str | None:
    """The usual English name of the state that a name, a people or a capital names ("Damascus": "Syria"); None if it is none."""
    found = named_state(name)
    return found.state.name if found else None


def government_of(state: str) -> str | None:
    """What the government of a state is called: "Syrian government", by the state's own name where its people's is not known.

    None for what is no state of the world.
    """
    found = named_state(state)
    return f"{found.state.people or state} government" if found else None


@lru_cache(maxsize=1 << 14)
def named_state(name: str) -> Named | None:
    """Which state a name names, and by what; codes ("US", "UAE") only in capitals."""
    key = key_of(name)
    found = _index().get(key)
    if found is None and key.endswith("s"):
        found = _index().get(key[:-1])
        found = found if found and found.by is Naming.PEOPLE else None
    if found is not None and len(key) < 4 and not name.replace(".", "").isupper():
        return None
    return found


@cache
def _index() -> dict[str, Named]:
    """Every known name; where two states share one, the more populous has it ("Congolese")."""
    from countryinfo import all_countries

    entries = sorted(all_countries(), key=lambda c: -(c.info().get("population") or 0))
    states: dict[str, State] = {}
    found: dict[str, Named] = {}

    def add(name: str, state: State, by: Naming) -> None:
        if name and key_of(name):
            found.setdefault(key_of(name), Named(state, by))

    for country in entries:
        info = country.info()
        name = OTHER_NAMES.get(info["name"], info["name"].removeprefix("The "))
        peoples = [p.strip() for p in re.split(r",|/| and ", info.get("demonym") or "") if p.strip()]
        state = states[info["name"]] = State(name, peoples[0] if peoples else "")
        add(name, state, Naming.NAME)
        add(info["name"], state, Naming.NAME)
    for country in entries:
        info = country.info()
        state = states[info["name"]]
        spelled = [s for s in info.get("altSpellings", []) if len(s) > 3 and "," not in s]
        for spelling in [*spelled, *filter(None, (_initials(s) for s in [info["name"], *spelled]))]:
            if len(spelling) > 3 or spelling in info.get("altSpellings", []):
                add(spelling, state, Naming.NAME)
    for names, by in ((NEWER_NAMES, Naming.NAME), (OTHER_PEOPLES, Naming.PEOPLE), (OTHER_SEATS, Naming.CAPITAL)):
        for spelling, owner in names.items():
            found[key_of(spelling)] = Named(states[owner], by)
    for country in entries:
        info = country.info()
        state = states[info["name"]]
        for people in re.split(r",|/| and ", info.get("demonym") or ""):
            add(people.strip(), state, Naming.PEOPLE)
        capital = info.get("capital")
        if isinstance(capital, str) and key_of(capital) not in NOT_OF_THEIR_STATE and (info.get("population") or 0) >= LEAST:
            add(capital, state, Naming.CAPITAL)
    return found


def _initials(name: str) -> str:
    """ "United States of America": "USA"; "" for one word."""
    letters = "".join(w[0] for w in name.split() if w[0].isupper())
    return letters if len(letters) > 1 else ""
