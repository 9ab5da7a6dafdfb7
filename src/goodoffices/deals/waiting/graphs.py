"""Walks over who waits for whom."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
Graph = Mapping[str, Collection[str]]
"""For each node the nodes for which it waits."""


def strongly_connected(graph: Mapping[Node, Collection[Node]]) -> list[frozenset[Node]]:
    """The strongly connected parts of a graph, each after those for which it waits (Tarjan 1972, without recursion)."""
    order: dict[Node, int] = {}
    low: dict[Node, int] = {}
    path: list[Node] = []
    on_path: set[Node] = set()
    parts: list[frozenset[Node]] = []
    for root in graph:
        if root in order:
            continue
        walk = [(root, iter(graph[root]))]
        while walk:
            node, ahead = walk[-1]
            if node not in order:
                order[node] = low[node] = len(order)
                path.append(node)
                on_path.add(node)
            for following in ahead:
                if following not in order:
                    walk.append((following, iter(graph[following])))
                    break
                if following in on_path:
                    low[node] = min(low[node], order[following])
            else:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[node])
                if low[node] == order[node]:
                    part: set[Node] = set()
                    while node not in part:
                        part.add(path.pop())
                    on_path -= part
                    parts.append(frozenset(part))
    return parts


def shortest_ways(graph: Graph, ends: Iterable[str]) -> dict[str, str | None]:
    """For each node that leads to one of the ends, the next node on a shortest way to it; None for the ends themselves."""
    leads_from: dict[str, list[str]] = {}
    for node, following in graph.items():
        for f in following:
            leads_from.setdefault(f, []).append(node)
    following_of: dict[str, str | None] = dict.fromkeys(ends)
    queue = deque(following_of)
    while queue:
        end = queue.popleft()
        for node in leads_from.get(end, ()):
            if node not in following_of:
                following_of[node] = end
                queue.append(node)
    return following_of
