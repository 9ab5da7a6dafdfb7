"""The rules that the lines of a large problem come to: what lets each step, part of a condition or agent's being willing hold."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence

import numpy as np

from goodoffices.deals.forms.arrays import rules
from goodoffices.deals.forms.steps_told import StepsTold
from goodoffices.deals.starting.network import Numbers
from goodoffices.deals.starting.rules import Rules

Willing = tuple[int, str]
"""A joint step, and one of its agents: a node that holds when that agent is willing to take its part."""


class RulesTold:
    """Rules told one by one. Steps are numbered from 0, for as many as there will be; all other nodes from -1 down."""

    def __init__(self) -> None:
        self.need, self.counts, self.inputs, self.outputs = array("i"), array("i"), array("i"), array("i")
        self.nodes = 0
        self.willing: dict[Willing, int] = {}

    def promise(self, need: int, inputs: Sequence[int], brings: Sequence[int | Willing]) -> None:
        """When `need` of its inputs hold, all that a commitment brings does: steps, or an agent's being willing to take one."""
        if len(brings) > 1:
            need, inputs = 1, [self.part(need, inputs)]
        for brought in brings:
            self._add(need, inputs, brought if isinstance(brought, int) else self._willing(brought))

    def part(self, need: int, inputs: Sequence[int]) -> int:
        """A new node that holds when so many of its inputs do."""
        self.nodes += 1
        self._add(need, inputs, -self.nodes)
        return -self.nodes

    def with_plain(
        self, counts: Numbers, waits: Numbers, owes: Numbers, steps: StepsTold, barred: Collection[tuple[str, int]]
    ) -> Rules:
        """The rules of it all, with those of plain promises: each of so many conditions, one after another, for one step.

        `barred` are parties and steps that they will not or cannot take, whoever has promised it.
        """
        for step in dict.fromkeys(step for step, _ in self.willing):
            agents = steps.agents(step)
            if all((step, agent) in self.willing and (agent, step) not in barred for agent in agents):
                self._add(len(agents), [self.willing[step, agent] for agent in agents], step)
        size = len(steps.agent)
        needs = np.concatenate([counts, np.array(self.need, np.int32)])
        every_count = np.concatenate([counts, np.array(self.counts, np.int32)])
        inputs, outputs = (
            np.concatenate([plain, np.where(told < 0, size - 1 - told, told)])
            for plain, told in ((waits, np.array(self.inputs, np.int32)), (owes, np.array(self.outputs, np.int32)))
        )
        stays = np.ones(size + self.nodes, np.bool_)
        stays[[step for _, step in barred if steps.has_one_agent(step)]] = False
        stays = stays[outputs]
        inputs = inputs[np.repeat(stays, every_count)]
        starts = np.concatenate([[0], np.cumsum(every_count[stays])])
        return rules(size, size + self.nodes, (needs[stays], starts, inputs, outputs[stays]))

    def _willing(self, willing: Willing) -> int:
        if willing not in self.willing:
            self.nodes += 1
            self.willing[willing] = -self.nodes
        return self.willing[willing]

    def _add(self, need: int, inputs: Sequence[int], output: int) -> None:
        self.need.append(need)
        self.counts.append(len(inputs))
        self.inputs.extend(inputs)
        self.outputs.append(output)
