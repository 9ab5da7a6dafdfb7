"""Named bodies behind their delegations and nouns, and persons of whom a verb tells for whom they speak."""

from __future__ import annotations

import pytest

from tests.reading.tagged import meant, tagged

SYRIA = "Syria@place 's army shelled a town . Damascus@place said so . "
HOUTHIS = "the Houthis@organisation met Syria@place . "
FRONT = "the Hill_Front@organisation met the Council_of_Elders@organisation . "


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        pytest.param(HOUTHIS + "the Houthi@organisation delegation left .", "the Houthi delegation", "Houthis", id="of a body"),
        pytest.param(HOUTHIS + "the Houthi@organisation negotiators left .", "the Houthi negotiators", "Houthis", id="negotiators"),
        pytest.param(SYRIA + "the Syrian@people delegation left .", "the Syrian delegation", "Syria", id="of a state"),
        pytest.param("Kovia@place 's negotiators left .", "Kovia 's negotiators", "Kovia", id="of an invented state"),
        pytest.param(SYRIA + "the Syrian@people government side left .", "the Syrian government side", "Syria", id="government"),
        pytest.param(SYRIA + "the delegation of Syria@place left .", "the delegation", "Syria", id="behind it"),
        pytest.param(HOUTHIS + "the Houthi@organisation delegation in Oman@place left .", "the Houthi delegation", "Houthis",
                     id="not of where it is"),
    ],
)  # fmt: skip
def test_a_delegation_is_whoever_sent_it(text: str, words: str, name: str) -> None:
    assert meant(text, words).name == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(SYRIA + "the Syrian@people opposition delegation left .", "the Syrian opposition delegation", id="opposition"),
        pytest.param(SYRIA + "the delegation in Oman@place left .", "the delegation", id="where it is"),
        pytest.param("Milan_Koro@person met Koro@person 's delegation .", "Koro 's delegation", id="a person's"),
        pytest.param("the rebel delegation left .", "the rebel delegation", id="nobody's with a name"),
        pytest.param(SYRIA + "the Syrian@people teachers left .", "the Syrian teachers", id="others of a state"),
    ],
)
def test_another_delegation_is_a_party_of_its_own(text: str, words: str) -> None:
    found = meant(text, words)
    assert (found.named, found.name) == (False, words)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        pytest.param(FRONT + "the front left .", "the front", "Hill Front", id="the end of its name"),
        pytest.param(FRONT + "the council left .", "the council", "Council of Elders", id="the beginning"),
        pytest.param(FRONT + "the Lake_Front@organisation met the front .", "the front", "the front", id="one of two"),
        pytest.param(FRONT + "a front left .", "a front", "a front", id="no article, no name"),
        pytest.param("Front@organisation met the front .", "the front", "the front", id="a name of one word"),
        pytest.param("South_Sudan@place met the south .", "the south", "the south", id="a state"),
        pytest.param(SYRIA + "the Free_Syrian_Army@organisation met the army .", "the army", "the army", id="the state's army"),
        pytest.param("the Free_Hill_Army@organisation met the army .", "the army", "Free Hill Army", id="the only army"),
    ],
)
def test_a_noun_is_the_one_body_that_has_it_in_its_name(text: str, words: str, name: str) -> None:
    assert meant(text, words).name == name


@pytest.mark.parametrize(
    ("text", "side"),
    [
        pytest.param("Koro@person is a spokesman for the Hill_Front@organisation .", "Hill Front", id="is"),
        pytest.param("Koro@person was the envoy of the Hill_Front@organisation .", "Hill Front", id="was"),
        pytest.param("Koro@person is a farmer .", None, id="is somebody who speaks for himself"),
        pytest.param("Koro@person , who leads the Hill_Front@organisation , left .", "Hill Front", id="who leads"),
        pytest.param("Koro@person , who led the Hill_Front@organisation 's delegation , left .", "Hill Front", id="who led"),
        pytest.param("Koro@person , who speaks for the rebels , left .", "rebels", id="who speaks for a noun"),
        pytest.param("Koro@person , who heads the talks , left .", None, id="no body"),
        pytest.param("Koro@person , who met the Hill_Front@organisation , left .", None, id="another verb"),
        pytest.param("Hill_Front@organisation spokesman Koro@person , who led the Lake_Council@organisation , left .", "Hill Front",
                     id="his title first"),
        pytest.param("the envoy met Koro@person , who", None, id="the end of the text"),
    ],
)  # fmt: skip
def test_whom_a_verb_has_somebody_speak_for(text: str, side: str | None) -> None:
    koro = next(e for e in tagged(text).entities if e.name == "Koro")
    assert (koro.speaks_for.name.removeprefix("the ") if koro.speaks_for else None) == side
