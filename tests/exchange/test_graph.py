"""Who supports, opposes, backs, speaks for and waits for whom, as graphs that other programs read."""

from __future__ import annotations

import datetime
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest

from goodoffices.errors import LedgerError
from goodoffices.exchange import gexf, graphml
from goodoffices.exchange.graph import party_graph
from goodoffices.ledger.events import Ending
from goodoffices.ledger.relations import Tie, ties
from goodoffices.ledger.views import View
from tests.exchange.rivers import TEXT, ledger_of, rivers

TIES = {
    ("syria", "waits for", "northern-front"),
    ("league", "supports", "northern-front"),
    ("norhal", "opposes", "syria"),
    ("norhal", "backs", "northern-front"),
    ("tomas-brel", "speaks for", "northern-front"),
}
"""All ties of the report: nobody waits for what a threat or an "unless" names."""


def told(view: View) -> set[tuple[str, str, str]]:
    return {(t.party, t.tie.value, t.other) for t in ties(view)}


def read_back(file: Path) -> nx.DiGraph[str]:
    graph = nx.read_gexf(file) if file.suffix == ".gexf" else nx.read_graphml(file)
    assert isinstance(graph, nx.DiGraph)
    return graph


def test_each_tie_is_there_once(tmp_path: Path) -> None:
    with ledger_of(tmp_path) as ledger:
        found = [(t.party, t.tie.value, t.other) for t in ties(View(ledger.engine))]
    assert len(found) == len(set(found))
    assert set(found) == TIES


def test_a_wait_says_for_what_and_according_to_whom(tmp_path: Path) -> None:
    with ledger_of(tmp_path) as ledger:
        graph = party_graph(View(ledger.engine))
    ((_, _, wait),) = [e for e in graph.edges(data=True) if e[2]["label"] == "waits for"]
    assert wait == {
        "label": "waits for", "step": "t2", "commitment": "c1", "binds": "promise", "state": "conditional", "strength": "firm",
        "day": "2031-03-03", "report": "Halven Wire, 2031-03-03, Rivers, roads; and gates, r1", "story": "r1",
        "words": "open the road to Homs", "condition": "the Front stops its shelling\ufffd",
        "according_to": "according to Ana Oro, via Radio Halven",
    }  # fmt: skip


def test_what_the_report_itself_says_is_according_to_its_publisher(tmp_path: Path) -> None:
    with ledger_of(tmp_path) as ledger:
        found = {t.tie: t for t in ties(View(ledger.engine))}
        graph = party_graph(View(ledger.engine))
    assert {d["according_to"] for _, _, d in graph.edges(data=True) if d["label"] != "waits for"} == {"according to Halven Wire"}
    words = {tie: t.words.text for tie, t in found.items() if t.words}
    assert words[Tie.BACKS] == "Norhal arms the Front"
    assert words[Tie.SPEAKS_FOR] == "Its spokesman, Tomas Brel"


@pytest.mark.parametrize(
    ("rejected", "tie"), [("r1.m1", "waits for"), ("r1.m1>t2", "waits for"), ("r1.m3", "supports"), ("r1.m4", "opposes")]
)
def test_what_a_person_has_rejected_is_no_tie(tmp_path: Path, rejected: str, tie: str) -> None:
    with ledger_of(tmp_path) as ledger:
        ledger.reject(rejected, who="eve")
        assert told(View(ledger.engine)) == {t for t in TIES if t[1] != tie}


def test_a_merged_party_has_the_ties_of_both_and_none_to_itself(tmp_path: Path) -> None:
    with ledger_of(tmp_path) as ledger:
        ledger.merge("northern-front", "league", who="eve")
        assert told(View(ledger.engine)) == {t for t in TIES if t[0] != "league"}
        ledger.merge("syria", "norhal", who="eve")
        assert told(View(ledger.engine)) == {
            ("syria", "waits for", "northern-front"),
            ("syria", "backs", "northern-front"),
            ("tomas-brel", "speaks for", "northern-front"),
        }


def test_a_merged_step_is_waited_for_under_its_new_number(tmp_path: Path) -> None:
    with ledger_of(tmp_path) as ledger:
        ledger.merge("t5", "t2", who="eve")
        (wait,) = [t for t in ties(View(ledger.engine)) if t.tie is Tie.WAITS_FOR]
    assert (wait.step, wait.other) == ("t5", "northern-front")


def test_a_wait_tells_what_has_become_of_its_commitment(tmp_path: Path) -> None:
    with ledger_of(tmp_path) as ledger:
        ledger.end("c1", Ending.CANCELLED, datetime.date(2020, 1, 1), who="eve")
        (wait,) = [t for t in ties(View(ledger.engine)) if t.tie is Tie.WAITS_FOR]
    assert wait.state == "cancelled"


def test_before_the_first_report_there_is_no_tie(tmp_path: Path) -> None:
    with ledger_of(tmp_path) as ledger:
        assert told(ledger.as_of(datetime.date(2031, 3, 2))) == set()
        assert told(ledger.as_of(datetime.date(2031, 3, 3))) == TIES


def test_two_reports_of_one_promise_are_two_ties(tmp_path: Path) -> None:
    with ledger_of(tmp_path, rivers(), rivers(TEXT + "\nMore of it.\n", "The Courier")) as ledger:
        waits = [t for t in ties(View(ledger.engine)) if t.tie is Tie.WAITS_FOR]
    assert [(w.commitment, w.source.report, w.source.story) for w in waits] == [("c1", "r1", "r1"), ("c1", "r2", "r1")]


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_the_file_reads_back_as_the_graph(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"talks.{ending}"
    with ledger_of(tmp_path) as ledger:
        (graphml if ending == "graphml" else gexf).write(ledger, out)
        graph = party_graph(View(ledger.engine))
    ET.parse(out)  # noqa: S314  # our own file: control characters of the report would break it
    again = read_back(out)
    assert {(u, v, d["label"]) for u, v, d in again.edges(data=True)} == {(p, o, t) for p, t, o in TIES}
    assert {n: (d["label"], d["sort"]) for n, d in again.nodes(data=True)} == {
        n: (d["label"], d["sort"]) for n, d in graph.nodes(data=True)
    }

    def telling(g: nx.DiGraph[str]) -> set[tuple[str, ...]]:
        return {
            tuple(str(d.get(k, "")) for k in ("label", "words", "condition", "according_to", "report", "day", "state"))
            for _, _, d in g.edges(data=True)
        }

    assert telling(again) == telling(graph)
    assert again.nodes["league"]["label"] == "League\ufffd"


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_ties_beside_each_other_are_kept(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"talks.{ending}"
    with ledger_of(tmp_path, rivers(), rivers(TEXT + "\nMore of it.\n", "The Courier")) as ledger:
        (graphml if ending == "graphml" else gexf).write(ledger, out)
    again = read_back(out)
    assert again.is_multigraph()
    assert again.number_of_edges("syria", "northern-front") == 2


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_a_ledger_without_ties_is_a_graph_without_parties(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"talks.{ending}"
    empty = rivers().model_copy(
        update={"moves": (), "step_mentions": (), "steps": (), "parties": PARTIES_ALONE, "dates": (), "statements": ()}
    )
    with ledger_of(tmp_path, empty) as ledger:
        (graphml if ending == "graphml" else gexf).write(ledger, out)
    graph = nx.read_gexf(out) if ending == "gexf" else nx.read_graphml(out)
    assert len(graph) == 0


PARTIES_ALONE = tuple(p.model_copy(update={"speaks_for": None, "backs": ()}) for p in rivers().parties)


def test_without_networkx_it_is_told_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with ledger_of(tmp_path) as ledger, pytest.raises(LedgerError, match=r"pip install 'goodoffices\[exchange\]'"):
        graphml.write(ledger, tmp_path / "talks.graphml")
    assert not (tmp_path / "talks.graphml").exists()
