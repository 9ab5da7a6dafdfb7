"""Who would bring a step about, and what of his condition is still open."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from goodoffices.deals.problem import Problem
from goodoffices.model import AtLeast, Commitment, Condition, Done, Not, Until, all_of, any_of, holds

ALWAYS: Condition = all_of()
NEVER: Condition = any_of()
Promised = Mapping[str, Mapping[str, tuple[Commitment, ...]]]
"""For each step and each of its agents the commitments in force that promise his part; an agent without any is not willing."""


def promised(problem: Problem, *, firm_only: bool = False) -> Promised:
    """Who promises what; an agent that refuses a step or cannot take it promises nothing towards it."""
    barred = {(s.party, s.step) for s in (*problem.refusals, *problem.unable)}
    by: dict[tuple[str, str], list[Commitment]] = defaultdict(list)
    for c in problem.in_force(firm_only=firm_only):
        for step in c.consequent:
            if (c.debtor, step) not in barred:
                by[c.debtor, step].append(c)
    return {s.id: {agent: tuple(by[agent, s.id]) for agent in s.agents} for s in problem.steps}


def is_supported(step: str, promises: Promised, taken: Collection[str], day: datetime.date | None) -> bool:
    """Whether each agent of a step has a commitment to it whose antecedent the steps taken satisfy."""
    agents = promises[step]
    return bool(agents) and all(any(holds(c.antecedent, taken, day) for c in cs) for cs in agents.values())


def open_part(condition: Condition, given: Collection[str], possible: Collection[str], day: datetime.date | None) -> Condition:
    """What of a condition is still open when the steps `given` are taken and no others than `possible` can be.

    ALWAYS where nothing is open, NEVER where it cannot hold. A "not" is judged by `given` and `possible` together.
    """
    match condition:
        case Done(step=step):
            return ALWAYS if step in given else condition if step in possible else NEVER
        case AtLeast(count=count, parts=parts):
            opened = [open_part(p, given, possible, day) for p in parts]
            count -= sum(p == ALWAYS for p in opened)
            opened = [p for p in opened if p not in (ALWAYS, NEVER)]
            return ALWAYS if count <= 0 else NEVER if count > len(opened) else AtLeast(count=count, parts=tuple(opened))
        case Not(part=part):
            return NEVER if holds(part, {*given, *possible}, day) else ALWAYS
        case Until():
            return ALWAYS if holds(condition, (), day) else NEVER


def ways(condition: Condition, taken: frozenset[str]) -> Iterator[frozenset[str]]:
    """Sets of steps that make a condition without "not" hold when added to those taken; all the smallest ones are among them."""
    match condition:
        case Done(step=step):
            yield frozenset({step}) - taken
        case AtLeast(count=count, parts=parts):
            for chosen in combinations(parts, count):
                yield from ways_for_all(chosen, taken)
        case _:
            raise ValueError(f"steps alone cannot make it hold: {condition}")


def ways_for_all(conditions: tuple[Condition, ...], taken: frozenset[str]) -> Iterator[frozenset[str]]:
    """The same for several conditions at once."""
    if not conditions:
        yield frozenset()
        return
    for way in ways(conditions[0], taken):
        for more in ways_for_all(conditions[1:], taken | way):
            yield way | more


def grounds(condition: Condition, rounds: Mapping[str, int], day: datetime.date | None) -> tuple[int, frozenset[str]] | None:
    """On which of the steps taken a condition rests, and the round of the latest of them; None where it does not hold.

    Of several grounds that which is there first, then that of fewer steps. `rounds` gives the round of each step taken.
    """
    match condition:
        case Done(step=step):
            return (rounds[step], frozenset({step})) if step in rounds else None
        case AtLeast(count=count, parts=parts):
            held = [g for p in parts if (g := grounds(p, rounds, day)) is not None]
            if len(held) < count:
                return None
            best = sorted(held, key=lambda g: (g[0], len(g[1]), sorted(g[1])))[:count]
            return max((r for r, _ in best), default=0), frozenset().union(*(steps for _, steps in best))
        case _:
            return (0, frozenset()) if holds(condition, rounds, day) else None
