"""The conflict that a ledger poses, with the packages of deals that it could be brought to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from goodoffices.brief.deals.posing import ALL
from goodoffices.deals.answer import answer
from goodoffices.deals.problem import Problem
from goodoffices.stability.conflict import State

if TYPE_CHECKING:  # a file is answered without a ledger's libraries
    from goodoffices.ledger.facts import PositionFact
    from goodoffices.ledger.views import View
    from goodoffices.model import Measure
    from goodoffices.stability.forms.of_ledger import Draft


@dataclass(frozen=True)
class Posed:
    """What of a ledger a conflict is drafted from: its problem of deals, the measure of each step, and where each party stands."""

    problem: Problem
    measures: Mapping[str, Measure]
    positions: Sequence[PositionFact]

    @cached_property
    def packages(self) -> Mapping[str, frozenset[str]]:
        """The steps of each deal that there is, by its name."""
        deals = answer(self.problem).deals
        names = ["The deal"] if len(deals) == 1 else [f"Deal {n}" for n in range(1, len(deals) + 1)]
        return {name: frozenset(deal.rounds) for name, deal in zip(names, deals, strict=True)}


@dataclass(frozen=True)
class Drafted:
    """A draft, and the states to which the packages of deals would bring it, by their names."""

    draft: Draft
    packages: Mapping[str, State]


def of_ledger(view: View) -> Posed:
    """What a ledger has for a conflict, as of the day of the view."""
    from goodoffices.deals.forms.of_ledger import problem_of
    from goodoffices.ledger.briefing import briefing

    told = briefing(view, ALL)
    measures = {step: fact.measure for step, fact in told.steps.items()}
    return Posed(problem_of(told).problem, measures, view.positions(most=ALL))


def drafted(posed: Posed, *, options: Sequence[str] = (), parties: Sequence[str] = ()) -> Drafted:
    """The draft over some steps and those of some parties, else over those of which most is said.

    Raises StabilityError where there would be no options, or too many.
    """
    from goodoffices.stability.forms.of_ledger import draft

    found = draft(posed.problem, posed.measures, posed.positions, options=options, parties=parties)
    return Drafted(found, {name: found.state_of(steps) for name, steps in posed.packages.items()})
