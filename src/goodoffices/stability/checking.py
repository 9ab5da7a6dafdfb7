"""Whether a conflict makes sense: every option known, owned, named once, and everything said of options that there are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from goodoffices.errors import StabilityError
from goodoffices.model import steps_in
from goodoffices.stability.conflict import Conflict, Prioritised, Weighted

MOST_OPTIONS = 64
"""A state is a pattern of so many bits at most."""


def check(conflict: Conflict) -> None:
    """StabilityError, in one line, where a conflict does not make sense."""
    people = [d.id for d in conflict.decision_makers]
    options = [o.id for o in conflict.options]
    for what, ids in (("decision maker", people), ("option", options)):
        if twice := [x for x, count in Counter(ids).items() if count > 1]:
            raise StabilityError(f"the {what} “{twice[0]}” stands there twice: give one of the two another id")
    if len(options) > MOST_OPTIONS:
        raise StabilityError(f"{len(options)} options are too many (at most {MOST_OPTIONS}): leave out those that decide nothing")
    for o in conflict.options:
        if not o.owners:
            raise StabilityError(f"the option “{o.id}” has no owner: say whose it is ({', '.join(people)})")
        _known("decision maker", o.owners, people, f"the option “{o.id}”")
    for condition in conflict.infeasible:
        _known("option", steps_in(condition), options, "what is infeasible")
    for move in conflict.irreversible:
        _known("option", steps_in(move.before) | steps_in(move.after), options, "a move that cannot be made")
    for d in conflict.decision_makers:
        match d.preference:
            case Prioritised(statements=statements):
                for number, statement in enumerate(statements, 1):
                    _known("option", steps_in(statement), options, f"preference {number} of “{d.id}”")
            case Weighted(weights=weights):
                _known("option", weights, options, f"the weights of “{d.id}”")
                for option, weight in weights.items():
                    if not math.isfinite(weight):
                        raise StabilityError(f"the weight of “{option}” for “{d.id}” is {weight}: give a number")


def _known(what: str, said: Iterable[str], known: list[str], where: str) -> None:
    if unknown := sorted(set(said) - set(known)):
        raise StabilityError(f"{where}: unknown {what} “{unknown[0]}” (there are {', '.join(known) or 'none'})")
