"""What of our own reports the network is taught."""

from __future__ import annotations

import io
import lzma
import tarfile
from pathlib import Path

import pytest

from training.corpus import REPEATS, attributed, held_out_reports, mentions, names, training_texts
from training.markup import MarkedReport, parse

HEAD = "title: Talks\npublished: 2020-02-18\nstyle: wire\n"


def report(body: str, *foot: str, name: str = "d01") -> MarkedReport:
    return parse("---\n".join([HEAD, body + "\n", "\n".join(foot)]), name)


PEOPLE = ("party: Koro; person; aka the envoy", "party: army; armed group")


@pytest.mark.parametrize(
    ("body", "foot", "expected"),
    [
        pytest.param(
            "[1s The envoy] [1q said] [1c yes].", ["1: Koro; direct"], [(["The envoy"], ["said"], ["yes"])], id="one statement"
        ),
        pytest.param(
            "[1c Yes], [1s the envoy] [1q said], [1c and no].", ["1: Koro; direct"],
            [(["the envoy"], ["said"], ["Yes", "and no"])], id="a quotation broken by its cue",
        ),
        pytest.param("It [1q seems] [1c over].", ["1: army; indirect"], [([], ["seems"], ["over"])], id="no source"),
        pytest.param("[1s Koro]: [1c Yes].", ["1: Koro; direct"], [], id="no cue, no attribution"),
        pytest.param(
            "[1s Koro] [1q said] [1c [2s the army] [2q denied] [2c all]].", ["1: Koro; direct", "2: army; indirect"],
            [(["Koro"], ["said"], ["the army denied all"])], id="a statement inside another's content is left out",
        ),
        pytest.param(
            "[1s,2s Koro] [1q said] [1c yes] and [2q added] [2c no].", ["1: Koro; direct", "2: Koro; direct"],
            [(["Koro"], ["said"], ["yes"]), (["Koro"], ["added"], ["no"])], id="a source shared by two cues",
        ),
    ],
)  # fmt: skip
def test_attributions_are_flat(body: str, foot: list[str], expected: list[tuple[list[str], list[str], list[str]]]) -> None:
    made = attributed(report(body, "party: Koro; person", "party: army; armed group", *foot))
    found = [tuple([made.text[s:e] for s, e in part] for part in (a.source, a.cue, a.content)) for a in made.attributions]
    assert found == expected


def test_a_chain_holds_names_aliases_and_sources() -> None:
    made = report("Koro left. [1s He] [1q said] [1c the envoy and Korolev met the army].", *PEOPLE, "1: Koro; direct")
    assert [[made.text[s:e] for s, e in chain] for chain in mentions(made).values() if len(chain) > 1] == [
        ["Koro", "He", "the envoy"]
    ]


def test_of_a_mention_inside_another_the_longer_counts() -> None:
    made = report("Free Army chiefs met. The Free Army left.", "party: Army; armed group; aka Free Army")
    chain = mentions(made)["Army"]
    assert [made.text[s:e] for s, e in chain] == ["Free Army", "Free Army"]


@pytest.mark.parametrize(
    ("text", "party", "expected"),
    [
        pytest.param("Milan Koro left. Koro came.", "Milan Koro; person",
                     [("Milan Koro", "person"), ("Koro", "person")], id="surname"),
        pytest.param("Chad's men left Chad.", "Chad; state", [("Chad", "place"), ("Chad", "place")], id="a state is a place"),
        pytest.param("Moscow objects.", "Moscow; government", [("Moscow", "place")], id="a government named by its capital"),
        pytest.param("Foreign Office aides left.", "Foreign Office; government",
                     [("Foreign Office", "organisation")], id="an office is a body"),
        pytest.param("The Free Army left.", "The Free Army; armed group",
                     [("Free Army", "organisation")], id="the article is no part of a name"),
        pytest.param("The Free Army left.", "rebels; armed group; aka The Free Army", [("Free Army", "organisation")], id="alias"),
        pytest.param("The rebels left.", "rebels; armed group", [], id="small letters are no name"),
        pytest.param("Villagers of Homs left.", "Villagers; group", [], id="groups are left out"),
        pytest.param("Korolev left.", "Koro; person", [], id="part of a word"),
    ],
)  # fmt: skip
def test_names_are_capitalised_from_end_to_end(text: str, party: str, expected: list[tuple[str, str]]) -> None:
    made = report(text, f"party: {party}")
    assert [(made.text[s:e], kind) for s, e, kind in names(made)] == expected


def test_of_a_name_inside_another_the_longer_counts() -> None:
    made = report("Chad met the Bank of Chad.", "party: Chad; state", "party: Bank of Chad; organisation")
    assert [(made.text[s:e], kind) for s, e, kind in names(made)] == [("Chad", "place"), ("Bank of Chad", "organisation")]


def add(archive: tarfile.TarFile, name: str, text: str) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(text.encode())
    archive.addfile(member, io.BytesIO(text.encode()))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder in the shape of the shared data, with one small text of each corpus."""
    (tmp_path / "ner").mkdir()
    (tmp_path / "polnear").mkdir()
    for split in ("train", "dev", "test"):
        (tmp_path / "ner" / f"crossner-politics-{split}.txt").write_text("Chad\tB-country\nleft\tO\n")
    with tarfile.open(tmp_path / "ner" / "gum-ccby-conllu.tar.xz", "w:xz") as archive:
        add(archive, "gum.conllu", "# newdoc id = gum\n1\tTalks\t_\t_\tNNS\t_\t_\t_\t_\t_\n")
    with tarfile.open(tmp_path / "polnear" / "polnear-train-dev.tar.xz", "w:xz") as archive:
        for split in ("train", "dev"):
            add(archive, f"data/{split}/{split}_1.txt", "Talks ended.")
            add(archive, f"data/{split}/{split}_1_ann.ann", "")
    for split in ("train", "dev"):
        lzma.open(tmp_path / "polnear" / f"corenlp-{split}.jsonl.xz", "wt").close()
    return tmp_path


def test_held_out_reports_are_never_taught(data: Path, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for name in ("a01", "b01", "c01", "d01", "e01", "g01", "m01", "v01", "z01", "z11"):
        body = "[1s The envoy] [1q said] [1c yes]."
        (reports / f"{name}.report").write_text("---\n".join([HEAD, body + "\n", "party: Koro; person\n1: Koro; direct\n"]))
    taught, others = training_texts(data, reports, tmp_path)
    assert sorted(t.id for t in taught) == sorted(["train_1", *["d01", "e01", "z11"] * REPEATS])
    assert sorted(t.id for t in others) == [
        "crossner-politics-dev-0",
        "crossner-politics-test-0",
        "crossner-politics-train-0",
        "gum",
    ]
    assert [t.id for t in held_out_reports(reports)] == ["a01", "b01", "c01", "m01", "v01"]
