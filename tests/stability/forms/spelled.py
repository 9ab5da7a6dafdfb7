"""Random conflicts under names of all kinds, with a title, states that have names, and a state of today."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from goodoffices.model import AtLeast, Condition, Done, Not
from goodoffices.stability.conflict import (
    Conflict,
    DecisionMaker,
    Irreversible,
    Preference,
    Prioritised,
    Ranked,
    State,
    Uncertain,
    Weighted,
)
from tests.stability.brute import feasible
from tests.stability.strategies import conflicts, preferences

ODD = (
    "if",
    "2014-02-01",
    "70",
    'say "so"',
    "two words",
    "a:b",
    "#1",
    "tab\tand\nline",
    "\u200b",
    "état",
    "停火",
    "\\",
    "a>b",
    "(x)",
)
"""Names that a text must put in quotes, or need not."""


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
    return replace(
        conflict,
        names=draw(called),
        today=draw(st.one_of(st.none(), st.sampled_from(states))),
        coalitions=tuple(draw(st.lists(together, max_size=3, unique_by=frozenset))) if len(parties) > 1 else (),
    )


@st.composite
def perhaps_uncertain(draw: st.DrawFn, who: DecisionMaker, conflict: Conflict) -> DecisionMaker:
    """The decision maker as it is, or with several orders that may be its own."""
    one = preferences(tuple(o.id for o in conflict.options), feasible(conflict)).filter(lambda p: p is not None)
    orders = draw(st.lists(one, max_size=3))
    return replace(who, preference=Uncertain(tuple(orders))) if orders else who


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
        case Prioritised(statements=statements):
            return Prioritised(tuple(renamed(s, names) for s in statements))
        case Weighted(weights=weights):
            return Weighted({names.get(o, o): w for o, w in weights.items()})
        case Ranked(levels=levels):
            return Ranked(tuple(frozenset(map(state, level)) for level in levels))
        case Uncertain(orders=orders):
            return Uncertain(tuple(_renamed_preference(order, names) for order in orders))
        case _:
            return None
