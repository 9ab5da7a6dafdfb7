"""The parties and their ties as GraphML (http://graphml.graphdrawing.org), for yEd, Cytoscape, igraph, NetworkX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.exchange.graph import party_graph
from goodoffices.ledger.views import View

if TYPE_CHECKING:
    from pathlib import Path

    from goodoffices.ledger import Ledger


def write(ledger: Ledger, out: Path) -> None:
    """Write the graph of parties. Raises LedgerError where networkx is not installed."""
    graph = party_graph(View(ledger.engine))
    import networkx as nx

    with out.open("wb") as stream:
        nx.write_graphml(graph, stream)
