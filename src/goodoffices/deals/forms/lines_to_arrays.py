"""JSON Lines straight to arrays, for the largest problems."""

from __future__ import annotations

import datetime
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, BinaryIO

import numpy as np

from goodoffices.deals.checking import DEEPEST, LARGEST, names_itself, no_agent, no_such
from goodoffices.deals.forms.arrays import Large, network
from goodoffices.deals.forms.columns import Columns, UnclearError, are_names
from goodoffices.deals.forms.records import (
    Record,
    UnfitError,
    blocks,
    day_of,
    misnamed,
    no_condition,
    no_record,
    read_header,
    unknown_fields,
    unlikely,
)
from goodoffices.deals.problem import IN_FORCE
from goodoffices.deals.starting.network import Numbers
from goodoffices.errors import DealsError
from goodoffices.model import CommitmentKind, CommitmentState, Strength

STEP = frozenset({"step", "name", "agents", "tranches"})
USUAL = frozenset({"commitment", "debtor", "antecedent", "consequent"})
"""The fields of a commitment that is a firm promise in force."""
NOT_IN_FORCE = -1
COMMITMENT = USUAL | {"kind", "creditor", "strength", "state", "deadline", "reliability", "moves"}


def read_large(stream: BinaryIO, *, day: datetime.date | None = None, firm_only: bool = False) -> Large:
    """A problem in JSON Lines (see `records`) as a network, without a value of its own for any step or commitment.

    The same steps can start now and together as in the `Problem`, as of the day given or else that of the header. `commitments` are
    those in force. What plays no part in it (names, tranches, moves, evidence) is not looked at. Raises DealsError, with the line,
    for what makes no sense and for a "not".
    """
    told = read_header(stream)
    if stream.seekable():
        start = stream.tell()
        try:
            return _gathered(stream, _Gathered(day or told, firm_only, columns=Columns()))
        except UnclearError:
            stream.seek(start)
    return _gathered(stream, _Gathered(day or told, firm_only))


def _gathered(stream: BinaryIO, gathered: _Gathered) -> Large:
    for first, block in blocks(stream):
        gathered.take(first, block)
    return gathered.large()


class _Nodes:
    """Nodes of the network: how many inputs each needs, and its inputs."""

    def __init__(self) -> None:
        self.need, self.counts, self.inputs = array("i"), array("i"), array("i")

    def __len__(self) -> int:
        return len(self.need)

    def add(self, need: int, inputs: Sequence[int]) -> int:
        """The number of a new node."""
        self.need.append(need)
        self.counts.append(len(inputs))
        self.inputs.extend(inputs)
        return len(self.need) - 1


class _Gathered:
    """What the lines so far have said.

    Steps are numbered from 0, and so are the commitments in force. The inputs of a commitment are numbers of steps, or, for a
    condition within its condition, that of a part, counted from -1 down. Plain promises go into `columns`, if there are any. What
    is kept for each step or commitment stands in arrays and in dicts from names to numbers, which the garbage collector passes by:
    lists of a million names would cost it seconds.
    """

    def __init__(self, day: datetime.date | None, firm_only: bool, columns: Columns | None = None):
        self.columns = columns
        self.day = day
        self.firm_only = firm_only
        self.number: dict[str, int] = {}
        self.agent_number: dict[str, int] = {}
        self.agent = array("i")
        self.several: list[tuple[str, ...]] = []
        self.done: set[int] = set()
        self.barred: set[tuple[str, int]] = set()
        self.parties: set[str] = set()
        self.mentioned: list[tuple[int, str]] = []
        self.labels: dict[str, int] = {}
        self.fires, self.parts = _Nodes(), _Nodes()
        self.by, self.promised = array("i"), array("i")
        self.joint: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))

    def take(self, first: int, block: list[Record]) -> None:
        """Take in the records of a block of lines, of which the first has this number."""
        if self.plain_steps(block) or (self.columns is not None and self.columns.take(block, self.agent_number)):
            return
        n = first
        try:
            for n, record in enumerate(block, first):
                if "commitment" in record:
                    self.commitment(n, record)
                elif "step" in record:
                    self.step(record)
                else:
                    self.fact(n, record)
        except UnfitError as e:
            raise DealsError(f"line {n}: {e}") from e

    def plain_steps(self, block: list[Record]) -> bool:
        """Take in a block that holds nothing but new steps, each of one agent; False, and nothing taken in, if it is another."""
        try:
            names = [r["step"] for r in block]
            agents = [agent for r in block for (agent,) in (r["agents"],)]
        except (KeyError, TypeError, ValueError):
            return False
        if not are_names(agents + names) or any(not r.keys() <= STEP for r in block):
            return False
        if len(set(names)) < len(names) or not self.number.keys().isdisjoint(names):
            return False
        if set(map(type, (r["agents"] for r in block))) != {list}:
            return False
        self.number.update(zip(names, range(len(self.agent), len(self.agent) + len(names)), strict=True))
        self.agent.extend(map(self.numbered, agents))
        return True

    def step(self, record: Record) -> None:
        step, agents = record["step"], record.get("agents", [])
        if type(step) is not str or not step or step in self.number:
            raise UnfitError(misnamed("step", step))
        if not record.keys() <= STEP:
            raise UnfitError(unknown_fields(record, STEP))
        if type(agents) is not list or not all(type(a) is str and a for a in agents) or len(set(agents)) < len(agents):
            raise UnfitError("'agents' is no list of names, each of them once: mend it")
        self.number[step] = len(self.agent)
        if len(agents) == 1:
            self.agent.append(self.numbered(agents[0]))
        else:
            self.several.append(tuple(agents))
            self.agent.append(-len(self.several))

    def numbered(self, agent: str) -> int:
        return self.agent_number.setdefault(agent, len(self.agent_number))

    def agents(self, step: int) -> tuple[str, ...]:
        """The agents of a step."""
        number = self.agent[step]
        if number < 0:
            return self.several[-1 - number]
        return tuple(name for name, n in self.agent_number.items() if n == number)

    def commitment(self, n: int, record: Record) -> None:
        label, debtor, antecedent = record["commitment"], record.get("debtor"), record.get("antecedent", [])
        if type(label) is not str or not label or label in self.labels:
            raise UnfitError(misnamed("commitment", label))
        is_in_force = record.keys() <= USUAL or self.is_in_force(n, record)
        consequent = record.get("consequent")
        if type(consequent) is not list or not consequent:
            raise UnfitError("'consequent' is no list of one step or more: give one")
        parts = len(self.parts)
        need, inputs = self.opened(antecedent)
        named = inputs if len(self.parts) == parts else [self.number[step] for step in _leaves(antecedent)]
        own = []
        for step in consequent:
            place = self.place(step)
            self.expect_agent(debtor, place)
            if place in named:
                raise UnfitError(names_itself(step))
            own.append(place)
        self.labels[label] = len(self.fires) if is_in_force else NOT_IN_FORCE
        if is_in_force:
            self.promise(self.fires.add(need, inputs), debtor, own)

    def promise(self, commitment: int, debtor: Any, steps: list[int]) -> None:
        for step in steps:
            if self.agent[step] >= 0:
                self.by.append(commitment)
                self.promised.append(step)
            else:
                self.joint[step][debtor].append(commitment)

    def is_in_force(self, n: int, record: Record) -> bool:
        """Whether a commitment that says more than usual is in force."""
        if not record.keys() <= COMMITMENT:
            raise UnfitError(unknown_fields(record, COMMITMENT))
        try:
            kind = CommitmentKind(record.get("kind", "promise"))
            strength = Strength(record.get("strength", "firm"))
            state = CommitmentState(record.get("state", "conditional"))
        except ValueError as e:
            raise UnfitError(f"{e}: see docs/deals-text.md for those that there are") from e
        if record.get("creditor") is not None:
            self.mentioned.append((n, record["creditor"]))
        reliability = record.get("reliability")
        if reliability is not None and (type(reliability) not in (int, float) or not 0 <= reliability <= 1):
            raise UnfitError(unlikely(reliability))
        deadline = record.get("deadline")
        is_late = deadline is not None and day_of(deadline) < (self.day or datetime.date.min)
        is_firm = strength is Strength.FIRM and kind is CommitmentKind.PROMISE
        return kind is not CommitmentKind.THREAT and state in IN_FORCE and not is_late and (is_firm or not self.firm_only)

    def fact(self, n: int, record: Record) -> None:
        """What is done, how a party stands to a step, and what has no part in the network."""
        match record:
            case {"done": step, **rest} if not rest:
                self.done.add(self.place(step))
            case {"refusal": step, "party": party, **rest} | {"unable": step, "party": party, **rest} if not rest:
                self.expect_agent(party, self.place(step))
                self.barred.add((party, self.place(step)))
            case {"demand": step, "party": party, **rest} | {"guarantee": step, "party": party, **rest} if not rest:
                self.place(step)
                self.mentioned.append((n, party))
            case {"party": party, **rest} if rest.keys() <= {"name"}:
                if type(party) is not str or not party or party in self.parties:
                    raise UnfitError(misnamed("party", party))
                self.parties.add(party)
            case {"evidence": _, "sources": _, **rest} if not rest:
                pass
            case _:
                raise UnfitError(no_record(record))

    def opened(self, condition: Any, depth: int = 0) -> tuple[int, list[int]]:
        """How many inputs a condition needs, and which it has."""
        need, parts = _threshold(condition, self.day)
        try:
            return need, [self.number[p] for p in parts]
        except (KeyError, TypeError):
            return need, [self.place(p) if isinstance(p, str) else self.part(p, depth + 1) for p in parts]

    def part(self, condition: Any, depth: int) -> int:
        if depth >= DEEPEST and condition != []:
            raise UnfitError(f"its condition nests deeper than {DEEPEST}: write it flatter")
        return -1 - self.parts.add(*self.opened(condition, depth))

    def place(self, step: Any) -> int:
        number = self.number.get(step) if isinstance(step, str) else None
        if number is None:
            raise UnfitError(no_such("step", str(step), self.number))
        return number

    def expect_agent(self, party: Any, step: int) -> None:
        number = self.agent[step]
        if number >= 0 and isinstance(party, str) and self.agent_number.get(party) == number:
            return
        agents = self.agents(step)
        if party not in agents:
            name = next(name for name, place in self.number.items() if place == step)
            raise UnfitError(no_agent(str(party), name, agents))

    def large(self) -> Large:
        """The network of it all: steps, commitments, parts of conditions, and, of joint steps, each agent's being willing."""
        self.check_parties()
        steps = len(self.agent)
        columns = self.columns or Columns()
        waits, owes = columns.steps(self.number, self.agent)
        first = steps + len(columns)
        parts_from = first + len(self.fires)
        joint_from = parts_from + len(self.parts)
        joint, brought = self.joint_nodes(joint_from, first)
        alone = np.ones(steps, np.bool_)
        alone[[step for _, step in self.barred if self.agent[step] >= 0]] = False
        fires = np.concatenate([np.arange(steps, first), first + np.array(self.by, np.int32)])
        promised = np.concatenate([owes, np.array(self.promised, np.int32)])
        counts = np.array(columns.counts, np.int32)
        edges = [
            (fires[alone[promised]], promised[alone[promised]]),
            (waits, np.repeat(np.arange(steps, first), counts)),
            _edges(self.fires, first, parts_from),
            _edges(self.parts, parts_from, parts_from),
            _edges(joint, joint_from, parts_from),
            (np.array(list(brought.values()), np.int32), np.array(list(brought), np.int32)),
        ]
        need = np.concatenate([counts, *(np.array(nodes.need, np.int32) for nodes in (self.fires, self.parts, joint))])
        sources, targets = (np.concatenate(ends) for ends in zip(*edges, strict=True))
        columns.expect_distinct_labels(self.labels)
        in_force = (label for label, number in self.labels.items() if number != NOT_IN_FORCE)
        labels = (*chain.from_iterable(columns.labels), *in_force)
        done = np.array(sorted(self.done), np.int32)
        return Large(tuple(self.number), labels, network(steps, need, sources, targets), done)

    def joint_nodes(self, first: int, fires_from: int) -> tuple[_Nodes, dict[int, int]]:
        """For each joint step that is promised the nodes of its agents' being willing and that of all being so, which brings it."""
        nodes = _Nodes()
        brought = {}
        for step, promises in self.joint.items():
            willing = [
                first + nodes.add(1, [] if (agent, step) in self.barred else [fires_from + c for c in promises[agent]])
                for agent in self.agents(step)
            ]
            brought[step] = first + nodes.add(len(willing), willing)
        return nodes, brought

    def check_parties(self) -> None:
        if self.mentioned:
            known = self.parties.union(self.agent_number, *self.several)
            for n, party in self.mentioned:
                if not isinstance(party, str) or party not in known:
                    raise DealsError(f"line {n}: {no_such('party', str(party), known)}")


def _threshold(condition: Any, day: datetime.date | None) -> tuple[int, list[Any]]:
    """How many of its parts a condition needs, and these parts."""
    if type(condition) is list:
        return len(condition), condition
    match condition:
        case str():
            return 1, [condition]
        case {"at least": need, "of": list(parts), **rest} if not rest and type(need) is int and 0 <= need <= LARGEST:
            return need, parts
        case {"until": last, **rest} if not rest:
            has_passed = day_of(last) < (day or datetime.date.min)
            return int(has_passed), []
        case {"not": _, **rest} if not rest:
            raise UnfitError('its condition holds a "not": so large a problem is only answered without it')
        case _:
            raise UnfitError(no_condition(condition))


def _leaves(condition: Any) -> Iterator[str]:
    """The steps of a condition without "not"."""
    match condition:
        case str():
            yield condition
        case list(parts) | {"of": list(parts)}:
            for part in parts:
                yield from _leaves(part)


def _edges(nodes: _Nodes, first: int, parts_from: int) -> tuple[Numbers, Numbers]:
    """From the inputs of some nodes to these, of which the first has the number `first`."""
    inputs = np.array(nodes.inputs, np.int32)
    sources = np.where(inputs < 0, parts_from - 1 - inputs, inputs)
    return sources, np.repeat(np.arange(first, first + len(nodes), dtype=np.int32), np.array(nodes.counts, np.int32))
