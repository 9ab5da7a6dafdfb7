"""Random conflicts under names of all kinds, with a title, states that have names, and a state of today."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from goodoffices.model import AtLeast, Condition, Done, Not
from goodoffices.stability.conflict import Conflict, Irreversible, Preference, Prioritised, Ranked, State, Weighted
from tests.stability.brute import feasible
from tests.stability.strategies import conflicts

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
            for d in plain.decision_makers
        ),
        infeasible=tuple(renamed(c, names) for c in plain.infeasible),
        irreversible=tuple(Irreversible(renamed(x.before, names), renamed(x.after, names)) for x in plain.irreversible),
    )
    states = sorted(feasible(conflict), key=sorted)
    called = st.dictionaries(st.sampled_from(states), st.one_of(st.sampled_from(ODD), st.text(min_size=1, max_size=3)), max_size=4)
    return replace(conflict, names=draw(called), today=draw(st.one_of(st.none(), st.sampled_from(states))))


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
        case _:
            return None
