"""Out of reach: what blocks a step, and the shortest chain from each step to what blocks it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from goodoffices.deals.problem import Problem
from goodoffices.deals.starting.reach import Reach
from goodoffices.deals.starting.support import promised
from goodoffices.deals.waiting.graphs import shortest_ways
from goodoffices.model import CommitmentKind, holds, steps_in


class Block(StrEnum):
    """Why an agent would not take a step, whatever the others do."""

    REFUSED = "refused"
    UNABLE = "unable"
    LATE = "past its deadline"
    NEVER = "on a condition that can no longer hold"
    NOT_OFFERED = "offered by nobody"


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
    """What blocks the steps that no package has, where no antecedent holds a "not"."""
    promises = promised(problem, firm_only=firm_only)
    everything = problem.by_id.keys()
    awaited = awaited_by(problem, firm_only=firm_only)
    graph: dict[str, set[str]] = {}
    roots = {}
    for step in sorted(everything - reached.together):
        hopeful = {
            agent: [c for c in commitments if holds(c.antecedent, everything, problem.day)]
            for agent, commitments in promises[step].items()
        }
        blocks = {agent: _block(problem, agent, step, firm_only) for agent, commitments in hopeful.items() if not commitments}
        if blocks or not hopeful:
            roots[step] = Root(step, blocks or {"": Block.NOT_OFFERED}, awaited[step])
        graph[step] = {s for cs in hopeful.values() for c in cs for s in steps_in(c.antecedent) - reached.together}
    following = shortest_ways(graph, roots)
    return OutOfReach(roots, {step: _chain(step, following) for step in graph})


def awaited_by(problem: Problem, *, firm_only: bool = False) -> Mapping[str, frozenset[str]]:
    """Who waits for each step: demands it, or has promised something on a condition that names it."""
    waiting: dict[str, set[str]] = defaultdict(set)
    for demand in problem.demands:
        waiting[demand.step].add(demand.party)
    for c in problem.in_force(firm_only=firm_only):
        for step in steps_in(c.antecedent):
            waiting[step].add(c.debtor)
    return defaultdict(frozenset, {step: frozenset(parties) for step, parties in waiting.items()})


def _block(problem: Problem, agent: str, step: str, firm_only: bool) -> Block:
    if any((s.party, s.step) == (agent, step) for s in problem.unable):
        return Block.UNABLE
    if any((s.party, s.step) == (agent, step) for s in problem.refusals):
        return Block.REFUSED
    theirs = [c for c in problem.commitments if c.debtor == agent and step in c.consequent and c.kind is not CommitmentKind.THREAT]
    if any(c in theirs for c in problem.in_force(firm_only=firm_only)):
        return Block.NEVER
    return Block.LATE if any(problem.is_late(c) for c in theirs) else Block.NOT_OFFERED


def _chain(step: str, following: Mapping[str, str | None]) -> tuple[str, ...]:
    chain = [step]
    while (after := following.get(chain[-1])) is not None:
        chain.append(after)
    return tuple(chain)
