"""A problem as a network: a node for each step, for each commitment and each part of its antecedent, and for each switch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from goodoffices.deals.concessions import Concession, Guarantee, Lifting, Offer, Waiver
from goodoffices.deals.problem import Block, Problem
from goodoffices.deals.starting.network import Network
from goodoffices.model import AtLeast, Commitment, Condition, Done, Not, Until, conjuncts, holds


@dataclass(frozen=True)
class Wiring:
    """The network of a problem, and which of its nodes stands for what.

    `commitments` gives for each commitment in force the node that holds when it fires: its antecedent holds and it is kept. `kept`
    gives the node of its being kept, which must be given for it to fire; it is empty where no switches were asked for. So are
    `concessions`, the nodes of what could be conceded.
    """

    network: Network
    done: tuple[int, ...]
    steps: Mapping[str, int]
    commitments: Mapping[str, int]
    kept: Mapping[str, int]
    concessions: Mapping[Concession, int]

    def given(
        self, *, withdrawn: Collection[str] = (), conceded: Iterable[Concession] = (), assumed: Iterable[str] = ()
    ) -> list[int]:
        """The nodes that hold from the start: what is done or assumed done, commitments not withdrawn, concessions made."""
        kept = [node for c, node in self.kept.items() if c not in withdrawn]
        return [*self.done, *kept, *(self.concessions[c] for c in conceded), *(self.steps[s] for s in assumed)]


def wire(problem: Problem, *, firm_only: bool = False, within: Collection[str] | None = None, switches: bool = False) -> Wiring:
    """The network of a problem.

    `within` is a set of steps of which the deal is to be a part: no other step is taken, and each "not" is judged by it (the reduct
    of Gelfond and Lifschitz, 1988). Without it a "not" holds for as long as its part is not done already, which is right only for
    a problem without "not". With `switches` each commitment can be withdrawn and each concession made, at the price of more nodes.
    """
    return _Builder(problem, within, switches).build(list(problem.in_force(firm_only=firm_only)))


class _Builder:
    def __init__(self, problem: Problem, within: Collection[str] | None, switches: bool):
        self.problem = problem
        self.switches = switches
        self.within = within
        self.judged_by = problem.done if within is None else within
        self.steps = {s.id: i for i, s in enumerate(problem.steps)}
        self.need = [1] * len(self.steps)
        self.sources: list[int] = []
        self.targets: list[int] = []
        self.concessions: dict[Concession, int] = {}
        self.kept: dict[str, int] = {}
        self.always, self.never = self._node(0), self._node(1)

    def build(self, commitments: list[Commitment]) -> Wiring:
        fires = {c.id: self._commitment(c) for c in commitments}
        promised: dict[tuple[str, str], list[int]] = defaultdict(list)
        for c in commitments:
            for step in c.consequent:
                promised[c.debtor, step].append(fires[c.id])
        for step in self.steps:
            if self.within is None or step in self.within:
                self._step(step, promised)
        slow = np.zeros(len(self.need), np.bool_)
        slow[: len(self.steps)] = True
        need, sources, targets = (np.array(x, np.int32) for x in (self.need, self.sources, self.targets))
        network = Network(need, sources, targets, slow)
        done = tuple(self.steps[s] for s in self.problem.done if self.within is None or s in self.within)
        return Wiring(network, done, self.steps, fires, self.kept, self.concessions)

    def _step(self, step: str, promised: Mapping[tuple[str, str], list[int]]) -> None:
        node, agents = self.steps[step], self.problem.by_id[step].agents
        willing = [self._willing(agent, step, promised[agent, step]) for agent in agents]
        if len(willing) == 1:
            self._feed(node, willing[0])
        elif willing:
            self._feed(node, [self._node(len(willing), [self._node(1, w) for w in willing])])
        if self.switches:
            self._feed(
                node, [self._concession(Guarantee(party=g.party, step=step)) for g in self.problem.guarantees if g.step == step]
            )

    def _willing(self, agent: str, step: str, promised: list[int]) -> list[int]:
        """The nodes of which one must hold for an agent to be willing."""
        block = self.problem.barred.get((agent, step))
        if block is Block.UNABLE:
            return []
        offer = [self._concession(Offer(party=agent, step=step))] if self.switches else []
        if block is None:
            return [*promised, *offer]
        if self.switches and promised:
            lifted = self._concession(Lifting(party=agent, step=step))
            return [self._node(2, [lifted, self._node(1, promised)]), *offer]
        return offer

    def _commitment(self, commitment: Commitment) -> int:
        parts = []
        for i, part in enumerate(conjuncts(commitment.antecedent)):
            node = self._condition(part)
            if self.switches and node != self.always:
                node = self._node(1, [node, self._concession(Waiver(commitment=commitment.id, part=i))])
            parts.append(node)
        if self.switches:
            self.kept[commitment.id] = self._node(1)
            parts.append(self.kept[commitment.id])
        return self._node(len(parts), parts)

    def _condition(self, condition: Condition) -> int:
        match condition:
            case Done(step=step):
                return self.steps[step]
            case AtLeast(count=count, parts=parts):
                return self._node(count, [self._condition(p) for p in parts])
            case Not(part=part):
                return self.never if holds(part, self.judged_by, self.problem.day) else self.always
            case Until():
                return self.always if holds(condition, (), self.problem.day) else self.never

    def _concession(self, concession: Concession) -> int:
        node = self.concessions[concession] = self._node(1)
        return node

    def _node(self, need: int, inputs: Iterable[int] = ()) -> int:
        self.need.append(need)
        self._feed(len(self.need) - 1, inputs)
        return len(self.need) - 1

    def _feed(self, node: int, inputs: Iterable[int]) -> None:
        for i in inputs:
            self.sources.append(i)
            self.targets.append(node)
