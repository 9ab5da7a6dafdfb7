"""The steps that the lines of a large problem have told of, by numbers from 0, and whose they are."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import chain
from typing import Any

from goodoffices.deals.forms.columns import are_names
from goodoffices.deals.forms.records import Record, UnfitError, misnamed, unknown_fields

FIELDS = frozenset({"step", "name", "agents", "tranches"})


class StepsTold:
    """`number` of each step by its name, in their order; `parties` numbers those that are the only agent of some step.

    `agent` gives for a step the number of its one agent, or a number below 0 where it has none or several.
    """

    def __init__(self) -> None:
        self.number: dict[str, int] = {}
        self.parties: dict[str, int] = {}
        self.agent = array("i")
        self._several: list[tuple[str, ...]] = []

    def take(self, block: list[Record]) -> bool:
        """Take in a block that holds nothing but new steps, each of one agent; False, and nothing taken in, if it is another."""
        try:
            names = [r["step"] for r in block]
            lists = [r["agents"] for r in block]
            agents = [agent for (agent,) in lists]
        except (KeyError, TypeError, ValueError):
            return False
        if not are_names(agents + names) or set(map(type, lists)) != {list} or not FIELDS.issuperset(chain.from_iterable(block)):
            return False
        if len(set(names)) < len(names) or not self.number.keys().isdisjoint(names):
            return False
        self.number.update(zip(names, range(len(self.agent), len(self.agent) + len(names)), strict=True))
        for agent in dict.fromkeys(agents):
            self._party(agent)
        self.agent.extend(map(self.parties.__getitem__, agents))
        return True

    def add(self, record: Record) -> None:
        """Take in one step. Raises UnfitError."""
        step, agents = record["step"], record.get("agents", [])
        if type(step) is not str or not step or step in self.number:
            raise UnfitError(misnamed("step", step))
        if not record.keys() <= FIELDS:
            raise UnfitError(unknown_fields(record, FIELDS))
        if type(agents) is not list or not all(type(a) is str and a for a in agents) or len(set(agents)) < len(agents):
            raise UnfitError("'agents' is no list of names, each of them once: mend it")
        self.number[step] = len(self.agent)
        if len(agents) == 1:
            self.agent.append(self._party(agents[0]))
        else:
            self._several.append(tuple(agents))
            self.agent.append(-len(self._several))

    def has_one_agent(self, step: int) -> bool:
        """Whether a step is that of one agent alone."""
        return self.agent[step] >= 0

    def has_agent(self, step: int, party: Any) -> bool:
        """Whether somebody is an agent of a step."""
        number = self.agent[step]
        if number >= 0:
            return isinstance(party, str) and self.parties.get(party) == number
        return party in self.agents(step)

    def agents(self, step: int) -> tuple[str, ...]:
        """The agents of a step."""
        number = self.agent[step]
        return self._several[-1 - number] if number < 0 else (next(name for name, n in self.parties.items() if n == number),)

    def name(self, step: int) -> str:
        """The name of a step."""
        return next(name for name, number in self.number.items() if number == step)

    def every_agent(self) -> Iterator[str]:
        """The agents of all steps, some of them more than once."""
        yield from self.parties
        for agents in self._several:
            yield from agents

    def _party(self, name: str) -> int:
        return self.parties.setdefault(name, len(self.parties))
