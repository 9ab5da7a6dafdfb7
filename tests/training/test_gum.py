"""GUM's CoNLL-U and CrossNER's BIO, as annotated texts."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from training.gum import load_crossner, load_gum, read_conllu
from training.polnear import AnnotatedText

SHARED = Path(__file__).parents[2].parent / "shared" / "ner"


def row(number: str, word: str, tag: str = "NN", misc: str = "_") -> str:
    return "\t".join([number, word, "_", "_", tag, "_", "_", "_", "_", misc])


DOCUMENT = "\n".join(
    [
        "# newdoc id = OWN_talks",
        "# newpar_block = head (1 s)",
        "# newpar",
        row("1", "The", "DT", "Entity=(1-person-new-cf1-1-sgl"),
        row("2", "envoy", "NN", "Entity=1)"),
        row("3", "of", "IN"),
        row("4", "Chad", "NNP", "Entity=(2-place-new-cf2-1-sgl)"),
        row("5-6", "didn't", "_"),
        row("5", "did", "VBD"),
        row("6", "n't", "RB"),
        row("6.1", "elided", "VB", "Entity=(2-place-giv)"),
        row("7", "stay", "VB", "SpaceAfter=No"),
        row("8", ".", "."),
        "",
        "# newpar",
        row("1", "He", "PRP", "Entity=(1-person-giv-cf1-1-ana)"),
        row("2", "left", "VBD"),
        row("3-4", "Chad's", "_", "SpaceAfter=No"),
        row("3", "Chad", "NNP", "Entity=(3-object-new-cf1-2-sgl(2-place-giv-cf2-1-sgl)"),
        row("4", "'s", "POS"),
        row("5", "-", ",", "SpaceAfter=No"),
        row("6", "army", "NN", "Entity=3)|SpaceAfter=No"),
        row("7", ".", "."),
        "",
        row("1", "Talks", "NNS"),
        row("2", "ended", "VBD"),
    ]
)
TEXT = "The envoy of Chad didn't stay.\n\nHe left Chad's-army. Talks ended"


def test_the_text_of_a_document_with_its_spaces_and_paragraphs() -> None:
    found = read_conllu(DOCUMENT)
    assert (found.id, found.text) == ("OWN_talks", TEXT)


def test_every_token_has_its_part_of_speech_and_empty_nodes_have_none() -> None:
    found = read_conllu(DOCUMENT)
    tagged = [(found.text[s:e], tag) for s, e, tag in found.silver["pos"]]
    assert tagged[:8] == [
        ("The", "DT"), ("envoy", "NN"), ("of", "IN"), ("Chad", "NNP"), ("did", "VBD"), ("n't", "RB"), ("stay", "VB"), (".", "."),
    ]  # fmt: skip
    assert [w for w, _ in tagged[8:]] == ["He", "left", "Chad", "'s", "-", "army", ".", "Talks", "ended"]


def test_chains_are_the_mentions_of_what_is_named_twice() -> None:
    found = read_conllu(DOCUMENT)
    chains = sorted([found.text[s:e] for s, e in chain] for chain in found.silver["coref"])
    assert chains == [["Chad", "Chad"], ["The envoy", "He"]]


@pytest.mark.parametrize(
    ("entities", "mentions"),
    [
        pytest.param(["(1-x)", "_", "(1-x)", "_"], ["a", "c"], id="of one word"),
        pytest.param(["(1-x", "1)", "(1-x", "1)"], ["a b", "c d"], id="of two words"),
        pytest.param(["(1-x(1-x)", "_", "1)", "_"], ["a", "a b c"], id="one inside another of the same chain"),
        pytest.param(["(1-x", "(2-y", "2)1)", "(1-x)"], ["a b c", "d"], id="two that end together"),
        pytest.param(["(1-x)(2-y", "_", "2)", "(1-x)"], ["a", "d"], id="one ends and one begins"),
        pytest.param(["(1-x(2-y)", "(2-y", "1)", "2)(1-x)"], ["a", "b c d", "a b c", "d"], id="two that cross"),
        pytest.param(["(1-x", "_", "_", "_"], [], id="one that is never closed"),
    ],
)
def test_mentions_open_and_close(entities: list[str], mentions: list[str]) -> None:
    source = "\n".join(
        row(str(i), w, misc=f"Entity={e}" if e != "_" else "_") for i, (w, e) in enumerate(zip("abcd", entities, strict=True), 1)
    )
    found = read_conllu(source)
    assert [found.text[s:e] for chain in found.silver["coref"] for s, e in chain] == mentions


def test_an_archive_gives_its_documents_in_the_order_of_their_names(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "gum.tar.xz", "w:xz") as archive:
        for name in ("b.conllu", "a.conllu", "LICENSE"):
            data = f"# newdoc id = {name}\n{row('1', 'Talks')}".encode()
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    assert [d.id for d in load_gum(tmp_path / "gum.tar.xz")] == ["a.conllu", "b.conllu"]


def crossner(tmp_path: Path, *sentences: str, sentences_a_text: int = 12) -> list[AnnotatedText]:
    """The texts of a file in which names are written "Kofi/B-person Annan/I-person"."""
    file = tmp_path / "own.txt"
    rows = [["{}\t{}".format(*(w.split("/") if "/" in w else (w, "O"))) for w in s.split()] for s in sentences]
    file.write_text("\n\n".join("\n".join(r) for r in rows) + "\n\n")
    return load_crossner(file, sentences_a_text)


@pytest.mark.parametrize(
    ("sentence", "text", "names"),
    [
        pytest.param("Talks ended , he said .", "Talks ended, he said.", [], id="no space before a stop"),
        pytest.param("Chad/B-country 's army", "Chad's army", [("Chad", "country")], id="no space before a possessive"),
        pytest.param("( Kofi/B-person Annan/I-person )", "(Kofi Annan)", [("Kofi Annan", "person")], id="brackets"),
        pytest.param("“ Talks ”", "“Talks”", [], id="quotation marks"),
        pytest.param("Chad/B-country Mali/B-country", "Chad Mali", [("Chad", "country"), ("Mali", "country")], id="side by side"),
        pytest.param("in N'Djamena/B-location", "in N'Djamena", [("N'Djamena", "location")], id="a name at the end"),
    ],
)
def test_a_sentence_is_put_together_with_its_names(tmp_path: Path, sentence: str, text: str, names: list[tuple[str, str]]) -> None:
    (found,) = crossner(tmp_path, sentence)
    assert found.text == text
    assert [(text[s:e], kind) for s, e, kind in found.silver["entities"]] == names


def test_sentences_are_paragraphs_of_texts_of_some_length(tmp_path: Path) -> None:
    found = crossner(tmp_path, "One .", "Two Chad/B-country", "Mali/B-country", sentences_a_text=2)
    assert [t.text for t in found] == ["One.\n\nTwo Chad", "Mali"]
    assert [t.silver["entities"] for t in found] == [[[10, 14, "country"]], [[0, 4, "country"]]]
    assert len({t.id for t in found}) == 2


def test_the_corpora_themselves() -> None:
    if not (SHARED / "gum-ccby-conllu.tar.xz").is_file():
        pytest.skip(f"GUM and CrossNER are not in {SHARED}")
    texts = load_crossner(SHARED / "crossner-politics-dev.txt")
    assert all(t.text[s:e].strip() == t.text[s:e] != "" for t in texts for s, e, _ in t.silver["entities"])
    assert {"person", "politicalparty", "country"} <= {kind for t in texts for _, _, kind in t.silver["entities"]}
    with tarfile.open(SHARED / "gum-ccby-conllu.tar.xz") as archive:
        member = next(m for m in archive if m.name.endswith(".conllu"))
        source = archive.extractfile(member).read().decode()  # type: ignore[union-attr]
    sentences = [line.removeprefix("# text = ") for line in source.splitlines() if line.startswith("# text = ")]
    document = read_conllu(source)
    assert "".join(document.text.split()) == "".join("".join(sentences).split())
    assert document.silver["coref"]
