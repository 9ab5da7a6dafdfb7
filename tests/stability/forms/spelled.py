"""Random conflicts under names of all kinds, with a title, states that have names, a state of today, and all that can be told."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from goodoffices.model import AtLeast, Condition, Done, Not
from goodoffices.stability.conflict import (
    Attitude,
    Conflict,
    DecisionMaker,
    Irreversible,
    Misperception,
    Preference,
    Prioritised,
    Ranked,
    State,
    Uncertain,
    Weighted,
)
from tests.odd_names import ODD
from tests.stability.brute import feasible
from tests.stability.strategies import conflicts, preferences


@st.composite
def spelled(draw: st.DrawFn) -> Conflict:
    """Conflicts that make sense, with everything that can be spelled."""
    plain = draw(conflicts())
    told = replace(plain, decision_makers=tuple(draw(perhaps_uncertain(d, plain)) for d in plain.decision_makers))
    names = dict(zip([o.id for o in plain.options], draw(st.permutations(ODD)), strict=False)) if draw(st.booleans()) else {}
    who = dict(zip([d.id for d in plain.decision_makers], draw(st.permutations(ODD)), strict=False)) if draw(st.booleans()) else {}
    conflict = replace(
        plain,
        title=draw(st.text(max_size=5)),
        options=tuple(
            replace(o, id=names.get(o.id, o.id), name=draw(st.text(max_size=5)), owners=tuple(who.get(w, w) for w in o.owners))
            for o in plain.options
        ),
        decision_makers=tuple(
            replace(
                d,
                id=who.get(d.id, d.id),
                name=draw(st.text(max_size=5)),
                preference=_renamed_preference(d.preference, names),
            )
            for d in told.decision_makers
        ),
        infeasible=tuple(renamed(c, names) for c in plain.infeasible),
        irreversible=tuple(Irreversible(renamed(x.before, names), renamed(x.after, names)) for x in plain.irreversible),
    )
    states = sorted(feasible(conflict), key=sorted)
    called = st.dictionaries(st.sampled_from(states), st.one_of(st.sampled_from(ODD), st.text(min_size=1, max_size=3)), max_size=4)
    parties = [d.id for d in conflict.decision_makers]
    together = st.lists(st.sampled_from(parties), min_size=2, unique=True).map(tuple)
    today = draw(st.one_of(st.none(), st.sampled_from(states)))
    mistaken = draw(st.lists(st.sampled_from(parties), max_size=2, unique=True))
    told = (draw(misperceptions(who, replace(conflict, today=today))) for who in mistaken)
    return replace(
        conflict,
        names=draw(called),
        today=today,
        attitudes=draw(st.dictionaries(st.tuples(*[st.sampled_from(parties)] * 2), st.sampled_from(Attitude), max_size=4)),
        misperceptions=tuple(m for m in told if m.hidden or m.believed),
        coalitions=tuple(draw(st.lists(together, max_size=3, unique_by=frozenset))) if len(parties) > 1 else (),
    )


@st.composite
def perhaps_uncertain(draw: st.DrawFn, who: DecisionMaker, conflict: Conflict) -> DecisionMaker:
    """The decision maker as it is, or with several orders that may be its own."""
    one = preferences(tuple(o.id for o in conflict.options), feasible(conflict)).filter(lambda p: p is not None)
    orders = [draw(weighed(order)) for order in draw(st.lists(one, max_size=3))]
    return replace(who, preference=Uncertain(tuple(orders)) if orders else draw(weighed(who.preference)))


@st.composite
def weighed(draw: st.DrawFn, preference: Preference | None) -> Preference | None:
    """The preference with degrees, where it can have some."""
    match preference:
        case Prioritised(statements=of):
            size = len(of)
        case Ranked(levels=of):
            size = len(of) - 1
        case _:
            return preference
    degrees = draw(st.one_of(st.just([]), st.lists(st.integers(1, 9), min_size=size, max_size=size)))
    return replace(preference, degrees=tuple(degrees))


@st.composite
def misperceptions(draw: st.DrawFn, who: str, conflict: Conflict) -> Misperception:
    """Some options that are not taken today and without which states are left, and preferences over these states."""
    free = [o.id for o in conflict.options if conflict.today is None or o.id not in conflict.today]
    hidden = draw(st.lists(st.sampled_from(free), max_size=2, unique=True)) if free else []
    left = frozenset(s for s in feasible(conflict) if not s & set(hidden))
    if not left:
        hidden, left = [], feasible(conflict)
    others = [d.id for d in conflict.decision_makers if d.id != who]
    about = draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else []
    own = replace(conflict, infeasible=(*conflict.infeasible, *(Done(step=o) for o in hidden)))
    options = tuple(o.id for o in conflict.options)
    wishes = {
        other: draw(perhaps_uncertain(DecisionMaker(other, preference=draw(preferences(options, left))), own)) for other in about
    }
    return Misperception(who, tuple(hidden), {other: d.preference for other, d in wishes.items()})


def renamed(condition: Condition, names: dict[str, str]) -> Condition:
    """The condition over options of other names."""
    match condition:
        case Done(step=step):
            return Done(step=names.get(step, step))
        case AtLeast(count=count, parts=parts):
            return AtLeast(count=count, parts=tuple(renamed(p, names) for p in parts))
        case Not(part=part):
            return Not(part=renamed(part, names))
    raise TypeError(condition)


def _renamed_preference(preference: Preference | None, names: dict[str, str]) -> Preference | None:
    def state(of: State) -> State:
        return frozenset(names.get(o, o) for o in of)

    match preference:
        case Prioritised(statements=statements, degrees=degrees):
            return Prioritised(tuple(renamed(s, names) for s in statements), degrees)
        case Weighted(weights=weights):
            return Weighted({names.get(o, o): w for o, w in weights.items()})
        case Ranked(levels=levels, degrees=degrees):
            return Ranked(tuple(frozenset(map(state, level)) for level in levels), degrees)
        case Uncertain(orders=orders):
            return Uncertain(tuple(_renamed_preference(order, names) for order in orders))
        case _:
            return None
