"""The states of a report, and one party for each."""

from __future__ import annotations

import pytest

from goodoffices.model import PartyKind
from goodoffices.reading.parties.nations import is_people_of, land_in
from tests.reading.tagged import meant, tagged


@pytest.mark.parametrize(
    ("people", "land"),
    [("teskan", "teska"), ("eyrlandic", "eyrland"), ("ilmari", "ilmar"), ("lubandans", "lubanda"), ("dashti", "dasht")],
)
def test_the_people_of_an_invented_country(people: str, land: str) -> None:
    assert is_people_of(people, land)


@pytest.mark.parametrize(("people", "land"), [("houthis", "houthi"), ("teska", "teska"), ("sudan", "sudar"), ("front", "fron")])
def test_not_the_people(people: str, land: str) -> None:
    assert not is_people_of(people, land)


@pytest.mark.parametrize(
    ("text", "land"),
    [
        ("Government of Karesh", "Karesh"),
        ("Government of the Republic of Tavua", "Tavua"),
        ("Yemeni Government", "Yemeni"),
        ("Oman", "Oman"),
    ],
)
def test_the_country_in_its_full_name(text: str, land: str) -> None:
    assert land_in(text) == land


SYRIA = "Syria@place 's army shelled a town . Damascus@place said so . "


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(SYRIA, "Syria", id="the state"),
        pytest.param(SYRIA, "Damascus", id="its capital where it acts"),
        pytest.param(SYRIA + "the Syrian@people government said no .", "the Syrian government", id="its government"),
        pytest.param(SYRIA + "the government of Syria@place said no .", "the government", id="the government of it"),
        pytest.param(SYRIA + "the regime said no .", "the regime", id="the government of the state at home"),
        pytest.param(SYRIA + "the interim government said no .", "the interim government", id="whatever sort of government it is"),
        pytest.param(SYRIA + "the Syrians@people left .", "the Syrians", id="its people with an article"),
    ],
)
def test_one_party_for_a_state_and_its_government(text: str, words: str) -> None:
    assert meant(text, words).name == "Syria"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(SYRIA + "the provincial government said no .", "the provincial government", id="another government"),
        pytest.param("Syria@place 's government met in Damascus@place .", "Damascus", id="a capital as a place"),
        pytest.param(SYRIA + "two Syrians@people left .", "Syrians", id="some of its people"),
        pytest.param(SYRIA + "the Iraqi@people government said no .", "the Iraqi government", id="another state's"),
        pytest.param(SYRIA + "the Syrian@people opposition said no .", "the Syrian opposition", id="its opposition"),
    ],
)
def test_others_are_other_parties(text: str, words: str) -> None:
    assert meant(text, words).name != "Syria"


def test_the_state_at_home_is_a_government_where_it_is_called_so_and_others_are_states() -> None:
    text = SYRIA + "the Syrian@people government met Russia@place ."
    assert meant(text, "the Syrian government").kind is PartyKind.GOVERNMENT
    assert meant(text, "Russia").kind is PartyKind.STATE


def test_an_invented_country_and_its_people_are_one() -> None:
    text = "the Ozerian@people government said no . Ozeria@place said so ."
    assert meant(text, "the Ozerian government") is not None
    assert meant(text, "the Ozerian government").name == meant(text, "Ozeria").name == "Ozeria"


@pytest.mark.parametrize(
    ("text", "words", "side"),
    [
        pytest.param(SYRIA + "the army said so .", "the army", "Syria", id="the army of the state at home"),
        pytest.param(SYRIA + "the Russian@people defence ministry said so .", "the Russian defence ministry", "Russia",
                     id="a ministry"),
        pytest.param(SYRIA + "the foreign ministry said so .", "the foreign ministry", "Syria", id="a ministry at home"),
        pytest.param("the army left . the government said so .", "the army", "the government", id="a government without a name"),
        pytest.param(SYRIA + "the rebel army said so .", "the rebel army", None, id="an army of others"),
        pytest.param(SYRIA + "the aid office said so .", "the aid office", None, id="an office that is no state's"),
        pytest.param("a French@people diplomat said so .", "a French diplomat", "France", id="a diplomat"),
        pytest.param("a Greek@people lawyer said so .", "a Greek lawyer", None, id="a lawyer speaks for himself"),
        pytest.param("a Western@people diplomat said so .", "a Western diplomat", None, id="no state's"),
        pytest.param(SYRIA + "the prime minister said so .", "the prime minister", "Syria", id="an office that only a state has"),
        pytest.param(SYRIA + "the former minister said so .", "the former minister", None, id="an office not held any more"),
        pytest.param("the rebel Hill_Front@organisation left . a rebel commander said so .", "a rebel commander", "Hill Front",
                     id="the one armed group of the report"),
        pytest.param("a senior military official said so .", "a senior military official", None, id="nobody in particular"),
    ],
)  # fmt: skip
def test_speaks_for(text: str, words: str, side: str | None) -> None:
    speaks_for = meant(text, words).speaks_for
    assert (speaks_for.name if speaks_for else None) == side


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("the rebel Northern_Shura@organisation left .", "Northern Shura", PartyKind.ARMED_GROUP),
        ("the Northern_Shura@organisation fighters left .", "Northern Shura", PartyKind.ARMED_GROUP),
        ("the Northern_Shura@organisation , an alliance of militias , left .", "Northern Shura", PartyKind.COALITION),
        ("the Highland_Brigade@organisation left .", "Highland Brigade", PartyKind.ARMED_GROUP),
        ("the Army_Widows_Union@organisation left .", "Army Widows Union", PartyKind.ORGANISATION),
        ("the Red_Cross@organisation left .", "Red Cross", PartyKind.ORGANISATION),
        ("the Democratic_Alliance@organisation left .", "Democratic Alliance", PartyKind.COALITION),
    ],
)
def test_kinds(text: str, name: str, kind: PartyKind) -> None:
    assert next(e.kind for e in tagged(text).entities if e.name == name) is kind


def test_a_name_in_short_is_of_the_one_body_that_has_the_word() -> None:
    text = "the Hill_Front@organisation met . the Front@organisation left ."
    assert [e.name for e in tagged(text).entities] == ["Hill Front"]
    two = "the Hill_Front@organisation met the Lake_Front@organisation . the Front@organisation left ."
    assert len(tagged(two).entities) == 3
