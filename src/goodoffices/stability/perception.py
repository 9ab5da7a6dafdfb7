"""A conflict as one decision maker sees it that does not see some options, or takes others for wanting what they do not want."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from goodoffices.errors import StabilityError
from goodoffices.model import Done
from goodoffices.stability.conflict import Conflict, Preference, Ranked, State, Uncertain


def own_view(conflict: Conflict, who: str) -> Conflict:
    """The conflict as a decision maker (its id) sees it, by the misperception that the conflict has of it, if any.

    StabilityError as for `seen_by`.
    """
    for mistaken in conflict.misperceptions:
        if mistaken.who == who:
            return seen_by(conflict, mistaken.hidden, mistaken.believed)
    return replace(conflict, misperceptions=())


def seen_by(
    conflict: Conflict, hidden: Collection[str] = (), preferences: Mapping[str, Preference | None] | None = None
) -> Conflict:
    """The conflict for one who does not see some options and believes others (by their ids) to have these preferences.

    In its states a hidden option is never taken, and nobody is mistaken. StabilityError for an unknown option or decision maker.
    """
    believed = preferences or {}
    for what, said, known in (
        ("option", hidden, [o.id for o in conflict.options]),
        ("decision maker", believed, [d.id for d in conflict.decision_makers]),
    ):
        if unknown := sorted(set(said) - set(known)):
            raise StabilityError(f"a misperception of an unknown {what} “{unknown[0]}” (there are {', '.join(known)})")
    if conflict.today and conflict.today & set(hidden):
        raise StabilityError(
            f"“{min(conflict.today & set(hidden))}” is taken today: who does not see it sees no state to start from"
        )
    people = (replace(d, preference=believed.get(d.id, d.preference)) for d in conflict.decision_makers)
    return replace(
        conflict,
        infeasible=(*conflict.infeasible, *(Done(step=o) for o in hidden)),
        decision_makers=tuple(replace(d, preference=without(hidden, d.preference)) for d in people),
        misperceptions=(),
    )


def without(hidden: Collection[str], preference: Preference | None) -> Preference | None:
    """A preference without the states in which something hidden is taken, where it names states at all."""
    match preference:
        case Uncertain(orders=orders):
            return Uncertain(tuple(_left(hidden, order) if isinstance(order, Ranked) else order for order in orders))
        case Ranked():
            return _left(hidden, preference)
    return preference


def _left(hidden: Collection[str], ranking: Ranked) -> Ranked:
    """The ranking of the states that are left; between two of them the greatest of the gaps counts."""
    levels: list[frozenset[State]] = []
    degrees: list[int] = []
    gap = 1
    for k, level in enumerate(ranking.levels):
        if left := frozenset(s for s in level if s.isdisjoint(hidden)):
            levels.append(left)
            degrees.append(gap)
            gap = 1
        gap = max([gap, *ranking.degrees[k : k + 1]])
    return Ranked(tuple(levels), tuple(degrees[1:]))
