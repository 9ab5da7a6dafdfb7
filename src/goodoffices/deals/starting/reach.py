"""What can start now and what could start together: the least and the greatest fixed point (DESIGN.md, section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goodoffices.deals.problem import Problem
from goodoffices.deals.starting.network import NEVER
from goodoffices.deals.starting.wiring import Wiring, wire


@dataclass(frozen=True)
class Reach:
    """The two fixed points over steps.

    `now` gives the round in which each step of the least can be taken, nobody moving on trust (0: done already); `together` is the
    greatest: the union of all packages. What is in it and not in `now` needs several to move at once.
    """

    now: Mapping[str, int]
    together: frozenset[str]

    @property
    def on_trust(self) -> frozenset[str]:
        """The steps that could start only together."""
        return self.together - self.now.keys()


def reach(problem: Problem, *, firm_only: bool = False, within: Iterable[str] | None = None) -> Reach:
    """Both fixed points of a problem; `within` a package where a condition holds a "not" (see `wire`)."""
    wiring = wire(problem, firm_only=firm_only, within=None if within is None else frozenset(within))
    return reached(wiring, wiring.done)


def reached(wiring: Wiring, given: Iterable[int]) -> Reach:
    """Both fixed points of a network when these nodes hold from the start."""
    nodes = list(given)
    rounds, falls = (found[: len(wiring.steps)].tolist() for found in (wiring.network.least(nodes), wiring.network.greatest(nodes)))
    now = {step: rounds[i] for step, i in wiring.steps.items() if rounds[i] != NEVER}
    return Reach(now, frozenset(step for step, i in wiring.steps.items() if falls[i] == NEVER))
