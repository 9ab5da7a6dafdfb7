"""What if: a step were done, a commitment withdrawn, a condition waived, a promise added; and what that changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import numpy as np

from goodoffices.deals.checking import no_agent, no_such, shown
from goodoffices.deals.concessions import Concession, Guarantee, Lifting, Offer, Waiver
from goodoffices.deals.problem import Problem, Stand
from goodoffices.deals.starting.network import NEVER
from goodoffices.deals.starting.wiring import wire
from goodoffices.errors import DealsError
from goodoffices.model import Commitment, Strength, all_of, conjuncts


@dataclass(frozen=True)
class Changes:
    """What an analyst supposes: steps done, commitments (their ids) withdrawn, concessions made, commitments added."""

    assumed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    conceded: tuple[Concession, ...] = ()
    added: tuple[Commitment, ...] = ()


@dataclass(frozen=True)
class Difference:
    """How the two fixed points differ from before: steps gained and lost by what can start now, and by what could together."""

    now_gained: frozenset[str]
    now_lost: frozenset[str]
    together_gained: frozenset[str]
    together_lost: frozenset[str]


def changed(problem: Problem, changes: Changes) -> Problem:
    """The problem as the changes would have it. Raises DealsError for a step or commitment that it does not have."""
    if unknown := sorted(set(changes.assumed) - problem.by_id.keys()):
        raise DealsError(no_such("step", unknown[0], problem.by_id))
    if unknown := sorted(set(changes.withdrawn) - problem.commitment_of.keys()):
        raise DealsError(no_such("commitment", unknown[0], problem.commitment_of))
    # A guarantee takes the place of the agents, whose own concessions on the step must still be theirs to make.
    for concession in sorted(changes.conceded, key=lambda c: isinstance(c, Guarantee)):
        problem = conceded(problem, concession)
    commitments = (*(c for c in problem.commitments if c.id not in changes.withdrawn), *changes.added)
    return problem.model_copy(update={"done": problem.done | set(changes.assumed), "commitments": commitments})


def conceded(problem: Problem, concession: Concession) -> Problem:
    """The problem after one concession. Raises DealsError where there is nothing of the kind to concede."""
    match concession:
        case Waiver(commitment=name, part=part):
            commitment = problem.commitment_of.get(name)
            if commitment is None:
                raise DealsError(no_such("commitment", name, problem.commitment_of))
            count = len(conjuncts(commitment.antecedent))
            if not 0 <= part < count:
                raise DealsError(f"commitment {shown(name)} has no condition {part} to waive: it has {count}, counted from 0")
            parts = (all_of() if i == part else p for i, p in enumerate(conjuncts(commitment.antecedent)))
            waived = commitment.model_copy(update={"antecedent": all_of(*parts)})
            return problem.model_copy(update={"commitments": tuple(waived if c.id == name else c for c in problem.commitments)})
        case Lifting(party=party, step=step):
            return problem.model_copy(update={"refusals": _without(problem.refusals, party, step)})
        case Offer(party=party, step=step):
            if step not in problem.by_id:
                raise DealsError(no_such("step", step, problem.by_id))
            if party not in (agents := problem.by_id[step].agents):
                raise DealsError(no_agent(party, step, agents))
            return problem.model_copy(
                update={
                    "refusals": _without(problem.refusals, party, step),
                    "commitments": (*problem.commitments, _unconditional(party, step, "offer")),
                }
            )
        case Guarantee(party=party, step=step):
            if not any((g.party, g.step) == (party, step) for g in problem.guarantees):
                raise DealsError(f"{shown(party)} would not guarantee {shown(step)}: say first that it would")
            steps = tuple(s.model_copy(update={"agents": (party,)}) if s.id == step else s for s in problem.steps)
            theirs = tuple(c for c in problem.commitments if c.consequent != (step,))
            theirs = tuple(c.model_copy(update={"consequent": tuple(s for s in c.consequent if s != step)}) for c in theirs)
            return problem.model_copy(
                update={
                    "steps": steps,
                    "refusals": tuple(r for r in problem.refusals if r.step != step),
                    "unable": tuple(u for u in problem.unable if u.step != step),
                    "commitments": (*theirs, _unconditional(party, step, "guarantee")),
                }
            )


class WhatIf:
    """A problem whose antecedents hold no "not", wired once so that each change is answered by two fixed points of its network."""

    def __init__(self, problem: Problem, *, firm_only: bool = False):
        self.wiring = wire(problem, firm_only=firm_only, switches=True)
        self.network = replace(self.wiring.network, asked_often=True)
        self.steps = np.array(list(self.wiring.steps))
        self.base = np.zeros(self.network.size, np.bool_)
        self.base[self.wiring.given()] = True
        self.now, self.together = self._reached(self.base)

    def ask(
        self, *, assumed: Iterable[str] = (), withdrawn: Collection[str] = (), conceded: Iterable[Concession] = ()
    ) -> Difference:
        """What would be different. Raises KeyError for a step, commitment or concession that the problem does not have."""
        given = self.base.copy()
        given[[self.wiring.steps[s] for s in assumed]] = True
        given[[self.wiring.concessions[c] for c in conceded]] = True
        given[[self.wiring.kept[c] for c in withdrawn]] = False
        now, together = self._reached(given)
        return Difference(
            self._named(now & ~self.now),
            self._named(self.now & ~now),
            self._named(together & ~self.together),
            self._named(self.together & ~together),
        )

    def _reached(self, given: np.typing.NDArray[np.bool_]) -> tuple[np.typing.NDArray[np.bool_], np.typing.NDArray[np.bool_]]:
        steps = len(self.wiring.steps)
        return self.network.least(given)[:steps] != NEVER, self.network.greatest(given)[:steps] == NEVER

    def _named(self, which: np.typing.NDArray[np.bool_]) -> frozenset[str]:
        return frozenset(self.steps[which].tolist())


def _unconditional(party: str, step: str, why: str) -> Commitment:
    return Commitment(id=f"{why} {party} {step}", debtor=party, antecedent=all_of(), consequent=(step,), strength=Strength.FIRM)


def _without(stands: Iterable[Stand], party: str, step: str) -> tuple[Stand, ...]:
    return tuple(s for s in stands if (s.party, s.step) != (party, step))
