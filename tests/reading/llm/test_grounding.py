"""Where quoted words stand: as they are, repaired, or nowhere."""

from __future__ import annotations

import pytest

from goodoffices.reading.llm.grounding import Grounding
from goodoffices.reading.llm.spelling import distance, respelt

TEXT = """“We will not attend,” the minister’s aide said; the cease-fire
holds — for now. The organisation would recognise
the programme … if the “contact group” met.

He will free 42 prisoners. Naïve hopes! The army would withdraw its heavy weapons from the hills above the river, he said."""


@pytest.mark.parametrize(
    ("quoted", "found", "repaired"),
    [
        ("the cease-fire\nholds", "the cease-fire\nholds", False),
        ("  He will free 42 prisoners ", "He will free 42 prisoners", False),
        ('"We will not attend,"', "“We will not attend,”", True),
        ("the minister's aide", "the minister’s aide", True),
        ("the cease-fire holds - for now", "the cease-fire\nholds — for now", True),
        ("The cease fire holds", "the cease-fire\nholds", True),
        ("the cease–fire holds--for now", "the cease-fire\nholds — for now", True),
        ("HE WILL FREE 42 PRISONERS", "He will free 42 prisoners", True),
        ("naive hopes", "Naïve hopes", True),
        ("the organization would recognize the programme", "The organisation would recognise\nthe programme", True),
        ("the programme ... if", "the programme … if", True),
        (
            "The army would withdraw ... above the river",
            "The army would withdraw its heavy weapons from the hills above the river", True,
        ),
        ("... he will free 42 prisoners...", "He will free 42 prisoners", True),
        ("the contact group met", "the “contact group” met", True),
    ],
)  # fmt: skip
def test_the_texts_own_characters_are_found(quoted: str, found: str, repaired: bool) -> None:
    place = Grounding(TEXT).find(quoted, (0, len(TEXT)))
    assert place is not None
    assert (place.span.text, place.repaired) == (found, repaired)
    assert place.span.is_in(TEXT)


@pytest.mark.parametrize(
    "quoted",
    [
        "We will attend",
        "We will now attend",
        "He will free 43 prisoners",
        "He will free prisoners",
        "He will not free 42 prisoners",
        "minister",  # of the three below only parts of words stand there
        "inister",
        "will free 4",
        "for now the organisation",  # not across a full stop
        "if the contact group met he will free",  # not across paragraphs
        "The army would ... said",  # too little is left of it
        "The army would withdraw its light weapons from the hills above the river",
        "",
        "...",
        "“”",
        "x" * 10_000,
    ],
)
def test_what_is_not_there_is_not_found(quoted: str) -> None:
    if quoted != "minister":
        assert Grounding(TEXT).find(quoted, (0, len(TEXT))) is None
    assert Grounding(TEXT).find(quoted, (0, 10)) is None


def test_words_are_looked_for_between_the_bounds_only() -> None:
    text = "Yes, he said. No, he said."
    found = Grounding(text).find("he said", (14, len(text)))
    assert found is not None
    assert found.span.start == text.rindex("he said")


def test_in_a_script_without_capitals_words_need_not_be_parted() -> None:
    assert Grounding("政府は停戦に合意した").find("停戦に合意", (0, 10)) is not None


@pytest.mark.parametrize(
    ("words", "others", "edits"),
    [
        ("they organised the talks in good faith", "they organized the talks in good faith", 1),
        ("they will attend the talks in good faith", "they would attend the talks in good faith", None),
        ("they can attend the talks in good faith", "they cannot attend the talks in good faith", None),
        ("it is likely that talks will be held soon", "it is unlikely that talks will be held soon", None),
        ("organised", "organized", None),  # too short to tell
        ("one two", "one two three", None),
        ("at 1000 men the force remains under command", "at 10000 men the force remains under command", None),
    ],
)
def test_a_respelling_is_small_and_denies_nothing(words: str, others: str, edits: int | None) -> None:
    assert respelt(words.split(), others.split()) == edits


def test_distance_counts_letters() -> None:
    assert [distance(a, b) for a, b in (("", "ab"), ("kitten", "sitting"), ("same", "same"))] == [2, 3, 0]
