"""What a condition asks for while it is open which steps will be taken: what it waits for, and on what it rests once it holds."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping

from goodoffices.deals.problem import Problem
from goodoffices.model import AtLeast, Condition, Done, Not, Until, all_of, any_of, holds

ALWAYS: Condition = all_of()
NEVER: Condition = any_of()


def awaited(condition: Condition) -> frozenset[str]:
    """The steps that can help a condition to hold when they are taken: those under no "not", or an even number of them."""
    return _named(condition, negated=False)


def opposed(condition: Condition) -> frozenset[str]:
    """The steps that can end a condition when they are taken: those under an odd number of "not"s."""
    return _named(condition, negated=True)


def surely(condition: Condition, least: Collection[str], most: Collection[str], day: datetime.date | None = None) -> bool:
    """Whether a condition holds, as far as can be told, for every set of steps that has the `least` and none beyond the `most`."""
    match condition:
        case Done(step=step):
            return step in least
        case AtLeast(count=count, parts=parts):
            return sum(surely(p, least, most, day) for p in parts) >= count
        case Not(part=part):
            return not surely(part, most, least, day)
        case Until():
            return holds(condition, (), day)


def perhaps(condition: Condition, least: Collection[str], most: Collection[str], day: datetime.date | None = None) -> bool:
    """Whether a condition holds, as far as can be told, for some set of steps that has the `least` and none beyond the `most`."""
    return surely(condition, most, least, day)


def inwards(condition: Condition, negated: bool = False) -> Condition:
    """The same condition, or its negation, with each "not" directly before a step or a day."""
    match condition:
        case AtLeast(count=count, parts=parts):
            needed = max(0, len(parts) - count + 1) if negated else count
            return AtLeast(count=needed, parts=tuple(inwards(p, negated) for p in parts))
        case Not(part=part):
            return inwards(part, not negated)
        case _:
            return Not(part=condition) if negated else condition


def with_nots_inwards(problem: Problem) -> Problem:
    """The same problem with each "not" directly before a step or a day: what a package supports is then supported by less of it."""
    commitments = tuple(c.model_copy(update={"antecedent": inwards(c.antecedent)}) for c in problem.commitments)
    return problem.model_copy(update={"commitments": commitments})


def open_part(condition: Condition, given: Collection[str], possible: Collection[str], day: datetime.date | None) -> Condition:
    """What of a condition is still open when the steps `given` are taken and no others than `possible` can be.

    ALWAYS where nothing is open, NEVER where it cannot hold. A "not" is judged by `given` and `possible` together.
    """
    match condition:
        case Done(step=step):
            return ALWAYS if step in given else condition if step in possible else NEVER
        case AtLeast(count=count, parts=parts):
            opened = []
            for part in (open_part(p, given, possible, day) for p in parts):
                if part is ALWAYS:
                    count -= 1
                elif part is not NEVER:
                    opened.append(part)
            return ALWAYS if count <= 0 else NEVER if count > len(opened) else AtLeast(count=count, parts=tuple(opened))
        case Not(part=part):
            return NEVER if holds(part, {*given, *possible}, day) else ALWAYS
        case Until():
            return ALWAYS if holds(condition, (), day) else NEVER


def grounds(
    condition: Condition, rounds: Mapping[str, int], package: Collection[str], day: datetime.date | None
) -> tuple[int, frozenset[str]] | None:
    """On which of the steps taken a condition rests, and the round of the latest of them; None where it does not hold.

    Of several grounds that which is there first, then that of fewer steps. `rounds` gives the round of each step taken; each "not"
    is judged by the `package` of which they are a part.
    """
    match condition:
        case Done(step=step):
            return (rounds[step], frozenset({step})) if step in rounds else None
        case AtLeast(count=count, parts=parts):
            held = [g for p in parts if (g := grounds(p, rounds, package, day)) is not None]
            if len(held) < count:
                return None
            best = sorted(held, key=lambda g: (g[0], len(g[1]), sorted(g[1])))[:count]
            return max((r for r, _ in best), default=0), frozenset().union(*(steps for _, steps in best))
        case _:
            return (0, frozenset()) if holds(condition, package, day) else None


def _named(condition: Condition, *, negated: bool) -> frozenset[str]:
    match condition:
        case Done(step=step):
            return frozenset() if negated else frozenset({step})
        case AtLeast(parts=parts):
            return frozenset().union(*(_named(p, negated=negated) for p in parts))
        case Not(part=part):
            return _named(part, negated=not negated)
        case _:
            return frozenset()
