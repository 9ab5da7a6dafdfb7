"""The equations of a network, as far as some of its nodes depend on them, solved for many circumstances at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from goodoffices.deals.robustness.thresholds import Lattice
from goodoffices.deals.starting.network import Network
from goodoffices.deals.waiting.graphs import strongly_connected

Part = tuple[int, ...]


@dataclass(frozen=True)
class Equations:
    """Each node holds where at least `need` of its inputs do.

    `parts` are the strongly connected parts, each after those on which it depends; its nodes stand, as far as a circle allows,
    after their inputs.
    """

    need: Mapping[int, int]
    inputs: Mapping[int, tuple[int, ...]]
    parts: tuple[Part, ...]

    def is_circle(self, part: Part) -> bool:
        """Whether the nodes of a part depend on themselves."""
        return len(part) > 1 or part[0] in self.inputs[part[0]]

    def solve(self, lattice: Lattice, given: Mapping[int, int], *, greatest: bool) -> dict[int, int]:
        """The greatest or the least solution: for each node where it holds; `given` nodes hold there and nowhere else."""
        value = dict(given)
        for part in self.parts:
            self.solve_part(part, lattice, value, greatest=greatest)
        return value

    def solve_part(self, part: Part, lattice: Lattice, value: dict[int, int], *, greatest: bool) -> None:
        """Adds the nodes of a part to the `value`s, which has all on which it depends, and those of its own nodes that are given.

        A circle is solved by going round: from "everywhere" downwards, or from "nowhere" upwards, until nothing changes.
        """
        free = [node for node in part if node not in value]
        value.update(dict.fromkeys(free, lattice.true if greatest else lattice.false))
        leads_to: dict[int, list[int]] = {node: [] for node in free}
        for node in free:
            for i in leads_to.keys() & self.inputs[node]:
                leads_to[i].append(node)
        stale = set(free)
        while stale:
            for node in free:
                if node in stale:
                    stale.remove(node)
                    before = value[node]
                    value[node] = lattice.at_least(self.need[node], [value[i] for i in self.inputs[node]])
                    if value[node] != before:
                        stale.update(leads_to[node])


def equations(network: Network, nodes: Iterable[int], given: Collection[int] = ()) -> Equations:
    """The equations on which these nodes depend; what is given depends on nothing."""
    inputs = _inputs_first(network, nodes, given)
    place = {node: i for i, node in enumerate(inputs)}
    parts = tuple(tuple(sorted(part, key=place.__getitem__)) for part in strongly_connected(inputs))
    return Equations({node: int(network.need[node]) for node in inputs}, inputs, parts)


def _inputs_first(network: Network, nodes: Iterable[int], given: Collection[int]) -> dict[int, tuple[int, ...]]:
    """The inputs of every node on which these depend, depth first: each node after its inputs, but for circles."""
    starts, ends = network.is_fed_by
    seen: set[int] = set()
    found: dict[int, tuple[int, ...]] = {}
    walk = [(node, False) for node in nodes]
    while walk:
        node, is_left = walk.pop()
        inputs = () if node in given else tuple(ends[starts[node] : starts[node + 1]].tolist())
        if is_left:
            found[node] = inputs
        elif node not in seen:
            seen.add(node)
            walk.append((node, True))
            walk += [(i, False) for i in reversed(inputs)]
    return found
