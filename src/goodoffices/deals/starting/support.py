"""Who would bring a step about."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping

from goodoffices.deals.problem import Problem
from goodoffices.model import Commitment, holds

Promised = Mapping[str, Mapping[str, tuple[Commitment, ...]]]
"""For each step and each of its agents the commitments in force that promise his part; an agent without any is not willing."""


def promised(problem: Problem, *, firm_only: bool = False) -> Promised:
    """Who promises what; an agent that refuses a step or cannot take it promises nothing towards it."""
    by: dict[tuple[str, str], list[Commitment]] = defaultdict(list)
    for c in problem.in_force(firm_only=firm_only):
        for step in c.consequent:
            if (c.debtor, step) not in problem.barred:
                by[c.debtor, step].append(c)
    return {s.id: {agent: tuple(by.get((agent, s.id), ())) for agent in s.agents} for s in problem.steps}


def is_supported(step: str, promises: Promised, taken: Collection[str], day: datetime.date | None) -> bool:
    """Whether each agent of a step has a commitment to it whose antecedent the steps taken satisfy."""
    agents = promises[step]
    return bool(agents) and all(any(holds(c.antecedent, taken, day) for c in cs) for cs in agents.values())
