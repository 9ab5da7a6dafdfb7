"""Whether the states that a conflict speaks of can be: some are left, and those that are named or ranked are among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace

from goodoffices.deals.checking import Fault, shown
from goodoffices.errors import StabilityError
from goodoffices.model import holds
from goodoffices.stability.checking import faults, refuse, states_named
from goodoffices.stability.conflict import Conflict, DecisionMaker, Ranked, State, Uncertain
from goodoffices.stability.perception import without
from goodoffices.stability.preferences import ranks_of
from goodoffices.stability.states import States, feasible_states

NOTHING_LEFT = "no state is left"
"""How `feasible_states` begins to say so."""


def check(conflict: Conflict) -> None:
    """Raise StabilityError, one line with the place, if a conflict or a state that it speaks of makes no sense."""
    refuse(faults(conflict))
    refuse(faults_of_states(conflict))


def faults_of_states(conflict: Conflict) -> Iterator[Fault]:
    """What is wrong with the states of a conflict that has no other fault.

    It has no options, none is left, one that is named cannot be, a ranking is not whole; or so it is for somebody who is mistaken.

    Raises StabilityError where there are too many states to be looked at.
    """

    if not conflict.options:
        yield Fault("conflict", "", "there is no option: add one, such as “option truce by rebels”")
        return
    try:
        states = feasible_states(conflict)
    except StabilityError as error:
        if not str(error).startswith(NOTHING_LEFT):
            raise
        what = f"{NOTHING_LEFT}: all that is said up to here to be infeasible covers every combination of options"
        yield Fault(f"infeasible {_last_straw(conflict)}", "", f"{what}; change this, or something before it")
        return
    for place, state in states_named(conflict):
        if any(holds(condition, state) for condition in conflict.infeasible):
            yield Fault(place, "", f"the state {in_words(state)} is said to be infeasible: name another, or change what cannot be")
    yield from _of_rankings({f"preference {d.id}": d for d in conflict.decision_makers}, states)
    yield from _of_misperceptions(conflict, states)


def _of_misperceptions(conflict: Conflict, states: States) -> Iterator[Fault]:
    """Who would see no state at all, and the rankings that are not whole for who believes them."""
    people = {d.id: d for d in conflict.decision_makers}
    for mistaken in conflict.misperceptions:
        seen = states.patterns & states.mask(mistaken.hidden) == 0
        if not seen.any():
            what = f"{shown(mistaken.who)} would see no state at all: leave out some of what it does not see"
            yield Fault(f"misperception {mistaken.who}", "", what)
            continue
        believed = {
            f"belief of {mistaken.who} on {about}": replace(people[about], preference=without(mistaken.hidden, preference))
            for about, preference in mistaken.believed.items()
        }
        for fault in _of_rankings(believed, States(states.options, states.patterns[seen])):
            yield replace(fault, what=f"as {shown(mistaken.who)} sees it, {fault.what}")


def _of_rankings(people: Mapping[str, DecisionMaker], states: States) -> Iterator[Fault]:
    """The rankings of some, by the places of their preferences, that are not whole or have states that cannot be."""
    for place, who in _rankings(people):
        try:
            ranks_of(who, states)
        except StabilityError as error:
            yield Fault(place, "", str(error))


def _rankings(people: Mapping[str, DecisionMaker]) -> Iterator[tuple[str, DecisionMaker]]:
    """Whoever ranks states, with the place of the ranking; once for each order that may be."""
    for place, who in people.items():
        match who.preference:
            case Ranked():
                yield place, who
            case Uncertain(orders=orders):
                for k, order in enumerate(orders):
                    if isinstance(order, Ranked):
                        yield f"order {k} of {place}", replace(who, preference=order)


def in_words(state: State) -> str:
    """A state as messages show it: the options that are taken in it, in ( )."""
    return f"({', '.join(shown(option) for option in sorted(state))})"


def _last_straw(conflict: Conflict) -> int:
    """Which condition, together with those before it, leaves no state of a conflict that has none."""

    def is_empty(first: int) -> bool:
        try:
            feasible_states(replace(conflict, infeasible=conflict.infeasible[:first]))
        except StabilityError as error:
            return str(error).startswith(NOTHING_LEFT)
        return False

    return bisect_left(range(len(conflict.infeasible) + 1), True, key=is_empty) - 1
