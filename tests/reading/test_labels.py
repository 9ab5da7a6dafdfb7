"""The label sets, on whose order the weights depend."""

from __future__ import annotations

import pytest

from goodoffices.reading.encoder.labels import NAME_LABELS, NAMES, POS_TAGS, ROLE_LABELS, ROLES, bio


def test_labels_are_outside_then_begin_and_inside_of_each_kind() -> None:
    assert bio(("source", "cue")) == ("O", "B-source", "I-source", "B-cue", "I-cue")


@pytest.mark.parametrize(("labels", "kinds"), [(ROLE_LABELS, ROLES), (NAME_LABELS, NAMES)], ids=["roles", "names"])
def test_inside_labels_have_even_numbers_as_decoding_takes_them_to_have(labels: tuple[str, ...], kinds: tuple[str, ...]) -> None:
    assert labels[0] == "O"
    assert labels[1::2] == tuple(f"B-{k}" for k in kinds)
    assert labels[2::2] == tuple(f"I-{k}" for k in kinds)


def test_every_part_of_speech_has_one_number() -> None:
    assert len(set(POS_TAGS)) == len(POS_TAGS) == 45
