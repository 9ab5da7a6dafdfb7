"""Random small conflicts: one-way and common options, infeasible states, irreversible moves, all kinds of preference, ties."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import strategies as st

from goodoffices.model import AtLeast, Condition, Done, Not, all_of
from goodoffices.stability.conflict import (
    Conflict,
    DecisionMaker,
    Direction,
    Irreversible,
    Option,
    Preference,
    Prioritised,
    Ranked,
    State,
    Weighted,
    at_least_one,
    dependent,
    mutually_exclusive,
)
from tests.stability.brute import feasible

PARTIES = ("A", "B", "C", "D")


@cache
def conditions(options: tuple[str, ...], *, depth: int = 1) -> st.SearchStrategy[Condition]:
    """Conditions over options, nested up to two deep, empty and impossible ones among them."""
    one = st.sampled_from(options).map(lambda o: Done(step=o))
    if depth == 0:
        return one
    smaller = conditions(options, depth=depth - 1)
    parts = st.lists(st.one_of(smaller, smaller.map(lambda p: Not(part=p))), max_size=3).map(tuple)
    several = parts.flatmap(lambda p: st.integers(0, len(p) + 1).map(lambda k: AtLeast(count=k, parts=p)))
    return st.one_of(one, one.map(lambda p: Not(part=p)), several)


@cache
def patterns(options: tuple[str, ...]) -> st.SearchStrategy[Condition]:
    """What an analyst says of states that cannot be: the four usual patterns, or any condition."""
    some = st.lists(st.sampled_from(options), min_size=1, max_size=3, unique=True)
    direct = st.dictionaries(st.sampled_from(options), st.booleans(), min_size=1, max_size=3).map(
        lambda taken: all_of(*(Done(step=o) if yes else Not(part=Done(step=o)) for o, yes in taken.items()))
    )
    return st.one_of(
        direct,
        some.map(mutually_exclusive),
        some.map(at_least_one),
        st.builds(dependent, st.sampled_from(options), conditions(options)),
        conditions(options),
    )


@st.composite
def preferences(draw: st.DrawFn, options: tuple[str, ...], states: frozenset[State]) -> Preference | None:
    """A preference of any kind; few levels make many ties."""
    kind = draw(st.sampled_from((Prioritised, Weighted, Ranked, Ranked, None)))
    if kind is Prioritised:
        return Prioritised(tuple(draw(st.lists(conditions(options), max_size=6))))
    if kind is Weighted:
        weights = st.integers(-10, 10).map(lambda tenths: tenths / 10)
        return Weighted(draw(st.dictionaries(st.sampled_from(options), weights)))
    if kind is None:
        return None
    return draw(rankings(states))


@st.composite
def rankings(draw: st.DrawFn, states: frozenset[State], *, strict: bool = False) -> Ranked:
    """All states in order; few levels make many ties, `strict` none."""
    drawn = draw(st.binary(min_size=len(states), max_size=len(states)))
    levels = draw(st.sampled_from((2, 4, 256)))
    at = {s: (d, k) if strict else (d % levels, 0) for k, (s, d) in enumerate(zip(sorted(states, key=sorted), drawn, strict=True))}
    return Ranked(tuple(frozenset(s for s in states if at[s] == one) for one in sorted(set(at.values()))))


@st.composite
def conflicts(draw: st.DrawFn, *, most_options: int = 5, strict: bool = False) -> Conflict:
    """Conflicts of two to four decision makers with at least one feasible state; `strict`: complete rankings without ties."""
    who = PARTIES[: draw(st.integers(2, 4))]
    counts = range(1, most_options + 1)
    names = tuple(f"o{k}" for k in range(draw(st.sampled_from((*counts, *counts[1:], *counts[2:])))))
    owners = st.one_of(
        st.sampled_from(who).map(lambda w: (w,)),
        st.sampled_from(who).map(lambda w: (w,)),
        st.lists(st.sampled_from(who), min_size=2, max_size=3, unique=True).map(tuple),
    )
    direction = st.sampled_from((Direction.BOTH, Direction.BOTH, Direction.FORWARD, Direction.BACK))
    options = tuple(Option(id=o, owners=draw(owners), direction=draw(direction)) for o in names)
    bare = Conflict(decision_makers=tuple(DecisionMaker(id=w) for w in who), options=options)
    for pattern in draw(st.one_of(st.just([]), st.lists(patterns(names), min_size=1, max_size=3))):
        narrower = replace(bare, infeasible=(*bare.infeasible, pattern))
        bare = narrower if feasible(narrower) else bare
    irreversible = st.builds(Irreversible, before=conditions(names), after=conditions(names))
    states = feasible(bare)
    likes = rankings(states, strict=True) if strict else preferences(names, states)
    return replace(
        bare,
        irreversible=tuple(draw(st.lists(irreversible, max_size=2))),
        decision_makers=tuple(DecisionMaker(id=w, preference=draw(likes)) for w in who),
    )


@st.composite
def contradictory(draw: st.DrawFn) -> Conflict:
    """Conflicts in which a condition and its opposite are both infeasible, so that no state is left."""
    conflict = draw(conflicts())
    wall = draw(conditions(tuple(o.id for o in conflict.options)))
    return replace(conflict, infeasible=tuple(draw(st.permutations((*conflict.infeasible, wall, Not(part=wall))))))
