"""Where a target is in the least or the greatest fixed point, as one function of which commitments are kept: without "not"."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from goodoffices.deals.problem import Problem
from goodoffices.deals.robustness.cases import Cases
from goodoffices.deals.robustness.diagrams import Diagrams
from goodoffices.deals.robustness.equations import equations
from goodoffices.deals.robustness.tables import where_all_hold
from goodoffices.deals.robustness.thresholds import Lattice
from goodoffices.deals.starting.wiring import wire


class FixedPoint:
    """The question whether a target could start together or, with `now`, nobody moving on trust; `within` as in `wire`.

    `commitments` are those on which the answer depends, in the order of the diagram's variables: circle by circle.
    """

    def __init__(
        self,
        problem: Problem,
        target: Collection[str],
        *,
        now: bool = False,
        within: Collection[str] | None = None,
        firm_only: bool = False,
    ):
        wiring = wire(problem, firm_only=firm_only, within=within, switches=True)
        self._now = now
        self._targets = [wiring.steps[step] for step in sorted(target)]
        self._equations = equations(wiring.network, self._targets, wiring.done)
        self._done = wiring.done
        place = {node: i for i, node in enumerate(node for part in self._equations.parts for node in part)}
        kept = {c: node for c, node in wiring.kept.items() if node in place}
        self.commitments = sorted(kept, key=lambda c: place[wiring.commitments[c]])
        self._kept = kept

    def diagram(self, most_nodes: int) -> tuple[Diagrams, int, Mapping[str, int]]:
        """The diagrams, the function in them, and the variable of each commitment; raises TooLargeError."""
        diagrams = Diagrams(len(self.commitments), most_nodes)
        variables = {c: i for i, c in enumerate(self.commitments)}
        given = self._given(diagrams, {c: diagrams.variable(i) for c, i in variables.items()})
        function = where_all_hold(self._equations, diagrams, given, self._targets, greatest=not self._now)
        return diagrams, function, variables

    def in_cases(self, kept: Mapping[str, int], cases: Cases) -> int:
        """The cases in which the target stands, when these are the cases in which each commitment is kept."""
        value = self._equations.solve(cases, self._given(cases, kept), greatest=not self._now)
        return cases.at_least(len(self._targets), [value[node] for node in self._targets])

    def _given(self, lattice: Lattice, kept: Mapping[str, int]) -> dict[int, int]:
        return dict.fromkeys(self._done, lattice.true) | {node: kept[c] for c, node in self._kept.items()}
