"""A file of GMCR+ becomes a conflict."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from goodoffices.deals.checking import DEEPEST, no_such, shown
from goodoffices.errors import StabilityError
from goodoffices.stability.checking import MOST_OPTIONS
from goodoffices.stability.conflict import Conflict, DecisionMaker, Direction, Option, Preference, Prioritised, Ranked, State
from goodoffices.stability.forms.checking import check
from goodoffices.stability.forms.gmcr.fields import amiss, checked, field
from goodoffices.stability.forms.gmcr.patterns import Pattern, condition_of

TAKEN = {"Y": True, "N": False, True: True, False: False}
MANUAL = ("useManualPreferenceRanking", "useManualPreferenceVectors")
RANKINGS = ("preferenceRanking", "preferenceVector", "preferenceVec")
LONGEST_ID = 40


@dataclass(frozen=True)
class Loaded:
    """A conflict, and what of the file it does not have."""

    conflict: Conflict
    warnings: tuple[str, ...]


def read(text: str | bytes) -> Loaded:
    """The conflict in a file of GMCR+. Raises StabilityError, with the place, for what is none or makes no sense.

    A ranking names states by their numbers among the feasible ones, of which the first option counts least; from 1, or from 0 where
    a 0 is among them.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StabilityError(f"it is no JSON ({error}): name a .gmcr file, or a .conflict file in the text form") from None
    told = field(document, "options", list, "")
    if len(told) > MOST_OPTIONS:
        amiss("options", f"{len(told):,} options are too many (at most {MOST_OPTIONS}): leave out those that decide nothing")
    names = [field(o, "name", str, f"options[{i}]") for i, o in enumerate(told)]
    ids = _ids(names, "o")
    directions = [_direction(o, f"options[{i}]") for i, o in enumerate(told)]
    makers = field(document, "decisionMakers", list, "")
    makers_ids = _ids([field(m, "name", str, f"decisionMakers[{i}]") for i, m in enumerate(makers)], "d")
    owned = [
        [
            _option(o, names, ids, f"decisionMakers[{i}].options[{k}]")
            for k, o in enumerate(field(m, "options", list, f"decisionMakers[{i}]"))
        ]
        for i, m in enumerate(makers)
    ]
    bare = Conflict(
        decision_makers=tuple(DecisionMaker(id=d, name=m["name"]) for d, m in zip(makers_ids, makers, strict=True)),
        options=tuple(
            Option(
                id=option,
                owners=tuple(d for d, own in zip(makers_ids, owned, strict=True) if option in own),
                name=name,
                direction=direction,
            )
            for option, name, direction in zip(ids, names, directions, strict=True)
        ),
        infeasible=tuple(
            condition_of(_patterns(c, names, ids, f"infeasibles[{i}]"))
            for i, c in enumerate(field(document, "infeasibles", list, "", []))
        ),
        title=field(document, "title", str, "", ""),
    )
    check(bare)
    is_manual = any(field(document, name, bool, "", False) for name in MANUAL)
    preferences: list[Preference] = []
    for i, maker in enumerate(makers):
        place = f"decisionMakers[{i}]"
        if is_manual:
            preferences.append(_ranked(maker, bare, place))
        else:
            wishes = field(maker, "preferences", list, place, [])
            statements = [condition_of(_patterns(c, names, ids, f"{place}.preferences[{k}]")) for k, c in enumerate(wishes)]
            preferences.append(Prioritised(tuple(statements)))
    conflict = Conflict(
        decision_makers=tuple(
            DecisionMaker(d.id, d.name, preference) for d, preference in zip(bare.decision_makers, preferences, strict=True)
        ),
        options=bare.options,
        infeasible=bare.infeasible,
        title=bare.title,
        coalitions=_coalitions(document, makers_ids),
    )
    check(conflict)
    return Loaded(conflict, tuple(_left_out(makers, is_manual)))


def _coalitions(document: Any, makers: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The coalitions of two and more, by ids; the file names whoever acts alone as well."""
    found = []
    for i, said in enumerate(field(document, "coalitions", list, "", [])):
        place = f"coalitions[{i}]"
        members = said if isinstance(said, list) else [said]
        for k, member in enumerate(members):
            if not isinstance(member, int) or isinstance(member, bool) or not 0 <= member < len(makers):
                amiss(
                    f"{place}[{k}]", f"there is no decision maker {shown(str(member))}: give a number from 0 to {len(makers) - 1}"
                )
        if len(members) > 1:
            found.append(tuple(makers[m] for m in members))
    return tuple(found)


def _ids(names: Sequence[str], letter: str) -> list[str]:
    """An id for each name: the name itself, made easy to type; the same one never twice."""
    ids: list[str] = []
    for n, name in enumerate(names, 1):
        plain = re.sub(r"[^\w]+", "-", name.casefold()).strip("-")[:LONGEST_ID].strip("-")
        option = plain if plain and not plain.isdigit() else f"{letter}{n}"
        while option in ids:
            option += f"-{n}"
        ids.append(option)
    return ids


def _option(said: Any, names: Sequence[str], ids: Sequence[str], place: str) -> str:
    """The option that a number (from 0) or a name means."""
    if isinstance(said, int) and not isinstance(said, bool) and 0 <= said < len(ids):
        return ids[said]
    if isinstance(said, str):
        if said not in names:
            amiss(place, no_such("option", said, names))
        return ids[names.index(said)]
    return amiss(place, f"there is no option {shown(str(said))}: give a number from 0 to {len(ids) - 1}")


def _direction(option: Any, place: str) -> Direction:
    said = field(option, "permittedDirection", str, place, Direction.BOTH.value)
    try:
        return Direction(said)
    except ValueError:
        return amiss(f"{place}.permittedDirection", f"{shown(said)} is no direction: write one of {', '.join(Direction)}")


def _patterns(condition: Any, names: Sequence[str], ids: Sequence[str], place: str, depth: int = 0) -> list[Pattern]:
    """The patterns of a condition: pairs of an option and Y or N, a list of such lists, or an object that holds one of both."""
    if depth > DEEPEST:
        amiss(place, f"the condition nests deeper than {DEEPEST}: write its members side by side")
    if isinstance(condition, dict):
        return _patterns(field(condition, "members", list, place), names, ids, f"{place}.members", depth + 1)
    members = checked(condition, list, place)
    if all(_is_pair(m) for m in members):
        return [_pattern(members, names, ids, place)]
    return [p for i, m in enumerate(members) for p in _patterns(m, names, ids, f"{place}[{i}]", depth + 1)]


def _is_pair(member: Any) -> bool:
    return isinstance(member, list) and len(member) == 2 and isinstance(member[0], int | str)


def _pattern(pairs: Sequence[Any], names: Sequence[str], ids: Sequence[str], place: str) -> Pattern:
    pattern: dict[str, bool] = {}
    for i, (option, taken) in enumerate(pairs):
        if taken == "-":
            continue
        if not isinstance(taken, str | bool) or taken not in TAKEN:
            amiss(f"{place}[{i}]", f"{shown(str(taken))} says nothing of an option: write Y or N")
        name = _option(option, names, ids, f"{place}[{i}]")
        if pattern.setdefault(name, TAKEN[taken]) != TAKEN[taken]:
            amiss(f"{place}[{i}]", f"{shown(name)} is said to be taken and not taken: leave one out")
    return pattern


def _ranked(maker: Any, conflict: Conflict, place: str) -> Ranked:
    from goodoffices.stability.states import feasible_states

    name = next((n for n in RANKINGS if n in maker), RANKINGS[0])
    ranking = field(maker, name, list, place)
    states = feasible_states(conflict)
    levels = [level if isinstance(level, list) else [level] for level in ranking]
    first = 0 if any(number == 0 for level in levels for number in level) else 1

    def state(number: Any, at: str) -> State:
        if not isinstance(number, int) or isinstance(number, bool) or not first <= number < len(states) + first:
            amiss(at, f"there is no state {shown(str(number))}: give a number from {first} to {len(states) + first - 1}")
        return states.state(number - first)

    return Ranked(
        tuple(frozenset(state(number, f"{place}.{name}[{k}]") for number in level) for k, level in enumerate(levels) if level)
    )


def _left_out(makers: Sequence[Any], is_manual: bool) -> list[str]:
    """What a file has and a conflict has not."""
    found = []
    for maker in makers:
        if maker.get("misperceptions"):
            found.append(f"what {shown(maker['name'])} misperceives is left out")
        if is_manual and maker.get("preferences"):
            found.append(f"the preference statements of {shown(maker['name'])} are left out: the file says to use its ranking")
    return found
