"""Annotated texts as the targets of the network, one a word."""

from __future__ import annotations

import re

import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from goodoffices.reading.encoder.labels import NAME_LABELS, POS_TAGS, ROLE_LABELS
from training.examples import IGNORED, Example, example
from training.polnear import AnnotatedText, Attribution, Spans

TEXT = "“Talks,” the old envoy of Chad said, “will fail.” It seems over."


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """A tokenizer that splits words as MiniLM's does, "talks" in two pieces, and knows hardly any."""
    made = Tokenizer(models.WordPiece({"[UNK]": 0, "talk": 1, "##s": 2}, unk_token="[UNK]"))  # noqa: S106
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


def at(*parts: str, text: str = TEXT) -> Spans:
    """Where the first occurrence of each part is."""
    return [(m.start(), m.end()) for p in parts if (m := re.search(re.escape(p), text))]


SAID = Attribution(at("the old envoy of Chad"), at("said"), at("“Talks,”", "“will fail.”"))
SEEMS = Attribution([], at("seems"), at("over"))


def labelled(made: Example, targets: str, labels: tuple[str, ...]) -> list[str]:
    """The words with their labels, "?" where the target is not known."""
    return [f"{made.words.surface(i)}/{'?' if t == IGNORED else labels[t]}" for i, t in enumerate(getattr(made, targets))]


def pointed(made: Example, targets: str) -> dict[str, str]:
    """The words that have a target with the word that they point to."""
    surface = made.words.surface
    return {surface(i): surface(t) for i, t in enumerate(getattr(made, targets)) if t != IGNORED}


def test_the_words_of_the_parts_have_their_roles(tokenizer: Tokenizer) -> None:
    made = example(AnnotatedText("x", TEXT, [SAID, SEEMS]), tokenizer)
    assert " ".join(labelled(made, "roles", ROLE_LABELS)) == (
        "“/B-content Talks/I-content ,/I-content ”/I-content the/B-source old/I-source envoy/I-source of/I-source Chad/I-source "
        "said/B-cue ,/O “/B-content will/I-content fail/I-content ./I-content ”/I-content It/O seems/B-cue over/B-content ./O"
    )
    assert (made.id, made.attributions) == ("x", [SAID, SEEMS])


def test_contents_point_to_their_cue_and_cues_to_their_source(tokenizer: Tokenizer) -> None:
    made = example(AnnotatedText("x", TEXT, [SAID, SEEMS]), tokenizer)
    assert pointed(made, "cue") == {
        "“": "said", "Talks": "said", ",": "said", "”": "said", "will": "said", "fail": "said", ".": "said", "over": "seems",
    }  # fmt: skip
    assert pointed(made, "source") == {"said": "the", "seems": "seems"}, "a cue without a source points to itself"


def test_a_content_that_another_attribution_cuts_in_two_begins_anew(tokenizer: Tokenizer) -> None:
    text = "Rebels deny that men said no"
    outer = Attribution(at("Rebels", text=text), at("deny", text=text), at("that men said no", text=text))
    inner = Attribution(at("men", text=text), at("said", text=text), at("no", text=text))
    made = example(AnnotatedText("x", text, [outer, inner]), tokenizer)
    roles = labelled(made, "roles", ROLE_LABELS)
    assert roles == ["Rebels/B-source", "deny/B-cue", "that/B-content", "men/B-source", "said/B-cue", "no/B-content"]
    made = example(AnnotatedText("x", text, [inner, outer, Attribution(at("men", text=text), at("said", text=text))]), tokenizer)
    assert labelled(made, "roles", ROLE_LABELS) == roles, "`no` goes on the outer content, behind the inner cue"


def test_where_roles_are_not_known_none_is_taught(tokenizer: Tokenizer) -> None:
    made = example(AnnotatedText("x", TEXT, []), tokenizer, roles_known=False)
    for targets in (made.roles, made.cue, made.source, made.names, made.tags, made.chain):
        assert targets.tolist() == [IGNORED] * len(made.words)
    assert set(example(AnnotatedText("x", TEXT, []), tokenizer).roles.tolist()) == {0}


NAMED = "President Idriss Deby of Chad met Rebels"


@pytest.mark.parametrize(
    ("layer", "spans", "expected"),
    [
        pytest.param(
            "entities", [("Idriss Deby", "PERSON"), ("Chad", "LOCATION"), ("Rebels", "DATE")],
            "President/O Idriss/B-person Deby/I-person of/O Chad/B-place met/O Rebels/O", id="all names, kinds that are none",
        ),
        pytest.param(
            "entities", [("Idriss Deby", "politician"), ("Chad", "country"), ("Rebels", "politicalparty")],
            "President/O Idriss/B-person Deby/I-person of/O Chad/B-place met/O Rebels/B-organisation", id="CrossNER's kinds",
        ),
        pytest.param(
            "some_entities", [("Idriss Deby", "person")],
            "President/? Idriss/B-person Deby/I-person of/O Chad/? met/O Rebels/?", id="some names: capitals may be others",
        ),
    ],
)  # fmt: skip
def test_names(tokenizer: Tokenizer, layer: str, spans: list[tuple[str, str]], expected: str) -> None:
    silver = {layer: [(*at(part, text=NAMED)[0], kind) for part, kind in spans]}
    made = example(AnnotatedText("x", NAMED, [], silver), tokenizer)
    assert " ".join(labelled(made, "names", NAME_LABELS)) == expected


def test_a_tag_that_the_network_does_not_have_is_not_taught(tokenizer: Tokenizer) -> None:
    text = "Talks fail -"
    made = example(AnnotatedText("x", text, [], {"pos": [(0, 5, "NNS"), (6, 10, "VBP"), (11, 12, "NFP")]}), tokenizer)
    assert labelled(made, "tags", POS_TAGS) == ["Talks/NNS", "fail/VBP", "-/?"]


@pytest.mark.parametrize(
    ("mention", "tags", "head"),
    [
        pytest.param("the president of Chad", ["DT", "NN", "IN", "NNP"], "president", id="before a modifier"),
        pytest.param("the army chief", ["DT", "NN", "NN"], "chief", id="the last of several nouns"),
        pytest.param("the defeated", ["DT", "VBN"], "defeated", id="no noun"),
        pytest.param("rebels fighting in Chad", None, "rebels", id="guessed: a participle"),
        pytest.param("the old envoy of Chad", None, "envoy", id="guessed: a preposition"),
        pytest.param("many generals who fled", None, "generals", id="guessed: a relative clause"),
        pytest.param("Deby, the leader", None, "Deby", id="guessed: an appositive"),
    ],
)
def test_a_mention_is_taught_at_its_head(tokenizer: Tokenizer, mention: str, tags: list[str] | None, head: str) -> None:
    text = f"{mention} left"
    silver: dict[str, object] = {"coref": [[(0, len(mention)), (len(text) - 4, len(text))], [(0, 0), (0, 0)]]}
    if tags is not None:
        silver["pos"] = [(m.start(), m.end(), tag) for m, tag in zip(re.finditer(r"\w+", mention), tags, strict=True)]
    made = example(AnnotatedText("x", text, [], silver), tokenizer)
    assert {made.words.surface(i): t for i, t in enumerate(made.chain) if t != IGNORED} == {head: 0, "left": 0}
