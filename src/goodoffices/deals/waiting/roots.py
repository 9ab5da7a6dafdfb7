"""Out of reach: what blocks a step, and the shortest chain from each step to what blocks it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from goodoffices.deals.conditions import awaited, perhaps
from goodoffices.deals.problem import Block, Problem
from goodoffices.deals.starting.reach import Reach
from goodoffices.deals.starting.support import promised
from goodoffices.deals.waiting.graphs import shortest_ways
from goodoffices.model import Commitment, CommitmentKind


@dataclass(frozen=True)
class Root:
    """A step that no step of others would bring about: for each agent that stands in its way, why; and who waits for it.

    Under "" where the step has no agent at all.
    """

    step: str
    blocks: Mapping[str, Block]
    awaited_by: frozenset[str]


@dataclass(frozen=True)
class OutOfReach:
    """The roots, and for every step out of reach the chain of steps from it to the nearest root."""

    roots: Mapping[str, Root]
    chains: Mapping[str, tuple[str, ...]]


def out_of_reach(problem: Problem, reached: Reach, *, firm_only: bool = False) -> OutOfReach:
    """What blocks the steps that could not be reached even at best: were every "not" to hold that is not broken already."""
    promises = promised(problem, firm_only=firm_only)
    everything = problem.by_id.keys()
    waiting = awaited_by(problem, firm_only=firm_only)
    why = _Blocks(problem, firm_only)
    graph: dict[str, set[str]] = {}
    roots = {}
    for step in sorted(everything - reached.together):
        hopeful = {
            agent: [c for c in commitments if perhaps(c.antecedent, problem.done, everything, problem.day)]
            for agent, commitments in promises[step].items()
        }
        blocks = {agent: why.of(agent, step) for agent, commitments in hopeful.items() if not commitments}
        if blocks or not hopeful:
            roots[step] = Root(step, blocks or {"": Block.NOT_OFFERED}, waiting[step])
        graph[step] = {s for cs in hopeful.values() for c in cs for s in awaited(c.antecedent) - reached.together}
    following = shortest_ways(graph, roots)
    return OutOfReach(roots, {step: _chain(step, following) for step in graph})


def awaited_by(problem: Problem, *, firm_only: bool = False) -> Mapping[str, frozenset[str]]:
    """Who waits for each step: demands it, or has promised something on a condition that it can help to hold."""
    waiting: dict[str, set[str]] = defaultdict(set)
    for demand in problem.demands:
        waiting[demand.step].add(demand.party)
    for c in problem.in_force(firm_only=firm_only):
        for step in awaited(c.antecedent):
            waiting[step].add(c.debtor)
    return defaultdict(frozenset, {step: frozenset(parties) for step, parties in waiting.items()})


class _Blocks:
    """Why each agent would not take a step, whatever the others do."""

    def __init__(self, problem: Problem, firm_only: bool):
        self._problem = problem
        self._in_force = {c.id for c in problem.in_force(firm_only=firm_only)}
        self._offers: dict[tuple[str, str], list[Commitment]] = defaultdict(list)
        for c in problem.commitments:
            if c.kind is not CommitmentKind.THREAT:
                for step in c.consequent:
                    self._offers[c.debtor, step].append(c)

    def of(self, agent: str, step: str) -> Block:
        """Why, where no commitment of his can bring the step about."""
        if block := self._problem.barred.get((agent, step)):
            return block
        offers = self._offers.get((agent, step), [])
        if any(c.id in self._in_force for c in offers):
            return Block.NEVER
        return Block.LATE if any(self._problem.is_late(c) for c in offers) else Block.NOT_OFFERED


def _chain(step: str, following: Mapping[str, str | None]) -> tuple[str, ...]:
    chain = [step]
    while (after := following.get(chain[-1])) is not None:
        chain.append(after)
    return tuple(chain)
