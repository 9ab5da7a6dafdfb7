"""Who supports, opposes, backs, speaks for and waits for whom, as a multigraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.errors import LedgerError
from goodoffices.exchange.sourced import according_to, clean, one_line, reported
from goodoffices.ledger.relations import TieFact, ties

if TYPE_CHECKING:
    import networkx as nx

    from goodoffices.ledger.views import View


def party_graph(view: View) -> nx.MultiDiGraph[str]:
    """The parties that have a tie to another, under their keys, and all their ties, one for each report that tells of it.

    Nodes have `label` (the name) and `sort` (the kind of party); edges `label` (the tie), `day`, `report`, `story`, `words`, and
    `according_to`; waits also `commitment`, `binds` (its kind), `state`, `strength`, `step` and `condition`. What is not known is
    left out; all values are text that XML can hold. Raises LedgerError where networkx is not installed.
    """
    try:
        import networkx as nx
    except ImportError:
        raise LedgerError("graphs need networkx: install it with `pip install 'goodoffices[exchange]'`") from None
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name="Who supports, opposes, backs, speaks for and waits for whom")
    for n, tie in enumerate(ties(view), 1):
        for key in (tie.party, tie.other):
            if key not in graph:
                party = view.party(key)
                graph.add_node(key, label=one_line(party.name), sort=party.kind.value)
        graph.add_edge(tie.party, tie.other, key=f"e{n}", **_attributes(tie))
    return graph


def _attributes(tie: TieFact) -> dict[str, str]:
    known = {
        "label": tie.tie, "step": tie.step, "commitment": tie.commitment, "binds": tie.kind, "state": tie.state,
        "strength": tie.strength, "day": tie.day.isoformat(), "report": reported(tie.source), "story": tie.source.story,
        "words": tie.words and tie.words.text, "condition": tie.condition and tie.condition.text,
        "according_to": according_to(tie.source),
    }  # fmt: skip
    return {name: clean(str(value)) for name, value in known.items() if value is not None}
