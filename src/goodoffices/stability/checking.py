"""Whether a conflict makes sense: every name is known and stands for one thing, and every option has an owner."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from goodoffices.deals.checking import DEEPEST, LARGEST, Fault, is_too_deep, largest_count, no_such, shown
from goodoffices.errors import StabilityError
from goodoffices.model import AtLeast, Condition, Not, Until, steps_in
from goodoffices.stability.conflict import Conflict, Preference, Prioritised, Ranked, State, Uncertain, Weighted

MOST_OPTIONS = 64
"""A state is a pattern of so many bits at most."""
MOST_DEGREES = 9
"""A preference has so many degrees at most."""


def refuse(found: Iterator[Fault]) -> None:
    """StabilityError, one line with the place, if there is a fault."""
    for fault in found:
        raise StabilityError(f"{shown(fault.place)}: {fault.what}")


def faults(conflict: Conflict) -> Iterator[Fault]:
    """All that is wrong with names and conditions.

    The places are "conflict", "party P", "option O", "infeasible N", "no move N" (from 0), "preference P", "today", "state NAME",
    "coalition N" (from 0), "attitudes P", "misperception P", "belief of P on Q". A ranking that is one of several orders is
    "order N of preference P", or "of belief of P on Q" (from 0; see `forms.checking`).
    """
    options, parties = {o.id for o in conflict.options}, {d.id for d in conflict.decision_makers}
    if len(options) > MOST_OPTIONS:
        what = f"{len(conflict.options)} options are too many (at most {MOST_OPTIONS}): leave out those that decide nothing"
        yield Fault("conflict", "", what)
    yield from _named_twice("party", [d.id for d in conflict.decision_makers])
    yield from _named_twice("option", [o.id for o in conflict.options])
    for option in conflict.options:
        place = f"option {option.id}"
        if not option.owners:
            yield Fault(place, option.id, f"{shown(option.id)} has no owner: say who can take it, with “by PARTY”")
        if len(set(option.owners)) < len(option.owners):
            yield Fault(place, option.id, f"an owner of {shown(option.id)} is named twice: name each once")
        for owner in option.owners:
            if owner not in parties:
                yield Fault(place, owner, no_such("party", owner, parties))
    for i, condition in enumerate(conflict.infeasible):
        yield from _of_condition(f"infeasible {i}", condition, options)
    for i, barred in enumerate(conflict.irreversible):
        for condition in (barred.before, barred.after):
            yield from _of_condition(f"no move {i}", condition, options)
    for who in conflict.decision_makers:
        yield from _of_preference(f"preference {who.id}", who.preference, options)
    for place, state in states_named(conflict):
        yield from _unknown(place, state, options)
    yield from _of_coalitions(conflict, parties)
    yield from _of_attitudes(conflict, parties)
    yield from _of_misperceptions(conflict, options, parties)
    if "" in conflict.names.values():
        yield Fault("state ", "", "a state has an empty name: give it one, or none")


def states_named(conflict: Conflict) -> Iterator[tuple[str, State]]:
    """The states that are named, and today's."""
    if conflict.today is not None:
        yield "today", conflict.today
    for state, name in conflict.names.items():
        yield f"state {name}", state


def _of_coalitions(conflict: Conflict, parties: Collection[str]) -> Iterator[Fault]:
    known: set[frozenset[str]] = set()
    for i, members in enumerate(conflict.coalitions):
        place, who = f"coalition {i}", frozenset(members)
        for member in members:
            if member not in parties:
                yield Fault(place, member, no_such("party", member, parties))
        if len(who) < len(members):
            yield Fault(place, members[-1], "a member of a coalition is named twice: name each once")
        elif len(who) < 2:
            yield Fault(place, "", "a coalition has two members or more: name another one, or leave it out")
        if who in known:
            yield Fault(place, "", f"the coalition of {' and '.join(map(shown, members))} is given twice: leave one out")
        known.add(who)


def _of_attitudes(conflict: Conflict, parties: Collection[str]) -> Iterator[Fault]:
    for of, towards in conflict.attitudes:
        for party in (of, towards):
            if party not in parties:
                yield Fault(f"attitudes {of}", party, no_such("party", party, parties))


def _of_misperceptions(conflict: Conflict, options: Collection[str], parties: Collection[str]) -> Iterator[Fault]:
    told: set[str] = set()
    for mistaken in conflict.misperceptions:
        who, place = mistaken.who, f"misperception {mistaken.who}"
        if who not in parties:
            yield Fault(place, who, no_such("party", who, parties))
        if who in told:
            yield Fault(place, who, f"{shown(who)} has two misperceptions: put them into one")
        told.add(who)
        if not mistaken.hidden and not mistaken.believed:
            yield Fault(place, who, f"the misperception of {shown(who)} is of nothing: say what it does not see, or leave it out")
        yield from _unknown(place, mistaken.hidden, options)
        for option, count in Counter(mistaken.hidden).items():
            if count > 1:
                yield Fault(place, option, f"{shown(who)} is said twice not to see {shown(option)}: leave one out")
            if conflict.today and option in conflict.today:
                what = f"{shown(option)} is taken today, so {shown(who)} must see it: change today, or what it does not see"
                yield Fault(place, option, what)
        for about, preference in mistaken.believed.items():
            belief = f"belief of {who} on {about}"
            if about not in parties:
                yield Fault(belief, about, no_such("party", about, parties))
            if about == who:
                yield Fault(belief, who, f"{shown(who)} is said to believe something of itself: say what it prefers instead")
            yield from _of_preference(belief, preference, options)


def _named_twice(kind: str, names: list[str]) -> Iterator[Fault]:
    for name, count in Counter(names).items():
        if not name:
            yield Fault(f"{kind} {name}", name, f"a name is missing here: give the {kind} one")
        elif count > 1:
            yield Fault(f"{kind} {name}", name, f"{shown(name)} names more than one {kind}: give each a name of its own")


def _of_preference(place: str, preference: Preference | None, options: Collection[str]) -> Iterator[Fault]:
    match preference:
        case Prioritised(statements=statements, degrees=degrees):
            for statement in statements:
                yield from _of_condition(place, statement, options)
            yield from _of_degrees(place, degrees, len(statements), "statements")
        case Weighted(weights=weights):
            yield from _unknown(place, weights, options)
            for option, weight in weights.items():
                if not math.isfinite(weight):
                    yield Fault(place, option, f"{shown(option)} weighs {weight}: give a number")
        case Ranked(levels=levels, degrees=degrees):
            for level in levels:
                if not level:
                    yield Fault(place, "", "a level of the ranking has no state: leave it out")
                for state in level:
                    yield from _unknown(place, state, options)
            yield from _of_degrees(place, degrees, max(0, len(levels) - 1), "gaps between levels")
        case Uncertain(orders=orders):
            if not orders:
                yield Fault(place, "", "it is uncertain between no orders: give one or more, or leave it out")
            for order in orders:
                yield from _of_preference(place, order, options)


def _of_degrees(place: str, degrees: Sequence[int], size: int, what: str) -> Iterator[Fault]:
    if degrees and len(degrees) != size:
        yield Fault(place, "", f"the number of degrees is {len(degrees)}, that of {what} {size}: give one for each, or none")
    for degree in degrees:
        if not 1 <= degree <= MOST_DEGREES:
            yield Fault(
                place, "", f"there is no degree {degree} of preference: give one from 1 to {MOST_DEGREES} (2 is “strongly”)"
            )


def _of_condition(place: str, condition: Condition, options: Collection[str]) -> Iterator[Fault]:
    if is_too_deep(condition):
        yield Fault(place, "", f"a condition nests deeper than {DEEPEST}: write it flatter")
        return
    if largest_count(condition) > LARGEST:
        yield Fault(place, "", f"a condition asks for more than {LARGEST:,}: ask for fewer")
    if _has_day(condition):
        yield Fault(place, "", "a condition waits for a day, and a state has none: say it of options alone")
    yield from _unknown(place, steps_in(condition), options)


def _unknown(place: str, named: Collection[str], options: Collection[str]) -> Iterator[Fault]:
    for option in sorted(set(named) - set(options)):
        yield Fault(place, option, no_such("option", option, options))


def _has_day(condition: Condition) -> bool:
    match condition:
        case Until():
            return True
        case AtLeast(parts=parts):
            return any(map(_has_day, parts))
        case Not(part=part):
            return _has_day(part)
        case _:
            return False
