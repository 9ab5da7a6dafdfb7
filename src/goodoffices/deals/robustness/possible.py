"""Where some package contains a target, as one function of which commitments are kept: for conditions with "not".

The more commitments are kept, the more packages there are: a package need not take up every offer. So the function only grows.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping

from goodoffices.deals.alternatives.standing import Standing
from goodoffices.deals.conditions import with_nots_inwards
from goodoffices.deals.problem import Problem
from goodoffices.deals.robustness.bearing import Bearing
from goodoffices.deals.robustness.cases import Cases
from goodoffices.deals.robustness.diagrams import Diagrams
from goodoffices.deals.robustness.fixed_points import FixedPoint
from goodoffices.model import AtLeast, Commitment, Condition, Done, Not, holds, steps_in


class SomePackage:
    """The question whether some package contains a target; `bearing` is what bears on it."""

    def __init__(self, problem: Problem, target: Collection[str], bearing: Bearing, *, firm_only: bool = False):
        self._problem = problem
        self._target = frozenset(target)
        self._firm_only = firm_only
        self._steps = bearing.steps
        self.commitments = list(bearing.commitments)

    def diagram(self, most_nodes: int) -> tuple[Diagrams, int, Mapping[str, int]]:
        """The diagrams, the function in them, and the variable of each commitment; raises TooLargeError.

        That a step is taken only if it is promised is one constraint for each step. "For some set of steps" is then worked out step
        by step, over the constraints that name it: the last first.
        """
        order = list(dict.fromkeys(self._in_order()))
        variables = {name: i for i, name in enumerate(order)}
        diagrams = Diagrams(len(order), most_nodes)
        taken = {s: diagrams.true if s in self._target else diagrams.variable(variables["step", s]) for s in self._steps}
        kept = {c: diagrams.variable(variables["commitment", c]) for c in self.commitments}
        constraints = [self._constraint(step, taken, kept, diagrams) for step in self._steps]
        for step in reversed(self._steps):
            naming = [c for c in constraints if step in c[0]]
            every = diagrams.at_least(len(naming), [function for _, function in naming])
            named = frozenset().union(*(names for names, _ in naming)) - {step}
            some = (named, diagrams.for_some([variables["step", step]], every))
            constraints = [*(c for c in constraints if step not in c[0]), some]
        function = diagrams.at_least(len(constraints), [function for _, function in constraints])
        return diagrams, function, {c: variables["commitment", c] for c in self.commitments}

    def in_cases(self, kept: Mapping[str, int], cases: Cases) -> int:
        """The cases in which the target stands, when these are the cases in which each commitment is kept.

        The solver finds a package for one case, and in every case in which enough of it is kept the target stands too; where it
        finds none, the target falls in every case in which no more is kept.
        """
        problem = with_nots_inwards(self._problem)
        standing = Standing(self._problem, self._target, firm_only=self._firm_only)
        stands, still_open = cases.false, cases.true
        while still_open:
            case = still_open & -still_open
            withdrawn = [c for c, where in kept.items() if not where & case]
            package = standing.package(withdrawn=withdrawn)
            if package is None:
                no_more = cases.true
                for c in withdrawn:
                    no_more &= ~kept[c]
                still_open &= ~no_more
            else:
                alike = FixedPoint(problem, self._target, within=package, firm_only=self._firm_only).in_cases(kept, cases)
                stands |= alike
                still_open &= ~alike
        return stands

    def _in_order(self) -> Iterator[tuple[str, str]]:
        """The variables: each step next to what is promised of it."""
        for step, agents in self._steps.items():
            yield "step", step
            yield from (("commitment", c.id) for commitments in agents.values() for c in commitments)

    def _constraint(
        self, step: str, taken: Mapping[str, int], kept: Mapping[str, int], diagrams: Diagrams
    ) -> tuple[frozenset[str], int]:
        """Which steps it names, and where the step is promised by all its agents or is not taken."""
        agents = self._steps[step].values()
        willing = [self._willing(commitments, taken, kept, diagrams) for commitments in agents]
        promised = diagrams.at_least(len(willing), willing) if willing else diagrams.false
        names = frozenset({step}).union(*(steps_in(c.antecedent) for commitments in agents for c in commitments))
        return names, diagrams.either(diagrams.negation(taken[step]), promised)

    def _willing(
        self, commitments: Collection[Commitment], taken: Mapping[str, int], kept: Mapping[str, int], diagrams: Diagrams
    ) -> int:
        day = self._problem.day
        fires = [diagrams.both(kept[c.id], _where(c.antecedent, taken, day, diagrams)) for c in commitments]
        return diagrams.at_least(1, fires)


def _where(condition: Condition, taken: Mapping[str, int], day: datetime.date | None, diagrams: Diagrams) -> int:
    """Where a condition holds; a step that is not among those of which it is open whether they are taken is done."""
    match condition:
        case Done(step=step):
            return taken.get(step, diagrams.true)
        case AtLeast(count=count, parts=parts):
            return diagrams.at_least(count, [_where(p, taken, day, diagrams) for p in parts])
        case Not(part=part):
            return diagrams.negation(_where(part, taken, day, diagrams))
        case _:
            return diagrams.true if holds(condition, (), day) else diagrams.false
