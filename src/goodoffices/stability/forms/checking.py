"""Whether the states that a conflict speaks of can be: some are left, and those that are named or ranked are among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from goodoffices.deals.checking import Fault, shown
from goodoffices.errors import StabilityError
from goodoffices.model import holds
from goodoffices.stability.checking import faults, refuse, states_named
from goodoffices.stability.conflict import Conflict, DecisionMaker, Ranked, State, Uncertain
from goodoffices.stability.preferences import ranks_of
from goodoffices.stability.states import feasible_states

NOTHING_LEFT = "no state is left"
"""How `feasible_states` begins to say so."""


def check(conflict: Conflict) -> None:
    """Raise StabilityError, one line with the place, if a conflict or a state that it speaks of makes no sense."""
    refuse(faults(conflict))
    refuse(faults_of_states(conflict))


def faults_of_states(conflict: Conflict) -> Iterator[Fault]:
    """What is wrong with the states of a conflict that has no other fault.

    It has no options, none is left, one that is named cannot be, a ranking is not whole.

    Raises StabilityError where there are too many states to be looked at.
    """

    if not conflict.options:
        yield Fault("conflict", "", "there is no option: add one, such as “option truce by rebels”")
        return
    if (last := _leaves_nothing(conflict)) is not None:
        what = f"{NOTHING_LEFT}: all that is said up to here to be infeasible covers every combination of options"
        yield Fault(f"infeasible {last}", "", f"{what}; change this, or something before it")
        return
    for place, state in states_named(conflict):
        if any(holds(condition, state) for condition in conflict.infeasible):
            yield Fault(place, "", f"the state {in_words(state)} is said to be infeasible: name another, or change what cannot be")
    ranked = list(_rankings(conflict))
    states = feasible_states(conflict) if ranked else None
    for place, who in ranked:
        try:
            assert states is not None  # noqa: S101 (there is somebody who ranks them)
            ranks_of(who, states)
        except StabilityError as error:
            yield Fault(place, "", str(error))


def _rankings(conflict: Conflict) -> Iterator[tuple[str, DecisionMaker]]:
    """Whoever ranks states, with the place of the ranking; once for each order that may be."""
    for who in conflict.decision_makers:
        match who.preference:
            case Ranked():
                yield f"preference {who.id}", who
            case Uncertain(orders=orders):
                for k, order in enumerate(orders):
                    if isinstance(order, Ranked):
                        yield f"order {k} of {who.id}", replace(who, preference=order)


def in_words(state: State) -> str:
    """A state as messages show it: the options that are taken in it, in ( )."""
    return f"({', '.join(shown(option) for option in sorted(state))})"


def _leaves_nothing(conflict: Conflict) -> int | None:
    """Which condition, together with those before it, leaves no state. Raises StabilityError where there are too many states."""

    def is_empty(first: int) -> bool:
        try:
            feasible_states(replace(conflict, infeasible=conflict.infeasible[:first]))
        except StabilityError as error:
            return str(error).startswith(NOTHING_LEFT)
        return False

    try:
        feasible_states(conflict)
    except StabilityError as error:
        if not str(error).startswith(NOTHING_LEFT):
            raise
        return bisect_left(range(len(conflict.infeasible) + 1), True, key=is_empty) - 1
    return None
