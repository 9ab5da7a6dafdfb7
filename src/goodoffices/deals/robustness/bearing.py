"""What a target depends on: the steps and commitments from which a way leads to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from goodoffices.deals.problem import Problem
from goodoffices.deals.starting.support import promised
from goodoffices.model import Commitment, steps_in


@dataclass(frozen=True)
class Bearing:
    """The steps, not done, that bear on a target, each with its agents' commitments to it; depth first from the target."""

    steps: dict[str, dict[str, tuple[Commitment, ...]]]

    @property
    def commitments(self) -> dict[str, Commitment]:
        """The commitments that bear on the target, by their ids, in the order in which they are met."""
        return {c.id: c for agents in self.steps.values() for commitments in agents.values() for c in commitments}


def bearing_on(problem: Problem, target: Collection[str], *, firm_only: bool = False) -> Bearing:
    """All on which a target depends, by whatever commitments."""
    promises = promised(problem, firm_only=firm_only)
    found: dict[str, dict[str, tuple[Commitment, ...]]] = {}
    walk = sorted(target, reverse=True)
    while walk:
        step = walk.pop()
        if step in found or step in problem.done:
            continue
        found[step] = dict(promises[step])
        awaited = {s: None for commitments in found[step].values() for c in commitments for s in sorted(steps_in(c.antecedent))}
        walk += reversed(awaited)
    return Bearing(found)
