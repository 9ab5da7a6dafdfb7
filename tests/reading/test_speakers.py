"""Whom a source names, describes or refers to; through whom the report has it; for whom they speak."""

from __future__ import annotations

import pytest

from goodoffices.model import Party, Reading, Report
from goodoffices.reading import built_in_reader

QUOTED_BY = (
    "BRESK, 3 May - The road to the valley is closed. Two farmers, quoted by Radio Zora, said on Monday that the mines were still "
    "there. The army gave no comment."
)


def read(text: str) -> Reading:
    return built_in_reader().read(Report.of(text))


def spoken(reading: Reading, number: int = -1) -> Party:
    speaker = reading.statements[number].speaker
    assert speaker is not None
    return reading.party(speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param('"We are ready," Colonel Ruth Amadi said.', "Ruth Amadi", id="a name"),
        pytest.param("Ruth Amadi arrived on Monday. Amadi said the road was open.", "Ruth Amadi", id="a surname"),
        pytest.param(
            "President Omar Al Karim and Mr Kerr met. Mr Al Karim said the talks would go on.", "Omar Al Karim", id="a particle"
        ),
        pytest.param("The Norwegian envoy, Liv Dahl, said that both sides had agreed.", "Liv Dahl", id="an appositive"),
        pytest.param("The head of the Free Council, Nora Haddad, said it would attend.", "Nora Haddad", id="behind an of-phrase"),
        pytest.param("Foreign Minister Ivo Marek spoke on Friday. “No,” the minister said.", "Ivo Marek", id="an office"),
        pytest.param("Mrs Liv Dahl met Mr Ivo Marek. She said the road was open.", "Liv Dahl", id="she"),
        pytest.param("Mrs Liv Dahl met Mr Ivo Marek. He said the road was open.", "Ivo Marek", id="he"),
        pytest.param("The European Union sent an envoy. It said the vote was fair.", "European Union", id="it"),
        pytest.param(
            "The foreign ministry issued a note. The ministry said the vote was fair.", "foreign ministry", id="a second mention"
        ),
        pytest.param(
            "France and the host government said the seat should stay empty.", "France and the host government", id="several"
        ),
        pytest.param(
            "An army official met Ivo Marek, a former union official. The official said the vote was fair.",
            "An army official",
            id="no office held no more",
        ),
        pytest.param("A senior official who asked not to be named said the vote was fair.", "A senior official", id="nobody named"),
    ],
)
def test_speaker(text: str, speaker: str) -> None:
    assert spoken(read(text)).name.removeprefix("The ") == speaker


def test_spokesman_who_is_named_later_is_the_same_person() -> None:
    reading = read("The rebels would agree, their spokesman said.\n\n“That is all,” the spokesman, Albert Mona, said.")
    assert [spoken(reading, i).name for i in (0, 1)] == ["Albert Mona", "Albert Mona"]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        pytest.param("State radio quoted a military source as saying that the town had fallen.", ["State radio"], id="as saying"),
        pytest.param(QUOTED_BY, ["Radio Zora"], id="quoted by"),
        pytest.param("“We will not sign,” Commander Ilir Hoxa told Radio Dukat.", ["Radio Dukat"], id="told a medium"),
        pytest.param("“We will not sign,” Commander Ilir Hoxa told reporters.", [], id="told reporters"),
    ],
)  # fmt: skip
def test_via(text: str, via: list[str]) -> None:
    reading = read(text)
    names = [reading.party(p).name for p in reading.statements[0].via]
    assert names == via


@pytest.mark.parametrize(
    ("text", "party"),
    [
        pytest.param("United Nations envoy Birgit Holm said the talks would go on.", "United Nations", id="a name before"),
        pytest.param("The army's spokesman, Major Paul Enders, said the talks would go on.", "army", id="a possessor"),
        pytest.param("Paul Enders, a spokesman for the rebels, said the talks would go on.", "rebels", id="a noun behind"),
    ],
)
def test_speaks_for(text: str, party: str) -> None:
    reading = read(text)
    body = spoken(reading).speaks_for
    assert body is not None
    assert reading.party(body).name.removeprefix("The ").removeprefix("the ") == party


def test_his_deputy_speaks_for_his_side() -> None:
    reading = read("Milan Koro, a spokesman for the Hill Front, would not sign. “He is late,” his deputy, Ivo Marek, said.")
    marek = spoken(reading)
    assert (marek.name, marek.speaks_for and reading.party(marek.speaks_for).name) == ("Ivo Marek", "Hill Front")


@pytest.mark.parametrize(
    ("text", "party"),
    [
        pytest.param("The rebels will leave if the army leaves, their spokesman said.", "rebels", id="several before one body"),
        pytest.param("The army will stay for now, their spokesman said.", "army", id="one body where there are no others"),
    ],
)
def test_they_are_several_rather_than_one_body(text: str, party: str) -> None:
    reading = read(text)
    body = spoken(reading).speaks_for
    assert body is not None
    assert reading.party(body).name.lower().removeprefix("the ") == party


def test_minister_speaks_for_no_body_named_defence() -> None:
    assert spoken(read("Defence Minister Ana Petrel said the bridge would stay shut.")).speaks_for is None
