"""A conflict becomes a file of GMCR+."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from goodoffices.deals.checking import shown
from goodoffices.errors import StabilityError
from goodoffices.stability.conflict import Conflict, Prioritised, Ranked, Uncertain, Weighted, has_degrees
from goodoffices.stability.forms.checking import check
from goodoffices.stability.forms.gmcr.patterns import Pattern, patterns_of

MOST_RANKED = 1 << 16
"""Of no more states rankings are written."""


@dataclass(frozen=True)
class Written:
    """A file, and what of the conflict it does not have."""

    text: str
    warnings: tuple[str, ...]


def write(conflict: Conflict) -> Written:
    """A conflict as a file of GMCR+. The same conflict always gives the same text.

    Where somebody's preference is no list of statements, the rankings of everybody are written, and said to be used. Raises
    StabilityError if the conflict makes no sense, or is too large for such a file.
    """
    check(conflict)
    left_out = tuple(_left_out(conflict))
    likeliest = tuple(
        replace(d, preference=d.preference.orders[0]) if isinstance(d.preference, Uncertain) else d
        for d in conflict.decision_makers
    )
    conflict = replace(conflict, decision_makers=likeliest)
    numbers = {o.id: i for i, o in enumerate(conflict.options)}
    is_manual = any(isinstance(d.preference, Ranked | Weighted) for d in conflict.decision_makers)
    rankings = _rankings(conflict, needed=is_manual)
    makers = [
        {
            "name": d.name or d.id,
            "options": [numbers[o] for o in conflict.options_of(d.id)],
            "preferences": _statements(d.preference, numbers) if isinstance(d.preference, Prioritised) else [],
            "preferenceRanking": ranking,
        }
        for d, ranking in zip(conflict.decision_makers, rankings, strict=True)
    ]
    document = {
        "title": conflict.title,
        "options": [{"name": o.name or o.id, "permittedDirection": o.direction.value} for o in conflict.options],
        "decisionMakers": makers,
        "infeasibles": [_pairs(p, numbers) for c in conflict.infeasible for p in patterns_of(c)],
        "coalitions": _coalitions(conflict),
        "useManualPreferenceRanking": is_manual,
    }
    return Written(json.dumps(document, ensure_ascii=False, indent=2) + "\n", left_out)


def _coalitions(conflict: Conflict) -> list[list[int]]:
    """Whoever is in no coalition alone, and the coalitions, by numbers from 0."""
    numbers = {d.id: i for i, d in enumerate(conflict.decision_makers)}
    together = [[numbers[m] for m in members] for members in conflict.coalitions]
    alone = [[i] for i in numbers.values() if not any(i in members for members in together)]
    return alone + together


def _statements(preference: Prioritised, numbers: Mapping[str, int]) -> list[Any]:
    """The statements that tell states apart; those that always or never hold do not."""
    found: list[Any] = []
    for statement in preference.statements:
        patterns = patterns_of(statement)
        if patterns and {} not in patterns:
            members = [_pairs(p, numbers) for p in patterns]
            found.append(members[0] if len(members) == 1 else {"compound": True, "members": members})
    return found


def _pairs(pattern: Pattern, numbers: Mapping[str, int]) -> list[list[Any]]:
    return [[numbers[o], "Y" if taken else "N"] for o, taken in pattern.items()]


def _rankings(conflict: Conflict, *, needed: bool) -> list[list[Any]]:
    """The states of each decision maker by their numbers from 1, the best first, equally good ones in a list of their own."""
    from goodoffices.stability.preferences import ranks
    from goodoffices.stability.states import feasible_states

    states = feasible_states(conflict)
    if len(states) > MOST_RANKED:
        if needed:
            raise StabilityError(
                f"{len(states):,} states are too many to be ranked one by one in a .gmcr file (at most {MOST_RANKED:,}):"
                " say in statements what each party prefers"
            )
        return [[] for _ in conflict.decision_makers]
    return [_levels(liked.tolist()) for liked in ranks(conflict, states)]


def _levels(liked: Sequence[int]) -> list[Any]:
    levels: dict[int, list[int]] = {}
    for number, rank in enumerate(liked, 1):
        levels.setdefault(rank, []).append(number)
    return [level if len(level) > 1 else level[0] for _, level in sorted(levels.items(), reverse=True)]


def _left_out(conflict: Conflict) -> Iterator[str]:
    """What a conflict has and a file has not."""
    if conflict.irreversible:
        yield "moves that cannot be made between states are left out: such a file has only one-way options"
    if conflict.today is not None:
        yield "today's state is left out"
    if conflict.names:
        yield "the names of states are left out"
    members = [m for coalition in conflict.coalitions for m in coalition]
    if len(set(members)) < len(members):
        yield "somebody is in several coalitions: GMCR+ has each in one at most, so take some out there"
    if conflict.attitudes:
        yield "who wants whom to fare well or badly is left out"
    names = {d.id: shown(d.name or d.id) for d in conflict.decision_makers}
    for mistaken in conflict.misperceptions:
        yield f"what {names[mistaken.who]} misperceives is left out"
    for who in conflict.decision_makers:
        name = names[who.id]
        match who.preference:
            case None:
                yield f"what {name} prefers is unknown: it is written as if it liked all states equally"
            case Weighted():
                yield f"the weights of {name} are written as the ranking that they make"
            case Uncertain():
                yield f"of the orders that {name} may have, only the likeliest is written"
            case Ranked() | Prioritised():
                pass
        if has_degrees(who.preference):
            yield f"how strongly {name} prefers is left out"
