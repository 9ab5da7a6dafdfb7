"""Noun phrases: where they are, their heads, and the names in them."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

import goodoffices.reading
from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.encoder.labels import NAME_LABELS, POS_TAGS, ROLE_LABELS
from goodoffices.reading.encoder.network import Scores
from goodoffices.reading.encoder.pointing import BUCKETS, Pointing
from goodoffices.reading.encoder.words import FEATURES, Words, split_words
from goodoffices.reading.parties.mentions import IN_PHRASE, Analysed, Phrase, head_word, noun_phrases
from goodoffices.reading.parties.names import whole_names

Tagged = list[tuple[str, str]]
NOWHERE = Pointing((), (), (), np.zeros(BUCKETS, dtype=np.float32))


@cache
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(Path(goodoffices.reading.__file__).parent / "weights" / "tokenizer.json"))


def tagged(text: str) -> Tagged:
    """Words and tags of "the/DT envoy/NN"."""
    pairs = (part.rpartition("/") for part in text.split())
    return [(word, tag) for word, _, tag in pairs]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        pytest.param("rebels/NNS", "rebels", id="one word"),
        pytest.param("the/DT Russian/JJ foreign/JJ minister/NN", "minister", id="modifiers before"),
        pytest.param("the/DT president/NN of/IN the/DT Coalition/NNP ,/, Ahmed/NNP Jarba/NNP", "president", id="modifiers behind"),
        pytest.param("the/DT army/NN 's/POS spokesman/NN", "spokesman", id="a possessor"),
        pytest.param("Ahmed/NNP Jarba/NNP ,/, the/DT president/NN", "Jarba", id="an appositive"),
        pytest.param("a/DT commander/NN quoted/VBN by/IN state/NN radio/NN", "commander", id="a participle"),
        pytest.param("the/DT group/NN which/WDT holds/VBZ the/DT town/NN", "group", id="a relative clause"),
        pytest.param("fighters/NNS near/RB the/DT river/NN", "fighters", id="an adverb"),
        pytest.param("he/PRP", "he", id="a pronoun"),
        pytest.param("all/DT the/DT rebels/NNS", "rebels", id="two determiners"),
        pytest.param("the/DT 12/CD mediators/NNS", "mediators", id="a number"),
        pytest.param("both/DT of/IN them/PRP", "them", id="a determiner is the head only where there is no noun"),
        pytest.param("the/DT villagers/NNS all/DT", "villagers", id="a determiner behind the noun"),
        pytest.param("both/DT", "both", id="a determiner alone"),
        pytest.param("clearly/RB angry/JJ", "angry", id="no noun: the last word"),
    ],
)
def test_the_head_of_a_noun_phrase(text: str, head: str) -> None:
    pairs = tagged(text)
    assert pairs[head_word([t for _, t in pairs], 0, len(pairs))][0] == head


def test_the_head_is_sought_in_the_phrase_only() -> None:
    tags = ["NN", "DT", "JJ", "NNS", "NN"]
    assert head_word(tags, 1, 4) == 3
    assert head_word(tags, 0, 1) == 0


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(POS_TAGS), min_size=1, max_size=10), st.data())
def test_a_head_lies_in_its_phrase(tags: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(tags) - 1))
    end = data.draw(st.integers(start + 1, len(tags)))
    assert start <= head_word(tags, start, end) < end


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        pytest.param("", [], id="no words"),
        pytest.param("went/VBD home/RB", [], id="no nouns"),
        pytest.param("the/DT Russian/JJ minister/NN said/VBD", ["the Russian minister*"], id="determiner, adjective, noun"),
        pytest.param("president/NN of/IN the/DT Coalition/NNP", ["president*", "the Coalition*"], id="parted by a preposition"),
        pytest.param("the/DT army/NN 's/POS spokesman/NN", ["the army 's spokesman*"], id="with its possessor"),
        pytest.param("their/PRP$ envoy/NN left/VBD", ["their envoy*"], id="with a possessive"),
        pytest.param("he/PRP met/VBD them/PRP", ["he*", "them*"], id="pronouns"),
        pytest.param("rebels/NNS they/PRP", ["rebels*", "they*"], id="a pronoun is a phrase of its own"),
        pytest.param("all/DT said/VBD 12/CD", [], id="determiners and numbers alone are none"),
        pytest.param("the/DT village/NN close/JJ to/TO", ["the village*"], id="what follows the last noun is left out"),
        pytest.param("talks/NNS", ["talks*"], id="to the end of the text"),
    ],
)
def test_noun_phrases_end_with_their_head(text: str, phrases: list[str]) -> None:
    pairs = tagged(text)
    words = [w for w, _ in pairs]
    found = noun_phrases([t for _, t in pairs])
    assert [" ".join(w + "*" * (i == p.head) for i, w in enumerate(words) if p.start <= i < p.end) for p in found] == phrases


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(POS_TAGS), max_size=15))
def test_every_noun_and_pronoun_is_in_one_phrase(tags: list[str]) -> None:
    found = noun_phrases(tags)
    assert all(p.start <= p.head == p.end - 1 for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(p.start == p.head or tags[i] in IN_PHRASE for p in found for i in range(p.start, p.end))
    covered = {i for p in found for i in range(p.start, p.end)}
    assert {i for i, t in enumerate(tags) if t.startswith("NN") or t == "PRP"} <= covered


def test_a_text_with_its_tags_names_and_phrases() -> None:
    pairs = tagged("the/DT envoy/NN Jan/NNP Egeland/NNP left/VBD Homs/NNP")
    labels = ["O", "O", "B-person", "I-person", "O", "B-place"]
    text = " ".join(w for w, _ in pairs)
    starts = np.cumsum([0, *(len(w) + 1 for w, _ in pairs[:-1])])
    n = np.arange(len(pairs))
    words = Words(text, starts, starts + [len(w) for w, _ in pairs], n, n, np.zeros((len(pairs), len(FEATURES)), dtype=np.int64))
    names = np.zeros((len(pairs), len(NAME_LABELS)), dtype=np.float32)
    names[n, [NAME_LABELS.index(x) for x in labels]] = 1
    tags = np.array([POS_TAGS.index(t) for _, t in pairs])
    roles = np.zeros((len(pairs), len(ROLE_LABELS)), dtype=np.float32)
    analysed = Analysed(words, Scores(roles, names, *[roles] * 6, tags, *[NOWHERE] * 8))
    assert analysed.tags == [t for _, t in pairs]
    assert [(x.role, analysed.text(x.start, x.end)) for x in analysed.names] == [("person", "Jan Egeland"), ("place", "Homs")]
    assert {i: x.role for i, x in analysed.name_at.items()} == {2: "person", 3: "person", 5: "place"}
    assert analysed.phrases == [Phrase(0, 4, 3), Phrase(5, 6, 5)]


@pytest.mark.parametrize(
    ("text", "pieces", "names"),
    [
        pytest.param("Estvar Press said", ["place Estvar", "organisation Press"], ["organisation Estvar Press"], id="side by side"),
        pytest.param(
            "the Council of Europe said", ["organisation Council", "place Europe"], ["organisation Council of Europe"], id="with of"
        ),
        pytest.param(
            "the Bank of the North said", ["organisation Bank", "place North"], ["organisation Bank of the North"], id="with of the"
        ),
        pytest.param("the U.S.A. said", ["place U"], ["place U.S.A."], id="initials"),
        pytest.param("Liv Dahl said", ["person Liv"], ["person Liv Dahl"], id="a person's name to its end"),
        pytest.param("Liv\nDahl said", ["person Liv"], ["person Liv"], id="to the end of its line"),
        pytest.param(
            "Russian Sergei Lavrov", ["people Russian", "person Sergei Lavrov"], ["people Russian", "person Sergei Lavrov"],
            id="a people and a person",
        ),
        pytest.param(
            "Kurdish Red Crescent", ["people Kurdish", "organisation Red Crescent"],
            ["people Kurdish", "organisation Red Crescent"], id="a people and a body",
        ),
        pytest.param(
            "Council of Liv Dahl", ["organisation Council", "person Liv Dahl"], ["organisation Council", "person Liv Dahl"],
            id="a person is no part of a body",
        ),
        pytest.param("Paris and Rome", ["place Paris", "place Rome"], ["place Paris", "place Rome"], id="two names"),
        pytest.param("Rome.\nPress", ["place Rome", "organisation Press"], ["place Rome", "organisation Press"], id="on two lines"),
        pytest.param("nobody", [], [], id="no names"),
    ],
)  # fmt: skip
def test_names_found_in_pieces_are_put_together(text: str, pieces: list[str], names: list[str]) -> None:
    words = split_words(text, tokenizer())

    def span(piece: str) -> WordSpan:
        role, _, name = piece.partition(" ")
        inside = words.between(text.index(name), text.index(name) + len(name))
        return WordSpan(role, inside[0], inside[-1] + 1)

    tags = ["NNP" if words.surface(i)[0].isupper() else "IN" for i in range(len(words))]
    assert whole_names([span(p) for p in pieces], words, tags) == [span(n) for n in names]
