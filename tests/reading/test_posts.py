"""For which body somebody speaks, as titles, appositives and clauses tell."""

from __future__ import annotations

import pytest

from goodoffices.model import PartyKind
from goodoffices.reading.parties.entities import Entity, tokens_of
from tests.reading.tagged import tagged

FRONT = "the Hill_Front@organisation met the Lake_Council@organisation . "
GUARD = "a commander of the Oil_Guard@organisation met them . "


def side_of_koro(text: str) -> str | None:
    """For whom Koro speaks, without "the"."""
    koro = next(e for e in tagged(text).entities if e.name == "Koro")
    return koro.speaks_for.name.removeprefix("the ") if koro.speaks_for else None


@pytest.mark.parametrize(
    ("text", "side"),
    [
        pytest.param("the authority 's president , Koro@person , left .", "authority", id="a noun's"),
        pytest.param("the islanders 's lawyer , Koro@person , left .", "islanders", id="several people's"),
        pytest.param("army spokesman Brig Gen Koro@person left .", "army", id="before ranks in short"),
        pytest.param("Koro@person , the miner who leads the Hill_Front@organisation , left .", "Hill Front", id="the X who leads"),
        pytest.param("the faction led by the lawyer Koro@person left .", "faction", id="led by"),
        pytest.param("the faction , led by the lawyer Koro@person , left .", "faction", id="led by, in commas"),
        pytest.param("the talks led by the lawyer Koro@person went on .", None, id="what is led is no body"),
        pytest.param("Tarn@place mayor Koro@person left .", "Tarn", id="a mayor"),
        pytest.param("Koro@person , a Tarn@place councillor , left .", "Tarn", id="a councillor"),
        pytest.param("the Russian@people mediator , Minister Koro@person , left .", "Russia", id="land and office apart"),
        pytest.param("the Russian@people mediator , Mr Koro@person , left .", None, id="no office of a state"),
        pytest.param("the former Hill_Front@organisation commander Koro@person left .", None, id="an office held no more"),
        pytest.param(GUARD + "the commander , Koro@person , left .", "Oil Guard", id="introduced before his name"),
        pytest.param(GUARD + "the mayor , Koro@person , left .", None, id="another was introduced"),
        pytest.param(FRONT + "its military spokesman , Koro@person , left .", None, id="whatever it is, no military's"),
    ],
)  # fmt: skip
def test_for_whom_somebody_speaks(text: str, side: str | None) -> None:
    assert side_of_koro(text) == side


@pytest.mark.parametrize(
    ("description", "kind", "may"),
    [
        pytest.param("their ambassador", PartyKind.ARMED_GROUP, False, id="a state's office, rebels"),
        pytest.param("their ambassador", PartyKind.STATE, True, id="a state's office, a state"),
        pytest.param("the former president", PartyKind.STATE, False, id="held no more"),
        pytest.param("the former rebel", PartyKind.STATE, True, id="no office of a state"),
        pytest.param("the mediators", PartyKind.ARMED_GROUP, False, id="mediators, rebels"),
        pytest.param("the mediators", PartyKind.ORGANISATION, True, id="mediators, an organisation"),
    ],
)
def test_who_may_be_of_which_side(description: str, kind: PartyKind, may: bool) -> None:
    somebody = Entity("Koro", PartyKind.PERSON, named=True, descriptions=[tokens_of(description)])
    assert somebody.may_speak_for(Entity("side", kind, named=True)) is may
